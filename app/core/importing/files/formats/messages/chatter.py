"""What people and programs say in a chat beside summaries: notes of media, thanks, questions."""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from app.core.importing.files.formats.messages.stamps import UNSEEN
from app.core.importing.lines.clean import clean, strip_emphasis
from app.core.importing.lines.labels import find_label
from app.core.paths import bundled

# What a program says itself has no more words and letters than this.
_LONGEST_SYSTEM: Final = 45
_MOST_LETTERS: Final = 600
# A message of more words is a text, unless this much of it is the language of chats.
_LONGEST_CHATTER: Final = 40
_MUCH: Final = 0.2
_FEWEST_SIGNS: Final = 3
# I, you, please: in a message that is not longer, so many of them are talk.
_LONGEST_TALK: Final = 90
_MUCH_TALK: Final = 0.12
_LONGEST_QUESTION: Final = 25
# A greeting above or below a text, in the same message.
_LONGEST_GREETING: Final = 14
_MUCH_OF_GREETING: Final = 0.5
_LONGEST_NOTE: Final = 200

_IN_BRACKETS: Final = re.compile(r"<[^<>\n]{1,60}>|\[ [^\[\]\n]{1,80} \]")
_FILE: Final = re.compile(r"[^<>|\n]{1,120}\.\w{2,5} \([^()\n]{1,40}\)|\S{1,120}\.\w{3,4}")
_PASSED_ON: Final = re.compile(
    r"\[(?:forwarded from|in reply to|reply to|replying to)[^\]\n]{0,120}\]|"
    r"forwarded (?:from|by) [^\n]{1,80}",
    re.IGNORECASE,
)
_EDITED: Final = re.compile(r"\s{0,3}<[^<>\n]{3,40}>\s{0,3}$")
_POLL: Final = re.compile(
    r"(?:poll|umfrage|sondage|encuesta|anket|پول|رائے شماری)\s?:", re.IGNORECASE
)
_QUOTE_MARK: Final = re.compile(r"^[^\S\n]{0,3}>[^\S\n]", re.MULTILINE)
_LINK: Final = re.compile(r"https?://\S{1,300}")
_WORD: Final = re.compile(r"[^\W_](?:[\w'’\u200c]{0,40})|[👍🙏]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `resources/chats.json`."""

    system: tuple[str, ...]
    notes: frozenset[str]
    chatter: frozenset[str]
    talk: frozenset[str]
    school: frozenset[str]


@cache
def _words() -> _Words:
    stored = json.loads((bundled("resources") / "chats.json").read_text(encoding="utf-8"))
    return _Words(
        tuple(phrase.casefold() for phrase in stored["system"]),
        frozenset(phrase.casefold() for phrase in stored["notes"]),
        *(
            frozenset(word for line in stored[kind] for word in line.casefold().split())
            for kind in ("chatter", "talk", "school")
        ),
    )


# A message is looked at several times before the next one comes.
@lru_cache(maxsize=16)
def bare(text: str) -> str:
    """Return a text cleaned and without emphasis, as its words are read."""
    return strip_emphasis(clean(text.translate(UNSEEN))).strip()


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def is_system(text: str, *, marked: bool = False) -> bool:
    """Return whether the program says this itself: who joined, what was deleted, a poll.

    `marked`: it stands behind the sign that iPhones set before such words.
    """
    if len(text) > _MOST_LETTERS:
        return False
    folded = bare(text).casefold()
    if _POLL.match(folded):
        return True
    if len(words_of(folded)) > _LONGEST_SYSTEM:
        return False
    first = folded.split("\n", maxsplit=1)[0]
    return (marked and first == folded) or any(phrase in first for phrase in _words().system)


def said_in(text: str) -> str:
    """Return a message without notes of media, marks of quoting, and greetings around the text."""
    text = _QUOTE_MARK.sub("", _EDITED.sub("", text.translate(UNSEEN)))
    lines = [line for line in text.split("\n") if not _is_note(line)]
    if sum(bool(line.strip()) for line in lines) > 1:
        while lines and (not lines[0].strip() or _is_greeting(lines[0])):
            lines.pop(0)
        while lines and (not lines[-1].strip() or _is_greeting(lines[-1])):
            lines.pop()
    return "\n".join(lines).strip()


def _is_note(line: str) -> bool:
    """Return whether a line stands for a picture or a file, or says that a text was passed on."""
    if not line.strip() or len(line) > _LONGEST_NOTE:
        return False
    line = line.translate(UNSEEN).casefold().strip(" .*_\t\r")
    if any(pattern.fullmatch(line) for pattern in (_IN_BRACKETS, _FILE, _PASSED_ON)):
        return True
    return line.strip(" <>[]()‹›«».:➡️↪") in _words().notes


def _is_greeting(line: str) -> bool:
    """Return whether a short line at the edge of a message is chatter: `Share with friends 🙏`."""
    if len(line) > _LONGEST_NOTE:
        return False
    plain = bare(line)
    found = words_of(plain.casefold())
    if not 0 < len(found) <= _LONGEST_GREETING or find_label(plain):
        return False
    chat, talk, school = _counts(found)
    return chat > 0 and chat + talk + school >= _MUCH_OF_GREETING * len(found)


def is_chatter(text: str) -> bool:
    """Return whether a message is talk: thanks, a question, a greeting, a link."""
    plain = bare(text[:4_000]).casefold()
    found = words_of(_LINK.sub("", plain))
    if not found:
        return True
    chat, talk, school = _counts(found)
    count = len(found)
    if chat >= _MUCH * count:
        return True
    if count <= _LONGEST_QUESTION and plain.rstrip(" *_").endswith(("?", "؟")):
        return True
    if count <= _LONGEST_CHATTER and chat + talk + school >= _FEWEST_SIGNS:
        return True
    return count <= _LONGEST_TALK and chat + talk >= _MUCH_TALK * count


def _counts(found: list[str]) -> tuple[int, int, int]:
    """Return how many words are chatter, how many talk, how many speak of lessons."""
    words = _words()
    return (
        sum(word in words.chatter for word in found),
        sum(word in words.talk for word in found),
        sum(word in words.school for word in found),
    )
