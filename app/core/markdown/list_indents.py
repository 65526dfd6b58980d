"""Indentation of nested lists: however a writer indents, one level becomes two spaces.

Python-Markdown takes one fixed width for a level. People use two, three or four spaces or a tab,
often in one text, so the levels are worked out here, before the converter sees the lines.
"""

import re
from itertools import groupby
from typing import Final

# What the converter is set to, and the least by which an item counts as nested.
LEVEL_WIDTH: Final = 2

# The converter walks its tree by recursion; no list that a person wrote is nested so deep.
DEEPEST: Final = 40

_TAB_WIDTH: Final = 4
_INDENT: Final = re.compile(r"[ \t]*")
_ITEM: Final = re.compile(r"[ \t]*(?:[-+*]|\d{1,3}\.)\s")
_QUOTE: Final = re.compile(r"(?: {0,3}> ?)+")


def normalize_list_indents(lines: list[str]) -> list[str]:
    """Return lines in which each level of a list is indented by `LEVEL_WIDTH` spaces.

    Only nested items and the paragraphs that belong to them are moved; every other line, indented
    or not, is returned as it is. Lists inside a quotation are normalized on their own. Raises
    RecursionError where a list is nested too deep to be converted.
    """
    normalized: list[str] = []
    for depth, group in groupby(lines, _quote_depth):
        indents = _ListIndents()
        for line in group:
            mark, body = _split_quote(line) if depth else ("", line)
            normalized += [mark + moved for moved in indents.normalize(body)]
    return normalized


class _ListIndents:
    """The levels that are open while the lines of one text are read in order."""

    def __init__(self) -> None:
        # The column at which each open level began; the first counts as the margin.
        self._columns: list[int] = []
        # The level of the line that began this run of lines without a blank one between them.
        self._run_level = 0
        self._after_blank = True

    def normalize(self, line: str) -> list[str]:
        """Return the next line with its indent normalized, after a blank one if it needs that."""
        if not line.strip():
            normalized = [line]
        elif _ITEM.match(line):
            normalized = self._item(line)
        elif self._after_blank:
            normalized = [self._paragraph(line)]
        else:
            normalized = [line]
        self._after_blank = not line.strip()
        return normalized

    def _item(self, line: str) -> list[str]:
        column = _column(line)
        if not self._columns and column >= LEVEL_WIDTH:
            # Indented before any list has begun: somebody's layout.
            return [line]
        sibling_column = self._close_levels(column)
        level = len(self._columns)
        if level > DEEPEST:
            raise RecursionError
        self._columns.append(min(column, sibling_column) if level else 0)
        moved = _at(LEVEL_WIDTH * level, line) if level else line
        if self._after_blank:
            self._run_level = level
        elif level < self._run_level:
            # The converter would take it for more of the item that the run of lines belongs to.
            self._run_level = level
            return ["", moved]
        return [moved]

    def _paragraph(self, line: str) -> str:
        """Return the first line of a paragraph, moved as far as the item that it belongs to."""
        column = _column(line)
        depth = len(self._columns)
        self._close_levels(column)
        level = len(self._columns)
        self._run_level = level + 1 if level else 0
        if not level or level == depth == 1:
            return line
        inside = column - self._columns[-1] - LEVEL_WIDTH
        if level < depth:
            # As deep as an item that was closed, it would be taken for a paragraph of that one.
            inside = min(inside, LEVEL_WIDTH - 1)
        return _at(LEVEL_WIDTH * level + inside, line)

    def _close_levels(self, column: int) -> int:
        """Close the levels that text at a column is not inside; return where the last one began."""
        began = column
        while self._columns and column < self._columns[-1] + LEVEL_WIDTH:
            began = self._columns.pop()
        return began


def _at(column: int, line: str) -> str:
    return " " * column + line.lstrip(" \t")


def _column(line: str) -> int:
    indent = _INDENT.match(line)
    return len(indent[0].expandtabs(_TAB_WIDTH)) if indent else 0


def _quote_depth(line: str) -> int:
    mark = _QUOTE.match(line)
    return mark[0].count(">") if mark else 0


def _split_quote(line: str) -> tuple[str, str]:
    mark = _QUOTE.match(line)
    end = mark.end() if mark else 0
    return line[:end], line[end:]
