"""Which subjects a text without any may be about: a small score that can be explained.

A subject's terms are the words of its name, its aliases and its topics, and those of
`resources/subject_terms.json`, which newspapers use when they write about it. A term that few
subjects share counts more, one in the title twice; the sum is divided by the root of how many terms
the subject has, so that a long syllabus has no advantage. It is only a suggestion: no subject is
ever set by it.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.core.importing.model import Draft
from app.core.library.model import SubjectTopics
from app.core.library.syllabus import Syllabus
from app.core.paths import bundled

_WORD = re.compile(r"[^\W\d_]{4,}")
# A lower score, or a smaller share of the best one, is not worth showing.
_LOWEST_SCORE: Final = 1.1
_LOWEST_SHARE: Final = 0.55
_MOST_SUGGESTIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subject that a text may be about, and the words of the text that suggest it."""

    subject_id: str
    score: float
    words: tuple[str, ...]


def suggest_subjects(title: str, text: str, syllabus: Syllabus) -> tuple[Suggestion, ...]:
    """Return the likeliest subjects of a text, the likeliest first; often none."""
    terms, weights = _index(syllabus)
    found = Counter(_stem(word) for word in _WORD.findall(text.lower()))
    in_title = {_stem(word) for word in _WORD.findall(title.lower())}
    scored = []
    for subject_id, own in terms.items():
        present = {
            term: weights[term] * (1 + math.log(found[term])) * (2 if term in in_title else 1)
            for term in own
            if term in found
        }
        score = sum(present.values()) / math.sqrt(len(own) + 8)
        words = tuple(sorted(present, key=lambda term: -present[term])[:5])
        scored.append(Suggestion(subject_id, round(score, 2), words))
    scored.sort(key=lambda entry: -entry.score)
    best = scored[0].score if scored else 0.0
    return tuple(
        entry
        for entry in scored[:_MOST_SUGGESTIONS]
        if entry.score >= max(_LOWEST_SCORE, best * _LOWEST_SHARE) and len(entry.words) > 1
    )


def suggestions_for(draft: Draft, syllabus: Syllabus) -> tuple[Suggestion, ...]:
    """Return the subjects that the words of a draft suggest, if it names none itself."""
    if draft.subjects:
        return ()
    text = "\n".join(section.markdown for section in draft.sections)
    return suggest_subjects(draft.title or "", text, syllabus)


def suggested_subjects(draft: Draft, syllabus: Syllabus) -> tuple[SubjectTopics, ...]:
    """Return those subjects as a draft has them: without topics."""
    return tuple(SubjectTopics(one.subject_id) for one in suggestions_for(draft, syllabus))


@lru_cache(maxsize=2)
def _index(syllabus: Syllabus) -> tuple[dict[str, frozenset[str]], dict[str, float]]:
    """Return the terms of each subject, and the weight of each term."""
    stored = json.loads((bundled("resources") / "subject_terms.json").read_text(encoding="utf-8"))
    # Words that are in many syllabi and say nothing about a subject.
    empty = frozenset(stored["say-nothing"])
    terms = {
        subject.id: frozenset(map(_stem, stored.get(subject.id, ())))
        | frozenset(
            _stem(word)
            for name in (subject.name, *subject.aliases, *(topic.name for topic in subject.topics))
            for word in _WORD.findall(name.lower())
            if word not in empty
        )
        for subject in syllabus
    }
    shared = Counter(term for own in terms.values() for term in own)
    return terms, {term: math.log(len(terms) / times) for term, times in shared.items()}


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
