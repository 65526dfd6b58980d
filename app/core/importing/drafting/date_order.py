"""In which order the ambiguous dates of a batch are read: 06/02 as June or as February."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.core.importing.lines.dates import DateBasis, DateOrder, ParsedDate
from app.core.paths import bundled

# A post follows its article by days, not by months.
_POST_FOLLOWS_WITHIN = 21  # days


@dataclass(frozen=True, slots=True)
class DatedPost:
    """A date to resolve, with what else is known of its post."""

    written: ParsedDate
    site: str | None = None
    article: date | None = None


@cache
def _site_orders() -> dict[str, DateOrder]:
    stored = json.loads((bundled("resources") / "sites.json").read_text(encoding="utf-8"))
    return {site: DateOrder(entry["date_order"]) for site, entry in stored.items()}


class DateOrderResolver:
    """Collects the evidence of a batch, and resolves each date by the best there is.

    In this order: the reader's choice; a number above 12; the article's own date nearby; the site's
    habit; a time stamp in American form; other dates of the same site, then of the whole batch;
    which reading is not in the future. What is left is read day first, and marked as a guess.
    """

    def __init__(
        self, batch: Iterable[DatedPost], today: date, order: DateOrder | None = None
    ) -> None:
        self._today = today
        self._order = order
        self._proved_by_site: dict[str | None, set[DateOrder]] = {}
        for post in batch:
            proof = post.written.implied_order
            if proof:
                self._proved_by_site.setdefault(post.site, set()).add(proof)

    def resolve_dates(self, post: DatedPost) -> ParsedDate:
        """Return the post's date with one reading chosen, and the reason for it."""
        written = post.written
        if written.basis is DateBasis.NO_YEAR or written.chosen is not None:
            return written
        if self._order:
            return written.read_as(self._order, DateBasis.EVIDENCE)
        order = self._by_article(post) or self._by_habit(post) or self._by_batch(post.site)
        if order:
            read = written.read_as(order, DateBasis.EVIDENCE)
            if read.chosen is None or read.chosen <= self._today:
                return read
        return self._by_calendar(written)

    def _by_article(self, post: DatedPost) -> DateOrder | None:
        if post.article is None:
            return None
        near = [
            order
            for order, reading in (
                (DateOrder.MDY, post.written.month_first),
                (DateOrder.DMY, post.written.day_first),
            )
            if reading and abs((reading - post.article).days) <= _POST_FOLLOWS_WITHIN
        ]
        return near[0] if len(near) == 1 else None

    def _by_habit(self, post: DatedPost) -> DateOrder | None:
        if post.site in _site_orders():
            return _site_orders()[post.site]
        return DateOrder.MDY if post.written.american else None

    def _by_batch(self, site: str | None) -> DateOrder | None:
        for proved in (
            self._proved_by_site.get(site, set()),
            set().union(*self._proved_by_site.values()),
        ):
            if len(proved) == 1:
                return next(iter(proved))
        return None

    def _by_calendar(self, written: ParsedDate) -> ParsedDate:
        """Return the date in the reading that is not in the future; a guess either way."""
        month_first, day_first = written.month_first, written.day_first
        past = [day for day in (day_first, month_first) if day and day <= self._today]
        order = DateOrder.MDY if past == [month_first] else DateOrder.DMY
        return written.read_as(order, DateBasis.GUESSED)
