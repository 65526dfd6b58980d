"""Histories of three devices in memory: what each writes, and what it hears of the others.

Only the tables are left out: versions, joins and merges are those of Bayaz.
"""

import json
import random
from dataclasses import dataclass, field
from typing import Any

from app.core.exchange.merging.merge import merge
from app.core.exchange.merging.merged_notes import with_texts_of_others
from app.core.exchange.merging.siblings import advance, join
from app.core.exchange.model import Dot, Seen, VersionState, covers
from app.core.storage.records.record_reader import Record, digest_of
from app.core.text_key import text_key
from tests.torture.written_texts import Key, WrittenTexts

DEVICES = ("a", "b", "c")
_BY_HAND = ("edit", "restore")


@dataclass
class Event:
    """One change of a record, and what its writer had seen of that."""

    what: str
    dot: Dot
    past: Seen


@dataclass
class Replica:
    """One device: the states it knows."""

    name: str
    states: dict[Key, VersionState] = field(default_factory=dict)
    number: int = 0

    def record(self, key: Key) -> Record | None:
        state = self.states.get(key)
        return None if state is None else _copied(merge(key[0], state).record)

    def change(self, key: Key, record: Record | None) -> Event:
        state = self.states.get(key)
        if key[0] == "note" and record is not None and state is not None:
            record = with_texts_of_others(record, state, self.name)
        self.number += 1
        dot = Dot(self.number, self.name)
        past = dict(state.seen) if state else {}
        self.states[key] = advance(key[0], state, dot, record)
        return Event("", dot, past)

    def take_in(self, key: Key, state: VersionState) -> None:
        self.states[key] = join(self.states.get(key), state)
        self.number = max(self.number, *state.seen.values())

    def digests(self) -> dict[Key, str]:
        return {key: digest_of(self.record(key)) for key in sorted(self.states)}


class History:
    """What three devices do at random, and what has to hold at the end."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.replicas = [Replica(name) for name in DEVICES]
        self.written = WrittenTexts()
        self.events: dict[Key, list[Event]] = {}
        self.sent: list[list[tuple[Key, VersionState]]] = []
        self.conflicts = 0

    def run(self, steps: int) -> None:
        """Let the devices write and exchange, in whatever order."""
        for _ in range(steps):
            replica = self.random.choice(self.replicas)
            if self.random.random() < 0.4:
                self._hear(replica)
            else:
                self._write(replica)

    def meet(self) -> None:
        """Let all hear of all, in an order by chance, until nobody knows anything new."""
        for _ in range(2):
            for one in self.random.sample(self.replicas, 3):
                for other in self.random.sample(self.replicas, 3):
                    for key, state in self.random.sample(
                        sorted(other.states.items(), key=lambda item: item[0]), len(other.states)
                    ):
                        one.take_in(key, state)

    def ends(self) -> list[dict[Key, str]]:
        """Return what each device holds, and one that heard of everything ever sent, shuffled."""
        last = Replica("z")
        told = [each for sent in self.sent for each in sent]
        told += [item for one in self.replicas for item in one.states.items()]
        self.random.shuffle(told)
        for key, state in told:
            last.take_in(key, state)
        return [one.digests() for one in (*self.replicas, last)]

    def lost_texts(self) -> list[str]:
        """Return the texts that are nowhere any more, though nobody who saw them meant that."""
        return self.written.lost(self.replicas[0].record)

    def wrong_deletions(self) -> list[Key]:
        """Return records that came back although their last edit was known, or went although not.

        The same for the trash.
        """
        wrong = []
        for key, events in self.events.items():
            record = self.replicas[0].record(key)
            edits = [one for one in events if one.what in _BY_HAND]
            deletions = [one for one in events if one.what == "delete"]
            known = [all(covers(gone.past, one.dot) for one in edits) for gone in deletions]
            after = [one for one in events if one.what in ("delete", "trash")]
            unknown = [
                not any(
                    covers(gone.past, one.dot)
                    for gone in (after if one.what == "restore" else deletions)
                )
                for one in edits
            ]
            if any(known) and record is not None:
                wrong.append(key)
            if any(unknown) and record is None:
                wrong.append(key)
            if record is not None and any(
                all(covers(one.past, edit.dot) for edit in edits)
                for one in events
                if one.what == "trash"
            ):
                wrong += [key] * (record[key[0]][0]["deleted_at"] is None)
        return wrong

    def _hear(self, replica: Replica) -> None:
        """Hear of what another has, or had: a part, the whole, again, or of long ago."""
        if self.sent and self.random.random() < 0.3:
            told = self.random.choice(self.sent)
        else:
            other = self.random.choice([one for one in self.replicas if one is not replica])
            told = sorted(other.states.items(), key=lambda item: item[0])
            self.sent.append(told)
        kept = self.random.choice((len(told), self.random.randint(0, len(told))))
        for key, state in self.random.sample(told, kept):
            replica.take_in(key, state)
            self.conflicts += bool(merge(key[0], replica.states[key]).contested)

    def _write(self, replica: Replica) -> None:
        here = [key for key in replica.states if replica.record(key) is not None]
        if not here or self.random.random() < 0.6 / (1 + len(here)):
            return self._create(replica)
        key = self.random.choice(sorted(here))
        record = replica.record(key)
        assert record is not None
        if key[0] != "reading" and self.random.random() < 0.18:
            return self._trash_or_delete(replica, key, record)
        getattr(self, f"_edit_{key[0]}")(replica, key, record)
        return None

    def _create(self, replica: Replica) -> None:
        kind = self.random.choice(("note", "note", "highlight", "summary"))
        key = (kind, f"{kind[0]}{len(self.events)}")
        token = self.written.new(key, replica.name)
        made: Record
        moment = f"2026-{self.random.randint(1, 12):02}"
        if kind == "note":
            row = {"body": token, "created_at": moment, "updated_at": moment, "deleted_at": None}
            made = {"note": [row]}
        elif kind == "highlight":
            made = {
                "highlight": [{
                    "summary_id": "s", "revision_id": "r", "colour": "yellow", "quote": token,
                    "start": 5, "created_at": moment, "updated_at": moment, "deleted_at": None,
                }],
            }  # fmt: skip
        else:
            made = _summary(token, moment)
            self._note("edit", ("reading", key[1]), replica, _reading(0))
        self._note("edit", key, replica, made)

    def _edit_note(self, replica: Replica, key: Key, record: Record) -> None:
        row = record["note"][0]
        match self.random.randrange(4):
            case 0:
                record.setdefault("tag", []).append({"name": f"t{self.random.randrange(4)}"})
                record["tag"] = sorted(
                    {one["name"]: one for one in record["tag"]}.values(), key=str
                )
            case 1:
                link = {"target_kind": "fact", "target_id": f"f{self.random.randrange(4)}"}
                record["link"] = [{**link, "position": 0}]
            case _:
                before = row["body"]
                token = self.written.new(key, replica.name)
                longer = self.random.random() < 0.4
                row["body"] = f"{before} {token}" if longer else token
                row["updated_at"] = f"2026-{self.random.randint(1, 12):02}"
                if not longer and self.random.random() < 0.5:
                    kept = record.setdefault("note_revision", [])
                    kept.append({"number": len(kept) + 1, "saved_at": "x", "body": before})
                elif not longer:
                    self.written.replaced(before, replica.name)
        self._note("edit", key, replica, record)

    def _edit_highlight(self, replica: Replica, key: Key, record: Record) -> None:
        row = record["highlight"][0]
        what = "edit"
        if self.random.random() < 0.5:
            row["colour"] = self.random.choice(["yellow", "pink", "green"])
        else:
            # Follows a corrected text: nobody's edit.
            row |= {"start": self.random.randrange(99), "revision_id": f"r{self.random.random()}"}
            what = "move"
        self._note(what, key, replica, record)

    def _edit_summary(self, replica: Replica, key: Key, record: Record) -> None:
        row = record["summary"][0]
        token = self.written.new(key, replica.name)
        if self.random.random() < 0.5:
            self.written.replaced(row["title"])
            row |= {"title": token, "title_key": text_key(token), "by_reader": '["title"]'}
        else:
            own_id = f"r-{token}"
            number = 1 + len(record["revision"])
            revision = {"id": own_id, "number": number, "text": token, "created_at": "2026"}
            record["revision"] = sorted([*record["revision"], revision], key=lambda one: one["id"])
            row["revision_id"] = own_id
            record["section"] = [{"position": 0, "kind": "overview", "markdown": token}]
            fact = {"id": f"f-{token}", "position": 0, "text": token, "retired_at": None}
            for one in record.get("fact", []):
                one["retired_at"] = one["retired_at"] or "2026"
            record["fact"] = sorted([*record.get("fact", []), fact], key=lambda one: one["id"])
        self._note("edit", key, replica, record)

    def _edit_reading(self, replica: Replica, key: Key, record: Record) -> None:
        row = record["reading"][0]
        if self.random.random() < 0.5:
            row |= {"read_position": self.random.randint(1, 99), "last_read_at": "2026"}
        else:
            row["starred"] = 1 - row["starred"]
        self._note("edit", key, replica, record)

    def _trash_or_delete(self, replica: Replica, key: Key, record: Record) -> None:
        row = record[key[0]][0]
        if row["deleted_at"] is not None and self.random.random() < 0.5:
            row["deleted_at"] = None
            self._note("restore", key, replica, record)
        elif row["deleted_at"] is None:
            row["deleted_at"] = f"2026-{self.random.randint(1, 12):02}"
            self._note("trash", key, replica, record)
        else:
            self.written.deleted(json.dumps(record))
            self._note("delete", key, replica, None)

    def _note(self, what: str, key: Key, replica: Replica, record: Record | None) -> None:
        if digest_of(record) == digest_of(replica.record(key)):
            # No change: it would not be noted.
            return
        event = replica.change(key, record)
        event.what = what
        self.events.setdefault(key, []).append(event)


def _summary(token: str, moment: str) -> Record:
    row = {
        "title": token, "author": None, "published_on": None, "source": "a", "fingerprint": "",
        "warnings": "[]", "revision_id": f"r-{token}", "imported_at": moment, "deleted_at": None,
        "title_key": text_key(token), "form": "understood", "by_reader": '["title"]',
    }  # fmt: skip
    revision = {"id": f"r-{token}", "number": 1, "text": token, "created_at": moment}
    return {"summary": [row], "revision": [revision]}


def _reading(place: int) -> Record:
    row: dict[str, Any] = {"reading_state": "reading", "starred": 0, "read_position": place}
    return {"reading": [{**row, "last_read_at": None}]}


def _copied(record: Record | None) -> Record | None:
    if record is None:
        return None
    return {table: [dict(row) for row in rows] for table, rows in record.items()}
