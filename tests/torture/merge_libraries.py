"""Histories of three real libraries, whose folder is kept the same by a sync that tears files."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core.exchange.exchange import Exchange
from app.core.notes.model import Colour, Link, LinkKind
from app.core.storage.database import Database
from app.core.storage.records.record_reader import RecordReader
from app.core.storage.records.record_writer import RecordWriter
from tests.records import RandomLibrary, stored_rows
from tests.torture.written_texts import WrittenTexts

DEVICES = ("a", "b", "c")
# What says when, not what: since when something is in the trash, and checksums of what is told.
_LEFT_OUT = ("trashed", "checksum")


class SyncedLibrary:
    """A library on a device, and the device's copy of the folder."""

    def __init__(self, root: Path, name: str, seed: int) -> None:
        self.name = name
        self.folder = root / f"folder-{name}"
        self.folder.mkdir(parents=True)
        self.database = Database(root / name / "bayaz.sqlite3")
        self.filler = RandomLibrary(self.database, seed)
        # No clock is right.
        self.filler.clock.forward(hours=self.filler.random.uniform(-5000, 5000))
        self.exchange = Exchange(self.database, machine=name)

    @property
    def own_file(self) -> str:
        return f"{self.exchange.device}.bayaz-changes"

    def rows(self) -> dict[str, Any]:
        rows = stored_rows(self.database)
        return {name: rows[name] for name in rows if name not in _LEFT_OUT}

    def note_text(self, note_id: str) -> str:
        row = self.database.one("SELECT body FROM note WHERE id = ?", (note_id,))
        earlier = self.filler.notebook.earlier_texts(note_id)
        return " ".join([row["body"] if row else "", *(text for _, text in earlier)])


class LibraryHistory:
    """What three libraries do at random, and what has to hold at the end."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.libraries = [
            SyncedLibrary(root, name, 3 * seed + place) for place, name in enumerate(DEVICES)
        ]
        self.written = WrittenTexts()
        self.texts: set[str] = set()
        self.conflicts = 0
        self.skipped = 0

    def run(self, steps: int) -> None:
        acts: list[Callable[[SyncedLibrary], None]] = [
            self._add_note, self._edit_note, self._edit_note, self._edit_note, self._mark,
            self._add_summary, self._correct, self._correct, self._trash, self._remove, self._link,
            self._send, self._send, self._receive, self._receive, self._copy, self._copy, self._copy,
        ]  # fmt: skip
        first = self.libraries[0]
        for _ in range(2):
            self._add_summary(first)
            self._add_note(first)
            self._mark(first)
        self.meet()
        for _ in range(steps):
            self.random.choice(acts)(self.random.choice(self.libraries))

    def meet(self) -> None:
        """Let the sync come to its end, and all take in what it brought."""
        for _ in range(2):
            for one in self.random.sample(self.libraries, 3):
                for other in self.libraries:
                    if one is not other:
                        self._copy_file(other, one, whole=True)
                self._receive(one)
                self._send(one)
        for one in self.libraries:
            self._send(one)

    def faults(self) -> list[str]:
        """Return what does not hold."""
        first, *others = self.libraries
        found = [f"{one.name} differs" for one in others if one.rows() != first.rows()]
        found += [f"lost {text}" for text in self.written.lost(self._record)]
        stored = {row["text"] for row in first.database.all("SELECT text FROM revision")}
        found += [f"lost text {text[:40]!r}" for text in self.texts - stored]
        for one in self.libraries:
            if one.database.all("PRAGMA foreign_key_check"):
                found.append("foreign keys")
            for kind in ("summary", "note", "highlight"):
                ids = one.database.check(lambda opened, kind=kind: RecordReader(opened).ids(kind))
                found += [f"{kind} damaged" for own in ids if one.database.damage_of(kind, own)]
        if self.skipped:
            found.append(f"{self.skipped} skipped")
        return found

    def close(self) -> None:
        for one in self.libraries:
            one.database.close()

    def _record(self, key: tuple[str, str]) -> Any:
        return self.libraries[0].note_text(key[1])

    def _add_note(self, one: SyncedLibrary) -> None:
        # The id is only known once the text is stored.
        token = f"w{len(self.written.keys)}{one.name}"
        note = one.filler.notebook.add_note(token)
        assert self.written.new(("note", note.id), one.name) == token

    def _edit_note(self, one: SyncedLibrary) -> None:
        notes = one.filler.notebook.notes()
        if not notes:
            return self._add_note(one)
        note = self.random.choice(notes)
        token = self.written.new(("note", note.id), one.name)
        one.filler.clock.forward(minutes=self.random.choice((1, 30)))
        if self.random.random() < 0.3:
            one.filler.notebook.edit_note(note.id, f"{note.body} {token}")
        else:
            self.written.replaced(note.body, one.name)
            one.filler.notebook.edit_note(note.id, token)
        return None

    def _link(self, one: SyncedLibrary) -> None:
        notes, summaries = one.filler.notebook.notes(), self._summaries(one)
        if notes and summaries:
            links = [Link(LinkKind.SUMMARY, own) for own in self.random.sample(summaries, 1)]
            one.filler.notebook.link_note(self.random.choice(notes).id, links)

    def _add_summary(self, one: SyncedLibrary) -> None:
        self._keep_texts(one, one.filler.add_summary())

    def _correct(self, one: SyncedLibrary) -> None:
        if summaries := self._summaries(one):
            own_id = self.random.choice(summaries)
            one.filler.correct(own_id)
            self._keep_texts(one, own_id)

    def _keep_texts(self, one: SyncedLibrary, own_id: str) -> None:
        rows = one.database.all("SELECT text FROM revision WHERE summary_id = ?", (own_id,))
        self.texts |= {row["text"] for row in rows}

    def _mark(self, one: SyncedLibrary) -> None:
        highlights, summaries = one.filler.notebook.highlights(), self._summaries(one)
        if highlights and self.random.random() < 0.5:
            colour = self.random.choice(list(Colour))
            one.filler.notebook.recolour(self.random.choice(highlights).id, colour)
        elif summaries:
            one.filler.read(self.random.choice(summaries))

    def _trash(self, one: SyncedLibrary) -> None:
        notes, highlights = one.filler.notebook.notes(), one.filler.notebook.highlights()
        if notes and self.random.random() < 0.5:
            one.filler.notebook.trash_note(self.random.choice(notes).id)
        elif highlights:
            one.filler.notebook.trash_highlight(self.random.choice(highlights).id)
        elif summaries := self._summaries(one):
            one.filler.library.trash(self.random.choice(summaries))

    def _remove(self, one: SyncedLibrary) -> None:
        notes = one.filler.notebook.notes(trashed=True)
        if notes:
            note = self.random.choice(notes)
            self.written.deleted(one.note_text(note.id))
            with one.database.transaction():
                RecordWriter(one.database).remove("note", note.id)

    def _send(self, one: SyncedLibrary) -> None:
        one.exchange.send(one.folder)

    def _receive(self, one: SyncedLibrary) -> None:
        report = one.exchange.receive(one.folder)
        self.conflicts += len(report.conflicts)
        self.skipped += len(report.skipped)

    def _copy(self, one: SyncedLibrary) -> None:
        others = [other for other in self.libraries if other is not one]
        self._copy_file(self.random.choice(others), one, whole=self.random.random() < 0.4)

    def _copy_file(self, source: SyncedLibrary, target: SyncedLibrary, *, whole: bool) -> None:
        """Do what a sync does: bring the file of another device, maybe not all of it yet."""
        name = source.own_file
        if not (source.folder / name).exists():
            return
        if whole:
            shutil.copyfile(source.folder / name, target.folder / name)
            return
        content = bytearray((source.folder / name).read_bytes())
        cut = self.random.randint(0, len(content))
        if self.random.random() < 0.3:
            # The blocks came in another order.
            content[cut : cut + 4096] = bytes(len(content[cut : cut + 4096]))
        else:
            del content[cut:]
        (target.folder / name).write_bytes(content)

    def _summaries(self, one: SyncedLibrary) -> list[str]:
        rows = one.database.all("SELECT id FROM summary WHERE deleted_at IS NULL ORDER BY id")
        return [row["id"] for row in rows]
