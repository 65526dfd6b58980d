"""What a pack includes: highlights and notes, complete, once, beside the reader's own."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import PackTooLargeError
from app.core.importing.drafting.review import ReviewItem, merge_drafts
from app.core.importing.outcome import Accepted, Outcome
from app.core.importing.refusal import Refusal
from app.core.library.filters import LibraryFilter
from app.core.library.model import Summary
from app.core.library.page import build_page
from app.core.notes.anchoring import occurrences
from app.core.notes.model import Colour, Highlight, Link, LinkKind, Note
from app.core.notes.stores.note_store import NoteStore
from app.core.paths import DataFolder
from app.core.sharing.annotation_collector import AnnotationCollector
from app.core.sharing.pack import collect_annotations, write_pack
from app.core.storage.database import Database
from app.core.storage.migrations import LATEST_VERSION, MIGRATIONS
from app.core.workspace import Workspace
from tests.clock import Clock

WATER = """---
id: water-one
title: The river is a debt
author: Sana Mir
publication: Dawn
published_on: 2025-03-01
---

## Summary

The canal takes the water 🌊 and the canal takes the blame. The canal takes the water, says one; the
canal takes the water, says the other, and nobody counts what is left of it.

پانی زندگی ہے، اور پانی کی تقسیم انصاف ہے۔

## Facts and Figures

- 33 canals draw on the river
- 436 villages wait for water
- 436 villages wait for water in May
"""
POWER = """---
id: power-two
title: Light for the few
author: Sana Mir
published_on: 2025-03-02
---

## Summary

Power is dear where it is scarce, and scarce where it is dear. The tariff pays for what was never
burnt, and the meter of the poor turns as fast as that of the rich.

## Facts and Figures

- 40,000 MW can be made and 28,000 be carried
"""
SCHOOLS = """---
title: A desk for every child
---

## Summary

The roof came first, then the wall, and the teacher never. A school that nobody can reach is a
building, and a building teaches nobody anything at all.

## Facts and Figures

- 26 million children are in no school
"""
QUOTE = "The canal takes the water"
URDU = "پانی کی تقسیم"


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """The library of the friend who gets the pack."""
    with Workspace(DataFolder(tmp_path / "other"), clock) as opened:
        yield opened


def add(workspace: Workspace, *texts: str) -> list[Summary]:
    ids = [
        workspace.importer.accept(sourced).summary_id
        for text in texts
        for sourced in workspace.importer.read_text(text, "typed").drafts
    ]
    return [workspace.library.summary(own_id) for own_id in ids]


def mark(
    workspace: Workspace, summary: Summary, words: str, colour: Colour, nth: int = 0
) -> Highlight:
    start = occurrences(build_page(summary).text, words)[nth]
    change = workspace.notebook.add_highlight(summary.id, start, start + len(words), colour)
    return change.after[0]


def pack(
    workspace: Workspace, folder: Path, *, highlights: bool = True, notes: bool = True,
    sender: str = "Sana",
) -> Path:  # fmt: skip
    path = folder / "friends.bayaz"
    rows = workspace.library.rows(LibraryFilter())
    chosen = [workspace.library.summary(row.id) for row in rows]
    collector = AnnotationCollector(
        [one.id for one in chosen], workspace.library, workspace.notebook
    )
    enclosed = collect_annotations(collector, highlights=highlights, notes=notes)
    write_pack(path, chosen, workspace.syllabus, sender, workspace.clock(), enclosed)
    return path


def take(workspace: Workspace, path: Path) -> list[Accepted]:
    batch = workspace.importer.read_files([path])
    assert not batch.rejected
    return [workspace.importer.accept(sourced) for sourced in batch.drafts]


@pytest.fixture
def given(workspace: Workspace, tmp_path: Path) -> Path:
    """A pack of two summaries with everything that can be attached to them."""
    water, power = add(workspace, WATER, POWER)
    second = mark(workspace, water, QUOTE, Colour.GREEN, nth=1)
    urdu = mark(workspace, water, URDU, Colour.PINK)
    mark(workspace, water, "water 🌊 and", Colour.UNDERLINE)
    mark(workspace, power, "scarce where it is dear", Colour.YELLOW)
    note = workspace.notebook.add_note
    on_power = note("**Tariff** is the key 🔑", [Link(LinkKind.SUMMARY, power.id)])
    note(
        "یہ بہت اہم ہے\n\n- 436 is of May",
        [
            Link(LinkKind.FACT, water.facts[2].id),
            Link(LinkKind.FACT, power.facts[0].id),
            Link(LinkKind.SUBJECT, "pakistan-affairs"),
            Link(
                LinkKind.TOPIC,
                workspace.library.topics.ensure("pakistan-affairs", "Indus Waters").id,
            ),
            Link(LinkKind.HIGHLIGHT, second.id),
            Link(LinkKind.HIGHLIGHT, urdu.id),
            Link(LinkKind.NOTE, on_power.id),
        ],
    )
    note("Nothing to do with either", [Link(LinkKind.SUBJECT, "pakistan-affairs")])
    return pack(workspace, tmp_path)


def marks(workspace: Workspace, summary_id: str) -> list[tuple[Colour, str, int | None]]:
    found = workspace.notebook.highlights_of(summary_id)
    return [(one.colour, one.anchor.quote, one.anchor.start) for one in found]


def note_on(workspace: Workspace, words: str) -> Note:
    (found,) = [note for note in workspace.notebook.notes() if words in note.body]
    return found


def test_a_round_trip_brings_every_highlight_to_its_place(
    workspace: Workspace, other: Workspace, given: Path
) -> None:
    accepted = take(other, given)
    assert {one.outcome for one in accepted} == {Outcome.ADDED}
    for summary_id in ("water-one", "power-two"):
        assert marks(other, summary_id) == marks(workspace, summary_id)
        placed = other.library.summary(summary_id)
        page = build_page(placed)
        for one in other.notebook.highlights_of(summary_id):
            assert one.origin == "Sana"
            assert one.anchor.revision_id == placed.revision_id
            assert page.text.startswith(one.anchor.quote, one.anchor.start or 0)
    assert sum(len(one.received.highlights) for one in accepted) == 4


def test_a_round_trip_keeps_what_notes_are_linked_to(other: Workspace, given: Path) -> None:
    take(other, given)
    water, power = other.library.summary("water-one"), other.library.summary("power-two")
    note, on_power = note_on(other, "بہت"), note_on(other, "Tariff")
    assert note.body == "یہ بہت اہم ہے\n\n- 436 is of May"
    assert (note.origin, on_power.origin) == ("Sana", "Sana")
    assert set(note.linked(LinkKind.FACT)) == {water.facts[2].id, power.facts[0].id}
    assert note.linked(LinkKind.SUBJECT) == ("pakistan-affairs",)
    assert other.library.topics.topic(note.linked(LinkKind.TOPIC)[0]).name == "Indus Waters"
    quotes = {
        other.notebook.highlight(own_id).anchor.quote for own_id in note.linked(LinkKind.HIGHLIGHT)
    }
    assert quotes == {QUOTE, URDU}
    assert note.linked(LinkKind.NOTE) == (on_power.id,)
    assert on_power.links == (Link(LinkKind.SUMMARY, power.id),)
    assert len(other.notebook.notes()) == 2


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize(("highlights", "notes"), [(False, False), (True, False), (False, True)])
def test_only_what_is_chosen_goes_along(
    workspace: Workspace, other: Workspace, tmp_path: Path,
    highlights: bool, notes: bool,
) -> None:  # fmt: skip
    path = pack(workspace, tmp_path, highlights=highlights, notes=notes)
    with zipfile.ZipFile(path) as opened:
        assert any("notebook" in name for name in opened.namelist()) == (highlights or notes)
        whole = b"".join(opened.read(name) for name in opened.namelist()).decode()
    assert ("Tariff" in whole) == notes
    take(other, path)
    assert len(other.notebook.highlights()) == (4 if highlights else 0)
    assert len(other.notebook.notes()) == (2 if notes else 0)
    if notes:
        # Their passages did not go along, so they hang on the summary.
        assert Link(LinkKind.SUMMARY, "water-one") in note_on(other, "بہت").links


def test_the_same_pack_brings_nothing_twice(other: Workspace, given: Path) -> None:
    take(other, given)
    before = sorted(map(repr, (*other.notebook.highlights(), *other.notebook.notes())))
    accepted = take(other, given)
    assert {one.outcome for one in accepted} == {Outcome.DUPLICATE}
    assert not any(one.received for one in accepted)
    assert sorted(map(repr, (*other.notebook.highlights(), *other.notebook.notes()))) == before


def test_a_note_that_was_changed_here_stays_so(other: Workspace, given: Path) -> None:
    take(other, given)
    note = note_on(other, "Tariff")
    other.notebook.edit_note(note.id, "Mine now")
    other.notebook.link_note(note.id, [*note.links, Link(LinkKind.SUBJECT, "current-affairs")])
    changed = other.notebook.note(note.id)
    take(other, given)
    assert other.notebook.note(note.id) == changed
    assert len(other.notebook.notes()) == 2


def test_the_giver_gets_his_own_back_untouched(workspace: Workspace, given: Path) -> None:
    before = sorted(map(repr, (*workspace.notebook.highlights(), *workspace.notebook.notes())))
    assert not any(one.received for one in take(workspace, given))
    after = sorted(map(repr, (*workspace.notebook.highlights(), *workspace.notebook.notes())))
    assert after == before


def test_what_lies_in_the_trash_comes_back(other: Workspace, given: Path) -> None:
    first = take(other, given)
    other.notebook.trash.add(sum((one.received for one in first), start=first[0].received))
    assert other.notebook.count() == 0
    again = take(other, given)
    assert other.notebook.count() == 6
    assert sum(len(one.received.notes) for one in again) == 2


def test_what_was_received_is_put_away_and_brought_back(other: Workspace, given: Path) -> None:
    (own,) = add(other, WATER)
    mark(other, own, "nobody counts", Colour.VIOLET)
    mine = other.notebook.add_note("My own", [Link(LinkKind.SUMMARY, own.id)])
    received = sum(
        (one.received for one in take(other, given)), start=take(other, given)[0].received
    )
    change = other.notebook.trash.add(received)
    assert {one.anchor.quote for one in other.notebook.highlights()} == {"nobody counts"}
    assert [note.id for note in other.notebook.notes()] == [mine.id]
    assert len(change.before) == 4
    other.notebook.trash.restore(received)
    assert other.notebook.count() == 8


def test_a_summary_that_is_here_under_another_id_gets_what_comes(
    other: Workspace, given: Path
) -> None:
    (own,) = add(
        other, WATER.replace("id: water-one\n", "").replace("one; the\ncanal", "one, the canal")
    )
    mine = mark(other, own, "takes the blame", Colour.GREEN)
    outcomes = {one.summary_id: one.outcome for one in take(other, given)}
    assert outcomes[own.id] is Outcome.DUPLICATE
    text = build_page(other.library.summary(own.id)).text
    assert (Colour.GREEN, QUOTE, occurrences(text, QUOTE)[1]) in marks(other, own.id)
    assert other.notebook.highlight(mine.id) == mine
    assert own.facts[2].id in note_on(other, "بہت").linked(LinkKind.FACT)


def test_a_correction_brings_its_highlights_to_the_new_text(other: Workspace, given: Path) -> None:
    (own,) = add(other, WATER.replace("nobody counts what is left of it", "that is all of it"))
    mine = mark(other, own, "takes the blame", Colour.GREEN)
    accepted = {one.summary_id: one for one in take(other, given)}[own.id]
    assert accepted.outcome is Outcome.CORRECTED
    assert len(accepted.received.highlights) == 3
    assert other.notebook.highlight(mine.id).anchor.start is not None
    assert other.notebook.highlight(mine.id).origin is None


def test_a_passage_that_is_not_here_becomes_an_orphan_with_its_words(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    dropped = "words that were dropped"
    (water,) = add(workspace, WATER.replace("and nobody counts", f"{dropped}, and nobody counts"))
    gone = mark(workspace, water, dropped, Colour.BLUE)
    add(workspace, WATER)
    assert workspace.notebook.highlight(gone.id).anchor.start is None
    workspace.notebook.add_note("On it", [Link(LinkKind.HIGHLIGHT, gone.id)])
    path = pack(workspace, tmp_path)
    for _ in range(2):
        take(other, path)
        (orphan,) = other.notebook.highlights_of("water-one")
        assert (orphan.anchor.quote, orphan.anchor.start) == (dropped, None)
        assert note_on(other, "On it").linked(LinkKind.HIGHLIGHT) == (orphan.id,)


def test_the_readers_own_mark_is_never_joined_with_one_from_a_pack(
    other: Workspace, given: Path
) -> None:
    (own,) = add(other, WATER)
    start = occurrences(build_page(own).text, QUOTE)[1]
    change = other.notebook.add_highlight(own.id, start + 4, start + 30, Colour.GREEN)
    take(other, given)
    (mine,) = change.after
    assert other.notebook.highlight(mine.id) == mine
    later = other.notebook.add_highlight(own.id, start + 2, start + 9, Colour.GREEN).after[0]
    assert later.id == mine.id
    theirs = [one for one in other.notebook.highlights_of(own.id) if one.origin == "Sana"]
    assert (Colour.GREEN, QUOTE) in {(one.colour, one.anchor.quote) for one in theirs}


def test_a_passage_the_reader_has_marked_so_is_not_marked_again(
    other: Workspace, given: Path
) -> None:
    (own,) = add(other, WATER)
    mine = mark(other, own, f"{URDU} انصاف", Colour.PINK)
    take(other, given)
    pink = [one for one in other.notebook.highlights_of(own.id) if one.colour is Colour.PINK]
    assert pink == [mine]
    assert mine.id in note_on(other, "بہت").linked(LinkKind.HIGHLIGHT)


def test_who_wrote_it_travels_on(
    other: Workspace, given: Path, tmp_path: Path, clock: Clock
) -> None:
    take(other, given)
    other.notebook.add_note("Of the second hand", [Link(LinkKind.SUMMARY, "water-one")])
    (tmp_path / "on").mkdir()
    passed = pack(other, tmp_path / "on", sender="Ali")
    with Workspace(DataFolder(tmp_path / "third"), clock) as third:
        take(third, passed)
        origins = {note.body.split()[0]: note.origin for note in third.notebook.notes()}
    assert origins == {"Of": "Ali", "**Tariff**": "Sana", "یہ": "Sana"}


def test_joined_drafts_keep_what_came_with_both(other: Workspace, given: Path) -> None:
    one, two = (ReviewItem(sourced) for sourced in other.importer.read_files([given]).drafts)
    accepted = other.importer.accept(merge_drafts(one, two).sourced)
    assert len(accepted.received.highlights) == 4
    assert all(mark.anchor.start is not None for mark in other.notebook.highlights())
    facts = {fact.id for fact in other.library.summary(accepted.summary_id).facts}
    assert set(note_on(other, "بہت").linked(LinkKind.FACT)) <= facts


def test_nothing_is_stored_by_halves(
    other: Workspace, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure at the last note undoes the summary too."""
    real = NoteStore.insert

    def fail(self: NoteStore, note: Note) -> None:
        real(self, note)
        raise OSError

    sourced = other.importer.read_files([given]).drafts[0]
    with monkeypatch.context() as patched:
        patched.setattr(NoteStore, "insert", fail)
        with pytest.raises(OSError):  # noqa: PT011
            other.importer.accept(sourced)
    assert other.library.rows(LibraryFilter()) == []
    assert other.notebook.count() == 0


# Hostile packs


def forged(path: Path, change: Callable[[dict[str, Any]], Any], *, manifest: bool = False) -> Path:
    """Return a pack whose enclosures, or whose manifest, were changed, with true hashes."""
    made = path.with_name("forged.bayaz")
    with zipfile.ZipFile(path) as source:
        files = {name: source.read(name) for name in source.namelist()}
    for name in [name for name in files if name.startswith("notebook")]:
        stored = json.loads(files[name])
        if not manifest:
            changed = change(stored)
            files[name] = json.dumps(stored if changed is None else changed).encode()
    listed = json.loads(files["manifest.json"])
    for entry in listed["summaries"]:
        if "notebook" in entry:
            content = files[entry["notebook"]["file"]]
            entry["notebook"]["sha256"] = hashlib.sha256(content).hexdigest()
    if manifest:
        change(listed)
    files["manifest.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return made


def every(name: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    def change(stored: dict[str, Any]) -> None:
        for one in stored[name]:
            one.update(values)

    return change


LINK = {"kind": "note", "id": "x", "text": "", "position": 0}
WRONG: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no object": lambda _: [1, 2],
    "no list": lambda stored: stored.update(notes="many"),
    "a number for notes": lambda stored: stored.update(notes=7),
    "nothing at all": lambda stored: stored.clear(),
    "an unknown colour": every("highlights", colour="#ff0000; DROP TABLE"),
    "a colour that is a list": every("highlights", colour=["green"]),
    "an id with a path": every("highlights", id="../../etc/passwd"),
    "an id of nothing": every("notes", id=""),
    "an endless id": every("notes", id="a" * 65),
    "a number for a quote": every("highlights", quote=12),
    "a giant quote": every("highlights", quote="x" * 100_001),
    "an empty quote": every("highlights", quote=" \n"),
    "a giant prefix": every("highlights", prefix="x" * 49),
    "a giant start": every("highlights", start=10**30),
    "a start before the text": every("highlights", start=-1),
    "a giant note": every("notes", body="x" * 100_001),
    "an empty note": every("notes", body=" "),
    "half a character alone": every("notes", body="\ud800"),
    "a nought": every("notes", body="a\x00b"),
    "a note for a body": every("notes", body={"body": "x"}),
    "a link to a file": every("notes", links=[{**LINK, "kind": "file"}]),
    "a link without an id": every("notes", links=[{"kind": "fact"}]),
    "too many links": every("notes", links=[LINK] * 201),
    "a text for a place": every("notes", links=[{**LINK, "position": "3"}]),
    "thousands of notes": lambda stored: stored.update(
        notes=[{"id": f"n{n}", "body": "x", "links": [], "origin": None} for n in range(5_000)]
    ),
    "a name that hides": every("notes", origin="Sana\u202e"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_an_enclosure_that_no_bayaz_wrote_refuses_the_whole_pack(
    other: Workspace, given: Path, name: str
) -> None:
    batch = other.importer.read_files([forged(given, WRONG[name])])
    assert not batch.drafts
    assert [one.reason for one in batch.rejected] == [Refusal.DAMAGED]


def _into(place: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    def change(listed: dict[str, Any]) -> None:
        entry = listed["summaries"][0]
        (entry["notebook"] if place == "notebook" else entry).update(values)

    return change


@pytest.mark.parametrize(
    "change",
    [
        _into("notebook", sha256="0" * 64),
        _into("notebook", sha256=None),
        _into("notebook", file="../../../home/notes.json"),
        _into("notebook", file="manifest.json"),
        _into("notebook", file="notebook/water-one.json"),
        _into("notebook", file=["notebook/water-one.json"]),
        _into("entry", notebook="notebook/water-one.json"),
        _into("entry", notebook=[]),
        lambda listed: listed["summaries"].extend(listed["summaries"] * 500),
    ],
)
def test_a_manifest_that_lies_refuses_the_whole_pack(
    other: Workspace, given: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    batch = other.importer.read_files([forged(given, change, manifest=True)])
    assert not batch.drafts
    assert [one.reason for one in batch.rejected] == [Refusal.DAMAGED]


def test_a_bomb_of_an_enclosure_is_refused(other: Workspace, given: Path) -> None:
    path = forged(given, lambda _: ["a" * 5_000_000])
    batch = other.importer.read_files([path])
    assert [one.reason for one in batch.rejected] == [Refusal.HOSTILE]


def test_a_senders_name_is_made_harmless(other: Workspace, given: Path) -> None:
    name = "Sana\u202e\n<b>Mir</b>\ud800 " + "x" * 500
    path = forged(given, lambda listed: listed.update(sender=name), manifest=True)
    take(other, path)
    (origin,) = {note.origin for note in other.notebook.notes()}
    assert origin is not None
    assert origin.startswith("Sana <b>Mir</b> xxx")
    assert len(origin) == 80
    assert origin.isprintable()


def test_ids_of_the_readers_own_are_left_to_them(other: Workspace, given: Path) -> None:
    """A pack may name any id; what the reader wrote under it stays word for word."""
    (own,) = add(other, SCHOOLS)
    mine = mark(other, own, "the teacher never", Colour.GREEN)
    note = other.notebook.add_note("My own words", [Link(LinkKind.SUMMARY, own.id)])

    def change(stored: dict[str, Any]) -> None:
        # The same one of the two in both enclosures.
        stored["notes"].sort(key=lambda one: one["body"])
        stored["notes"][0].update(id=note.id, links=[{**LINK, "kind": "highlight", "id": mine.id}])
        stored["highlights"][0]["id"] = mine.id

    path = forged(given, change)
    for _ in range(2):
        take(other, path)
        assert other.notebook.note(note.id) == note
        assert other.notebook.highlight(mine.id) == mine
        assert len([one for one in other.notebook.highlights() if one.origin is None]) == 1
        assert other.notebook.count() == 2 + 4 + 2
    for one in other.notebook.notes():
        if one.origin is not None:
            assert mine.id not in one.linked(LinkKind.HIGHLIGHT)
            assert note.id not in one.linked(LinkKind.NOTE)


def test_links_to_what_is_not_in_the_pack_lead_to_the_summary(
    other: Workspace, given: Path
) -> None:
    own = other.notebook.add_note("Secret", [])
    (kept,) = add(other, SCHOOLS)
    links = [
        {"kind": kind, "id": own_id, "text": text, "position": 7}
        for kind, own_id, text in (
            ("note", own.id, ""), ("fact", kept.facts[0].id, kept.facts[0].text),
            ("highlight", "nowhere", ""), ("summary", kept.id, ""), ("subject", "no-such", ""),
            ("topic", "pakistan-affairs", " ... "), ("topic", "no-such", "Topic"),
        )
    ]  # fmt: skip
    path = forged(given, every("notes", links=links))
    take(other, path)
    assert other.notebook.backlinks(Link(LinkKind.NOTE, own.id)) == []
    assert other.notebook.notes_of_summary(kept.id) == []
    for note in other.notebook.notes():
        if note.origin is not None:
            assert {link.kind for link in note.links} <= {LinkKind.SUMMARY, LinkKind.FACT}


def test_a_place_that_is_a_lie_is_not_believed(other: Workspace, given: Path) -> None:
    path = forged(given, every("highlights", start=3))
    take(other, path)
    for one in other.notebook.highlights():
        if one.anchor.start is not None:
            page = build_page(other.library.summary(one.summary_id))
            assert page.text.startswith(one.anchor.quote, one.anchor.start)
    assert len(other.notebook.highlights()) == 4


def test_more_than_a_pack_can_hold_is_said_before_it_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    (water,) = add(workspace, WATER)
    for number in range(501):
        workspace.notebook.add_note(f"Note {number}", [Link(LinkKind.SUMMARY, water.id)])
    with pytest.raises(PackTooLargeError):
        pack(workspace, tmp_path)
    assert not (tmp_path / "friends.bayaz").exists()


def test_half_characters_are_left_out_wherever_they_stand(
    other: Workspace, given: Path, tmp_path: Path
) -> None:
    """JSON and YAML can name them; no text can hold them."""
    take(other, forged(given, every("notes", body="one \ud83d two")))
    assert {note.body for note in other.notebook.notes()} == {"one  two"}
    text = SCHOOLS.replace("title: A desk", 'title: "\\ud800A desk').replace("child\n", 'child"\n')
    (tmp_path / "half.md").write_text(text, encoding="utf-8")
    take(other, tmp_path / "half.md")
    titles = {row.title for row in other.library.rows(LibraryFilter())}
    assert "A desk for every child" in titles


# The library before this


def test_a_library_of_version_two_keeps_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "bayaz.sqlite3"
    old = sqlite3.connect(path)
    for statements in MIGRATIONS[:2]:
        for statement in statements:
            old.execute(statement)
    old.execute("PRAGMA user_version=2")
    old.execute("PRAGMA application_id=" + str(_application_id(tmp_path)))
    old.execute("INSERT INTO note VALUES ('n', 'mine', '2026-01-01T00:00:00Z', '2026-01-01', NULL)")
    old.execute(
        "INSERT INTO highlight VALUES ('h', 's', 'r', 'green', 'q', '', '', 0, NULL, NULL,"
        " '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', NULL)"
    )
    old.commit()
    old.close()
    database = Database(path)
    assert database.value("PRAGMA user_version") == LATEST_VERSION
    assert tuple(database.all("SELECT body, origin FROM note")[0]) == ("mine", None)
    assert tuple(database.all("SELECT quote, origin FROM highlight")[0]) == ("q", None)
    database.close()


def _application_id(folder: Path) -> int:
    database = Database(folder / "new.sqlite3")
    found: int = database.value("PRAGMA application_id")
    database.close()
    return found
