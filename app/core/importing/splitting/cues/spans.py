"""Words of a heading that hold several things: `Jamil Ahmad writes in The News`.

Nothing parts the person from the paper but words that go with both.
"""

import re
from collections.abc import Sequence
from typing import Final

from app.core.importing.lines.people import read_people
from app.core.importing.lines.publications import publication_named
from app.core.importing.splitting.cues.cue import Cue, CueKind
from app.core.importing.splitting.cues.cue_words import CueWords, cue_words
from app.core.text_key import text_key

_MOST_WORDS: Final = 16
_LONGEST_NAME: Final = 7
_LONGEST_PAPER: Final = 4
_NAMED: Final = 0.6
_POSSESSIVE = re.compile(r"[’']s$")


def cues_of_spans(text: str) -> list[Cue] | None:
    """Return the persons and papers of words of which each is explained; None if one is not.

    The cues have no places. A person is `said` to be the writer, by the words beside the name.
    """
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    known = cue_words()
    cues: list[Cue] = []
    at = 0
    loose = 0
    while at < len(words):
        taken, cue = _span(words, at, known)
        if not taken:
            return None
        if cue:
            cues.append(cue)
        else:
            loose += 1
        at += taken
    named = any(cue.kind in (CueKind.PERSON, CueKind.PAPER) for cue in cues)
    return cues if named and (loose or len(cues) > 1) else None


def _span(words: Sequence[str], at: int, known: CueWords) -> tuple[int, Cue | None]:
    """Return how many words from `at` on are one thing, and its cue; 0 if they are none."""
    for count in range(min(_LONGEST_PAPER, len(words) - at), 0, -1):
        paper = _paper(words, at, at + count, known)
        if paper:
            return count, Cue(CueKind.PAPER, paper, 0, 0, 0.85)
    for count in range(min(_LONGEST_NAME, len(words) - at), 1, -1):
        name = _POSSESSIVE.sub("", " ".join(words[at : at + count]))
        people = read_people(name) if _may_be_name(words[at + count - 1], known) else None
        if people and people.confidence >= _NAMED:
            return count, Cue(CueKind.PERSON, people.name, 0, 0, people.confidence, "by")
    glue = known.filler | known.kind | known.summary | known.says
    parts = text_key(words[at]).split()
    return int(all(part.isdigit() or part in glue for part in parts)), None


def _paper(words: Sequence[str], start: int, end: int, known: CueWords) -> str | None:
    """Return the paper that words name, written as a name is; `Dawn’s` stands before its piece."""
    written = words[start:end]
    if any(word[0].islower() and "." not in word for word in written):
        return None
    bare = _POSSESSIVE.sub("", written[-1])
    following = text_key(words[end]) if end < len(words) else ""
    if bare != written[-1] and following not in known.kind | known.summary:
        return None
    return publication_named(" ".join([*written[:-1], bare]))


def _may_be_name(last: str, known: CueWords) -> bool:
    """Return whether a name may end with a word."""
    key = text_key(last)
    if not key or key in known.says | known.filler | known.kind:
        return False
    return last[-1].isalnum() or last[-1] in ".’)"
