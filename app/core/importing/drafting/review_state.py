"""The state of a review: the drafts still to decide on, the current one, and what was accepted.

A review goes on until no draft is left:

    begin → take(batch) → correct, merge, split, read_dates … → accept or skip → … → finish

Texts that were set aside stand beside the drafts; one that the reader takes becomes a draft.

A *live* review shows drafts of a text that is still being typed: each newly understood batch takes
the place of the one before. Files are not live, nor is a text any more once its drafts were split:
then each draft has a text of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.core.importing.drafting.batch import Batch, Rejection, SourcedDraft
from app.core.importing.drafting.corrections import (
    corrected_fields,
    fields_of_reader,
    with_basis,
)
from app.core.importing.drafting.review import (
    ReviewItem,
    merge_drafts,
    sort_by_doubt,
    split_draft,
    waiting_of,
    with_date_order,
)
from app.core.importing.drafting.reviewing.aside_texts import AsideTexts
from app.core.importing.drafting.reviewing.outgoing import Outgoing
from app.core.importing.drafting.reviewing.review_acts import ReviewActs
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Draft
from app.core.importing.outcome import Accepted, Waiting
from app.core.library.syllabus import Syllabus


class Review:
    """The drafts of a batch on their way into the library, one of them being looked at.

    `aside` are the texts beside them that are no summaries and may be taken as they are; `acts` is
    what can be undone. `came` are the sources of all that came, `dropped` is what was left at the
    end without a decision.

    It decides nothing about storing: what is to be stored is handed out, and what was stored is
    handed back with `accept` or `take_back`.
    """

    def __init__(self, syllabus: Syllabus) -> None:
        self._syllabus = syllabus
        self._items: list[ReviewItem] = []
        self.aside = AsideTexts()
        self.acts = ReviewActs(self)
        self.came: frozenset[str] = frozenset()
        self.dropped: tuple[SourcedDraft, ...] = ()
        self._refused: tuple[Rejection, ...] = ()
        self.outgoing = Outgoing()
        self._current = 0
        self._live = True

    # What there is

    @property
    def items(self) -> Sequence[ReviewItem]:
        """The drafts still to decide on, in the order in which they are shown."""
        return self._items

    @property
    def refused(self) -> Sequence[Rejection]:
        """The sources in which there is nothing to read."""
        return self._refused

    @property
    def waiting(self) -> Waiting:
        """How much waits for the reader's eye."""
        offered = sum(item.offered for item in self._items)
        return waiting_of(self.doubtful, len(self.aside.waiting), len(self._refused), offered)

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
    def ready(self) -> list[ReviewItem]:
        """The drafts to be stored at once: those in no doubt.

        If all are in doubt, all whose form was recognised; if there is none such, all.
        """
        return self.certain or [one for one in self._items if not one.as_it_is] or self._items

    @property
    def doubtful(self) -> list[ReviewItem]:
        """The drafts in which something is in doubt."""
        return [item for item in self._items if not item.certain]

    def begin(self, *, live: bool) -> None:
        """Begin another review, without drafts as yet."""
        self.drop()
        self.outgoing.finish()
        self._live = live
        self.came, self.dropped = frozenset(), ()

    def take(self, batch: Batch) -> bool:
        """Take the drafts of a batch; return whether they are those of before, read again.

        Then the current draft stays the same, else it is the first. Drafts of files are put in the
        order of their doubts; those of a live text stay in the order of the text. A live text that
        would be set aside as a whole is a draft at once, and so is what was taken of it before.
        """
        before, taken = len(self._items), {_text_of(one) for one in self.aside.taken}
        aside = [one for one in batch.rejected if one.draft]
        self._refused = batch.refused
        self.came = frozenset(
            (*(one.source for one in batch.drafts), *(one.source for one in batch.rejected))
        )
        if not self._live:
            self._items = sort_by_doubt(batch.drafts)
        elif not batch.drafts and len(aside) == 1:
            self._items, aside = [_item_of(aside[0])], []
        else:
            self._items = [ReviewItem(sourced) for sourced in batch.drafts]
        current, self.aside = self._current, AsideTexts(aside)
        self.acts.clear()
        self.take_aside([one for one in aside if _text_of(one) in taken])
        same = self._live and len(self._items) == before > 0
        self.show(current if same else 0)
        return same

    def show(self, number: int) -> None:
        """Make a draft the current one, the first or last instead of one beyond the ends."""
        self._current = max(0, min(number, len(self._items) - 1))

    def correct(self, draft: Draft) -> None:
        """Put a corrected draft in the place of the current one.

        Raises:
            IndexError: there is no draft.
        """
        sourced = self._items[self._current].sourced
        own = (*fields_of_reader(sourced.draft), *corrected_fields(sourced.draft, draft))
        corrected = SourcedDraft(
            sourced.source, with_basis(draft, own), found=sourced.found or sourced.draft
        )
        item = replace(self._items[self._current], sourced=corrected, edited=True)
        self.put(self._current, item)

    def put(self, number: int, item: ReviewItem) -> None:
        """Put a changed draft in the place of one."""
        self._items[number] = item

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

    def read_dates(self, today: date, order: DateOrder | None) -> None:
        """Read the dates of all drafts in one order; those corrected by hand stay.

        None leaves the order to the evidence of all the drafts.
        """
        self._items = with_date_order(self._items, today, order)

    # Set aside, and taken all the same

    @property
    def can_put_back(self) -> bool:
        """Whether the current draft was set aside before the reader took it."""
        return self.current is not None and self.current.aside in self.aside.taken

    def take_aside(self, chosen: Sequence[Rejection]) -> None:
        """Take texts that were set aside: they become the last drafts, the first one current."""
        first = len(self._items)
        self.aside.take(chosen)
        self.acts.took(chosen)
        self._items += map(_item_of, chosen)
        self.show(first)

    def put_back(self, taken: Sequence[Rejection]) -> None:
        """Set texts aside again; corrections of them are dropped."""
        gone = {id(one) for one in taken}
        before = sum(id(item.aside) not in gone for item in self._items[: self._current])
        self._items = [item for item in self._items if id(item.aside) not in gone]
        self.aside.put_back(taken)
        self.show(before)

    # Going out

    def to_store(self, *, with_annotations: bool) -> SourcedDraft | None:
        """Return the current draft as it is to be stored, None if there is none.

        Without annotations, the highlights and notes that came with it are left behind.
        """
        item = self.current
        return _sourced(item, with_annotations=with_annotations) if item else None

    def accept(self, accepted: Sequence[Accepted]) -> bool:
        """Take the current draft out if it was stored: this is what became of it.

        Return False, with the draft where it is, if nothing became of it.
        """
        stored = self.outgoing.accept(accepted)
        if stored:
            self.skip()
        return stored

    def skip(self) -> None:
        """Take the current draft out; it is not stored."""
        if self._items:
            del self._items[self._current]
            self.show(self._current)

    def take_certain(self, *, with_annotations: bool) -> list[SourcedDraft]:
        """Take out the drafts that are `ready`, to be stored."""
        chosen = self.ready
        gone = {id(item) for item in chosen}
        self._items = [item for item in self._items if id(item) not in gone]
        self.show(self._current)
        self.outgoing.hand_out(chosen)
        return [_sourced(item, with_annotations=with_annotations) for item in chosen]

    def take_back(self, accepted: Sequence[Accepted]) -> None:
        """Remember what became of the first ones taken out, and put the others back.

        Those that would have corrected a text unasked come back last, to be looked at. The first
        of all drafts becomes the current one.
        """
        left, offered = self.outgoing.come_back(accepted)
        self._items = [*left, *self._items, *offered]
        self.show(0)

    def drop(self) -> None:
        """Drop all drafts that are not decided on; what was accepted stays."""
        texts = (SourcedDraft(one.source, one.draft) for one in self.aside.waiting if one.draft)
        self.dropped += (*(item.sourced for item in self._items), *texts)
        self._items, self.aside, self._refused, self._current = [], AsideTexts(), (), 0
        self.outgoing.drop()
        self.acts.clear()

    def finish(self) -> list[Accepted]:
        """End the review and return what was accepted in it."""
        self.drop()
        self._live = False
        return self.outgoing.finish()


def _item_of(aside: Rejection) -> ReviewItem:
    assert aside.draft is not None
    return ReviewItem(SourcedDraft(aside.source, aside.draft), aside=aside)


def _text_of(aside: Rejection) -> str:
    return aside.draft.source_text if aside.draft else ""


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
