"""Which backups are kept: the 5 latest, one of each of 7 days, one of each of 4 weeks.

Latest goes by the number of the backup, days by days on which Bayaz was used: a clock that is wrong
by years thins nothing out.
"""

from collections.abc import Iterable
from typing import Final

from app.core.backup.model import Backup

LATEST: Final = 5
DAYS: Final = 7
WEEKS: Final = 4
_DAYS_A_WEEK: Final = 7


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Return those of the backups of one library that need not be kept; unusable ones are kept."""
    usable = [(backup, backup.about) for backup in backups if backup.usable]
    found = [(backup, about) for backup, about in usable if about is not None]
    found.sort(key=lambda pair: pair[1].sequence, reverse=True)
    kept = {backup.path for backup, _ in found[:LATEST]}
    for span, most in ((1, DAYS), (_DAYS_A_WEEK, WEEKS)):
        spans: dict[int, Backup] = {}
        for backup, about in found:
            spans.setdefault(about.day // span, backup)
        kept |= {backup.path for backup in list(spans.values())[:most]}
    return [backup for backup, _ in found if backup.path not in kept]
