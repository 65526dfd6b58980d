"""Libraries filled at random, with something in every table, and all that is stored in one."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.core.library.library import Library
from app.core.library.model import (
    Fact,
    Question,
    ReadingState,
    Section,
    SectionKind,
    SubjectTopics,
    Summary,
    Word,
)
from app.core.library.syllabus import load_syllabus
from app.core.notes.model import Colour, Link, LinkKind
from app.core.notes.notebook import Notebook
from app.core.storage.database import Database
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import Record, RecordReader
from app.core.storage.running_days import look
from tests.clock import NOW, TODAY, Clock

WORDS = (
    "water", "reform", "Indus", "tax", "budget", "ہے", "معیشت", "پانی", "cli\u200dmate", "€5bn",
    "“quoted”", "emoji 🙂", "कानून", "line\nbreak", "tab\tstop", "per cent", "2025", "Sindh",
)  # fmt: skip
# What differs from one library to the next although nothing else does.
_OF_THE_LIBRARY = {"change", "touched", "version", "sqlite_sequence", "meta"}


class RandomLibrary:
    """Fills a library as a reader would, the same for the same seed."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.random = random.Random(seed)
        self.clock = Clock(NOW)
        self.library = Library(database, load_syllabus(), self.clock)
        self.notebook = Notebook(database, self.library, self.clock)

    def fill(self, summaries: int, notes: int) -> None:
        """Add summaries, read and mark them, correct one, and write notes."""
        look(self.database, self.clock())
        made = [self.add_summary() for _ in range(summaries)]
        for own_id in made:
            self.read(own_id)
        self.correct(made[0])
        for _ in range(notes):
            self.add_note(made)
        self.notebook.name_colour(Colour.YELLOW, self.words(2))
        self._write_what_has_no_verb_yet()
        self._use_the_trash(made)

    def words(self, count: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def add_summary(self) -> str:
        chosen = self.random
        own_id = self.new_id()
        subjects = ("pakistan-affairs", "current-affairs")
        summary = Summary(
            own_id, self.words(4), self.words(2), chosen.choice(("Dawn", None)), None,
            TODAY - timedelta(days=chosen.randrange(400)), chosen.choice((date(2024, 2, 29), None)),
            "summary.txt",
            tuple(SubjectTopics(one, (self.words(2).replace("\n", " "),)) for one in subjects),
            (
                Section(SectionKind.OVERVIEW, "Overview", self.words(20)),
                Section(SectionKind.FACTS, "Facts", ""),
            ),
            tuple(
                Fact(self.new_id(), own_id, self.words(6), chosen.choice((None, "SBP")), "2024")
                for _ in range(chosen.randint(1, 4))
            ),
            (), self.new_id(), ReadingState.UNREAD, starred=False, read_position=0,
            imported_at=NOW, deleted_at=None,
            vocabulary=(Word("arduous", "adj.", "مشکل", "hard", ("tough",), (), self.words(4)),),
            questions=(Question(self.words(5), ("a", "b", "c", "d"), "B", None),),
        )  # fmt: skip
        self.library.add(summary, self.words(30))
        return own_id

    def read(self, own_id: str) -> None:
        chosen = self.random
        self.clock.forward(minutes=chosen.randint(1, 600))
        self.library.remember_position(own_id, chosen.randrange(50))
        self.library.set_state(own_id, chosen.choice(list(ReadingState)))
        self.library.set_starred(own_id, starred=chosen.random() < 0.5)
        summary = self.library.summary(own_id)
        self.library.set_fact_starred(summary.facts[0].id, starred=True)
        length = len(self.library.text_of(summary))
        start = chosen.randrange(max(1, length - 20))
        self.notebook.add_highlight(own_id, start, start + 15, chosen.choice(list(Colour)))

    def correct(self, own_id: str) -> None:
        before = self.library.summary(own_id)
        section = Section(SectionKind.OVERVIEW, "Overview", self.words(25))
        after = replace(before, sections=(section, *before.sections[1:]), revision_id=self.new_id())
        old = self.library.text_of(before)
        self.library.revise(after)
        self.notebook.reanchor(own_id, old, self.library.text_of(after), after.revision_id)

    def add_note(self, summaries: list[str]) -> str:
        summary = self.library.summary(self.random.choice(summaries))
        links = [
            Link(LinkKind.SUMMARY, summary.id),
            Link(LinkKind.FACT, summary.facts[0].id),
            Link(LinkKind.SUBJECT, "pakistan-affairs"),
        ]
        note = self.notebook.add_note(self.words(12), self.random.sample(links, 2))
        self.clock.forward(minutes=self.random.randint(1, 90))
        self.notebook.edit_note(note.id, self.words(15))
        return note.id

    def new_id(self) -> str:
        return f"{self.random.getrandbits(128):032x}"

    def _write_what_has_no_verb_yet(self) -> None:
        note, highlight = self.notebook.notes()[0], self.notebook.highlights()[0]
        with self.database.transaction():
            for kind, own_id in (("note", note.id), ("highlight", highlight.id)):
                self.database.write(
                    "INSERT OR IGNORE INTO tag VALUES ('revise', ?, ?)", (kind, own_id)
                )
            self.database.write(
                "INSERT OR REPLACE INTO learned_spelling"
                " VALUES ('author', 'z hussain', 'Zahid Hussain')"
            )

    def _use_the_trash(self, summaries: list[str]) -> None:
        self.notebook.trash_note(self.notebook.notes()[-1].id)
        self.notebook.trash_highlight(self.notebook.highlights()[-1].id)
        self.library.trash(summaries[-1])
        for _ in range(self.random.randint(1, 5)):
            self.clock.forward(days=1)
            look(self.database, self.clock())


def full_library(folder: Path, seed: int = 1, summaries: int = 3, notes: int = 4) -> Database:
    """Return a library with something in every table."""
    database = Database(folder / "bayaz.sqlite3")
    RandomLibrary(database, seed).fill(summaries, notes)
    return database


def records_of(database: Database) -> dict[tuple[str, str], Record]:
    """Return every record of a library, by kind and id."""
    return database.check(
        lambda connection: {
            (kind, own_id): record
            for kind in KINDS
            for own_id, record in RecordReader(connection).all(kind)
        }
    )


def stored_rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables in which a reader's data are, sorted; days as they elapsed."""
    tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    day = int(database.value("SELECT value FROM meta WHERE key = 'running_day'") or 0)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name in (row["name"] for row in tables):
        if name in _OF_THE_LIBRARY:
            continue
        rows = [tuple(row) for row in database.all(f"SELECT * FROM {name}")]
        if name == "topic":
            # Those that no summary names any more may stay.
            used = {row["topic_id"] for row in database.all("SELECT topic_id FROM summary_topic")}
            rows = [row for row in rows if row[0] in used]
        if name == "trashed":
            rows = [(kind, own_id, day - since) for kind, own_id, since in rows]
        found[name] = sorted(rows, key=repr)
    return found
