"""Edits of a text whose characters remember where they came from: the truth for highlights."""

import unicodedata
from random import Random

from tests.torture.anchor_texts import Corpus

# A character, and its place in the first text; -1 for one that an edit brought in.
Marked = list[tuple[str, int]]
_ALIKE = {"—": "–", "–": "-", "-": "‑", "'": "’", "’": "'", '"': "“", "“": '"', "”": '"'}


class Edits:
    """What can be done to a text, decided by one stream of chance."""

    def __init__(self, chance: Random, corpus: Corpus) -> None:
        self.chance = chance
        self._corpus = corpus

    def insert(self, text: Marked) -> Marked:
        """Put a sentence before a word."""
        at = self.chance.choice(_words(text))
        return text[:at] + _brought(self._corpus.sentence(self.chance) + " ") + text[at:]

    def delete(self, text: Marked) -> Marked:
        """Take away up to twelve words."""
        words = _words(text)
        first = self.chance.randrange(len(words))
        behind = min(len(words) - 1, first + self.chance.randint(1, 12))
        return text[: words[first]] + text[words[behind] :]

    def mistype(self, text: Marked) -> Marked:
        """Replace a character."""
        at = self.chance.randrange(len(text))
        return text[:at] + _brought(self.chance.choice(self._corpus.letters)) + text[at + 1 :]

    def reword(self, text: Marked) -> Marked:
        """Replace a word."""
        at = end = self.chance.choice(_words(text))
        while end < len(text) and not text[end][0].isspace():
            end += 1
        word = self.chance.choice(self._corpus.words)
        return text[:at] + _brought(word) + text[end:]

    def move(self, text: Marked) -> Marked:
        """Move a paragraph."""
        parts = paragraphs(text)
        if len(parts) > 2:
            part = parts.pop(self.chance.randrange(len(parts)))
            parts.insert(self.chance.randrange(len(parts)), part)
        return joined(parts, _between(text))

    def remove(self, text: Marked) -> Marked:
        """Take a paragraph away."""
        parts = paragraphs(text)
        if len(parts) > 4:
            parts.pop(self.chance.randrange(len(parts)))
        return joined(parts, _between(text))

    def copy(self, text: Marked) -> Marked:
        """Put a copy of a paragraph somewhere."""
        parts = paragraphs(text)
        again = _brought("".join(character for character, _ in self.chance.choice(parts)))
        parts.insert(self.chance.randrange(len(parts)), again)
        return joined(parts, _between(text))

    def format(self, text: Marked) -> Marked:
        """Wrap lines elsewhere, double spaces, print words in bold, turn dashes and quotes."""
        made: Marked = []
        bold = set(self.chance.sample(words := _words(text), len(words) // 12))
        other = {"—": "–", "'": "’", '"': "“"}
        marks = False
        for at, (character, origin) in enumerate(text):
            if at in bold:
                made += _brought("**")
                marks = True
            if marks and character.isspace():
                made += _brought("**")
                marks = False
            if character == " " and self.chance.random() < 0.1:
                made.append((self.chance.choice("\n\u00a0"), origin))
            else:
                made.append((other.get(character, character), origin))
        return made

    def typeset(self, text: Marked) -> Marked:
        """Turn dashes and quotes, hyphenate softly, take letters and their accents apart."""
        made: Marked = []
        for at, (character, origin) in enumerate(text):
            roll = self.chance.random()
            behind = text[at + 1][0] if at + 1 < len(text) else " "
            if character in _ALIKE and roll < 0.5:
                made.append((_ALIKE[character], origin))
            elif roll < 0.1:
                made += [(part, origin) for part in unicodedata.normalize("NFD", character)]
            else:
                made.append((character, origin))
                if roll > 0.98 and character.isalpha() and behind.isalpha():
                    made += _brought("\u00ad")
        return made

    def mistype_at(self, text: Marked, places: set[int]) -> Marked:
        """Replace one in ten of the characters at some places."""
        return [
            (self.chance.choice(self._corpus.letters), origin)
            if origin in places and self.chance.random() < 0.1
            else (character, origin)
            for character, origin in text
        ]


def without_paragraphs(text: Marked, places: set[int]) -> Marked:
    """Return a text without the paragraphs that hold one of some places."""
    parts = paragraphs(text)
    left = [part for part in parts if not any(origin in places for _, origin in part)]
    return joined(left, _between(text))


def marked(text: str) -> Marked:
    """Return a text before any edit."""
    return [(character, place) for place, character in enumerate(text)]


def plain(text: Marked) -> str:
    """Return the characters alone."""
    return "".join(character for character, _ in text)


def paragraphs(text: Marked) -> list[Marked]:
    """Return what stands between empty lines; in a text without any, its lines."""
    parts: list[Marked] = [[]]
    if _between(text) == "\n":
        for mark in text:
            if mark[0] == "\n":
                parts.append([])
            else:
                parts[-1].append(mark)
        return parts
    for at, (character, origin) in enumerate(text):
        behind_break = character == "\n" and at and text[at - 1][0] == "\n"
        if behind_break and parts[-1] and parts[-1][-1][0] == "\n":
            parts[-1].pop()
            parts.append([])
        else:
            parts[-1].append((character, origin))
    return parts


def joined(parts: list[Marked], between: str) -> Marked:
    """Return paragraphs as one text."""
    made: Marked = []
    for number, part in enumerate(parts):
        made += (_brought(between) if number else []) + part
    return made


def _between(text: Marked) -> str:
    return "\n\n" if "\n\n" in plain(text) else "\n"


def _brought(text: str) -> Marked:
    return [(character, -1) for character in text]


def _words(text: Marked) -> list[int]:
    return [
        at
        for at, (character, _) in enumerate(text)
        if not character.isspace() and (at == 0 or text[at - 1][0].isspace())
    ]
