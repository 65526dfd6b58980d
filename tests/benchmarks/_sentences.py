"""English with the statistics of real sentences: a chain over words that follow each other in texts.

The texts are the starter library's and those that come with Python itself; the terms of an
aspirant's reading, names and numbers are strewn in.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from pydoc_data import topics
from typing import Final

from app.core.paths import bundled
from app.core.search.terms.tokenizer import fold_text, word_list

TERMS: Final = [
    "Mastung",
    "Quetta",
    "Kalat",
    "Gwadar",
    "CPEC",
    "Balochistan",
    "Sindh",
    "Punjab",
    "Khyber",
    "Pakhtunkhwa",
    "Karachi",
    "Lahore",
    "Peshawar",
    "Indus",
    "Tarbela",
    "Islamabad",
    "Kashmir",
    "Kabul",
    "Tehran",
    "Beijing",
    "NFC",
    "SIFC",
    "IMF",
    "FBR",
    "NEPRA",
    "PTA",
    "WAPDA",
    "senate",
    "zakat",
    "insurgency",
    "militancy",
    "deficit",
    "inflation",
    "remittances",
    "circular",
    "debt",
    "glacier",
    "monsoon",
    "smog",
    "federalism",
    "provinces",
    "autonomy",
    "sovereignty",
    "judiciary",
    "parliament",
    "constitution",
    "amendment",
    "governance",
    "accountability",
    "devolution",
    "pakistan",
    "pakistani",
    "government",
    "economy",
]

_BEGINNINGS: Final = [
    "ab",
    "ak",
    "al",
    "an",
    "ar",
    "as",
    "ba",
    "bha",
    "cha",
    "da",
    "fa",
    "ga",
    "ha",
    "ja",
    "ka",
    "kha",
    "la",
    "ma",
    "na",
    "pa",
    "qa",
    "ra",
    "sa",
    "sha",
    "ta",
    "za",
]
_ENDINGS: Final = [
    "abad",
    "akot",
    "dan",
    "din",
    "gar",
    "garh",
    "i",
    "kot",
    "mal",
    "man",
    "nagar",
    "pur",
    "qat",
    "rah",
    "stan",
    "ur",
    "wal",
    "war",
    "zai",
]


class Sentences:
    """Makes sentences; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._next: dict[tuple[str, str], list[str]] = defaultdict(list)
        words = _words()
        for one, two, three in zip(words, words[1:], words[2:], strict=False):
            self._next[one, two].append(three)
        self._starts = list(self._next)
        # Names follow Zipf's law: a few are everywhere, most in a text or two.
        self._names = [a + b + c for a in _BEGINNINGS for b in _BEGINNINGS for c in _ENDINGS]
        self._random.shuffle(self._names)
        self._name_weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._names))))
        self._term_weights = list(accumulate(1 / (rank + 1) for rank in range(len(TERMS))))

    def sentence(self, length: int) -> str:
        """Return a sentence of about this many words."""
        pair = self._random.choice(self._starts)
        words = list(pair)
        while len(words) < length:
            following = self._next.get((words[-2], words[-1]))
            if following is None:
                words += self._random.choice(self._starts)
                continue
            words.append(self._random.choice(following))
            if self._random.random() < 0.06:
                words.append(self._of(TERMS, self._term_weights))
            elif self._random.random() < 0.04:
                words.append(self._of(self._names, self._name_weights).capitalize())
            elif self._random.random() < 0.02:
                words.append(f"{self._random.randint(2, 9_999):,}")
        text = " ".join(words[:length])
        return f"{text[0].upper()}{text[1:]}."

    def prose(self, length: int) -> str:
        """Return a paragraph of about this many words."""
        sentences = []
        while length > 0:
            size = min(length, self._random.randint(8, 24))
            sentences.append(self.sentence(max(size, 4)))
            length -= size
        return " ".join(sentences)

    def _of(self, values: Sequence[str], weights: list[float]) -> str:
        """Return one of some values by their summed weights."""
        return self._random.choices(values, cum_weights=weights)[0]


def _words() -> list[str]:
    paths: list[Path] = sorted(bundled("library").glob("*.md"))
    library = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    manual = "\n".join(topics.topics[name] for name in sorted(topics.topics))
    return [word for word in word_list(fold_text(f"{library * 3}\n{manual}")) if word.isalpha()]
