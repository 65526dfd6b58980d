"""What carries an article's summary: a channel's name and time stamp, or the heading of a post."""

import re
from dataclasses import dataclass
from typing import Final

from app.core.importing.lines.dates import TIME_OF_DAY, ParsedDate, find_dates
from app.core.importing.splitting.post_heading import PostHeading, find_post_headings

# What may come between a time stamp and the heading: signs, and the name of who wrote.
_BETWEEN = re.compile(r"[^\w.]*(?:[^\n:]{1,40}:[\W_]*)?")
# An envelope begins at most so many characters above its heading.
_ENVELOPE_REACH: Final = 240
_LONGEST_CHANNEL_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Envelope:
    """What carries an article: the lines above its heading that are not the text before it.

    `start` is where they begin. They are a channel's name and the date it `posted` on, or the
    heading of a web `post`.
    """

    start: int
    posted: ParsedDate | None = None
    post: PostHeading | None = None


def find_envelope(text: str, start: int, end: int) -> Envelope:
    """Return the envelope of the heading at `end`, in the text from `start` on.

    A worked example, of a channel's page:

        … before a single acre of it saw water.     the end of the summary before
        CSS Summaries                               the channel's name: the envelope begins here
        06/02/2025, 9:41 pm                         the date it was posted
        SUMMARY of the Article “Thirst,” by …       the heading, at `end`

    On a site the lines between are a post's heading (title, date, `Posted by:`) instead; it is
    kept whole. Where there is neither, the envelope is empty: it begins at `end`.
    """
    reach = max(start, end - _ENVELOPE_REACH)
    above = text[reach:end]
    lines = above.split("\n")
    posts = list(find_post_headings(lines))
    if posts and not "".join(lines[posts[-1].end :]).strip():
        before = "\n".join(lines[: posts[-1].start])
        return Envelope(reach + len(before), post=posts[-1])
    for found in reversed(list(find_dates(above))):
        behind = TIME_OF_DAY.sub("", above[found.end :])
        if _BETWEEN.fullmatch(behind):
            return Envelope(reach + _name_start(above, found.start), found.written)
    return Envelope(end)


def _name_start(text: str, stamp: int) -> int:
    """Return where the channel's name before a time stamp begins, or the stamp itself."""
    before = text[:stamp]
    line_start = before.rfind("\n") + 1
    if before[line_start:].strip():
        # Name and stamp on one line with the text before: the name follows its last sentence.
        sentence = max(before.rfind(sign) for sign in '.?!…”"')
        return sentence + 1 if sentence >= line_start else line_start
    above = before[:line_start].rstrip()
    name_start = above.rfind("\n") + 1
    name = above[name_start:].strip()
    return (
        name_start
        if len(name) <= _LONGEST_CHANNEL_NAME and name[-1:] not in (".", "?", "!")
        else line_start
    )
