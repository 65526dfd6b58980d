"""By what a double is known: the words of a summary, whatever shell they came in."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """Return a digest of the words of a page's text, blind to case, spacing and punctuation."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
