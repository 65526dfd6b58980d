"""The author whom the first words of a text name: `The article by A and B takes up …`."""

import re

_PARTICLE = r"(?:bin|bint|ibn|ul|ur|us|uz|al|el|e|i|de|da|di|du|van|von|der|la|le)"
_BYLINE = re.compile(
    r"^(?:in\s+)?(?:the|this)\s+(?:article|column|piece|op-?ed|essay|opinion\s+piece)\s+(?:is\s+)?"
    r"(?:written\s+|authored\s+|penned\s+)?by\s+(?P<names>.{3,90})",
    re.IGNORECASE,
)
_NAME = rf"[A-Z][\w’'.-]+(?:\s+(?:{_PARTICLE}\s+)?[A-Z][\w’'.-]*){{1,3}}"
_NAMES = re.compile(rf"{_NAME}(?:\s+(?:and|&)\s+{_NAME})?")


def author_in_prose(text: str) -> str | None:
    """Return the author whom a text's first words name, None if they name nobody."""
    match = _BYLINE.match(text.strip())
    names = _NAMES.match(match["names"]) if match else None
    return names[0] if names else None
