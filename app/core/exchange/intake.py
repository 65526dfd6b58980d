"""Taking in records as another library has them, one at a time, each whole or not at all."""

from typing import Final

from app.core.exchange.device import Device
from app.core.exchange.merging.merge import Merged, merge
from app.core.exchange.merging.siblings import join
from app.core.exchange.model import Conflict, Entry, MergeReport, Skipped
from app.core.exchange.versioned_records import Known, VersionedRecords
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import Record, digest_of

# What a record made by hand to do harm can lead to, before or while it is written.
_NO_RECORD: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)
_LONGEST_ID: Final = 500
_LONGEST_TITLE: Final = 80


class Intake:
    """Takes in entries, in the transaction that the caller opened. Nothing may be touched."""

    def __init__(self, records: VersionedRecords, device: Device) -> None:
        self._records = records
        self._device = device
        self._own = device.id

    def take_in(self, entry: Entry, report: MergeReport) -> None:
        """Join an entry with what is known here, and write the record that follows from both."""
        kind, record_id = entry.kind, entry.record_id
        number = max(entry.state.seen.values(), default=0)
        if (
            kind not in KINDS
            or not 0 < len(record_id) <= _LONGEST_ID
            or not self._device.may_count_to(number)
        ):
            report.skipped.append(Skipped(kind, record_id, "refused"))
            return
        known = self._records.load(kind, record_id)
        joined = join(known.state, entry.state)
        if known.whole and joined.same_as(known.state):
            return
        if not joined.has_room:
            report.skipped.append(Skipped(kind, record_id, "refused"))
            return
        if (known.state is None and known.record is not None) or any(
            one.content is None for one in joined.live
        ):
            # Damaged here, so that it was not even noted; or so that nobody can say what it was.
            report.skipped.append(Skipped(kind, record_id, "damaged"))
            return
        try:
            merged = merge(kind, joined)
            with self._records.store.all_or_nothing():
                reading = self._records.load("reading", record_id) if kind == "summary" else None
                if digest_of(merged.record) != digest_of(known.record) or not known.whole:
                    self._records.write(kind, record_id, merged.record)
                self._records.save(kind, record_id, joined, self._own)
                if reading is not None:
                    self._write_reading_again(record_id, reading)
        except _NO_RECORD:
            report.skipped.append(Skipped(kind, record_id, "refused"))
            return
        self._device.hear_of(number)
        _tell(report, entry, known, merged)

    def _write_reading_again(self, summary_id: str, reading: Known) -> None:
        """Write how far a summary was read: it may have come, gone, or have other facts now."""
        if reading.state is None:
            self._records.store.forget_touched("reading", summary_id)
        elif reading.whole:
            self._records.write("reading", summary_id, merge("reading", reading.state).record)
            self._records.save("reading", summary_id, reading.state, self._own)


def _tell(report: MergeReport, entry: Entry, known: Known, merged: Merged) -> None:
    before, after = known.record, merged.record
    if digest_of(before) != digest_of(after):
        what = "added" if before is None else "removed" if after is None else "changed"
        report.count(what, entry.kind)
    if merged.contested:
        title = _title(entry.kind, entry.record_id, after or {})
        report.conflicts.append(Conflict(entry.kind, entry.record_id, title, merged.contested))


def _title(kind: str, record_id: str, record: Record) -> str:
    column = {"summary": "title", "note": "body", "highlight": "quote"}.get(kind)
    if column is None or kind not in record:
        return record_id
    text = " ".join(str(record[kind][0].get(column) or "").split())
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"
