"""What a copied page carries along that no author wrote: menus, promotion, counters."""

import re
from typing import Final

# Where an article's teaser ends and the list goes on with something else.
READ_MORE: Final = re.compile(
    r"\s*(?:»|›|>>|\[)?\s*\b(?:Read More|READ MORE|Read more|Continue [Rr]eading|Show Answer)"
    r"\s*(?:[….»›→\]]|$).*",
    re.DOTALL,
)

# What is longer is text, whatever it begins with.
_LONGEST: Final = 400

_NOISE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"https?://\S+|www\.\S*|www",
        r"(?:share|like|tweet|save|print|email)\s*(?:this|it|on\b.*)?\s*:?",
        r"(?:loading|related|(?:related|recent) (?:posts?|articles?))\b[\s:.…]*",
        r"you (?:may|might) also like\b[\s:.…]*",
        r"(?:leave a (?:reply|comment)|post a comment|\d+ comments?|no comments?)",
        r"comments? off.*|add a comment.*",
        r"(?:previous|next|older|newer)\s+(?:post|article|entries)s?\b.*",
        r"posted in\s*:.*|filed under\s*:.*|tags?\s*:.*|tagged\b.*",
        r"(?:you are on )?page \d+ ?of ?\d+|\d{1,4}",
        r"download as .*|\d+% found this.*|uploaded by .*",
        r"top of page|bottom of page|skip to content",
        r"writer'?s picture.*|written by [A-Z].{0,60}",
        r"\d+ min read.*|min read.*",
        r"\W*(?:follow|join|subscribe)\b.{0,80}\b(?:channel|whats\s?app|telegram|facebook)\b.*",
        r"[\d.,]+\s?[km]?\s+(?:subscribers|followers)\b.*",
        r".*\bwhatsapp\.com/\S+.*|.*\bt\.me/\S+.*",
        r"similar channels|swipe to see more|posts|about\b.{0,60}[✨📚]",
        r"(?:©|copyright)\b.*|all rights reserved\b.*|for reprint\b.*",
        r"[\W_]+",
    )
)


def is_noise(line: str) -> bool:
    """Say whether a line is the site's or the channel's and not the text's."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    return bool(line) and any(pattern.fullmatch(line) for pattern in _NOISE)


def cut_at_read_more(text: str) -> tuple[str, bool]:
    """Return a text up to its `Read More…`, and whether there was one."""
    match = READ_MORE.search(text)
    return (text[: match.start()], True) if match else (text, False)
