"""What the links of a pack's notes lead to in this library."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from app.core.library.library import Library
from app.core.library.model import FactText, Summary
from app.core.library.similarity import match_facts
from app.core.notes.model import Link, LinkKind
from app.core.notes.shared_annotations import FACT_LENGTH, SharedLink, SharedNote
from app.core.text_key import text_key

# At most so many pairs of facts are compared; beyond that only equal ones are the same.
_MOST_PAIRS: Final = 100_000


class LinkResolver:
    """Resolves the links of the notes that came with one summary.

    `pack_facts` are the summary's facts in the pack. `highlight_ids` and `note_ids` lead from the
    ids that the pack's highlights and notes have in the pack to those that they have here.
    """

    def __init__(
        self,
        summary: Summary,
        pack_facts: Sequence[FactText],
        library: Library,
        highlight_ids: Mapping[str, str],
        note_ids: Mapping[str, str],
    ) -> None:
        self._summary = summary
        self._pack_facts = pack_facts
        self._library = library
        self._highlight_ids = highlight_ids
        self._note_ids = note_ids
        self._to_summary = Link(LinkKind.SUMMARY, summary.id)

    def links(self, enclosed: SharedNote) -> tuple[Link, ...]:
        """Return what a note is linked to here; what is not found leads to the summary.

        A note without links belongs to another summary of the pack, and only a note leads to it.
        """
        itself = Link(LinkKind.NOTE, self._note_ids[enclosed.id])
        targets = (self._target(link) for link in enclosed.links)
        found = dict.fromkeys(target for target in targets if target and target != itself)
        return tuple(found) or ((self._to_summary,) if enclosed.links else ())

    def _target(self, link: SharedLink) -> Link | None:
        """Return the link as it is here; None for a note or a subject that is not here."""
        syllabus = self._library.syllabus
        match link.kind:
            case LinkKind.SUMMARY:
                return self._to_summary
            case LinkKind.FACT:
                fact_id = self._fact_id(link)
                return Link(LinkKind.FACT, fact_id) if fact_id else self._to_summary
            case LinkKind.HIGHLIGHT:
                own_id = self._highlight_ids.get(link.id)
                return Link(LinkKind.HIGHLIGHT, own_id) if own_id else self._to_summary
            case LinkKind.NOTE:
                own_id = self._note_ids.get(link.id)
                return Link(LinkKind.NOTE, own_id) if own_id else None
            case LinkKind.SUBJECT:
                return Link(LinkKind.SUBJECT, link.id) if syllabus.has(link.id) else None
            case LinkKind.TOPIC:
                name = " ".join(link.text.split())
                if not syllabus.has(link.id) or not text_key(name):
                    return None
                return Link(LinkKind.TOPIC, self._library.topics.ensure(link.id, name).id)

    def _fact_id(self, link: SharedLink) -> str | None:
        """Return the id of the fact that a link means: by place and words, else by words alone."""
        positions = self._positions.get(link.text, [])
        if link.position in positions:
            return self._fact_ids.get(link.position)
        return self._fact_ids.get(positions[0]) if len(positions) == 1 else None

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        """The positions of the pack's facts, by their first words."""
        found: dict[str, list[int]] = {}
        for position, fact in enumerate(self._pack_facts):
            found.setdefault(fact.text[:FACT_LENGTH], []).append(position)
        return found

    @cached_property
    def _fact_ids(self) -> dict[int, str]:
        """The ids that the pack's facts have here, by their position in the pack."""
        here, there = self._summary.facts, self._pack_facts
        if [fact.text for fact in here] == [fact.text for fact in there]:
            return {position: fact.id for position, fact in enumerate(here)}
        if len(here) * len(there) <= _MOST_PAIRS:
            return match_facts(here, there)
        by_text = {fact.text: fact.id for fact in here}
        return {
            position: by_text[fact.text]
            for position, fact in enumerate(there)
            if fact.text in by_text
        }
