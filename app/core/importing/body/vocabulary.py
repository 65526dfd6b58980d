"""Lists of words with their meanings to records: Word (noun) (اردو): meaning, Example, Synonyms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.core.importing.lines.clean import strip_bullet
from app.core.library.model import Word

_URDU: Final = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
_PARTS_OF_SPEECH: Final = {
    "n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb", "prep": "preposition",
    "conj": "conjunction", "phr": "phrase", "pron": "pronoun", "interj": "interjection",
}  # fmt: skip
_POS = (
    r"(?:noun|verb|adjective|adverb|preposition|conjunction|pronoun|interjection|idiom|phrase|"
    r"phrasal verb|adj|adv|prep|conj|phr|n|v)"
)
_ENTRY = re.compile(
    rf"(?P<word>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'./ -]{{0,48}}?)\s*"
    rf"(?:[(\[]\s*(?P<pos>{_POS}(?:\s*[,/&]\s*{_POS})*)\.?\s*[)\]])?\s*"
    rf"(?:[(\[]\s*(?P<bracketed>[^()\[\]]*[{_URDU}][^()\[\]]*)[)\]]|(?P<urdu>[{_URDU}][{_URDU}\s،۔؛/-]*))?"
    r"\s*(?:(?P<sign>[:=]|\s[-–—]+|[–—])\s*(?P<meaning>.*))?",
    re.IGNORECASE,
)
_URDU_FIRST = re.compile(
    rf"(?P<urdu>[(\[][^()\[\]]*[{_URDU}][^()\[\]]*[)\]])\s*(?P<pos>[(\[]\s*{_POS}\.?\s*[)\]])",
    re.IGNORECASE,
)
# `Brazen – بے شرم – bold and without shame`
_DASHED_URDU = re.compile(
    rf"^(?P<word>[A-Za-z][A-Za-z’' -]{{0,40}}?)\s*[-–—|]\s*"
    rf"(?P<urdu>[{_URDU}][{_URDU} ،]{{0,60}}?)\s*[-–—|:]\s*"
)
_DETAIL = re.compile(
    r"(?P<name>meanings?|definition|explanation|urdu(?:\s+meaning)?|examples?|sentence|usage|"
    r"synonyms?|antonyms?|part\s+of\s+speech)\s*[:：-]\s*(?P<rest>.*)",
    re.IGNORECASE,
)
# What a headword alone on its line is made of; the line below it shows that it is one.
_HEADWORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'./ -]{0,48}")
# Without a bracket and without Urdu there is nothing beside a word.
_BESIDE = re.compile(rf"[(\[{_URDU}]")
_OPTION = re.compile(r"\s*\(?[A-Ea-e][.):]\s")
_ENTRY_SIGN = re.compile(r"[:=–—]|\s-+\s")
_INLINE_NUMBER = re.compile(r"(?<=[.!?])\s+(?=\d{1,3}[.)]\s+\*{0,2}[A-Z])")
_STARTS_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")
_LIST_SEPARATOR = re.compile(r"\s*[,;،]\s*")
_QUOTES: Final = " “”\"‘’'"
# A headword may be a phrase of so many words.
_MOST_WORDS_OF_A_HEADWORD: Final = 5


def read_words(lines: Iterable[str]) -> tuple[Word, ...]:
    """Return the entries of a vocabulary's lines, in order; lines that fit none are left out."""
    words: list[Word] = []
    written = [line for line in _one_each(lines) if line.strip()]
    for number, line in enumerate(written):
        text, pointed = strip_bullet(line)
        detail = _DETAIL.fullmatch(text)
        if is_headword(written, number):
            words.append(Word(text))
        elif detail and words:
            words[-1] = _with_detail(words[-1], detail["name"].lower(), detail["rest"].strip())
        elif (entry := _entry(text, pointed=pointed)) is not None:
            words.append(entry)
        elif words and not words[-1].meaning and not words[-1].synonyms:
            words[-1] = replace(words[-1], meaning=text)
    return tuple(words)


def _one_each(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines; numbered entries that run on in one line become a line each."""
    for line in lines:
        start = 0
        for match in _INLINE_NUMBER.finditer(line):
            if line[:start].strip() == "" and start == 0 and not _STARTS_NUMBERED.match(line):
                break
            yield line[start : match.start()]
            start = match.start()
        yield line[start:]


def write_words(words: Iterable[Word]) -> str:
    """Return entries as the Markdown of a section: one point for each, its details behind it."""
    return "\n".join(f"- {''.join(_pieces(word))}" for word in words)


def first_entry(lines: Sequence[str]) -> int | None:
    """Return the line where a list of words begins, None if there are fewer than two entries.

    An entry counts only if it is certain: with a part of speech or Urdu beside the word, or with
    its meaning, synonyms or antonyms named on the line below.
    """
    sure = [n for n, line in enumerate(lines) if _is_sure(line) or is_headword(lines, n)]
    return sure[0] if len(sure) >= 2 else None


def is_headword(lines: Sequence[str], number: int) -> bool:
    """Return whether a line is a word alone, with a detail of it on the next written line."""
    word, pointed = strip_bullet(lines[number])
    if (
        not _HEADWORD.fullmatch(word)
        or len(word.split()) > _MOST_WORDS_OF_A_HEADWORD
        or word[-1] == "."
    ):
        return False
    if _OPTION.match(lines[number]) or not (pointed or word[0].isupper()):
        return False
    above = next(
        (line for line in reversed(lines[max(number - 2, 0) : number]) if line.strip()), ""
    )
    if _is_sure(above) and not _ENTRY_SIGN.search(above):
        # The meaning of the entry above, on a line of its own.
        return False
    following = (lines[n] for n in range(number + 1, min(number + 3, len(lines))))
    below = next((line for line in following if line.strip()), "")
    return bool(_DETAIL.fullmatch(strip_bullet(below)[0]))


def _is_sure(line: str) -> bool:
    if not _BESIDE.search(line):
        return False
    match = _ENTRY.fullmatch(_in_order(strip_bullet(line)[0]))
    if match is None or len(match["word"].split()) > _MOST_WORDS_OF_A_HEADWORD:
        return False
    return bool(match["pos"] or match["bracketed"] or match["urdu"])


def _entry(text: str, *, pointed: bool) -> Word | None:
    match = _ENTRY.fullmatch(_in_order(text))
    if match is None or len(match["word"].split()) > _MOST_WORDS_OF_A_HEADWORD:
        return None
    urdu = (match["bracketed"] or match["urdu"] or "").strip(" ،۔") or None
    meaning = (match["meaning"] or "").strip() or None
    if not (match["pos"] or urdu or (meaning and (pointed or match["word"][0].isupper()))):
        return None
    pos = match["pos"].lower().rstrip(".") if match["pos"] else None
    if meaning and urdu is None and re.fullmatch(rf"[{_URDU}\s،۔؛/-]+", meaning):
        urdu, meaning = meaning.strip(" ،۔"), None
    return Word(
        match["word"].strip(), _PARTS_OF_SPEECH.get(pos, pos) if pos else None, urdu, meaning
    )


def _in_order(text: str) -> str:
    """Return an entry with the part of speech before the Urdu, and the Urdu in brackets."""
    text = _URDU_FIRST.sub(r"\g<pos> \g<urdu>", text, count=1)
    return _DASHED_URDU.sub(r"\g<word> (\g<urdu>): ", text, count=1)


def _with_detail(word: Word, name: str, rest: str) -> Word:
    if name.startswith(("synonym", "antonym")):
        names = tuple(part for part in _LIST_SEPARATOR.split(rest.rstrip(" .")) if part)
        if name.startswith("s"):
            return replace(word, synonyms=names)
        return replace(word, antonyms=names)
    if name.startswith(("example", "sentence", "usage")):
        return replace(word, example=rest.strip(_QUOTES) or None)
    if name.startswith("urdu"):
        return replace(word, urdu=rest or None)
    if name.startswith("part"):
        return replace(word, part_of_speech=rest.lower() or None)
    return replace(word, meaning=rest or word.meaning)


def _pieces(word: Word) -> Iterator[str]:
    yield f"**{word.word}**"
    if word.part_of_speech:
        yield f" ({word.part_of_speech})"
    if word.urdu:
        yield f" ({word.urdu})"
    if word.meaning:
        yield f": {word.meaning}"
    for name, value in (
        ("Example", word.example),
        ("Synonyms", ", ".join(word.synonyms)),
        ("Antonyms", ", ".join(word.antonyms)),
    ):
        if value:
            yield f" *{name}:* {value}"
