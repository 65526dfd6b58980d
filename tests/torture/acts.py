"""A reader's acts, one after the other, the same ids and times in every run.

As a program, `python -m tests.torture.acts FOLDER [files|states]`, it does them on a library in
that folder and says after each on stdout `told N STATE`, once it is stored, or `refused N STATE
ERROR`. A test kills it, cuts the power, or lets the disk fail, and compares what is left with that.
"""

import hashlib
import os
import random
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.cli.indexing import catch_up
from app.core.backup.model import Reason
from app.core.errors import BayazError
from app.core.importing.outcome import Accepted
from app.core.library.model import ReadingState
from app.core.notes.model import Colour, Link, LinkKind
from app.core.paths import (
    CACHE_VARIABLE,
    DRAFTS_VARIABLE,
    LIBRARY_VARIABLE,
    DataFolder,
    bundled,
)
from app.core.settings import Settings, save_settings
from app.core.sharing.annotation_collector import AnnotationCollector
from app.core.sharing.pack import collect_annotations, write_pack
from app.core.storage.database import Database
from app.core.workspace import Workspace
from tests.clock import NOW

Act = tuple[str, Callable[[], object]]
Tell = Callable[[str], None]

# Their front matter names their id, by which a pack would know them again: texts of one's own.
_TEXTS = ("cedaw.md", "geneva-conventions.md", "greenhouse-effect.md", "bretton-woods.md")


class TickingClock:
    """A clock that goes on by a minute each time it is asked, so that every run is the same."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=61)
        return self.moment


def same_ids(seed: int = 7) -> None:
    """Let this process, which does nothing else, make the same ids in every run."""
    chance = random.Random(seed)
    uuid.uuid4 = lambda: uuid.UUID(int=chance.getrandbits(128), version=4)


def same_names(folder: Path) -> None:
    """Keep this process out of the reader's own folders."""
    os.environ[LIBRARY_VARIABLE] = str(folder / "data")
    os.environ[CACHE_VARIABLE] = str(folder / "cache")
    os.environ[DRAFTS_VARIABLE] = str(folder / "drafts")


def database_of(workspace: Workspace) -> Database:
    """Return the database of a workspace, to look at all that is stored."""
    return workspace._db  # noqa: SLF001 - nothing else shows all of its tables


def state_of(workspace: Workspace) -> str:
    """Return the digest of all that a library holds, but the mark of its opening."""
    database = database_of(workspace)
    found = hashlib.sha256()
    tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    for name in (row["name"] for row in tables):
        rows = sorted(repr(tuple(row)) for row in database.all(f"SELECT * FROM {name}"))
        kept = [row for row in rows if name != "meta" or not row.startswith("('epoch'")]
        found.update(repr((name, kept)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()[:16]


class Reader:
    """Does the acts on one library; what it exports and its settings are in its folder."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.library, self.notebook = workspace.library, workspace.notebook
        self.made: dict[str, str] = {}
        self.texts = [_without_id(bundled("library") / name) for name in _TEXTS]

    def acts(self) -> Iterator[Act]:
        """Yield what a reader does with texts, highlights and notes, and keeps of them."""
        made, notebook, library = self.made, self.notebook, self.library
        yield "import a", lambda: self.add("a", self.texts[0])
        yield "import b", lambda: self.add("b", self.texts[1])
        yield "highlight", lambda: self.mark("mark", 40, Colour.YELLOW)
        yield "highlight again", lambda: self.mark("other", 200, Colour.GREEN)
        yield "note", self.write
        yield "edit", lambda: notebook.edit_note(made["note"], "Another text " * 300)
        yield (
            "link",
            lambda: notebook.link_note(
                made["note"],
                [Link(LinkKind.SUMMARY, made["b"]), Link(LinkKind.SUBJECT, "english-essay")],
            ),
        )
        yield "recolour", lambda: notebook.recolour(made["other"], Colour.PINK)
        yield "star", lambda: library.star_all([made["a"], made["b"]], starred=True)
        yield "subject", lambda: library.add_subject([made["a"], made["b"]], "current-affairs")
        yield "state", lambda: library.set_state(made["a"], ReadingState.DONE)
        yield "settings", lambda: self.prefer(20)
        yield "back up", lambda: self.workspace.backups.make(Reason.ASKED)
        yield "correct", lambda: self.add("a", self.texts[0].replace("the ", "the very ", 3))
        yield "trash", lambda: library.trash(made["b"])
        yield "trash note", lambda: notebook.trash_note(made["note"])
        yield "restore", lambda: library.restore(made["b"])
        yield "restore note", lambda: notebook.restore_note(made["note"])
        yield "trash highlight", lambda: notebook.trash_highlight(made["mark"])
        yield "name colour", lambda: notebook.name_colour(Colour.YELLOW, "Key ★")
        yield "position", lambda: library.remember_position(made["a"], 77)
        yield "pack", self.share
        yield "settings again", lambda: self.prefer(24)
        yield "import c", lambda: self.add("c", self.texts[2])
        yield "last note", lambda: notebook.add_note("short", [Link(LinkKind.NOTE, made["note"])])
        yield "empty trash", self.workspace.purge_trash

    def file_acts(self) -> Iterator[Act]:
        """Yield what writes files other than the library: each file at least twice."""
        yield "import a", lambda: self.add("a", self.texts[0])
        yield "import b", lambda: self.add("b", self.texts[1])
        for number in range(3):
            yield "settings", partial(self.prefer, 20 + number)
            yield "note", self.write
            yield "pack", self.share
            yield "back up", lambda: self.workspace.backups.make(Reason.ASKED)
            yield "index", lambda: catch_up(self.workspace)

    def add(self, name: str, text: str) -> Accepted:
        (draft,) = self.workspace.importer.read_text(text, f"{name}.txt").drafts
        accepted = self.workspace.importer.accept(draft)
        self.made[name] = accepted.summary_id
        return accepted

    def mark(self, name: str, start: int, colour: Colour) -> None:
        change = self.notebook.add_highlight(self.made["a"], start, start + 80, colour)
        self.made[name] = change.after[0].id

    def write(self) -> None:
        facts = self.library.summary(self.made["a"]).facts
        links = [Link(LinkKind.SUBJECT, "pakistan-affairs")]
        links += [Link(LinkKind.FACT, fact.id) for fact in facts[:1]]
        links += [Link(LinkKind.HIGHLIGHT, self.made["mark"])] if "mark" in self.made else []
        self.made["note"] = self.notebook.add_note("My note آئین " * 40, links).id

    def prefer(self, size: int) -> None:
        save_settings(self.workspace.folder.settings, Settings(text_size=size, sender="Reader"))

    def share(self) -> None:
        ids = [self.made["a"], self.made["b"]]
        collector = AnnotationCollector(ids, self.library, self.notebook)
        write_pack(
            pack_in(self.workspace.folder), [self.library.summary(one) for one in ids],
            self.workspace.syllabus, "Reader", self.workspace.clock(),
            collect_annotations(collector, highlights=True, notes=True),
        )  # fmt: skip


def pack_in(folder: DataFolder) -> Path:
    """Return the file that the acts export as a pack."""
    return folder.root / "out.bayaz"


def perform(folder: Path, tell: Tell, *, files: bool = False, states: bool = False) -> None:
    """Do all acts on a library in a folder, and tell each one that is stored, or refused."""
    same_ids()
    same_names(folder)
    try:
        workspace = Workspace(DataFolder(folder / "data"), TickingClock())
    except BayazError as error:
        tell(f"closed 0 - {type(error).__name__}")
        return
    tell(f"told 0 {_state(workspace, states)} open")
    reader = Reader(workspace)
    for number, (name, act) in enumerate(reader.file_acts() if files else reader.acts(), 1):
        try:
            act()
            said = f"told {number} {{}} {name}"
        except KeyError:
            # It needs what an act before it could not make.
            said = f"left-out {number} {{}} {name}"
        except (BayazError, OSError) as error:
            said = f"refused {number} {{}} {name}: {type(error).__name__}"
        except Exception as error:
            said = f"unexplained {number} {{}} {name}: {error!r}"
        tell(said.format(_state(workspace, states)))
    workspace.close()
    tell("end 0 - -")


def _state(workspace: Workspace, wanted: bool) -> str:
    try:
        return state_of(workspace) if wanted else "-"
    except BayazError:
        return "unreadable"


def _say(line: str) -> None:
    # Past Python's own buffers: a killed process writes nothing out.
    os.write(1, f"{line}\n".encode())


def _without_id(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("id:"))


if __name__ == "__main__":
    perform(
        Path(sys.argv[1]),
        _say,
        files="files" in sys.argv,
        states="states" in sys.argv,
    )
