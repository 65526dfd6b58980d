"""PDF files to text: lines joined to paragraphs, running heads and page numbers dropped."""

import re
from typing import Final

import pypdfium2

from app.core.importing.files.formats.printed.columns import in_reading_order
from app.core.importing.files.formats.printed.furniture import without_furniture, without_notes
from app.core.importing.files.formats.printed.lines import lines_of
from app.core.importing.files.formats.printed.paragraphs import paragraphs
from app.core.importing.lines.people import is_person
from app.core.importing.model import Document, Fields, FileRefusedError, Part
from app.core.importing.refusal import Refusal

# A scanned page has hardly any letters; so few a page on average mean pictures of text.
_FEWEST_LETTERS: Final = 20
MAX_PAGES: Final = 3_000
# What programs call a document that nobody has named.
_NO_TITLE = re.compile(
    r"$|untitled|document\d*$|microsoft word|"
    r".{0,80}\.(?:docx?|pdf|rtf|odt|html?|indd|qxd)$|slide \d|"
    r"layout|page \d|print",
    re.IGNORECASE,
)
_FEWEST_TITLE_WORDS: Final = 2


def read(data: bytes) -> Document:
    """Return the text of a PDF; raises FileRefusedError: DAMAGED, ENCRYPTED, SCAN, TOO_LARGE."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = Refusal.ENCRYPTED if locked else Refusal.DAMAGED
        raise FileRefusedError(reason) from error
    if count > MAX_PAGES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    pages = [lines_of(document[number]) for number in range(count)]
    stated = _stated(document.get_metadata_dict())
    document.close()
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _FEWEST_LETTERS * max(count, 1):
        raise FileRefusedError(Refusal.SCAN)
    pages, notes = without_notes(without_furniture(pages))
    text = "\n".join(paragraphs([in_reading_order(page) for page in pages]))
    if notes:
        # Away from the figures they stand behind, as those of Word files are.
        text += "\n\n".join(("", "## Footnotes:", "\n".join(f"- {note}" for note in notes)))
    return Document((Part(text, stated=stated),))


def _stated(information: dict[str, str]) -> Fields | None:
    """Return the title and the writer that a PDF's own information names; typists write neither."""
    title = " ".join(information.get("Title", "").split())
    author = " ".join(information.get("Author", "").split())
    if _NO_TITLE.match(title) or len(title.split()) < _FEWEST_TITLE_WORDS:
        title = ""
    if not is_person(author):
        author = ""
    return Fields(title=title or None, author=author or None) if title or author else None
