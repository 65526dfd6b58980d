"""How a duplicate is recognised: by the words of a summary, however they are set."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """Return the SHA-256 (hex) of a text's words; case, spacing and punctuation do not count."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
