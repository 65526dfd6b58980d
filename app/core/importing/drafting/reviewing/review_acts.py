"""What can be undone in a review: texts taken or left out, and suggested subjects, the last first.

An act can be undone as long as something of it is still there: a draft that was stored or merged
since is not brought back, and subjects that were changed since stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.corrections import with_basis
from app.core.importing.drafting.review import ReviewItem
from app.core.importing.drafting.reviewing.aside_texts import AsideTexts
from app.core.importing.model import Basis, Draft
from app.core.library.details import doubts_about
from app.core.library.model import SubjectTopics

Subjects = tuple[SubjectTopics, ...]


class ActKind(StrEnum):
    """What an act was about."""

    TAKEN = "taken"
    LEFT_OUT = "left-out"
    SUBJECTS = "subjects"


@dataclass(frozen=True, slots=True)
class Served:
    """A draft, by what was understood of it, and its subjects before and after an act."""

    found: Draft
    before: Subjects
    after: Subjects


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """What the reader did at once, to these texts that were set aside or to these drafts."""

    kind: ActKind
    texts: tuple[Rejection, ...] = ()
    served: tuple[Served, ...] = ()


class Reviewed(Protocol):
    """What acts need of the review that they belong to."""

    aside: AsideTexts

    @property
    def items(self) -> Sequence[ReviewItem]:
        """The drafts still to decide on."""

    @property
    def current(self) -> ReviewItem | None:
        """The draft that is being looked at."""

    def put(self, number: int, item: ReviewItem) -> None:
        """Put a changed draft in the place of one."""

    def put_back(self, taken: Sequence[Rejection]) -> None:
        """Set texts aside again."""


class ReviewActs:
    """Remembers what the reader did in a review, and undoes it."""

    def __init__(self, review: Reviewed) -> None:
        self._review = review
        self._acts: list[Act] = []

    @property
    def last(self) -> Act | None:
        """The last act of which something can be undone; None without any."""
        there = (self._still_there(act) for act in reversed(self._acts))
        return next((act for act in there if act), None)

    def clear(self) -> None:
        """Forget all acts."""
        self._acts = []

    def took(self, texts: Iterable[Rejection]) -> None:
        """Remember that texts were taken as they are."""
        self._acts.append(Act(ActKind.TAKEN, tuple(texts)))

    def leave_out(self, text: Rejection) -> None:
        """Leave out a text that was set aside."""
        self._review.aside.leave_out(text)
        self._acts.append(Act(ActKind.LEFT_OUT, (text,)))

    def gave(self, before: Subjects) -> None:
        """Remember that the current draft was given subjects in place of those before."""
        item = self._review.current
        if item is not None and item.sourced.found is not None:
            served = Served(item.sourced.found, before, item.draft.subjects)
            self._acts.append(Act(ActKind.SUBJECTS, served=(served,)))

    def give(self, wanted: Sequence[tuple[Draft, Subjects]]) -> int:
        """Give drafts without subjects these, by what was understood; return how many got some."""
        subjects = {id(draft): given for draft, given in wanted}
        served: list[Served] = []
        for number, item in enumerate(self._review.items):
            given = subjects.get(id(item.understood))
            if given and not item.draft.subjects:
                served.append(Served(item.understood, (), given))
                draft = _with(item.draft, given)
                sourced = replace(item.sourced, draft=draft, found=item.understood)
                self._review.put(number, replace(item, sourced=sourced))
        if served:
            self._acts.append(Act(ActKind.SUBJECTS, served=tuple(served)))
        return len(served)

    def undo(self) -> Act | None:
        """Undo the last act; return what of it was undone, None if there was none."""
        act = self.last
        if act is None:
            return None
        match act.kind:
            case ActKind.TAKEN:
                self._review.put_back(act.texts)
            case ActKind.LEFT_OUT:
                self._review.aside.bring_back(act.texts)
            case ActKind.SUBJECTS:
                self._take_back(act.served)
        return act

    # Inside

    def _still_there(self, act: Act) -> Act | None:
        """Return what is left of an act."""
        if act.kind is ActKind.SUBJECTS:
            now = {id(one.sourced.found): one.draft.subjects for one in self._review.items}
            served = tuple(one for one in act.served if now.get(id(one.found)) == one.after)
            return replace(act, served=served) if served else None
        if act.kind is ActKind.TAKEN:
            there = {id(item.aside) for item in self._review.items if item.aside}
        else:
            there = {id(one) for one in self._review.aside.left_out}
        texts = tuple(one for one in act.texts if id(one) in there)
        return replace(act, texts=texts) if texts else None

    def _take_back(self, served: Iterable[Served]) -> None:
        by_draft = {id(one.found): one for one in served}
        for number, item in enumerate(self._review.items):
            act = by_draft.get(id(item.sourced.found))
            if act is None or item.draft.subjects != act.after:
                continue
            found = act.found if item.edited else None
            draft = _without(item.draft, act)
            self._review.put(
                number, replace(item, sourced=replace(item.sourced, draft=draft, found=found))
            )


def _with(draft: Draft, subjects: Subjects) -> Draft:
    settled = doubts_about(("subjects",))
    return replace(
        with_basis(draft, ("subjects",)),
        subjects=subjects,
        warnings=tuple(one for one in draft.warnings if one.kind not in settled),
    )


def _without(draft: Draft, act: Served) -> Draft:
    """Return a draft with the subjects of before, and the doubts about them."""
    about = doubts_about(("subjects",))
    doubts = () if act.before else (one for one in act.found.warnings if one.kind in about)
    kept = act.before and act.before != act.found.subjects
    return replace(
        draft,
        subjects=act.before,
        warnings=tuple(dict.fromkeys((*draft.warnings, *doubts))),
        bases=tuple(
            one
            for one in draft.bases
            if kept or one.field != "subjects" or one.basis is not Basis.READER
        ),
    )
