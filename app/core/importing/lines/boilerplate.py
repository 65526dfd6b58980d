"""What a copied page has that no author wrote: menus, promotion, counters."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# Where an article's teaser ends and the list goes on with something else.
READ_MORE: Final = re.compile(
    r"(?:»|›|>>|\[)?[^\S\n]?\b(?:Read More|READ MORE|Read more|Continue [Rr]eading)"
    r"\s{0,3}(?:[….»›→\]]|$).*",
    re.DOTALL,
)

# A longer line is text, whatever it begins with.
_LONGEST_BOILERPLATE: Final = 400

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
        r"(?:published|updated|posted)(?: \w+){1,4} ago",
        r"\d+ min read.{0,40}|min read.{0,40}|read(?:ing)? time\s*:.{0,30}",
        r"(?:views|likes|shares|reads|downloads|hits)\s*:\s*[\d.,]+\s?[km]?",
        (
            r"\W*(?:follow|join|subscribe)\s+(?:us|our|the|this|my|to|on|now|for)\b.{0,60}\b"
            r"(?:channel|whats\s?app|telegram|facebook|group)\b.{0,80}"
        ),
        r"[\d.,]+\s?[km]?\s+(?:subscribers|followers)\b.{0,60}",
        r"\W*(?:\w+\W+){0,9}(?:https?://)?(?:\w+\.)?(?:whatsapp\.com|t\.me)/\S+\W*(?:\w+\W*){0,4}",
        r"similar channels|swipe to see more|posts|about\b.{0,60}[✨📚]",
        r"©.{0,160}|copyright\s*(?:©|\(c\)|\d{4}).{0,160}|all rights reserved\b.{0,80}",
        r"for reprint\b.{0,120}",
        r"\W{0,4}(?:show|view) answer\W*",
        r"[\W_]+",
    )
)


_PAGER = re.compile(
    r"\W*(?:(?:older|newer|previous|next|first|last|prev)(?:\s(?:posts?|page|entries|articles?))?|"
    r"posts? (?:navigation|pagination)|load more|show more|page \d{1,4}(?: of \d{1,4})?|\d{1,4}|"
    r"(?:page )?(?:\d{1,4}\W+){2,20}(?:next|last|older)?)\W*",
    re.IGNORECASE,
)


def is_pagination(lines: Sequence[str]) -> bool:
    """Return whether lines are page links of a list of posts, `Older posts`, and little else."""
    pager = [line for line in lines if len(line) < 200 and _PAGER.fullmatch(line.strip())]
    return len(pager) >= 2 and len(lines) - len(pager) <= max(2, len(pager) // 2)


def is_boilerplate(line: str) -> bool:
    """Return whether a line belongs to the site or the channel, not to the text."""
    line = line.strip()
    if len(line) > _LONGEST_BOILERPLATE:
        return False
    return bool(line) and _is_noise(line)


@lru_cache(maxsize=1024)
def _is_noise(line: str) -> bool:
    """Return whether a line is noise; the passes over a text ask it of each line again."""
    return any(pattern.fullmatch(line) for pattern in _NOISE)


def cut_at_read_more(text: str) -> tuple[str, bool]:
    """Return a text up to its `Read More…`, and whether there was one."""
    match = READ_MORE.search(text)
    return (text[: match.start()].rstrip(), True) if match else (text, False)
