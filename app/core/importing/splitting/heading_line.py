"""A line that may belong to a heading, and not to the text below or above it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.splitting.cues.cue import Cue, CueKind
from app.core.importing.splitting.cues.find_cues import find_cues
from app.core.library.model import SectionKind

# A remark among credits, `a former ambassador`, has no more words.
_REMARK_WORDS: Final = 6
# Words that end as a sentence does are one from so many on.
_SENTENCE_WORDS: Final = 9
_SENTENCES = re.compile(r"[^\W\d_]{2}[.?!]\s+[A-Z“\"‘]")


@lru_cache(maxsize=512)
def cues_of_line(line: str) -> tuple[Cue, ...]:
    """Return the cues of a line; a line is looked at more than once."""
    return tuple(find_cues(line))


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One line that may belong to a heading, and its cues."""

    text: str
    cues: tuple[Cue, ...]

    @property
    def words(self) -> tuple[Cue, ...]:
        """What may be the title."""
        return tuple(
            cue
            for cue in self.cues
            if cue.text and (cue.kind is CueKind.QUOTED or self._may_be_title(cue))
        )

    def _may_be_title(self, cue: Cue) -> bool:
        """Return whether words are no remark among credits: `By Ali Raza, a poet, Dawn`."""
        few = len(cue.text.split()) <= _REMARK_WORDS
        remark = few and cue.text[:1].islower() and cue.start > 0 and self.tells
        return cue.kind is CueKind.WORDS and not remark

    @property
    def explained(self) -> bool:
        """Whether its cues explain all of it."""
        return bool(self.cues) and not self.words

    @property
    def tells(self) -> bool:
        """Whether it tells something about the article besides its title."""
        return any(
            cue.kind not in (CueKind.WORDS, CueKind.QUOTED, CueKind.REMARK, CueKind.TIME)
            or cue.said == "title"
            for cue in self.cues
        )


def _is_told_in_a_sentence(line: HeadingLine) -> bool:
    """Return whether a line quotes a title and tells of it; it may say a little more."""
    kinds = {cue.kind for cue in line.cues}
    told = {CueKind.PERSON, CueKind.PAPER, CueKind.DATE} & kinds
    others = [cue for cue in line.cues if cue.kind is CueKind.WORDS]
    few = sum(len(cue.text.split()) for cue in others) <= _REMARK_WORDS
    return CueKind.QUOTED in kinds and len(told) > 1 and few


@lru_cache(maxsize=512)
def heading_line(line: str) -> HeadingLine | None:
    """Return a line as one of a heading, None where it is text: prose, or a section's label."""
    line = line.strip()
    cues = cues_of_line(line)
    if not cues:
        return None
    found = HeadingLine(line, cues)
    words = " ".join(cue.text for cue in found.words)
    if len(words) > LONGEST_TITLE or (found.words and is_writer_line(line)):
        return None
    announced = any(cue.kind is CueKind.SUMMARY for cue in cues)
    # `BEGINNERS’ CORNER` looks like a name.
    named = all(cue.kind is CueKind.PERSON and not cue.said for cue in cues)
    told = found.tells and not announced and not named
    label = find_label(line)
    if label and not told and not announced and not (label.guessed and label.rest):
        return None if label.kind is not SectionKind.OTHER or not label.guessed else found
    if _is_told_in_a_sentence(found):
        return found
    sentence = words.endswith((".", ";", "۔", "؛")) and not words.endswith("..")
    if len(words.split()) >= _SENTENCE_WORDS and (sentence or _SENTENCES.search(words)):
        return None
    if words.endswith((":", "،", ",")) and not told and len(words.split()) > 3:
        return None
    return found
