"""A page saved in one file, as browsers do (MHTML): a letter whose first page is the page."""

import re
from email import message_from_bytes
from email.message import Message
from typing import Final

from app.core.importing.files.formats.web.charset import decode_page
from app.core.importing.files.formats.web.page import read_page
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

_HEAD: Final = 4096
_BEFORE: Final = b"\xef\xbb\xbf\r\n "
_FIELD: Final = re.compile(r"^[A-Za-z][A-Za-z-]{1,40}:", re.MULTILINE)
_RELATED: Final = re.compile(r"^content-type:\s{0,6}(?:multipart/\w{1,20}|text/html)", re.I | re.M)
_VERSION: Final = re.compile(r"^(?:mime-version|snapshot-content-location|from):", re.I | re.M)
_PAGES: Final = ("text/html", "application/xhtml+xml")


def is_mhtml(data: bytes) -> bool:
    """Return whether bytes are a page in one file, whatever its name."""
    head = data[:_HEAD].lstrip(_BEFORE).decode("latin-1")
    return (
        _FIELD.match(head) is not None
        and _RELATED.search(head) is not None
        and _VERSION.search(head) is not None
    )


def read_mhtml(data: bytes) -> Document:
    """Return the page that such a file holds; raises FileRefusedError: DAMAGED, NOT_TEXT."""
    letter = message_from_bytes(data.lstrip(_BEFORE))
    pages = [part for part in letter.walk() if part.get_content_type() in _PAGES]
    if not pages:
        plain = next((p for p in letter.walk() if p.get_content_type() == "text/plain"), None)
        if plain is None:
            raise FileRefusedError(Refusal.DAMAGED)
        return Document((Part(_source(plain)),))
    page = _first(pages, _start(letter))
    address = letter.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    return read_page(_source(page), address.strip())


def _start(letter: Message) -> str:
    """Return the id of the part that is the page, where the letter names it."""
    start = letter.get_param("start")
    return start if isinstance(start, str) else ""


def _first(pages: list[Message], start: str) -> Message:
    """Return the page itself; the others are frames, most of them adverts."""
    return next((page for page in pages if start and page.get("Content-ID") == start), pages[0])


def _source(part: Message) -> str:
    body = part.get_payload(decode=True)
    return decode_page(body) if isinstance(body, bytes) else ""
