"""The block model: what remains of Markdown once its marks are read.

It is an allow-list. Whatever has no place here (HTML, images, styles) appears as the characters
that were typed, so nothing in a foreign text can load, run or hide.
"""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The kinds of block a page is made of."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `href` is a link's target, unchecked."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row.

    `level` is a heading's level from 1, or an item's depth from 0; `marker` an item's bullet or
    number; `quoted` how many quotations enclose the block. A table row holds `cells` and no runs.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    quoted: int = 0
    cells: tuple[tuple[Run, ...], ...] = ()
    first_row: bool = False

    @property
    def text(self) -> str:
        """The block as plain text; cells are parted by a tab, line breaks are newlines."""
        if self.cells:
            return "\t".join("".join(run.text for run in cell) for cell in self.cells)
        return "".join(run.text for run in self.runs)


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Return blocks as plain text, one a line."""
    return "\n".join(block.text for block in blocks if block.kind is not BlockKind.RULE)
