"""What corrections teach: the spelling of an author or a paper that the reader has put right.

The next import finds the spelling again and puts it right by itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from app.core.importing.drafting.batch import Batch, SourcedDraft
from app.core.importing.drafting.corrections import with_basis
from app.core.importing.model import Draft
from app.core.importing.outcome import Lesson
from app.core.importing.storing.learned_spelling_store import LearnedSpellingStore
from app.core.importing.storing.same_name import is_same_author, is_same_paper
from app.core.library.details import doubts_about
from app.core.storage.database import Database
from app.core.text_key import text_key

_SAME: Final[dict[str, Callable[[str, str], bool]]] = {
    "author": is_same_author,
    "publication": is_same_paper,
}


class Credited(Protocol):
    """Whatever has an author and a paper: a draft, a summary, its details."""

    @property
    def author(self) -> str | None:
        """Who wrote the article."""

    @property
    def publication(self) -> str | None:
        """The paper that it was in."""


class LearnedSpellings:
    """Learns from corrections, and applies what was learned to drafts."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._store = LearnedSpellingStore(database)

    def __len__(self) -> int:
        """Return how many spellings were learned."""
        return self._store.count()

    def learn(self, found: Credited, corrected: Credited) -> tuple[Lesson, ...]:
        """Learn what the reader made of an author and a paper; return it, to be unlearned.

        Nothing is learned from a name that was missing or somebody else's.
        """
        lessons: list[Lesson] = []
        for field, is_same in _SAME.items():
            old, new = getattr(found, field), getattr(corrected, field)
            if not old or not new or old == new or not is_same(old, new):
                continue
            known = self._store.all_of(field)
            # What the reader holds right is from now on replaced by nothing.
            changes = {text_key(new): None, text_key(old): new}
            lessons += (
                Lesson(field, key, known.get(key), since)
                for key, since in changes.items()
                if known.get(key) != since
            )
        self.relearn(lessons)
        return tuple(lessons)

    def relearn(self, lessons: Iterable[Lesson]) -> None:
        """Learn again what was unlearned."""
        with self._db.transaction():
            for lesson in lessons:
                self._store.put(lesson.field, lesson.key, lesson.since)

    def unlearn(self, lessons: Iterable[Lesson]) -> None:
        """Go back to what was known before: the correction was undone."""
        with self._db.transaction():
            for lesson in lessons:
                self._store.put(lesson.field, lesson.key, lesson.before)

    def forget_all(self) -> None:
        """Forget all that was learned."""
        with self._db.transaction():
            self._store.clear()

    def spellings(self) -> dict[str, dict[str, str]]:
        """Return what spellings become, by field and key."""
        return {field: self._store.all_of(field) for field in _SAME}


def apply_learned(batch: Batch, spellings: Mapping[str, Mapping[str, str]]) -> Batch:
    """Return a batch whose authors and papers are spelled as the reader has corrected them."""
    if not any(spellings.values()):
        return batch
    return replace(
        batch,
        drafts=tuple(_sourced(sourced, spellings) for sourced in batch.drafts),
        rejected=tuple(
            replace(one, draft=_respelled(one.draft, spellings)) if one.draft else one
            for one in batch.rejected
        ),
    )


def _sourced(sourced: SourcedDraft, spellings: Mapping[str, Mapping[str, str]]) -> SourcedDraft:
    return replace(sourced, draft=_respelled(sourced.draft, spellings))


def _respelled(draft: Draft, spellings: Mapping[str, Mapping[str, str]]) -> Draft:
    for field, known in spellings.items():
        found = getattr(draft, field)
        wanted = _corrected(found, known) if found else None
        if wanted is None or wanted == found:
            continue
        settled = doubts_about((field,))
        changes: dict[str, Any] = {
            field: wanted,
            "warnings": tuple(one for one in draft.warnings if one.kind not in settled),
        }
        draft = with_basis(replace(draft, **changes), (field,))
    return draft


def _corrected(found: str, known: Mapping[str, str]) -> str | None:
    """Return what a spelling has become in the end: one correction may follow another."""
    wanted, seen = None, set[str]()
    key = text_key(found)
    while key in known and key not in seen:
        seen.add(key)
        wanted = known[key]
        key = text_key(wanted)
    return wanted
