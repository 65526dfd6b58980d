"""PDFs as programs set them: columns, labels, broken words, note marks, running heads."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.core.importing.drafting.batch import Batch, drafts_from_file, resolve_dates
from app.core.importing.files.formats import pdf
from app.core.importing.model import Fields, FileRefusedError
from app.core.importing.refusal import Refusal
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

TITLE = "The cost of a dry year"
HEADING = ("Editorial Summary", f"{TITLE} _ Author – Hina Memon", "- 06/13/2025",
           "- Posted by: cssplatformbytha.com", "- Category: Dawn Editorial Summary")  # fmt: skip
FIRST = (
    "The wells of the upper district fell by a third in one summer, the writer says, and nobody was"
    " told before the pumps ran on air. She counts the families that left, and the schools that were"
    " shut because there was no water to drink in them until the rains came back."
)
SECOND = (
    "A ledger of every well should hang in the mosque and in the school, she writes, so that the"
    " village sees what it draws and what it has left. The ledger costs less than one of the tankers"
    " that are sent when it is too late."
)
OVERVIEW = "A sober column on wells, drawn from the records of one district and of no other place."
FACTS = ("436 wells fell dry in 61 days of the last summer", "Rs 5.6 billion went to tankers in 2024",
         "24.7 per cent of the families left the upper district for good")  # fmt: skip


class Page:
    """Draws lines on pages, one below the other, in columns of any place and width."""

    def __init__(self, **information: str) -> None:
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=A4)
        for name, value in information.items():
            getattr(self.canvas, f"set{name}")(value)

    def line(
        self, x: float, y: float, words: str, font: str = "Helvetica", size: float = 11
    ) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, words)

    def wrapped(self, words: str, width: float, size: float = 11) -> Iterator[str]:
        line = ""
        for word in words.split(" "):
            longer = f"{line} {word}".strip()
            if self.canvas.stringWidth(longer, "Helvetica", size) > width:
                yield line
                line = word
            else:
                line = longer
        yield line

    def text(self, y: float, words: str, x: float = 60, width: float = 470) -> float:
        for line in self.wrapped(words, width):
            self.line(x, y, line)
            y -= 14
        return y - 6

    def heading(self, y: float = 790) -> float:
        for number, line in enumerate(HEADING):
            bold = number == 1
            self.line(60, y, line, "Helvetica-Bold" if bold else "Helvetica", 14 if bold else 11)
            y -= 18
        return y - 6

    def facts(self, y: float, bullet: str = "- ", x: float = 60, width: float = 470) -> float:
        for fact in FACTS:
            y = self.text(y, f"{bullet}{fact}", x, width) + 4
        return y

    def save(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()


def batch_of(tmp_path: Path, data: bytes) -> Batch:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return resolve_dates(drafts_from_file(path, load_syllabus()), TODAY)


def right(tmp_path: Path, data: bytes, *, paragraphs: tuple[str, ...] = (FIRST, SECOND)) -> None:
    (sourced,) = batch_of(tmp_path, data).drafts
    draft = sourced.draft
    assert (draft.title, draft.author, draft.publication) == (TITLE, "Hina Memon", "Dawn")
    assert draft.posted_on == date(2025, 6, 13)
    assert draft.sections[0].markdown.split("\n\n") == list(paragraphs)
    overview = next(s for s in draft.sections if s.kind.value == "overview")
    assert overview.markdown == OVERVIEW
    assert [fact.text for fact in draft.facts] == list(FACTS)


def one_column() -> bytes:
    page = Page()
    y = page.text(page.text(page.heading(), FIRST), SECOND)
    page.line(60, y, "Overview:")
    y = page.text(y - 14, OVERVIEW)
    page.line(60, y, "Facts and Figures:")
    page.facts(y - 14)
    return page.save()


def labels(font: str, size: float, first: str, second: str, bullet: str) -> bytes:
    """Labels right below a full line, with the usual distance of lines."""
    page = Page()
    y = page.text(page.text(page.heading(), FIRST), SECOND)
    page.line(60, y, first, font, size)
    y = page.text(y - 14, OVERVIEW) + 6
    page.line(60, y, second, font, size)
    page.facts(y - 14, bullet)
    return page.save()


def columns(drawing: str, *, headline: bool, left: float = 60, second: float = 315) -> bytes:
    """Two columns, drawn one after the other, the right one first, or line by line."""
    page = Page()
    width = 225
    start = page.heading() if headline else 790
    texts = [*([] if headline else HEADING), FIRST, "", SECOND, "Overview:", OVERVIEW,
             "Facts and Figures:", *(f"- {fact}" for fact in FACTS)]  # fmt: skip
    lines = [line for words in texts for line in (page.wrapped(words, width) if words else [""])]
    half = (len(lines) + 1) // 2
    places = [(left, start - 14 * n, line) for n, line in enumerate(lines[:half])]
    places += [(second, start - 14 * n, line) for n, line in enumerate(lines[half:])]
    if drawing == "across":
        places.sort(key=lambda place: (-place[1], place[0]))
    elif drawing == "right first":
        places.sort(key=lambda place: (-place[0], -place[1]))
    for x, y, line in places:
        if line:
            page.line(x, y, line)
    return page.save()


def three_columns() -> bytes:
    page = Page()
    y = page.heading()
    page.text(page.text(y, FIRST, 60, 145), SECOND, 60, 145)
    page.line(225, y, "Overview:")
    page.text(y - 14, OVERVIEW, 225, 145)
    page.line(390, y, "Facts and Figures:")
    page.facts(y - 14, "- ", 390, 150)
    return page.save()


def indented_paragraphs() -> bytes:
    """No space between paragraphs; the first line of each begins further right."""
    page = Page()
    y = page.heading()
    for words in (FIRST, SECOND):
        for number, line in enumerate(page.wrapped(words, 440)):
            page.line(60 if number else 80, y, line)
            y -= 14
    page.line(60, y, "Overview:")
    y = page.text(y - 14, OVERVIEW)
    page.line(60, y, "Facts and Figures:")
    page.facts(y - 14)
    return page.save()


def running_heads(pages: int, *, odd_even: bool) -> bytes:
    page = Page()
    parts: list[Callable[[float], float]] = [
        lambda y: page.text(page.text(page.heading(y), FIRST), SECOND),
        lambda y: _labelled(page, y, "Overview:", lambda y: page.text(y, OVERVIEW)),
        lambda y: _labelled(page, y, "Facts and Figures:", page.facts),
    ]
    for number in range(pages):
        even = odd_even and number % 2
        page.line(60 if even else 400, 820, "CSS Monthly Reader" if even else "The Dawn Compilation",
                  size=8)  # fmt: skip
        page.line(40 if even else 500, 25, f"{number + 12}", size=8)
        for part in parts[number:] if number == pages - 1 else parts[number : number + 1]:
            part(780 if part is not parts[-1] or number == len(parts) - 1 else 600)
        page.canvas.showPage()
    return page.save()


def _labelled(page: Page, y: float, label: str, below: Callable[[float], float]) -> float:
    page.line(60, y, label)
    return below(y - 14)


def broken_words() -> bytes:
    page = Page()
    y = page.heading()
    for line in (
        "The wells of the upper district fell by a third in one summer, the writer says, and no-",
        "body was told before the pumps ran on air. She counts the families that left, and the sch-",
        "ools that were shut because there was no water to drink in them until the rains came back.",
    ):
        page.line(60, y, line)
        y -= 14
    y = page.text(y - 6, SECOND)
    page.line(60, y, "Overview:")
    y = page.text(y - 14, OVERVIEW)
    page.line(60, y, "Facts and Figures:")
    page.facts(y - 14)
    return page.save()


FORMS: dict[str, Callable[[], bytes]] = {
    "one column": one_column,
    "labels with colons": lambda: labels("Helvetica", 11, "Overview:", "Facts and Figures:", "- "),
    "bold labels": lambda: labels("Helvetica-Bold", 11, "Overview", "Facts and Figures", "• "),
    "large labels": lambda: labels("Helvetica", 14, "Overview", "Facts and Figures", "- "),
    "labels in capitals": lambda: labels(
        "Helvetica-Bold", 11, "OVERVIEW", "FACTS AND FIGURES", "• "
    ),
    "numbered facts": lambda: labels("Helvetica-Bold", 11, "Overview", "Facts & Figures", "1. "),
    "columns across": lambda: columns("across", headline=False),
    "columns one by one": lambda: columns("one by one", headline=False),
    "columns right first": lambda: columns("right first", headline=True),
    "headline over columns across": lambda: columns("across", headline=True),
    "headline over columns": lambda: columns("one by one", headline=True),
    "narrow gutter": lambda: columns("across", headline=True, second=297),
    "three columns": three_columns,
    "indented paragraphs": indented_paragraphs,
    "broken words": broken_words,
    "heads on two pages": lambda: running_heads(2, odd_even=False),
    "heads on three pages": lambda: running_heads(3, odd_even=False),
    "odd and even heads": lambda: running_heads(3, odd_even=True),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(tmp_path: Path, name: str) -> None:
    right(tmp_path, FORMS[name]())


def lines_of(page: Page) -> list[str]:
    (part,) = pdf.read(page.save()).parts
    return part.text.split("\n")


def test_a_compound_keeps_its_hyphen() -> None:
    page = Page()
    page.line(60, 700, "The middle-income families of the town have to look for a place in a low-")
    page.line(
        60, 686, "income quarter, where a well-known builder rents his rooms, and the middle-"
    )
    page.line(60, 672, "income ones, as they are called, pay what they have for a self-")
    page.line(60, 658, "made roof over their heads.")
    text = " ".join(lines_of(page))
    for word in ("low-income", "middle-income ones", "self-made"):
        assert word in text


def test_a_range_of_years_keeps_its_dash() -> None:
    page = Page()
    page.line(
        60, 700, "The plan was written for the years that the ministry calls its own, for 2024-"
    )
    page.line(
        60, 686, "25, and then it was laid aside by the minister who came after the election."
    )
    assert "2024-25" in " ".join(lines_of(page))


@pytest.mark.parametrize("mark", ["2", "12", "[3]", "a"])
def test_the_mark_of_a_note_is_no_figure(mark: str) -> None:
    page = Page()
    page.line(60, 700, "In one summer the district lost 436")
    end = 60 + page.canvas.stringWidth("In one summer the district lost 436", "Helvetica", 11)
    page.line(end, 704, mark, size=7)
    after = end + page.canvas.stringWidth(mark, "Helvetica", 7)
    page.line(after, 700, " wells of the old kind.")
    assert lines_of(page) == ["In one summer the district lost 436 wells of the old kind."]


def test_the_mark_of_a_note_behind_a_sentence() -> None:
    page = Page()
    words = "In one summer the district lost wells of the old kind in 2019."
    page.line(60, 700, words)
    end = 60 + page.canvas.stringWidth(words, "Helvetica", 11)
    page.line(end, 704, "4", size=7)
    assert lines_of(page) == [words]


@pytest.mark.parametrize(("base", "power"), [("the field of 40 m", "2"), ("some 12 km", "3")])
def test_a_power_stays(base: str, power: str) -> None:
    page = Page()
    page.line(60, 700, f"In one summer the district lost {base}")
    end = 60 + page.canvas.stringWidth(f"In one summer the district lost {base}", "Helvetica", 11)
    page.line(end, 704, power, size=7)
    page.line(end + 5, 700, " of the land.")
    (line,) = lines_of(page)
    assert f"{base}{power} of" in line or f"{base}{'²' if power == '2' else '³'} of" in line


def test_an_index_below_the_line_stays() -> None:
    page = Page()
    page.line(60, 700, "The plant gives off 40 tons of CO")
    end = 60 + page.canvas.stringWidth("The plant gives off 40 tons of CO", "Helvetica", 11)
    page.line(end, 697, "2", size=7)
    page.line(end + 7, 700, "in a year.")
    assert lines_of(page) == ["The plant gives off 40 tons of CO2 in a year."]


def test_notes_below_the_page_are_apart(tmp_path: Path) -> None:
    page = Page()
    y = page.text(page.text(page.heading(), FIRST), SECOND)
    page.line(60, y, "Overview:")
    y = page.text(y - 14, OVERVIEW)
    page.line(60, y, "Facts and Figures:")
    page.facts(y - 14)
    page.line(60, 60, "1", size=5)
    page.line(64, 57, "Report of the district on its wells, page 12.", size=8)
    (sourced,) = batch_of(tmp_path, page.save()).drafts
    assert [fact.text for fact in sourced.draft.facts] == list(FACTS)


@pytest.mark.parametrize(
    ("information", "stated"),
    [
        ({"Title": "The cost of a dry year", "Author": "Hina Memon"},
         Fields(title="The cost of a dry year", author="Hina Memon")),
        ({"Title": "Microsoft Word - summary.docx", "Author": "hp"}, None),
        ({"Title": "untitled", "Author": "Admin"}, None),
        ({"Title": "summary_final.pdf", "Author": "Hina Memon"}, Fields(author="Hina Memon")),
        ({"Title": "Document1", "Author": "user"}, None),
    ],
)  # fmt: skip
def test_what_the_file_states(information: dict[str, str], stated: Fields | None) -> None:
    page = Page(**information)
    page.text(700, FIRST)
    (part,) = pdf.read(page.save()).parts
    found = part.stated
    assert (found and (found.title, found.author)) == (stated and (stated.title, stated.author))


def test_a_password_is_named() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt="secret")
    canvas.drawString(60, 700, FIRST)
    canvas.save()
    with pytest.raises(FileRefusedError) as refused:
        pdf.read(stream.getvalue())
    assert refused.value.reason is Refusal.ENCRYPTED


def test_a_table_is_no_column() -> None:
    page = Page()
    for number, (name, value) in enumerate(
        (f"District of the {word}", f"{n} wells")
        for n, word in enumerate(["north", "south", "east"])
    ):
        page.line(60, 700 - 14 * number, name)
        page.line(400, 700 - 14 * number, value)
    assert [line.split() for line in lines_of(page)] == [
        f"District of the {word} {n} wells".split() for n, word in enumerate(["north", "south", "east"])
    ]  # fmt: skip
