"""Writing blocks into a Qt document: paragraphs, lists, tables, each in its own direction."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from app.core.markdown.blocks import Block, BlockKind, Run
from app.core.text_direction import reads_right_to_left, script_runs
from app.ui.qt.plain_text import tip_text
from app.ui.style.theme import URDU_FONT, URDU_SCALE, ThemeColours
from app.ui.widgets.long_runs import parts

# Per cent of the reading face's own line height (1.37): a leading of 1.55 in all.
_LEADING: Final = 113.0
_LINE_SEPARATOR: Final = "\u2028"
# The gap behind a bullet, in per cent of a space.
_BULLET_GAP: Final = 170

# A table has no more columns: each would be narrower than a letter.
_MOST_COLUMNS: Final = 60

# Told of each stretch of text that was written: the text, its position in the document, and whether
# the paragraph, or the cell, ends with it.
Written = Callable[[str, int, bool], None]


class BlockWriter:
    """Writes into an empty document from top to bottom, in one font."""

    def __init__(self, document: QTextDocument, colours: ThemeColours, font: QFont) -> None:
        self._document = document
        self._colours = colours
        self._font = font
        self._formats: dict[tuple[bool, bool, bool, bool, float], QTextCharFormat] = {}
        self._first = True
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setIndentWidth(24)
        # By which the shapes of Latin words in lines with Urdu are known.
        document.setDefaultFont(font)
        self.cursor = QTextCursor(document)

    @property
    def position(self) -> int:
        """The position where the next text will be."""
        return self.cursor.position()

    def begin(
        self,
        *,
        top: float = 0,
        bottom: float = 0,
        left: float = 0,
        right: float = 0,
        right_to_left: bool = False,
        leading: float | None = None,
    ) -> None:
        """Begin a paragraph with margins in pixels and leading in per cent."""
        form = QTextBlockFormat()
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        form.setLeftMargin(left)
        form.setRightMargin(right)
        direction = (
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        form.setLayoutDirection(direction)
        if leading is not None:
            form.setLineHeight(leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._first:
            # The document's own empty paragraph is used, not followed.
            self.cursor.setBlockFormat(form)
            self._first = False
        else:
            self.cursor.insertBlock(form, QTextCharFormat())

    def write(self, text: str, font: QFont, colour: QColor) -> None:
        """Write words in a font and colour of their own; Urdu in them gets its script."""
        form = _char(font, colour)
        for piece, urdu in script_runs(text):
            self.cursor.insertText(piece, _in_urdu(form, 1.0) if urdu else form)

    def blocks(self, blocks: Iterable[Block], written: Iterable[Written]) -> None:
        """Write blocks; each has a function that is called with its text and position."""
        rows: list[tuple[Block, Written]] = []
        for block, record in zip(blocks, written, strict=True):
            if rows and (block.kind is not BlockKind.ROW or block.first_row):
                self._table(rows)
                rows = []
            if block.kind is BlockKind.ROW:
                rows.append((block, record))
            elif block.kind is BlockKind.RULE:
                self.begin(bottom=12)
                self.write("⁂", self._font, self._colours["muted"])
            else:
                self._paragraph(block, record)
        if rows:
            self._table(rows)

    def runs(
        self, runs: Iterable[Run], record: Written, *, bold: bool = False, scale: float = 1.0
    ) -> None:
        """Write runs into the current paragraph; Urdu is set larger by `scale`.

        A very long paragraph becomes several that stand together.
        """
        pieces = list(parts(runs))
        for number, piece in enumerate(pieces, 1):
            if number > 1:
                self._go_on()
            start = self.position
            text = self._insert(piece, bold=bold, scale=scale)
            record(text, start, number == len(pieces))

    def _go_on(self) -> None:
        """Begin the next part of a paragraph, right below the part before."""
        form = self.cursor.blockFormat()
        above = QTextBlockFormat(form)
        above.setBottomMargin(0)
        self.cursor.setBlockFormat(above)
        form.setTopMargin(0)
        if (items := self.cursor.currentList()) is not None:
            form.setIndent(items.format().indent())
            form.setObjectIndex(-1)
        self.cursor.insertBlock(form, QTextCharFormat())

    def _insert(self, runs: Iterable[Run], *, bold: bool, scale: float) -> str:
        text = ""
        for run in runs:
            text += run.text
            for piece, urdu in script_runs(run.text.replace("\n", _LINE_SEPARATOR)):
                form = self._format(run, bold=bold or run.bold, urdu_scale=scale if urdu else 0.0)
                if run.href:
                    form = QTextCharFormat(form)
                    form.setAnchor(True)
                    form.setAnchorHref(run.href)
                    form.setToolTip(tip_text(run.href))
                self.cursor.insertText(piece, form)
        return text

    def body(self, runs: Iterable[Run], text: str, record: Written, **margins: float) -> None:
        """Begin a paragraph in the direction of its text and write its runs."""
        right_to_left = reads_right_to_left(text)
        leading = leading_for(right_to_left=right_to_left)
        self.begin(**margins, right_to_left=right_to_left, leading=leading)
        self.runs(runs, record, scale=URDU_SCALE if right_to_left else 1.0)

    def _paragraph(self, block: Block, record: Written) -> None:
        right_to_left = reads_right_to_left(block.text)
        heading = block.kind is BlockKind.HEADING
        self.begin(
            top=8 if heading else 0,
            bottom=6 if block.kind is BlockKind.ITEM else 12,
            left=24 * block.quoted,
            right_to_left=right_to_left,
            leading=leading_for(right_to_left=right_to_left),
        )
        if block.kind is BlockKind.ITEM:
            self._list_item(block.marker, block.level)
        self.runs(block.runs, record, bold=heading, scale=URDU_SCALE if right_to_left else 1.0)

    def _list_item(self, marker: str, level: int) -> None:
        form = QTextListFormat()
        form.setIndent(level + 1)
        if marker[:1].isdigit():
            form.setStyle(QTextListFormat.Style.ListDecimal)
            form.setStart(int(marker.rstrip(".")))
        elif marker[:1].isalpha():
            form.setStyle(QTextListFormat.Style.ListUpperAlpha)
            form.setStart(ord(marker[0]) - ord("A") + 1)
        else:
            form.setStyle(QTextListFormat.Style.ListDisc)
            self._set_bullet_apart()
        self.cursor.createList(form)
        if marker in ("☐", "☑"):
            block = self.cursor.blockFormat()
            markers = QTextBlockFormat.MarkerType
            block.setMarker(markers.Checked if marker == "☑" else markers.Unchecked)
            self.cursor.setBlockFormat(block)

    def _set_bullet_apart(self) -> None:
        """Widen the gap after a bullet: Qt makes it only as wide as a space."""
        font = QFont(self._font)
        font.setStretch(_BULLET_GAP)
        form = QTextCharFormat()
        form.setFont(font)
        self.cursor.setBlockCharFormat(form)

    def _table(self, rows: list[tuple[Block, Written]]) -> None:
        form = QTextTableFormat()
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(self._colours["hairline"])
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setBottomMargin(16)
        columns = max(len(block.cells) for block, _ in rows)
        if columns > _MOST_COLUMNS:
            self._cells_in_lines(rows)
            return
        table = self.cursor.insertTable(len(rows), columns, form)
        for line, (block, record) in enumerate(rows):
            for column, cell in enumerate(block.cells):
                self.cursor = table.cellAt(line, column).firstCursorPosition()
                self.runs(cell, record)
        self.cursor = QTextCursor(self._document)
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        # Qt leaves an empty paragraph behind a table: it serves what comes next.
        self._first = True

    def _cells_in_lines(self, rows: list[tuple[Block, Written]]) -> None:
        """Write a table that no page has room for: the cells of a row one after the other."""
        for block, record in rows:
            for number, cell in enumerate(block.cells):
                if number % _MOST_COLUMNS == 0:
                    self.begin(bottom=12)
                else:
                    self.write("  |  ", self._font, self._colours["muted"])
                self.runs(cell, record)

    def _format(self, run: Run, *, bold: bool, urdu_scale: float) -> QTextCharFormat:
        key = (bold, run.italic, run.code, run.href is not None, urdu_scale)
        known = self._formats.get(key)
        if known is not None:
            return known
        font = QFont(self._font)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(run.italic)
        font.setUnderline(run.href is not None)
        if run.code:
            font.setFamilies(["monospace"])
            font.setPixelSize(round(self._font.pixelSize() * 0.85))
        form = _char(font, self._colours["accent" if run.href else "text"])
        if urdu_scale:
            form = _in_urdu(form, urdu_scale)
        self._formats[key] = form
        return form


def leading_for(*, right_to_left: bool) -> float | None:
    """Return the leading of a paragraph; none for Nastaliq, whose own is right."""
    return None if right_to_left else _LEADING


def _char(font: QFont, colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(colour)
    return form


def _in_urdu(form: QTextCharFormat, scale: float) -> QTextCharFormat:
    """Return a format for Urdu beside the Latin text of the given one."""
    font = form.font()
    size = round(font.pixelSize() * scale)
    font.setFamilies([URDU_FONT])
    font.setPixelSize(size)
    font.setItalic(False)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    urdu = QTextCharFormat(form)
    urdu.setFont(font)
    return urdu
