"""Noting as changes of this device what was touched in the library since the last time."""

from typing import Final

from app.core.exchange.device import Device
from app.core.exchange.merging.merged_notes import with_texts_of_others
from app.core.exchange.merging.siblings import advance
from app.core.exchange.versioned_records import VersionedRecords

_START: Final = ("", "")


class Settler:
    """Makes versions of what was touched, in the transaction that the caller opened."""

    def __init__(self, records: VersionedRecords, device: Device) -> None:
        self._records = records
        self._device = device

    def settle(self, after: tuple[str, str] = _START, limit: int = 200) -> tuple[str, str] | None:
        """Settle the next records that were touched; return the last of them, None at the end.

        A record that is damaged stays touched: what is left of it is nobody's edit.
        """
        touched = self._records.store.touched(after, limit)
        if not touched:
            return None
        device = self._device.id
        before = self._device.number
        for kind, record_id in touched:
            self._settle(kind, record_id, device)
        if self._device.number != before:
            self._device.write_down(device)
        return touched[-1]

    def _settle(self, kind: str, record_id: str, device: str) -> None:
        records = self._records
        known = records.load(kind, record_id)
        if known.damaged:
            return
        is_known = known.whole and known.state is not None
        if is_known or (known.state is None and known.record is None):
            records.store.forget_touched(kind, record_id)
            return
        record = known.record
        if kind == "note" and record is not None and known.state is not None:
            kept = with_texts_of_others(record, known.state, device)
            if kept is not record:
                records.write(kind, record_id, kept)
                record = records.reader.read(kind, record_id)
        dot = self._device.next_dot(device)
        records.save(kind, record_id, advance(kind, known.state, dot, record), device)
