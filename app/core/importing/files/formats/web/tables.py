"""Tables of a page: those that only lay it out become text, those of facts one item a row."""

from collections.abc import Sequence
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import HEADINGS, label_kind, words_of
from app.core.library.model import SectionKind

_CELLS: Final = ("td", "th")
_INNER: Final = ("tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "col")
_BLOCKS_IN_CELLS: Final = (
    "div", "ul", "ol", "dl", "section", "article", "blockquote", "pre", "table", *HEADINGS,
)  # fmt: skip
# A cell with more is a stretch of text: the table is there for its looks.
_LONGEST_CELL: Final = 400
# What heads the column of the rows' numbers, and what heads one without saying anything about it.
_NUMBER_HEADS: Final = frozenset(
    ("", "#", "no", "no.", "nr", "s no", "s.no", "s. no", "s.no.", "sr", "sr.", "sr no", "sr. no",
     "sr.no", "sr. no.", "sr.no.", "s#", "sr#", "serial", "serial no", "serial no.", "number", "n")
)  # fmt: skip
_PLAIN_HEADS: Final = frozenset(
    ("fact", "facts", "figure", "figures", "facts and figures", "facts & figures", "detail",
     "details", "description", "value", "data", "event", "events", "year", "date", "indicator",
     "statistic", "statistics", "item", "point", "points", "information", "what", "topic", "topics",
     "subject", "subjects", "css subject", "css subjects", "figure/fact", "key fact", "key facts")
)  # fmt: skip
_WORD_HEADS: Final = ("word", "words", "vocabulary", "term", "difficult word", "english word")


def settle_tables(root: HtmlElement) -> None:
    """Turn the tables of a tree into text or lists; those of words stay tables."""
    # The innermost first: a table in a cell makes the outer one a layout.
    for table in reversed([*root.iter("table")]):
        rows = list(table.iter("tr"))
        cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
        if _is_layout(table, cells) and not _is_column_of_facts(table, cells):
            _unwrap(table)
        else:
            _settle(table, [[words_of(cell) for cell in row] for row in cells if row])


def _is_layout(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> bool:
    if table.get("role") == "presentation":
        return True
    if max((len(row) for row in rows), default=0) <= 1 or len(rows) == 1:
        return True
    cells = [cell for row in rows for cell in row]
    if any(next(cell.iter(*_BLOCKS_IN_CELLS), None) is not None for cell in cells):
        return True
    if any(len([*cell.iter("p")]) > 1 or label_kind(cell) in _SECTIONS for cell in cells):
        return True
    return any(len(words_of(cell)) > _LONGEST_CELL for cell in cells)


# Labels that stand above a section of a summary; the head of a table may name the others.
_SECTIONS: Final = frozenset((
    SectionKind.OVERVIEW, SectionKind.SUBJECTS, SectionKind.BEGINNERS, SectionKind.NOTES,
    SectionKind.SUMMARY, SectionKind.CONCLUSION,
))  # fmt: skip


def _is_column_of_facts(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> bool:
    """Return whether a table of one column, with a label of facts above it, is a list of them."""
    if any(len(row) > 1 for row in rows) or any(
        next(cell.iter(*_BLOCKS_IN_CELLS), None) is not None or len([*cell.iter("p", "br")]) > 1
        for row in rows
        for cell in row
    ):
        return False
    above = table.getprevious()
    return above is not None and label_kind(above) in (SectionKind.FACTS, SectionKind.MAIN_POINTS)


def _unwrap(table: HtmlElement) -> None:
    """Make blocks of the cells of a table, one below the other."""
    for inner in [*table.iter(*_INNER)]:
        inner.tag = "div"
    table.tag = "div"


def _settle(table: HtmlElement, rows: list[list[str]]) -> None:
    """Make a list of a table of facts; a table of words, or a wide one, stays a table."""
    head = rows[0] if _is_head(table, rows) else []
    names = [name.lower().strip(" :") for name in head]
    if any(name in _WORD_HEADS for name in names):
        return
    body = rows[1:] if head else rows
    numbered = _is_numbered(body, names)
    items = [
        _item(row[1:] if numbered else row, head[1:] if numbered else head)
        for row in body
        if any(row)
    ]
    for child in [*table]:
        table.remove(child)
    table.text = None
    table.tag = "ul"
    for item in items:
        child = table.makeelement("li", {})
        child.text = item
        table.append(child)


def _is_head(table: HtmlElement, rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row names the columns."""
    first = next(table.iter("tr"))
    if len(rows) < 2 or first.tag != "tr":
        return False
    cells = [cell for cell in first if cell.tag in _CELLS]
    if all(cell.tag == "th" for cell in cells) or first.getparent().tag == "thead":
        return True
    names = [name.lower().strip(" :") for name in rows[0]]
    known = _NUMBER_HEADS | _PLAIN_HEADS | frozenset(_WORD_HEADS)
    return all(name in known or not any(map(str.isdigit, name)) for name in names) and any(
        name in known and name for name in names
    )


def _is_numbered(rows: Sequence[Sequence[str]], names: Sequence[str]) -> bool:
    """Return whether the first column only counts the rows."""
    if min((len(row) for row in rows), default=0) < 2:
        return False
    counted = [row[0].strip(" .)(#") for row in rows]
    if names and names[0] in _NUMBER_HEADS and names[0]:
        return all(number.isdigit() or not number for number in counted)
    return counted == [str(number) for number in range(1, len(rows) + 1)]


def _item(cells: Sequence[str], head: Sequence[str]) -> str:
    """Return a row as one line: what it is about, and then the rest, named by its columns."""
    first, *others = cells or [""]
    named = []
    for number, cell in enumerate(others, start=1):
        name = head[number].strip(" :") if number < len(head) else ""
        plain = not name or name.lower() in _PLAIN_HEADS
        if cell:
            named.append(cell if plain or len(cell.split()) > 12 else f"{name}: {cell}")
    if len(named) == 1 and first and named[0] in others:
        return f"{first.rstrip(' :')}: {named[0]}"
    return " – ".join(filter(None, (first, "; ".join(named))))
