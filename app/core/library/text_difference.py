"""What differs between two texts, line by line and in changed lines word by word, to be shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Levenshtein

_TOKEN: Final = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
# Stretches whose lengths multiply to more than this are not compared in detail.
_LARGEST: Final = 200_000_000
# With fewer words in common two stretches are another text, not one that was changed.
_ALIKE: Final = 0.3


class Kind(StrEnum):
    """Whether words stand in both texts, only in the old one, or only in the new one."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of one line, and in which of the two texts they stand."""

    kind: Kind
    text: str


Line = tuple[Stretch, ...]


def compare(old: str, new: str) -> list[Line]:
    """Return the lines of both texts in one order; a changed line holds the words of both."""
    before, after = old.split("\n"), new.split("\n")
    lines: list[Line] = []
    for first, last, begin, end in _blocks(before, after):
        removed, added = before[first:last], after[begin:end]
        if removed == added:
            lines += ((Stretch(Kind.SAME, line),) for line in removed)
        else:
            lines += _changed(removed, added)
    return lines


def is_same(line: Line) -> bool:
    """Return whether a line is the same in both texts."""
    return all(stretch.kind is Kind.SAME for stretch in line)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what is equal, and together what is not, by its bounds in both."""
    if len(old) * len(new) > _LARGEST:
        yield from _blocks_of_ends(old, new)
        return
    changed: tuple[int, int, int, int] | None = None
    for block in Levenshtein.opcodes(old, new):
        bounds = (block.src_start, block.src_end, block.dest_start, block.dest_end)
        if block.tag != "equal":
            changed = (*changed[:1], bounds[1], changed[2], bounds[3]) if changed else bounds
            continue
        if changed:
            yield changed
            changed = None
        yield bounds
    if changed:
        yield changed


def _blocks_of_ends(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    yield 0, head, 0, head
    yield head, len(old) - tail, head, len(new) - tail
    yield len(old) - tail, len(old), len(new) - tail, len(new)


def _changed(removed: Sequence[str], added: Sequence[str]) -> list[Line]:
    """Return the lines of a change: word by word where the two are alike, else one by one."""
    old, new = _TOKEN.findall("\n".join(removed)), _TOKEN.findall("\n".join(added))
    whole: list[Line] = [(Stretch(Kind.REMOVED, line),) for line in removed]
    whole += [(Stretch(Kind.ADDED, line),) for line in added]
    if not removed or not added:
        return whole
    if len(old) * len(new) > _LARGEST:
        if len(removed) != len(added) or len(removed) == 1:
            return whole
        pairs = zip(removed, added, strict=True)
        return [line for one, other in pairs for line in _changed([one], [other])]
    stretches: list[Stretch] = []
    same = 0
    for first, last, begin, end in _blocks(old, new):
        if old[first:last] == new[begin:end]:
            same += sum(not word.isspace() for word in old[first:last])
            stretches.append(Stretch(Kind.SAME, "".join(old[first:last])))
            continue
        gone = Stretch(Kind.REMOVED, "".join(old[first:last]))
        come = Stretch(Kind.ADDED, "".join(new[begin:end]))
        # What was put where lines went belongs to the line that is still there.
        stretches += [come, gone] if "\n" in gone.text and "\n" not in come.text else [gone, come]
    if same < _ALIKE * max(sum(not word.isspace() for word in text) for text in (old, new)):
        return whole
    return _in_lines(stretches)


def _in_lines(stretches: list[Stretch]) -> list[Line]:
    lines: list[list[Stretch]] = [[]]
    for stretch in stretches:
        for number, text in enumerate(stretch.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Stretch(stretch.kind, text))
    return [tuple(line) for line in lines]
