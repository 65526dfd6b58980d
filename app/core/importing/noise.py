"""What a copied page carries along that no author wrote: menus, promotion, counters."""

import re
from collections.abc import Sequence
from typing import Final

# Where an article's teaser ends and the list goes on with something else.
READ_MORE: Final = re.compile(
    r"(?:»|›|>>|\[)?[^\S\n]?\b(?:Read More|READ MORE|Read more|Continue [Rr]eading|Show Answer)"
    r"\s{0,3}(?:[….»›→\]]|$).*",
    re.DOTALL,
)

_ANSWER = re.compile(r"\W*(?:correct\s+)?ans(?:wer)?\s*(?:is\b|[:.)–-]).{0,120}$", re.IGNORECASE)
_OPTION = re.compile(r"\s*\(?[A-Ea-e1-5][.):]\s*\S")
_STEM = re.compile(r"(?:Q|MCQ)?\W{0,2}\d{0,3}[.):]\s", re.IGNORECASE)
_QUESTIONS_LABEL = re.compile(
    r"\W*(?:important\s+)?(?:mcqs?|questions)\b(?:\s+from\s+the\s+article)?\W*", re.IGNORECASE
)
_LONGEST_OPTION: Final = 90
_MOST_OPTIONS: Final = 6

# What is longer is text, whatever it begins with.
_LONGEST: Final = 400

_NOISE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"https?://\S+|www\.\S*|www",
        r"(?:share|like|tweet|save|print|email)\s*(?:this|it|on\b.{0,40})?\s*:?",
        r"facebook|twitter|linkedin|pinterest|reddit|telegram|whatsapp|instagram|youtube",
        r"your email address will not be published.*|required fields are marked.*",
        r"\W*(?:\+92|0\d{2,3})[\d\s-]{6,12}\W*",
        r"(?:loading|related|(?:related|recent) (?:posts?|articles?))\b[\s:.…]*",
        r"you (?:may|might) also like\b[\s:.…]*",
        r"(?:leave a (?:reply|comment)|post a comment|\d+ comments?|no comments?)",
        r"comments? off.{0,40}|add a comment.{0,40}",
        r"(?:previous|next|older|newer)\s+(?:post|article|entries)s?\b.{0,120}",
        r"posted in\s*:.{0,120}|filed under\s*:.{0,120}|tags?\s*:.{0,160}|tagged\b.{0,120}",
        r"(?:you are on )?page \d+ ?of ?\d+|\d{1,4}",
        r"download as .{0,60}|\d+% found this.{0,80}|uploaded by .{0,60}",
        r"top of page|bottom of page|skip to content",
        r"reply with quote|the following users? says? thank you.{0,80}|listen|follow|clap",
        r"(?:twitter|x|facebook)\s*:\s*@\S+|[\w.+-]+@[\w-]+\.\w+|latest stories|must read",
        r"writer'?s picture.{0,60}|written by [A-Z].{0,60}",
        r"\d+ min read.{0,40}|min read.{0,40}",
        (
            r"\W*(?:follow|join|subscribe)\s+(?:us|our|the|this|my|to|on|now|for)\b.{0,60}\b"
            r"(?:channel|whats\s?app|telegram|facebook|group)\b.{0,80}"
        ),
        r"[\d.,]+\s?[km]?\s+(?:subscribers|followers)\b.{0,60}",
        r"\W*(?:\w+\W+){0,9}(?:https?://)?(?:\w+\.)?(?:whatsapp\.com|t\.me)/\S+\W*(?:\w+\W*){0,4}",
        r"similar channels|swipe to see more|posts|about\b.{0,60}[✨📚]",
        r"©.{0,160}|copyright\s*(?:©|\(c\)|\d{4}).{0,160}|all rights reserved\b.{0,80}",
        r"for reprint\b.{0,120}",
        r"[\W_]+",
    )
)


_PAGER = re.compile(
    r"\W*(?:(?:older|newer|previous|next|first|last|prev)(?:\s(?:posts?|page|entries|articles?))?|"
    r"posts? (?:navigation|pagination)|load more|show more|page \d{1,4}(?: of \d{1,4})?|\d{1,4}|"
    r"(?:page )?(?:\d{1,4}\W+){2,20}(?:next|last|older)?)\W*",
    re.IGNORECASE,
)


def is_pager(lines: Sequence[str]) -> bool:
    """Say whether lines are those with which a list of posts is leafed through, and no more."""
    pager = [line for line in lines if len(line) < 200 and _PAGER.fullmatch(line.strip())]
    return len(pager) >= 2 and len(lines) - len(pager) <= max(2, len(pager) // 2)


def is_noise(line: str) -> bool:
    """Say whether a line is the site's or the channel's and not the text's."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    return bool(line) and any(pattern.fullmatch(line) for pattern in _NOISE)


def without_questions(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return lines without the multiple-choice questions between them, and how many those were.

    A question is its stem, two to five options and, mostly, a line with the answer. Below a label
    that announces them they are the text's own and stay.
    """
    kept: list[str] = []
    questions = 0
    for number, line in enumerate(lines):
        if _QUESTIONS_LABEL.fullmatch(line.strip()):
            return [*kept, *lines[number:]], questions
        if _ANSWER.match(line) and (start := _question_start(kept)) is not None:
            del kept[start:]
            questions += 1
        else:
            kept.append(line)
    if (start := _question_start(kept)) is not None and kept[start].rstrip().endswith("?"):
        # The last one, its answer hidden behind a button of the site.
        del kept[start:]
        questions += 1
    return kept, questions


def _question_start(lines: Sequence[str]) -> int | None:
    """Return where the question begins whose answer follows these lines."""
    at, options = len(lines), 0
    while at > 0 and options < _MOST_OPTIONS:
        line = lines[at - 1].strip()
        if line and (len(line) > _LONGEST_OPTION or line[-1] in "?:"):
            break
        options += bool(line)
        at -= 1
    lettered = sum(bool(_OPTION.match(line)) for line in lines[at:])
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    stem = lines[at - 1].strip() if at else ""
    asks = stem.endswith(("?", ":")) or _STEM.match(stem) or lettered >= 2
    if options < 2 or not stem or not asks or len(stem) > _LONGEST:
        return None
    return at - 1


def cut_at_read_more(text: str) -> tuple[str, bool]:
    """Return a text up to its `Read More…`, and whether there was one."""
    match = READ_MORE.search(text)
    return (text[: match.start()].rstrip(), True) if match else (text, False)
