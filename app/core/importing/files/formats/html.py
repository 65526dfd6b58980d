"""Saved web pages and other HTML to text, by way of the modules in web/."""

from app.core.importing.files.formats.web.charset import decode_page
from app.core.importing.files.formats.web.mhtml import is_mhtml, read_mhtml
from app.core.importing.files.formats.web.overgrown import is_deep, plain_text_of
from app.core.importing.files.formats.web.page import read_page
from app.core.importing.files.formats.web.to_text import text_of_tree
from app.core.importing.files.formats.web.tree import body_of, drop, drop_unseen, parse
from app.core.importing.model import Document

_AROUND = ("nav",)


def read(data: bytes) -> Document:
    """Return the text of an HTML or MHTML file in any encoding.

    Raises FileRefusedError: DAMAGED, NOT_TEXT.
    """
    return read_mhtml(data) if is_mhtml(data) else read_page(decode_page(data))


def text_of_html(html: bytes | str) -> str:
    """Return the words of HTML that is all text: a Word file's, the chapter of a book.

    One block is a line, list items and rows are bullets. Raises FileRefusedError.
    """
    root = parse(html if isinstance(html, str) else decode_page(html))
    if is_deep(root):
        return plain_text_of(root)
    drop_unseen(root)
    for element in [*root.iter(*_AROUND)]:
        drop(element)
    return text_of_tree(body_of(root))
