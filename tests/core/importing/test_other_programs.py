"""Tables, front matter and encodings as other programs make them: their fields are understood."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.importing.drafting.batch import drafts_from_file, resolve_dates
from app.core.importing.drafting.foreign_front_matter import split_front_matter
from app.core.importing.files.encodings import decode
from app.core.importing.lines.dates import read_date_field
from app.core.importing.model import Draft
from app.core.library.model import WarningKind
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

DAY = date(2025, 6, 12)
TEXT = (
    "The writer says that the lower canals of the delta have not seen a full season of water since"
    " the barrage was repaired, and that every committee named after a bad harvest has ended with"
    " the same three promises. Growers at the tail now buy water from lorries while the head of the"
    " canal floods twice a year."
)
HEAD = ("Title", "Author", "Newspaper", "Date Published", "Text")
ROW = ("Thirst", "Tahmina Barlas", "Dawn", "2025-06-12", TEXT)
OBJECT = {"title": "Thirst", "author": "Tahmina Barlas", "newspaper": "Dawn", "text": TEXT}
FRONT = "title: Thirst\nauthor: Tahmina Barlas\npublished: 2025-06-12"
WRITTEN = "“Growers’ water” – سندھ میں"


def drafts_of(folder: Path, name: str, data: str | bytes) -> list[Draft]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    batch = resolve_dates(drafts_from_file(path, load_syllabus()), TODAY)
    assert not batch.rejected
    return [sourced.draft for sourced in batch.drafts]


def one(folder: Path, name: str, data: str | bytes) -> Draft:
    (draft,) = drafts_of(folder, name, data)
    assert "Growers at the tail" in draft.sections[0].markdown
    return draft


def table(*rows: tuple[str, ...]) -> str:
    return "".join("\t".join(cells) + "\n" for cells in rows)


@pytest.mark.parametrize(
    "written",
    [
        "12-Jun-25", "12 Jun 25", "12 Jun '25", "June the 12th, 2025", "2025-Jun-12", "12. June 2025",
        "Thu, 12 Jun 2025 09:41:00 +0500", "Thu Jun 12 09:41:00 2025", "20250612", "20250612.0",
        "20250612T094100Z", "20250612094100", "45820", "45820.5", "1749686400", "1749686400000",
        "1749715200000000", "1749715200.5", "2025-06-12T23:30:00+05:00", "۱۲ جون ۲۰۲۵ء",
        "12 جون، 2025ء", "۲۰۲۵-۰۶-۱۲",
        # The midnight of that day in Pakistan.
        "1749668400",
    ],
)  # fmt: skip
def test_dates_as_programs_store_them(written: str) -> None:
    found = read_date_field(written)
    assert found is not None
    assert found.chosen == DAY


def test_months_with_arabic_letters() -> None:
    found = read_date_field("12 جولائي 2025")
    assert found is not None
    assert found.chosen == date(2025, 7, 12)


@pytest.mark.parametrize(
    "written", ["31-02-2025", "2025", "next week", "2025-13-45", "20251345", "12345"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_date_field(written) is None


@pytest.mark.parametrize(
    "head",
    [
        ("Article title", "Name of author", "Name of newspaper", "Date of publication",
         "Your summary"),
        ("Title", "Author(s)", "Publication Title", "pubDate", "Abstract Note"),
        ("عنوان", "مصنف", "اخبار", "تاریخ اشاعت", "متن"),
        # No column is known as the text: the one with prose is.
        ("Title", "Author", "Newspaper", "publishedAt", "What I wrote"),
    ],
)  # fmt: skip
def test_columns_of_other_programs(tmp_path: Path, head: tuple[str, ...]) -> None:
    draft = one(tmp_path, "a.csv", table(head, ROW))
    assert (draft.title, draft.author, draft.publication) == ("Thirst", "Tahmina Barlas", "Dawn")
    assert draft.published_on == DAY
    assert not draft.warnings


def test_a_name_as_libraries_keep_it_is_turned_round(tmp_path: Path) -> None:
    row = ("Thirst", "Barlas, Tahmina", *ROW[2:])
    assert one(tmp_path, "a.tsv", table(HEAD, row)).author == "Tahmina Barlas"


def test_entities_in_cells_are_letters(tmp_path: Path) -> None:
    row = ("Food &amp; water", *ROW[1:4], TEXT.replace("writer says", "writer&rsquo;s view is"))
    draft = one(tmp_path, "a.csv", table(HEAD, row))
    assert draft.title == "Food & water"
    assert "writer’s view" in draft.sections[0].markdown


def test_rows_are_numbered_as_the_spreadsheet_numbers_them(tmp_path: Path) -> None:
    above = "sep=\t\nMy list\t\t\t\t\n"
    second = ("Debt", "Ali Khan", "Dawn", "31-02-2025", TEXT)
    two_lines = (*ROW[:4], f'"{TEXT}\n{TEXT}"')
    _, draft = drafts_of(tmp_path, "a.csv", above + table(HEAD, two_lines, second))
    (doubt,) = (w for w in draft.warnings if w.kind is WarningKind.DATE_UNREAD)
    assert doubt.found == "row 5, Date Published: 31-02-2025"


@pytest.mark.parametrize(
    "stored",
    [
        {"articles": {"-Nab": {**OBJECT, "published_at": 1749686400000}}},
        {"data": {"posts": {"edges": [{"node": {**OBJECT, "publishedAt": "2025-06-12"}}]}}},
        {"hits": {"hits": [{"_source": {**OBJECT, "published": "2025-06-12"}}]}},
        {"data": [{"id": 1, "attributes": {**OBJECT, "published": "2025-06-12T00:00:00Z"}}]},
        {"title": "My feed", "items": [{**OBJECT, "date_published": "2025-06-12"}]},
        [{**OBJECT, "published": {"$date": {"$numberLong": "1749686400000"}}}],
        [{**OBJECT, "published": {"_seconds": 1749686400, "_nanoseconds": 0}}],
        [{
            **OBJECT,
            "author": [{"firstName": "Tahmina", "lastName": "Barlas"}],
            "published": "2025-06-12",
        }],
    ],
    ids=range(8),
)  # fmt: skip
def test_json_in_its_wraps(tmp_path: Path, stored: Any) -> None:
    draft = one(tmp_path, "a.json", json.dumps(stored))
    assert (draft.title, draft.author, draft.publication) == ("Thirst", "Tahmina Barlas", "Dawn")
    assert draft.published_on == DAY


@pytest.mark.parametrize(
    "title",
    [
        "Water: the price", "[Opinion] The price", '"The price" of delay', "{Dawn} The price",
        "@dawn The price", "%9 of water", "Pakistan's 'price'", "The [price of delay", "Yes", "1984",
        "Delay; its price",
    ],
)  # fmt: skip
def test_signs_in_a_title_above_a_text(title: str) -> None:
    fields, body = split_front_matter(f"---\n{FRONT.replace('Thirst', title)}\n---\n{TEXT}")
    assert (fields.title, fields.author, fields.published) == (
        title, "Tahmina Barlas", "2025-06-12",
    )  # fmt: skip
    assert body == TEXT


@pytest.mark.parametrize(
    "front",
    [
        "---\nid: 20250612\n" + FRONT + "\n---\n",
        "---\nid: water-notes\naliases: []\n" + FRONT + "\n---\n",
        "---\n"
        + FRONT.replace("Tahmina Barlas", '"[[people/Tahmina Barlas|Tahmina Barlas]]"')
        + "\n---\n",
        "---\n" + FRONT.replace("Tahmina Barlas", "[[people/Tahmina Barlas]]") + "\n---\n",
        "---\n" + FRONT + "\nsome words without a key\ntag: [x\n---\n",
        "---\ntitle:\tThirst\nauthor:\n\t- Tahmina Barlas\ndate:\t12 June 2025\n---\n",
        '+++\ntitle = "Thirst"\nauthors = ["Tahmina Barlas"]\n'
        "date = 2025-06-12T09:00:00+05:00\n[params]\nx = 1\n+++\n",
        "+++\ntitle = Thirst\nauthor = Tahmina Barlas\ndate = 12 June 2025\n+++\n",
    ],
    ids=range(8),
)
def test_front_matter_of_other_programs(tmp_path: Path, front: str) -> None:
    draft = one(tmp_path, "a.md", f"{front}{TEXT}\n")
    assert (draft.title, draft.author) == ("Thirst", "Tahmina Barlas")
    assert draft.published_on == DAY


@pytest.mark.parametrize(
    "front",
    [
        "title: &a [*a, *a]",
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
        + "title: *a11",
        "title: " + "[" * 300,
    ],
    ids=["itself", "many", "deep"],
)
def test_front_matter_that_unfolds_without_end_is_bounded(front: str) -> None:
    fields, body = split_front_matter(f"---\n{front}\n---\n{TEXT}")
    assert len(fields.title or "") < 1_000
    assert TEXT in body


def spoilt(text: str) -> str:
    """Return text whose UTF-8 was read as Windows' Latin, which has no letter for five bytes."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_every_encoding(encoding: str) -> None:
    assert decode(f"{WRITTEN}\n{TEXT}\n".encode(encoding)).startswith(WRITTEN)


@pytest.mark.parametrize(
    "text",
    [spoilt(WRITTEN), f"{spoilt('“Growers’ water” –')} سندھ میں", f"“Growers{spoilt('’')} water” – سندھ میں"],
    ids=["all", "in-part", "one-letter"],
)  # fmt: skip
def test_what_was_saved_wrongly_is_mended(text: str) -> None:
    assert decode(text.encode()) == WRITTEN


def test_letters_of_other_languages_are_not_mended() -> None:
    text = "São Paulo, SÃO PAULO, Ürümqi – “É” and Âge d’or"
    assert decode(text.encode()) == text
