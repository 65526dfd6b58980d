"""The state of a review: the drafts still to decide on, the current one, and what was accepted.

A review goes on until no draft is left:

    begin → take(batch) → correct, merge, split, read_dates … → accept or skip → … → finish

A *live* review shows drafts of a text that is still being typed: each newly understood batch takes
the place of the one before. Files are not live, nor is a text any more once its drafts were split:
then each draft has a text of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.core.importing.drafting.batch import Batch, Rejection, SourcedDraft
from app.core.importing.drafting.corrections import corrected_fields, with_basis
from app.core.importing.drafting.review import (
    ReviewItem,
    merge_drafts,
    sort_by_doubt,
    split_draft,
    with_date_order,
)
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Draft
from app.core.importing.outcome import Accepted
from app.core.library.syllabus import Syllabus


class Review:
    """The drafts of a batch on their way into the library, one of them being looked at.

    It decides nothing about storing: what is to be stored is handed out, and what was stored is
    handed back with `add_accepted`.
    """

    def __init__(self, syllabus: Syllabus) -> None:
        self._syllabus = syllabus
        self._items: list[ReviewItem] = []
        self._rejected: tuple[Rejection, ...] = ()
        self._accepted: list[Accepted] = []
        self._current = 0
        self._live = True

    # What there is

    @property
    def items(self) -> Sequence[ReviewItem]:
        """The drafts still to decide on, in the order in which they are shown."""
        return self._items

    @property
    def rejected(self) -> Sequence[Rejection]:
        """The sources in which no summary was found: set aside, or refused."""
        return self._rejected

    @property
    def live(self) -> bool:
        """Whether the drafts follow a text that is still being typed."""
        return self._live

    @property
    def number(self) -> int:
        """The number of the current draft, counted from 0; 0 too while there is none."""
        return self._current

    @property
    def current(self) -> ReviewItem | None:
        """The draft that is being looked at, None if there is none."""
        return self._items[self._current] if self._items else None

    @property
    def has_next(self) -> bool:
        """Whether there is a draft behind the current one."""
        return self._current + 1 < len(self._items)

    @property
    def certain(self) -> list[ReviewItem]:
        """The drafts in which nothing is in doubt."""
        return [item for item in self._items if item.certain]

    @property
    def doubtful(self) -> list[ReviewItem]:
        """The drafts in which something is in doubt."""
        return [item for item in self._items if not item.certain]

    # Coming in

    def begin(self, *, live: bool) -> None:
        """Begin another review, without drafts as yet."""
        self._items, self._rejected, self._accepted = [], (), []
        self._current, self._live = 0, live

    def take(self, batch: Batch) -> bool:
        """Take the drafts of a batch; return whether they are those of before, read again.

        Then the current draft stays the same, else it is the first. Drafts of files are put in the
        order of their doubts; those of a live text stay in the order of the text.
        """
        same = self._live and len(batch.drafts) == len(self._items) > 0
        self._rejected = batch.rejected
        self._items = (
            [ReviewItem(sourced) for sourced in batch.drafts]
            if self._live
            else sort_by_doubt(batch.drafts)
        )
        if not same:
            self._current = 0
        return same

    # Looking through

    def show(self, number: int) -> None:
        """Make a draft the current one, the first or last instead of one beyond the ends."""
        self._current = max(0, min(number, len(self._items) - 1))

    def correct(self, draft: Draft) -> None:
        """Put a corrected draft in the place of the current one.

        Raises:
            IndexError: there is no draft.
        """
        sourced = self._items[self._current].sourced
        corrected = SourcedDraft(
            sourced.source,
            with_basis(draft, corrected_fields(sourced.draft, draft)),
            found=sourced.found or sourced.draft,
        )
        self._items[self._current] = ReviewItem(corrected, edited=True)

    def merge_next(self) -> bool:
        """Make one draft of the current and the next one; return whether there was a next one."""
        if not self.has_next:
            return False
        one, other = self._items[self._current : self._current + 2]
        self._items[self._current : self._current + 2] = [merge_drafts(one, other)]
        return True

    def split(self, text: str, position: int) -> bool:
        """Make two drafts of the current one, cut at a position of the text that is shown.

        The second becomes the current one. Return False, with nothing changed, if one half would
        be empty. Each draft has its own text from now on: the review is not live any more.
        """
        item = self.current
        if item is None:
            return False
        at = _position_in(item, text, position) if self._live else position
        halves = split_draft(item, at, self._syllabus)
        if halves is None:
            return False
        self._live = False
        self._items[self._current : self._current + 1] = halves
        self._current += 1
        return True

    def take_aside(self, rejection: Rejection) -> bool:
        """Take a source that was set aside among the drafts, as it is, and make it the current one.

        Return False, with nothing changed, if there is nothing to read in it.
        """
        if rejection.draft is None or rejection not in self._rejected:
            return False
        self._rejected = tuple(one for one in self._rejected if one is not rejection)
        self._items.append(ReviewItem(SourcedDraft(rejection.source, rejection.draft)))
        self._current = len(self._items) - 1
        return True

    def read_dates(self, today: date, order: DateOrder | None) -> None:
        """Read the dates of all drafts in one order; those corrected by hand stay.

        None leaves the order to the evidence of all the drafts.
        """
        self._items = with_date_order(self._items, today, order)

    # Going out

    def to_store(self, *, with_annotations: bool) -> SourcedDraft | None:
        """Return the current draft as it is to be stored, None if there is none.

        Without annotations, the highlights and notes that came with it are left behind.
        """
        item = self.current
        return _sourced(item, with_annotations=with_annotations) if item else None

    def accept(self, accepted: Iterable[Accepted]) -> None:
        """Take the current draft out: it was stored, and this is what became of it."""
        self.add_accepted(accepted)
        self.skip()

    def skip(self) -> None:
        """Take the current draft out; it is not stored."""
        if self._items:
            del self._items[self._current]
            self.show(self._current)

    def take_certain(self, *, with_annotations: bool) -> list[SourcedDraft]:
        """Take out the drafts that are in no doubt, to be stored.

        If all are in doubt, all are taken whose form was recognised; if there is none such, all.
        """
        understood = [item for item in self._items if not item.as_it_is]
        chosen = self.certain or understood or self._items
        self._items = [item for item in self._items if item not in chosen]
        self.show(self._current)
        return [_sourced(item, with_annotations=with_annotations) for item in chosen]

    def add_accepted(self, accepted: Iterable[Accepted]) -> None:
        """Remember what was stored."""
        self._accepted += accepted

    def drop(self) -> None:
        """Drop all drafts that are not decided on; what was accepted stays."""
        self._items, self._rejected, self._current = [], (), 0

    def finish(self) -> list[Accepted]:
        """End the review and return what was accepted in it."""
        accepted, self._accepted = self._accepted, []
        self.drop()
        self._live = False
        return accepted


def _sourced(item: ReviewItem, *, with_annotations: bool) -> SourcedDraft:
    sourced = item.sourced
    if with_annotations or sourced.draft.shared_annotations is None:
        return sourced
    return replace(sourced, draft=replace(sourced.draft, shared_annotations=None))


def _position_in(item: ReviewItem, text: str, position: int) -> int:
    """Return where in a draft's own text a position of the whole pasted text is.

    The pasted text holds the headings and the other drafts as well, so the words behind the
    position are looked for.
    """
    behind = text[position : position + 40].split("\n", maxsplit=1)[0]
    return max(0, item.draft.source_text.find(behind.strip()))
