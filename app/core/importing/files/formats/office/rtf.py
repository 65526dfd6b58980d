r"""Rich Text (.rtf) to text, by way of HTML: from WordPad, TextEdit, Word and others.

The striprtf library runs notes into figures (`436{\super 2}` becomes 4362), drops bullets and
joins the cells of tables with signs.
"""

from dataclasses import dataclass, field, replace
from html import escape
from typing import Final

from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.office.notes import notes_html
from app.core.importing.files.formats.office.rtf_tokens import Piece, RtfToken, pieces
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

OPENING: Final = b"{\\rtf"
# Longer than 330 lines: because the destinations of RTF's words are one table.
_DEEPEST: Final = 500

# Groups that hold no text of the document.
_DROPPED: Final = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "listtable", "listoverridetable", "revtbl",
    "rsidtbl", "generator", "themedata", "colorschememapping", "datastore", "latentstyles",
    "xmlnstbl", "fldinst", "object", "objdata", "filetbl", "annotation", "atnid", "atnauthor",
    "atntime", "atnref", "atndate", "atrfstart", "atrfend", "bkmkstart", "bkmkend", "nonshppict",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "template", "private", "xe",
    "tc", "tcn", "pgptbl", "wgrffmtfilter", "mmathPr", "listpicture", "userprops", "docvar",
    "background", "do", "sp", "pn", "pntxta", "pntxtb", "pnseclvl", "passwordhash",
))  # fmt: skip
_LETTERS: Final = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "zwj": "\u200d", "zwnj": "\u200c", "rtlmark": "\u200f", "ltrmark": "\u200e", "tab": "\t",
}  # fmt: skip
_SIGNS: Final = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
# Code pages by the number that a font's table gives for its letters.
_CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 179: "cp1256",
    180: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CODE_PAGES: Final = {10000: "mac_roman", 10004: "mac_arabic", 65001: "utf-8"}
_SYMBOLS: Final = 2
_BULLETS: Final = {0xB7: "•", 0xA7: "•", 0xA8: "•", 0x6E: "•", 0x76: "•", 0xD8: "•", 0xFC: "•"}
_SPECIAL: Final = ("pntext", "listtext")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group, and ends with it."""

    dropped: bool = False
    hidden: bool = False
    raised: str = ""
    font: int = 0
    skip: int = 1
    note: bool = False
    marker: bool = False


@dataclass(slots=True)
class _Writer:
    """Writes HTML while Rich Text is read: paragraphs, rows of tables, notes."""

    out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    in_table: bool = False
    marker: str = ""
    level: int = 0

    def add(self, words: str, state: _State) -> None:
        """Add words to the line, the note or the mark of a list that is being written."""
        if state.marker:
            self.marker += words
        elif state.note:
            self.note.append(words)
        else:
            inner = escape(words)
            self.line.append(f"<{state.raised}>{inner}</{state.raised}>" if state.raised else inner)

    def end_paragraph(self) -> None:
        """Write the line as a paragraph, a heading or a point of a list."""
        inner = "".join(self.line)
        mark = self.marker.strip()
        self.line, self.marker = [], ""
        if not inner.strip():
            return
        if mark and not mark[0].isalnum():
            html = f"<ul><li>{inner}</li></ul>"
        elif self.level and len(inner) < 200:
            html = f"<h{self.level}>{escape(mark)} {inner}</h{self.level}>"
        else:
            html = f"<p>{escape(mark)} {inner}</p>" if mark else f"<p>{inner}</p>"
        if self.in_table:
            self.cell.append(html)
        else:
            self.end_table()
            self.out.append(html)

    def end_cell(self) -> None:
        """End a cell of a table."""
        self.in_table = True
        self.end_paragraph()
        self.row.append(f"<td>{''.join(self.cell)}</td>")
        self.cell = []

    def end_row(self) -> None:
        """End a row of a table."""
        if self.row:
            if not self.out or not self.out[-1].endswith("</tr>"):
                self.out.append("<table>")
            self.out.append(f"<tr>{''.join(self.row)}</tr>")
        self.row = []
        self.in_table = False

    def end_table(self) -> None:
        """End a table if the last that was written is a row."""
        if self.out and self.out[-1].endswith("</tr>"):
            self.out.append("</table>")

    def end_note(self) -> None:
        """End a footnote."""
        self.notes.append("".join(self.note))
        self.note = []

    def html(self) -> str:
        """Return all that was written."""
        if self.cell or self.row:
            self.end_cell()
            self.end_row()
        self.in_table = False
        self.end_paragraph()
        self.end_table()
        return "".join(self.out) + notes_html(self.notes)


def read(data: bytes) -> Document:
    """Return the text of a Rich Text file; raises FileRefusedError: DAMAGED."""
    reader = _RichTextReader()
    for piece in pieces(data):
        reader.take(piece)
        if reader.is_done:
            break
    return Document((Part(text_of_html(reader.html())),))


class _RichTextReader:
    """Takes the pieces of Rich Text one by one, and knows what they mean where they stand."""

    def __init__(self) -> None:
        self._writer = _Writer()
        self._states: list[_State] = []
        self._state = _State()
        self._opening = False
        self._optional = False
        self._page = "cp1252"
        self._fonts: dict[int, int] = {}
        self._table_font = 0
        self._in_fonts = 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._high = 0
        self.is_done = False

    def html(self) -> str:
        """Return what was read as HTML."""
        self._flush()
        return self._writer.html()

    def take(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.token is RtfToken.BYTES:
            self._take_bytes(piece.data)
            return
        if piece.token is RtfToken.WORD and piece.word == "u" and piece.number is not None:
            self._take_unicode(piece.number)
            return
        if piece.token in (RtfToken.WORD, RtfToken.SIGN) and self._to_skip:
            # A letter that stands for one that older programs do not know may be a word too.
            if piece.word in _LETTERS or piece.token is RtfToken.SIGN:
                self._to_skip -= 1
                return
            self._to_skip = 0
        self._flush()
        if piece.token is RtfToken.OPEN:
            self._open()
        elif piece.token is RtfToken.CLOSE:
            self._close()
        elif piece.token is RtfToken.SIGN:
            self._take_sign(piece.word)
        else:
            self._take_word(piece.word, piece.number)

    def _open(self) -> None:
        if len(self._states) > _DEEPEST:
            raise FileRefusedError(Refusal.DAMAGED)
        self._states.append(self._state)
        self._opening, self._optional = True, False
        self._to_skip = 0

    def _close(self) -> None:
        self._to_skip = 0
        self._opening = False
        inner = self._state
        self._state = self._states.pop() if self._states else _State()
        if self._in_fonts and len(self._states) < self._in_fonts:
            self._in_fonts = 0
        if inner.note and not self._state.note:
            self._writer.end_note()
        self.is_done = not self._states

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._optional = self._opening
            return
        self._opening = False
        if sign in "\r\n":
            self._end_paragraph()
        elif sign in _SIGNS:
            self._add(_SIGNS[sign])

    def _take_word(self, word: str, number: int | None) -> None:
        opening, optional = self._opening, self._optional
        self._opening = self._optional = False
        if opening and word == "fonttbl":
            self._in_fonts = len(self._states)
        if word in ("footnote", "endnote") and opening:
            self._state = replace(self._state, note=True, raised="")
        elif word in _SPECIAL and opening:
            self._state = replace(self._state, marker=True)
        elif (word in _DROPPED and opening) or (optional and word not in ("shpinst", "shptxt")):
            self._state = replace(self._state, dropped=True)
        elif word in _LETTERS:
            self._add(_LETTERS[word])
        elif not self._take_layout(word, number):
            self._take_format(word, number)

    def _take_layout(self, word: str, number: int | None) -> bool:
        """Take a word that ends a line or a cell; return whether it was one."""
        state = self._state
        if state.dropped or state.note:
            if word in ("par", "line", "sect"):
                self._add(" ")
                return True
            return False
        if word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word == "line":
            self._writer.line.append("<br>")
        elif word in ("cell", "nestcell"):
            self._writer.end_cell()
        elif word in ("row", "nestrow"):
            self._writer.end_row()
        elif word == "intbl":
            self._writer.in_table = True
        elif word == "pard":
            self._writer.in_table, self._writer.level = False, 0
        elif word == "outlinelevel" and number is not None and 0 <= number < 6:
            self._writer.level = number + 1
        else:
            return False
        return True

    def _take_format(self, word: str, number: int | None) -> None:
        """Take a word that says how letters look, or which letters they are."""
        state = self._state
        on = number != 0
        if word == "f" and number is not None:
            self._table_font = number
            self._state = replace(state, font=number)
        elif word == "fcharset" and number is not None and self._in_fonts:
            self._fonts[self._table_font] = number
        elif word == "deff" and number is not None:
            self._state = replace(state, font=number)
        elif word == "ansicpg" and number:
            self._page = _CODE_PAGES.get(number, f"cp{number}")
        elif word == "mac":
            self._page = "mac_roman"
        elif word == "plain":
            self._state = replace(state, hidden=False, raised="")
        elif word in ("v", "deleted"):
            self._state = replace(state, hidden=on)
        elif word in ("super", "sub"):
            self._state = replace(state, raised=("sup" if word == "super" else "sub") if on else "")
        elif word in ("up", "dn"):
            self._state = replace(state, raised=("sup" if word == "up" else "sub") if on else "")
        elif word == "nosupersub":
            self._state = replace(state, raised="")
        elif word == "uc" and number is not None:
            self._state = replace(state, skip=min(max(number, 0), 8))

    def _take_bytes(self, data: bytes) -> None:
        self._opening = False
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _take_unicode(self, number: int) -> None:
        self._flush()
        self._opening = False
        number %= 0x10000
        self._to_skip = self._state.skip
        if 0xD800 <= number < 0xDC00:
            self._high = number
            return
        if 0xDC00 <= number < 0xE000 and self._high:
            number = 0x10000 + ((self._high - 0xD800) << 10) + (number - 0xDC00)
        self._high = 0
        if not 0xD800 <= number < 0xE000:
            private = 0xF000 <= number < 0xF100
            self._add(_BULLETS.get(number - 0xF000, "•") if private else chr(number))

    def _flush(self) -> None:
        """Write the bytes that were gathered as letters of their code page."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        charset = self._fonts.get(self._state.font)
        if charset == _SYMBOLS:
            self._add("".join(_BULLETS.get(byte, chr(byte)) for byte in data))
            return
        page = self._page if charset in (None, 0, 1) else _CHARSETS.get(charset, self._page)
        try:
            self._add(data.decode(page, "replace"))
        except LookupError:
            self._add(data.decode("cp1252", "replace"))

    def _add(self, words: str) -> None:
        if not (self._state.dropped or self._state.hidden):
            self._writer.add(words, self._state)

    def _end_paragraph(self) -> None:
        if not (self._state.dropped or self._state.hidden or self._state.note):
            self._writer.end_paragraph()
