"""Two versions of a record become one: nothing that was written is lost, and nothing is doubled."""

import json
from typing import Any

import pytest

from app.core.exchange.merging.merge import merge
from app.core.exchange.merging.siblings import advance, join
from app.core.exchange.model import Dot
from app.core.storage.records.record_reader import Record
from app.core.text_key import text_key


def note(body: str, **more: Any) -> Record:
    row = {
        "body": body, "created_at": "2026-01-01", "updated_at": "2026-01-02", "deleted_at": None,
        "origin": None,
    }  # fmt: skip
    record: Record = {"note": [row | {name: more[name] for name in more if name in row}]}
    for table in ("link", "tag", "note_revision"):
        if more.get(table):
            record[table] = more[table]
    return record


def highlight(colour: str, start: int = 5, **more: Any) -> Record:
    row = {
        "summary_id": "s", "revision_id": f"r{start}", "colour": colour, "quote": "words",
        "prefix": "", "suffix": "", "start": start, "heading": None, "fact_id": None,
        "created_at": "2026-01-01", "updated_at": "2026-01-02", "deleted_at": None, "origin": None,
    }  # fmt: skip
    return {"highlight": [row | more]}


def summary(title: str, texts: list[str], facts: dict[str, str], **more: Any) -> Record:
    row = {
        "title": title, "author": "Z Hussain", "publication": None, "category": None,
        "published_on": "2026-01-01", "posted_on": None, "source": "a.txt", "fingerprint": "",
        "warnings": "[]", "revision_id": f"r-{texts[-1]}", "imported_at": "2026-01-01",
        "deleted_at": None, "telling_of": None, "title_key": text_key(title),
        "form": "understood", "by_reader": "[]",
    }  # fmt: skip
    return {
        "summary": [row | more],
        "revision": [
            {
                "id": f"r-{text}",
                "number": number,
                "text": text,
                "created_at": f"2026-01-{number:02}",
            }
            for number, text in enumerate(texts, start=1)
        ],
        "fact": [
            {"id": own, "position": place, "text": text, "retired_at": None}
            for place, (own, text) in enumerate(sorted(facts.items()))
        ],
        "section": [{"position": 0, "kind": "overview", "heading": None, "markdown": texts[-1]}],
    }


def apart(
    kind: str, start: Record, one: Record | None, other: Record | None
) -> tuple[Record | None, tuple[str, ...]]:
    """Return what becomes of a record that two devices made something else of, in either order."""
    first = advance(kind, None, Dot(1, "a"), start)
    mine = advance(kind, first, Dot(2, "a"), one)
    theirs = advance(kind, first, Dot(2, "b"), other)
    merged = merge(kind, join(mine, theirs))
    assert merge(kind, join(theirs, mine)) == merged
    assert join(mine, theirs).same_as(join(join(theirs, mine), mine))
    return merged.record, merged.contested


def main(record: Record | None, kind: str) -> dict[str, Any]:
    assert record is not None
    return record[kind][0]


def test_two_texts_of_a_note_stand_one_below_the_other() -> None:
    record, contested = apart("note", note("First"), note("Mine"), note("Theirs"))
    assert main(record, "note")["body"] == "Mine\n\n---\n\nTheirs"
    assert contested == ("body",)
    assert record
    assert [row["body"] for row in record["note_revision"]] == ["Mine", "Theirs"]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("Same", "Same", "Same"),
        ("Long and Short", "Short", "Long and Short"),
        ("Short", "Long and Short", "Long and Short"),
    ],
)
def test_a_text_that_is_in_the_other_is_not_said_twice(one: str, other: str, both: str) -> None:
    record, _ = apart("note", note("First"), note(one), note(other))
    assert main(record, "note")["body"] == both


def test_who_tags_and_who_writes_have_not_met() -> None:
    """A text that the other device saw and replaced does not come back."""
    tagged, linked = [{"name": "revise"}], [
        {"target_kind": "summary", "target_id": "s", "position": 0}
    ]  # fmt: skip
    record, contested = apart(
        "note", note("First", link=linked), note("First", tag=tagged), note("Second", link=linked)
    )
    assert main(record, "note")["body"] == "Second"
    assert record
    assert record["tag"] == tagged
    # It was taken off on the first device, and left as it was on the second.
    assert "link" not in record
    assert contested == ()


def test_links_and_tags_added_in_both_places_are_all_there() -> None:
    record, contested = apart(
        "note",
        note("First"),
        note("First", tag=[{"name": "a"}, {"name": "b"}]),
        note("First", tag=[{"name": "b"}, {"name": "c"}]),
    )
    assert record
    assert [row["name"] for row in record["tag"]] == ["a", "b", "c"]
    assert contested == ("tags",)


def test_earlier_texts_of_both_are_kept() -> None:
    old = {"number": 1, "saved_at": "2025", "body": "Oldest"}
    mine, theirs = ({"number": 2, "saved_at": "2026", "body": text} for text in ("A", "B"))
    record, _ = apart(
        "note",
        note("First", note_revision=[old]),
        note("First", note_revision=[old, mine]),
        note("First", note_revision=[old, theirs]),
    )
    assert record
    assert [row["body"] for row in record["note_revision"]] == ["Oldest", "A", "B"]
    assert [row["number"] for row in record["note_revision"]] == [1, 2, 3]


def test_an_edit_beats_a_deletion_of_which_its_writer_did_not_know() -> None:
    record, contested = apart("note", note("First"), None, note("Edited"))
    assert main(record, "note")["body"] == "Edited"
    assert contested == ("deleted",)
    record, _ = apart("note", note("First"), note("First", deleted_at="2026-02-01"), note("Edited"))
    assert main(record, "note")["deleted_at"] is None


def test_a_deletion_stays_where_nobody_edited() -> None:
    assert apart("note", note("First"), None, None) == (None, ())
    moved = apart("highlight", highlight("yellow"), None, highlight("yellow", start=9))
    assert moved[0] is None
    trashed = highlight("yellow", deleted_at="2026-02-01")
    record, _ = apart("highlight", highlight("yellow"), trashed, highlight("yellow", start=9))
    assert main(record, "highlight")["deleted_at"] == "2026-02-01"


def test_what_was_taken_out_of_the_trash_and_put_there_again_is_deleted() -> None:
    """By who knew of its being taken out, while another deleted it for good."""
    away = {"deleted_at": "2026-02-01"}
    first = advance("highlight", None, Dot(1, "a"), highlight("yellow", **away))
    gone = advance("highlight", first, Dot(2, "a"), None)
    back = advance("highlight", first, Dot(2, "b"), highlight("yellow"))
    again = advance("highlight", back, Dot(3, "c"), highlight("yellow", **away))
    moved = advance("highlight", back, Dot(3, "b"), highlight("yellow", start=9))
    assert merge("highlight", join(gone, moved)).record is not None
    assert merge("highlight", join(join(gone, moved), again)).record is None


def test_what_was_deleted_stays_deleted_when_an_old_state_comes_again() -> None:
    first = advance("note", None, Dot(1, "a"), note("First"))
    gone = advance("note", first, Dot(2, "a"), None)
    assert merge("note", join(gone, first)).record is None
    back = advance("note", gone, Dot(3, "a"), note("Again"))
    assert main(merge("note", join(gone, back)).record, "note")["body"] == "Again"


def test_a_new_colour_and_a_new_place_are_both_kept() -> None:
    record, contested = apart(
        "highlight", highlight("yellow"), highlight("pink"), highlight("yellow", start=40)
    )
    row = main(record, "highlight")
    assert (row["colour"], row["start"], row["revision_id"]) == ("pink", 40, "r40")
    assert contested == ()


def test_the_later_of_two_colours_stands() -> None:
    record, contested = apart(
        "highlight", highlight("yellow"), highlight("pink"), highlight("green")
    )
    assert main(record, "highlight")["colour"] == "green"
    assert contested == ("colour",)


def test_two_corrections_of_a_summary() -> None:
    """The later text stands; of the other nothing is lost that anything could be linked to."""
    start = summary("Water", ["One"], {"f1": "A fact"})
    record, contested = apart(
        "summary",
        start,
        summary("Water", ["One", "Mine"], {"f1": "A fact", "f2": "Mine"}),
        summary("Water", ["One", "Theirs"], {"f1": "A fact", "f3": "Theirs"}),
    )
    assert record
    assert [row["markdown"] for row in record["section"]] == ["Theirs"]
    assert main(record, "summary")["revision_id"] == "r-Theirs"
    numbers = {row["text"]: row["number"] for row in record["revision"]}
    assert numbers == {"One": 1, "Mine": 2, "Theirs": 3}
    retired = {row["id"]: row["retired_at"] for row in record["fact"]}
    assert retired == {"f1": None, "f2": "2026-01-02", "f3": None}
    assert contested == ("text",)


def test_a_new_title_and_a_new_text_are_both_kept() -> None:
    start = summary("Water", ["One"], {})
    record, contested = apart(
        "summary", start, summary("Water", ["One", "Two"], {}), summary("Rivers", ["One"], {})
    )
    row = main(record, "summary")
    assert (row["title"], row["title_key"], row["revision_id"]) == ("Rivers", "rivers", "r-Two")
    assert contested == ()


@pytest.mark.parametrize(
    ("one", "other", "title"),
    [
        ([], [], "Theirs"),
        (["title"], [], "Mine"),
        ([], ["title"], "Theirs"),
        (["title"], ["title"], "Mine / Theirs"),
    ],
)
def test_what_a_reader_corrected_wins(one: list[str], other: list[str], title: str) -> None:
    record, contested = apart(
        "summary",
        summary("Water", ["One"], {}),
        summary("Mine", ["One"], {}, by_reader=json.dumps(one)),
        summary("Theirs", ["One"], {}, by_reader=json.dumps(other)),
    )
    row = main(record, "summary")
    assert row["title"] == title
    assert row["title_key"] == text_key(title)
    assert json.loads(row["by_reader"]) == sorted({*one, *other})
    assert contested == ("title",)


def test_how_far_a_summary_was_read() -> None:
    def reading(state: str, place: int, *facts: str) -> Record:
        row = {"reading_state": state, "starred": 0, "read_position": place, "last_read_at": "2026"}
        record: Record = {"reading": [row]}
        if facts:
            record["starred_fact"] = [{"id": one} for one in facts]
        return record

    record, _ = apart(
        "reading", reading("reading", 3), reading("done", 3, "f1"), reading("reading", 9, "f2")
    )
    assert record == reading("done", 9, "f1", "f2")


def test_three_devices_that_hear_of_each_other_at_different_times() -> None:
    first = advance("note", None, Dot(1, "a"), note("First"))
    a = advance("note", first, Dot(2, "a"), note("A"))
    b = advance("note", first, Dot(2, "b"), note("B"))
    both = join(a, b)
    body = main(merge("note", both).record, "note")["body"]
    # B reads both texts and makes one of them; C knew only the first.
    written = advance("note", both, Dot(3, "b"), note(f"{body} in one"))
    c = advance("note", first, Dot(2, "c"), note("C"))
    last = merge("note", join(join(c, written), a)).record
    assert main(last, "note")["body"] == "C\n\n---\n\nA\n\n---\n\nB in one"
    # An edit of what was put together, which leaves the texts alone, brings none of them twice.
    assert merge("note", join(join(a, c), written)).record == last
