"""What a forum puts around a post: its number, the box of its writer, thanks and signature."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

_NUMBER = re.compile(r"(?:post(?:ed)?[^\S\n]?:?[^\S\n]?)?#\d{1,5}(?:[^\S\n]\(permalink\))?", re.I)
_WHEN = re.compile(
    r"(?:old[^\S\n])?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)\b,?.{0,40}",
    re.I,
)
_RANK = re.compile(
    r"(?:(?:senior|junior|super|new|active|veteran|banned)[^\S\n])?"
    r"(?:member|moderator|administrator|user)|(?:medal|award)s?\b.{0,60}",
    re.I,
)
_BOX = re.compile(
    r"(?:join date|location|posts|thanks|thanked|likes(?: received)?|reputation|rep power|age)"
    r"[^\S\n]?:.{0,60}|thanked \d[\d,]* times? in \d[\d,]* posts?|(?:offline|online|quote)",
    re.I,
)
_THANKS = re.compile(
    r"the following (?:\d{1,4} )?users? (?:says?|likes?|thanks?|thanked)\b.{0,120}", re.I
)
_THANKFUL = re.compile(r".{0,400}\([^()\n]{0,20}day, [^()\n]{6,30}\)[^\n]{0,40}")
_SIGNATURE = re.compile(r"[_\-=]{8,}")
_TAIL = re.compile(
    r"reply with quote|last edited by\b.{0,120}|quick reply.{0,40}|similar threads.{0,60}|"
    r"view public profile|send a private message.{0,60}|find (?:all|more) posts by .{0,60}|"
    r"bookmarks|posting rules|share on .{0,40}|thread tools|display modes|"
    r"«.{0,80}\|.{0,80}»|the time now is .{0,40}|all times are gmt.{0,60}",
    re.I,
)
# The name of the icon before a post's title.
_ICON = re.compile(r"^(?:default|post|lightbulb|arrow)[^\S\n]+(?=[A-Z])", re.I)
# So many kinds of forum marks make a text a forum's page.
_FEWEST_MARKS: Final = 2


def without_forum(text: str) -> str:
    """Return text without what forums put around posts; any other text as it is."""
    lines = text.split("\n")
    marks = {
        pattern.pattern
        for line in lines
        for pattern in (_NUMBER, _RANK, _BOX, _THANKS, _TAIL)
        if len(line) < 200 and pattern.fullmatch(line.strip())
    }
    return "\n".join(_kept(lines)) if len(marks) >= _FEWEST_MARKS else text


def _kept(lines: Sequence[str]) -> Iterator[str]:
    signature = thanks = False
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            thanks = False
            yield line
        elif _is_box(bare):
            signature = False
            thanks = bool(_THANKS.fullmatch(bare))
        elif _SIGNATURE.fullmatch(bare):
            signature = True
        elif not (
            signature or _is_user(lines, number) or (thanks and _THANKFUL.fullmatch(bare[:460]))
        ):
            yield _ICON.sub("", line) if _follows_box(lines, number) else line


def _is_box(line: str) -> bool:
    return len(line) < 200 and any(
        pattern.fullmatch(line) for pattern in (_NUMBER, _WHEN, _RANK, _BOX, _THANKS, _TAIL)
    )


def _is_user(lines: Sequence[str], number: int) -> bool:
    """Return whether a line is the name above a member's rank."""
    below = next((line.strip() for line in lines[number + 1 : number + 3] if line.strip()), "")
    return len(lines[number].split()) <= 3 and bool(_RANK.fullmatch(below[:80]))


def _follows_box(lines: Sequence[str], number: int) -> bool:
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    return above is not None and _is_box(lines[above].strip())
