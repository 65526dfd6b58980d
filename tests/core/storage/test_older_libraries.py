"""A library of any earlier schema: opened today, it keeps every id, highlight, note and text."""

import sqlite3
from dataclasses import dataclass

import pytest

from app.core.backup.model import Reason
from app.core.importing.drafting.parse_text import parse_text
from app.core.importing.model import Draft
from app.core.importing.storing.renewal import TEXT, Renewal, renewal_of
from app.core.library.fingerprint import fingerprint
from app.core.library.page import page_text, text_hash
from app.core.library.syllabus import load_syllabus
from app.core.notes.model import Link, LinkKind
from app.core.paths import DataFolder
from app.core.storage.checking.checksums import Checksums
from app.core.storage.database import APPLICATION_ID
from app.core.storage.migrations import LATEST_VERSION, MIGRATIONS
from app.core.workspace import Workspace
from tests.clock import Clock

VERSIONS = range(1, LATEST_VERSION)
FIRST_WITH_CHECKSUMS = 6
MOMENT = "2025-06-02T09:00:00+00:00"
# The columns that every version has: their values stay.
LASTING = {
    "summary": "id, title, author, publication, category, published_on, posted_on, source,"
    " fingerprint, revision_id, reading_state, starred, read_position, imported_at, deleted_at",
    "revision": "id, summary_id, number, text, text_hash, source_text, created_at",
    "section": "summary_id, position, kind, heading, markdown",
    "fact": "id, summary_id, position, text, source, as_of, starred, retired_at",
    "summary_subject": "summary_id, subject_id, position",
    "highlight": "id, summary_id, revision_id, colour, quote, prefix, suffix, start, heading,"
    " fact_id, created_at, updated_at, deleted_at",
    "colour_name": "colour, name",
    "note": "id, body, created_at, updated_at, deleted_at",
    "note_revision": "note_id, saved_at, body",
    "link": "source_kind, source_id, target_kind, target_id, position",
    "tag": "name, target_kind, target_id",
}

Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Told:
    """What the older library holds of its summary: less than the text says."""

    draft: Draft
    quote: str
    text: str


def told(seed_text: str) -> Told:
    """Return the summary as an older version understood it: without a section and two facts."""
    (draft,) = parse_text(seed_text, load_syllabus()).drafts
    text = page_text(draft.sections[1:], draft.facts[2:])
    return Told(draft, draft.facts[2].text[:30], text)


Older = tuple[DataFolder, Told, Rows]


def rows(connection: sqlite3.Connection) -> Rows:
    return {
        table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in LASTING.items()
    }


@pytest.fixture
def older(folder: DataFolder, seed_text: str, request: pytest.FixtureRequest) -> Older:
    """A library as a version of the schema left it, with everything that a reader makes."""
    one = told(seed_text)
    folder.database.parent.mkdir(parents=True)
    connection = sqlite3.connect(folder.database)
    for statements in MIGRATIONS[: request.param]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={request.param}")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    fill(connection, one, numbered=request.param >= FIRST_WITH_CHECKSUMS)
    if request.param >= FIRST_WITH_CHECKSUMS:
        Checksums(connection).store_all()
    connection.commit()
    before = rows(connection)
    connection.close()
    return folder, one, before


def fill(connection: sqlite3.Connection, one: Told, *, numbered: bool) -> None:
    def put(table: str, *values: object) -> None:
        columns = LASTING[table]
        if table == "note_revision" and numbered:
            columns, values = f"{columns}, number", (*values, 1)
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)

    draft = one.draft
    for own, gone in (("s-1", None), ("s-2", MOMENT)):
        put("summary", own, draft.title, draft.author, draft.publication, None, "2025-06-01", None,
            "paste", fingerprint(f"{one.text}{own}"), f"r-{own}", "reading", 1, 40, MOMENT, gone)  # fmt: skip
        put(
            "revision", f"r-{own}", own, 1, one.text, text_hash(one.text), draft.source_text, MOMENT
        )
        for place, section in enumerate(draft.sections[1:]):
            put("section", own, place, section.kind.value, section.heading, section.markdown)
        for place, fact in enumerate(draft.facts[2:]):
            put("fact", f"f-{own}-{place}", own, place, fact.text, fact.source, fact.as_of, 0, None)
        put("summary_subject", own, "pakistan-affairs", 0)
    start = one.text.index(one.quote)
    around = one.text[start - 20 : start], one.text[start + len(one.quote) :][:20]
    put("highlight", "h-1", "s-1", "r-s-1", "green", one.quote, *around, start, "Facts", "f-s-1-0",
        MOMENT, MOMENT, None)  # fmt: skip
    put("highlight", "h-2", "s-1", "r-s-1", "pink", "words that are gone", "", "", None, None, None,
        MOMENT, MOMENT, None)  # fmt: skip
    put("colour_name", "green", "Figures")
    put("note", "n-1", "Mine, **bold** and سطر.", MOMENT, MOMENT, None)
    put("note", "n-2", "In the trash.", MOMENT, MOMENT, MOMENT)
    put("note_revision", "n-1", MOMENT, "Mine.")
    targets = (("fact", "f-s-1-0"), ("highlight", "h-1"), ("summary", "s-1"), ("note", "n-2"))
    for place, (kind, target) in enumerate(targets):
        put("link", "note", "n-1", kind, target, place)
    put("tag", "water", "note", "n-1")


@pytest.mark.parametrize("older", VERSIONS, indirect=True)
def test_every_id_and_text_of_an_older_library_stays(older: Older, clock: Clock) -> None:
    folder, one, before = older
    with Workspace(folder, clock) as workspace:
        summary = workspace.library.summary("s-1")
        assert workspace.library.text_of(summary) == one.text
        assert [fact.id for fact in summary.facts][:2] == ["f-s-1-0", "f-s-1-1"]
        marks = {mark.id: mark.anchor for mark in workspace.notebook.highlights_of("s-1")}
        assert one.text[marks["h-1"].start :].startswith(one.quote)
        assert marks["h-2"].start is None
        note = workspace.notebook.note("n-1")
        assert note.body == "Mine, **bold** and سطر."
        assert [link.id for link in note.links] == ["f-s-1-0", "h-1", "s-1", "n-2"]
    connection = sqlite3.connect(folder.database)
    assert rows(connection) == before
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("older", VERSIONS, indirect=True)
def test_understanding_an_older_summary_again_keeps_highlights_and_notes(
    older: Older, clock: Clock
) -> None:
    folder, one, _ = older
    with Workspace(folder, clock) as workspace:
        library, notebook = workspace.library, workspace.notebook
        known = library.summary("s-1")
        notes = notebook.note("n-1")
        renewal = renewal_of(known, workspace.importer.read_again("s-1"))
        assert isinstance(renewal, Renewal)
        assert set(renewal.fields) <= {TEXT, "subjects"}
        workspace.importer.corrector.renew(renewal, renewal.wanted)
        new = library.summary("s-1")
        assert (new.title, new.author, new.published_on) == (
            known.title, known.author, known.published_on,
        )  # fmt: skip
        assert new.sections == one.draft.sections
        assert len(new.facts) == len(known.facts) + 2
        assert {fact.id for fact in known.facts} <= {fact.id for fact in new.facts}
        marks = {mark.id: mark.anchor for mark in notebook.highlights_of("s-1")}
        assert set(marks) == {"h-1", "h-2"}
        assert marks["h-1"].revision_id == new.revision_id
        assert library.text_of(new)[marks["h-1"].start :].startswith(one.quote)
        assert notebook.note("n-1") == notes
        backlinks = notebook.backlinks(Link(LinkKind.FACT, "f-s-1-0"))
        assert [note.id for note in backlinks] == ["n-1"]


@pytest.mark.parametrize("older", VERSIONS, indirect=True)
def test_a_backup_is_made_before_and_brings_it_back(older: Older, clock: Clock) -> None:
    """Restored, it is what the migration of the library itself gave."""
    folder, _, before = older
    with Workspace(folder, clock) as workspace:
        (backup,) = workspace.backups.backups.all()
        assert backup.about is not None
        assert backup.about.reason is Reason.MIGRATION
        assert backup.about.schema < LATEST_VERSION
        assert (backup.counts["summary"], backup.counts["note"]) == (2, 2)
        assert all(one.nothing for one in workspace.backups.preview(backup.path))
    fresh = DataFolder(folder.root.with_name("fresh"))
    with Workspace(fresh, clock) as workspace:
        workspace.backups.restore(backup.path)
        assert workspace.checks.run().whole
    connection = sqlite3.connect(fresh.database)
    assert rows(connection) == before
    connection.close()
