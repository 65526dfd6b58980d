"""Versions of one record: another change of it, and what two libraries know of it together.

These are dotted version vectors. `join` is the same in whatever order and however often states are
joined, so all libraries that know of the same changes know the same versions.
"""

from app.core.exchange.groups import GROUPS, digests, leading, mark_of
from app.core.exchange.merging import merge, surviving
from app.core.exchange.model import Dot, Mark, Sibling, State, covers
from app.core.storage.record_reader import Record


def advance(kind: str, state: State | None, dot: Dot, record: Record | None) -> State:
    """Return the state after a change made where `state` was known; None deletes the record."""
    past = dict(state.seen) if state else {}
    marks: dict[str, Mark] = {}
    if record is not None:
        before = _standing(kind, state) if state else {}
        for name, digest in digests(kind, record).items():
            known = before.get(name)
            marks[name] = known if known and known.digest == digest else Mark(digest, dot)
    changed = Sibling(dot, past, marks, record, deleted=record is None)
    return State({**past, dot.device: dot.number}, (changed,))


def join(one: State | None, other: State) -> State:
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
    return State(seen, tuple(kept[dot] for dot in sorted(kept)))


def _standing(kind: str, state: State) -> dict[str, Mark]:
    """Return the marks of the record that a state gives, of those parts that one version gave."""
    live = surviving(kind, state)
    if len(live) == 1:
        return {group.name: mark_of(live[0], group.name) for group in GROUPS[kind]}
    merged = merge(kind, state).record
    if merged is None:
        return {}
    found = {}
    for name, digest in digests(kind, merged).items():
        group = next(one for one in GROUPS[kind] if one.name == name)
        leaders = leading(kind, group, live)
        if len(leaders) == 1 and digests(kind, leaders[0].content or {})[name] == digest:
            found[name] = Mark(digest, mark_of(leaders[0], name).dot)
    return found
