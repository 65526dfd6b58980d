"""Versions of one record: another change of it, and what two libraries know of it together.

These are dotted version vectors. `join` is the same in whatever order and however often states are
joined, so all libraries that know of the same changes know the same versions.
"""

from app.core.exchange.merging.groups import GROUPS, digests, mark_of, standing
from app.core.exchange.merging.merge import merge, surviving
from app.core.exchange.model import MOST_DOTS, ChangeMark, Dot, Sibling, VersionState, covers
from app.core.storage.records.record_reader import Record


def advance(kind: str, state: VersionState | None, dot: Dot, record: Record | None) -> VersionState:
    """Return the state after a change made where `state` was known; None deletes the record."""
    past = dict(state.seen) if state else {}
    marks: dict[str, ChangeMark] = {}
    if record is not None:
        before = _marks_of(kind, state) if state else {}
        for name, digest in digests(kind, record).items():
            known = before.get(name)
            marks[name] = known if known and known.digest == digest else ChangeMark(digest, (dot,))
    changed = Sibling(dot, past, marks, record, deleted=record is None)
    return VersionState({**past, dot.device: dot.number}, (changed,))


def join(one: VersionState | None, other: VersionState) -> VersionState:
    """Return what two states of a record are together."""
    if one is None:
        return other
    kept: dict[Dot, Sibling] = {}
    for mine, theirs in ((one, other), (other, one)):
        for sibling in mine.siblings:
            if sibling.dot in theirs.dots or not covers(theirs.seen, sibling.dot):
                known = kept.get(sibling.dot)
                if known is None or (known.content is None and not known.deleted):
                    kept[sibling.dot] = sibling
    seen = dict(one.seen)
    for device, number in other.seen.items():
        seen[device] = max(number, seen.get(device, 0))
    return VersionState(seen, tuple(kept[dot] for dot in sorted(kept)))


def _marks_of(kind: str, state: VersionState) -> dict[str, ChangeMark]:
    """Return the marks of the record that a state gives: each stands for all that led to it."""
    live = surviving(kind, state)
    if len(live) == 1:
        return {group.name: mark_of(live[0], group.name) for group in GROUPS[kind]}
    merged = merge(kind, state).record
    if merged is None:
        return {}
    wanted = digests(kind, merged)
    values = {one.dot: digests(kind, one.content or {}) for one in live}
    found = {}
    for group in GROUPS[kind]:
        digest = wanted[group.name]
        given = standing(group, live)
        same = [one for one in live if values[one.dot][group.name] == digest]
        # Being in the trash or not follows from the other edits: no value there stands for another.
        if group.name == "trash" or not any(one in same for one in given):
            given = same or given
        dots = {dot for one in given for dot in mark_of(one, group.name).dots}
        if len(dots) <= MOST_DOTS:
            found[group.name] = ChangeMark(digest, tuple(sorted(dots)))
    return found
