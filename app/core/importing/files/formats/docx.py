"""Word files to text, by way of HTML."""

from io import BytesIO

import mammoth

from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.zipped import SafeZip
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

_BODY = "word/document.xml"
_TYPE_DECLARATION = b"<!DOCTYPE"


def read(data: bytes) -> Document:
    """Return the text of a .docx file; raises FileRefusedError: DAMAGED, HOSTILE."""
    checked = SafeZip(data)
    if _BODY not in checked.names:
        raise FileRefusedError(Refusal.DAMAGED)
    for name in checked.names:
        # Word writes none; an entity bomb needs one.
        if name.endswith((".xml", ".rels")) and _TYPE_DECLARATION in checked.read(name)[:4096]:
            raise FileRefusedError(Refusal.HOSTILE)
    try:
        html = mammoth.convert_to_html(BytesIO(data), convert_image=_no_image).value
    except Exception as error:
        # Whatever a broken file makes of the reader: it is the file that is at fault.
        raise FileRefusedError(Refusal.DAMAGED) from error
    return Document((Part(text_of_html(html)),))


def _no_image(_image: object) -> list[object]:
    return []
