"""What a text is when it is no summary: named, so that the reader knows what to do."""

import re
from typing import Final

from app.core.importing.body.sections import paragraphs
from app.core.importing.lines.boilerplate import is_pagination
from app.core.importing.mcq.extract import extract_questions
from app.core.importing.refusal import Refusal

_TEASER = re.compile(r"\bRead\s?More", re.IGNORECASE)
_WORD_ENTRY = re.compile(
    r"^[^\S\n]*(?:\d+[.)]\s?)?\*{0,3}[A-Z][\w -]{1,40}\*{0,3}[^\S\n]?"
    r"(?:\((?:noun|verb|adj|adverb|n|v)[^)]*\)|\([^()\x00-\u05ff]+\))"
    r"|^[^\S\n]*(?:synonyms|antonyms)[^\S\n]?:",
    re.IGNORECASE | re.MULTILINE,
)
# What only who sells something says; a column on the economy has words of money too.
_CALL = re.compile(
    r"\b(?:register\s+(?:now|here|at|yourself)|to\s+register|enrol(?:l|ment)?\s+(?:now|open|today)|"
    r"admissions?\s+(?:are\s+)?open|(?:is\s+)?for\s+sale|buy\s+(?:now|it)|\[buy\]|order\s+(?:now|your)|"
    r"book\s+(?:now|your)|whats\s?app\s+(?:us|now|at)|(?:call|contact)\s+(?:us|now)|"
    r"join\s+(?:our|us|now)|(?:exclusive|special|limited)\s+(?:time\s+)?offer|"
    r"limited\s+seats?|free\s+(?:demo|trial)|new\s+(?:batch|session)|fee\s*structure|"
    r"home\s+delivery|cash\s+on\s+delivery)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:offers?|discounts?|buy|prices?|fees?)\b|\brs\.?\s*/?-?\s*\d|\d\s*/?-?\s*rs\b|\d%\s*off\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^[^\w\n]{0,8}(?:\d+[.)]\s?)?(?:how|what|why|when|which)\s+(?:to|not|much|many|should|news|is|are|do)\b"
    r"|\b(?:tips|strategy|guide|preparation)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CONTENTS_LINE = re.compile(
    r"^.{3,90}?(?:[^\S\n]?\.{3,}[^\S\n]?|[^\S\n])(?:p(?:age|\.)?[^\S\n]?)?"
    r"\d{1,3}(?: ?[-–] ?\d{1,3})?$",
    re.IGNORECASE | re.MULTILINE,
)
# Fewer signs of the same kind (word entries, offers, teasers) say nothing about a text.
_FEWEST_SIGNS: Final = 3
# An article has so many words in its sentences.
_PROSE: Final = 60
# So many characters are enough to see what a text is.
_LOOKED_AT: Final = 60_000


def classify_refusal(text: str, *, article: bool = False, dated: bool = False) -> Refusal:
    """Return what a cleaned text is instead of a summary, as precisely as possible.

    `article`: its source says that it is one; then only what has nothing else counts, and not even
    that where the source has `dated` it, as no list of teasers is.
    """
    text = text[:_LOOKED_AT]
    if article and _has_prose(text, teasers=_FEWEST_SIGNS if not dated else None):
        return Refusal.NO_SUMMARY
    if len(_WORD_ENTRY.findall(text)) > _FEWEST_SIGNS:
        return Refusal.VOCABULARY_LIST
    lines = [line for line in text.split("\n") if line.strip()]
    if is_pagination(lines):
        return Refusal.TEASER_LIST
    if len(extract_questions(lines).questions) >= 2:
        return Refusal.QUESTIONS
    if _is_advert(text):
        return Refusal.ADVERT
    if len(_CONTENTS_LINE.findall(text)) > max(_FEWEST_SIGNS, len(lines) // 2 - 1):
        return Refusal.CONTENTS
    if _is_teaser_list(text):
        return Refusal.TEASER_LIST
    if len(_ADVICE.findall(text)) >= _FEWEST_SIGNS:
        return Refusal.ADVICE
    return Refusal.NO_SUMMARY


def _is_advert(text: str) -> bool:
    """Return whether a text calls upon its reader to buy something or to join something."""
    calls = len({" ".join(hit.lower().split()) for hit in _CALL.findall(text)})
    money = len({hit.lower() for hit in _MONEY.findall(text)})
    return calls >= 2 or (calls == 1 and money >= 2)


def _is_teaser_list(text: str) -> bool:
    """Return whether a text has the first lines of many articles and the whole of none."""
    if len(_TEASER.findall(text)) >= _FEWEST_SIGNS:
        return True
    # The lines of a narrow column break off as teasers do, but go on in the next line.
    lines = [words for words, _ in paragraphs(text.split("\n"))]
    teasers = [line for line in lines if 8 <= len(line.split()) <= 45]
    # Paragraphs may be as short, but they end as sentences do.
    ended = sum(line.rstrip()[-1] in '.?!”"’۔' and not line.endswith("..") for line in teasers)
    return len(lines) >= 6 and len(teasers) * 4 >= len(lines) * 3 and ended * 4 <= len(teasers) * 3


def _has_prose(text: str, *, teasers: int | None) -> bool:
    """Return whether a text has sentences enough to be an article, and not openings of some."""
    lines = [line for line in text.split("\n") if line.strip()]
    ended = [
        len(line.split())
        for line in lines
        if line.rstrip()[-1] in '.?!”"’)۔' and not line.endswith("..") and len(line.split()) >= 8
    ]
    few = teasers is None or len(_TEASER.findall(text)) < teasers
    return sum(ended) >= _PROSE and few
