"""What a merge did, as one JSON object."""

from dataclasses import asdict

from app.core.exchange.model import MergeReport
from app.core.storage.records.record_parts import KINDS


def merge_json(report: MergeReport) -> dict[str, object]:
    """Return the counts of each kind, the conflicts, and what was not taken in."""
    return {
        "counts": {
            kind: {
                "added": report.added.get(kind, 0),
                "changed": report.changed.get(kind, 0),
                "removed": report.removed.get(kind, 0),
            }
            for kind in KINDS
        },
        "conflicts": [asdict(one) for one in report.conflicts],
        "skipped": [asdict(one) for one in report.skipped],
    }
