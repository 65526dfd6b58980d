"""Word lists in tables, `| Word | Meaning | Synonyms |`, to the lines of a plain list."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

# What a column's head may be called, and the line that its cells become below the word.
_COLUMNS: Final = {
    "word": ("word", "words", "vocabulary", "term", "difficult word", "english", "english word"),
    "Part of speech": ("part of speech", "pos", "parts of speech", "type", "form"),
    "Urdu": ("urdu", "urdu meaning", "urdu meanings", "meaning in urdu", "urdu translation",
             "اردو", "معنی", "اردو معنی"),
    "Meaning": ("meaning", "meanings", "english meaning", "definition", "explanation",
                "meaning in english"),
    "Synonyms": ("synonym", "synonyms", "similar words"),
    "Antonyms": ("antonym", "antonyms", "opposites", "opposite words"),
    "Example": ("example", "examples", "sentence", "usage", "use in sentence", "example sentence"),
}  # fmt: skip
# A column of these is passed over: the number of the row.
_NUMBERS: Final = frozenset({"", "#", "no", "sr", "s no", "sr no", "serial", "serial no"})
_RULE = re.compile(r"[\s|:+=-]+")
_LONGEST_WORD: Final = 60


def break_word_tables(text: str) -> str:
    """Return text in which each row of a word table becomes a word with its details below it."""
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    columns: list[str] = []
    for line in lines:
        if columns and _RULE.fullmatch(line) and "|" in line:
            continue
        cells = _cells(line)
        if not cells:
            # A blank line inside a table is the work of a converter; any other ends it.
            columns = columns if not line.strip() else []
            yield line
        elif head := _columns(cells):
            columns = head
        elif columns and len(cells) <= len(columns):
            yield from _entry(dict(zip(columns, cells, strict=False)))
        else:
            columns = []
            yield line


def _cells(line: str) -> list[str]:
    """Return the cells of a table's row, none for a line that is no row."""
    if "|" not in line:
        return []
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _columns(cells: Sequence[str]) -> list[str]:
    """Return what each column holds, when these cells are the head of a word table."""
    keys = [" ".join(re.sub(r"[.:*]", " ", cell.lower()).split()) for cell in cells]
    named = [next((name for name in _COLUMNS if key in _COLUMNS[name]), "") for key in keys]
    known = all(name or key in _NUMBERS for name, key in zip(named, keys, strict=True))
    if not known or named.count("word") != 1 or len(set(named) - {"", "word"}) < 1:
        return []
    return named


def _entry(row: dict[str, str]) -> Iterator[str]:
    word = row.get("word", "")
    details = [(name, row[name]) for name in _COLUMNS if name != "word" and row.get(name)]
    if word and len(word) <= _LONGEST_WORD and details:
        yield f"- {word}"
        yield from (f"{name}: {value}" for name, value in details)
