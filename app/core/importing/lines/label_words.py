"""Labels put together from the words of labels: `Some Figures to Remember` is one of facts.

No list holds every spelling; a line that has nothing but words for a kind of section, and words
that go with any label, is a label all the same.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.core.library.model import SectionKind
from app.core.paths import bundled
from app.core.text_key import text_key

_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of resources/label_words.json; the kinds, the first that fits counts."""

    kinds: dict[str, SectionKind]
    rank: dict[SectionKind, int]
    fillers: frozenset[str]


@cache
def _words() -> _Words:
    stored = json.loads((bundled("resources") / "label_words.json").read_text(encoding="utf-8"))
    kinds = {
        text_key(word): SectionKind(kind)
        for kind, words in stored["kinds"].items()
        for word in words
    }
    rank = {SectionKind(kind): place for place, kind in enumerate(stored["kinds"])}
    return _Words(kinds, rank, frozenset(map(text_key, stored["fillers"])))


def composed_kind(head: str) -> SectionKind | None:
    """Return the kind of section that words announce, None if a word says something else.

    A single word is none: `Numbers` may be a title.
    """
    if not head or head[0].islower():
        return None
    found = text_key(head).split()
    if not 2 <= len(found) <= _MOST_WORDS:
        return None
    known = _words()
    kinds = [known.kinds[word] for word in found if word in known.kinds]
    if not kinds or not all(
        word in known.kinds or word in known.fillers or word.isdigit() for word in found
    ):
        return None
    return min(kinds, key=known.rank.__getitem__)
