"""What the properties of a document say of its text, as far as that can be believed."""

import re
from collections.abc import Mapping
from typing import Final

from app.core.importing.files.formats.loose_xml import local_name, parse_xml, text_in
from app.core.importing.model import Fields, FileRefusedError

# What programs fill in by themselves.
_NO_TITLE: Final = re.compile(
    r"(?:untitled|(?:new )?(?:microsoft )?(?:word |text )?(?:document|doc)|powerpoint presentation|"
    r"title|normal|template|unknown|null|none)[\s\d().-]{0,12}|microsoft word - .{0,200}|"
    r".{0,120}\.(?:docx?|odt|rtf|txt|html?|pdf|dotm?x?)",
    re.IGNORECASE,
)
_FEWEST_LETTERS: Final = 4
# The day of the file that one library starts every document from.
_TEMPLATE_DAYS: Final = ("2013-12-23T23:15:00Z",)


def core_properties(data: bytes | None) -> Fields | None:
    """Return what the properties of a Word file say; None for nothing.

    Who typed a text is seldom its author, so no author is taken from them.
    """
    return stated_by(_words(data)) if data else None


def open_properties(data: bytes | None) -> Fields | None:
    """Return what the properties of an OpenDocument file say; None for nothing."""
    if not data:
        return None
    words = _words(data)
    return stated_by({"title": words.get("title", ""), "created": words.get("creation-date", "")})


def stated_by(words: Mapping[str, str]) -> Fields | None:
    """Return the fields in some properties by their names; None for nothing."""
    created = words.get("created", "")
    title = plausible_title(words.get("title", ""))
    posted = created if created and created not in _TEMPLATE_DAYS else None
    return Fields(title=title, posted=posted) if title or posted else None


def plausible_title(words: str) -> str | None:
    """Return a title unless it is one that a program made up, or a file's name."""
    words = " ".join(words.split())
    if len(words) < _FEWEST_LETTERS or _NO_TITLE.fullmatch(words):
        return None
    return words


def _words(data: bytes) -> dict[str, str]:
    """Return the words of each element of a part with properties, by its name."""
    try:
        root = parse_xml(data, mend=True)
    except FileRefusedError:
        # A text is no worse for broken properties.
        return {}
    return {local_name(element): text_in(element) for element in root.iter() if not len(element)}
