"""Results of a search as a list to keep: Markdown, CSV for a spreadsheet, or plain lines."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.core.date_format import long_date

_COLUMNS: Final = ("Title", "Author", "Paper", "Date", "Excerpt")
_BREAKS: Final = r"\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
# Blanks and what cannot be seen, within a line: some spreadsheets read on behind them.
_BLANK: Final = (
    r"[ \t\x01-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\xad\u1680\u180e\u2000-\u200f\u202a-\u202f"
    r"\u205f-\u206f\u3000\ufeff]"
)
# Cells that a spreadsheet would take for a formula, on any of their lines, in letters of any width.
_FORMULA: Final = re.compile(
    rf"(?:\A|(?<=[{_BREAKS}]))(?={_BLANK}*[=+\-@＝＋－﹣−＠﹫])|\A(?=[\t{_BREAKS}])"
)
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>#|~])")
# A list or a heading is only made at the beginning of a line.
_LINE_START: Final = re.compile(r"^(\d+)([.)])|^([-+])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ListedHit:
    """One result: the summary it is from, and its words."""

    title: str
    author: str
    paper: str
    day: date | None
    excerpt: str

    @property
    def credits(self) -> str:
        """Author, paper and date, as far as they are known."""
        return ", ".join(filter(None, (self.author, self.paper, long_date(self.day))))


def as_markdown(hits: Iterable[ListedHit], heading: str) -> str:
    """Return a list in Markdown below a heading: each title with its credits and its excerpt."""
    lines = [f"# {_escaped(heading)}", ""]
    for number, hit in enumerate(hits, 1):
        credit = f" – {_escaped(hit.credits)}" if hit.credits else ""
        lines += [f"{number}. **{_escaped(hit.title)}**{credit}"]
        lines += ["", f"   > {_escaped(_one_line(hit.excerpt))}", ""]
    return "\n".join(lines)


def as_text(hits: Iterable[ListedHit]) -> str:
    """Return a list as plain lines."""
    return "\n\n".join(
        "\n".join(filter(None, (" – ".join(filter(None, (hit.title, hit.credits))), hit.excerpt)))
        for hit in hits
    )


def as_csv(hits: Iterable[ListedHit]) -> bytes:
    """Return a table in CSV, in UTF-8 with a byte order mark; no cell can act as a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for hit in hits:
        day = hit.day.isoformat() if hit.day else ""
        cells = (hit.title, hit.author, hit.paper, day, hit.excerpt)
        writer.writerow([escape_formula(cell) for cell in cells])
    # With a mark of the encoding, without which Urdu is read as something else.
    return table.getvalue().encode("utf-8-sig")


def escape_formula(cell: str) -> str:
    """Return a cell that a spreadsheet reads as text, whatever it begins with."""
    # Behind a NUL some programs see the end of a cell, others nothing at all.
    return _FORMULA.sub("'", cell.replace("\x00", ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Return a text on one line in which no sign is Markdown."""
    text = _MARKUP.sub(r"\\\1", _one_line(text))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)
