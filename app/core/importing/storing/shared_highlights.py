"""The highlights of a pack into the library: anchored in the stored text, each only once."""

from datetime import datetime

from app.core.importing.storing.passages import PassageFinder
from app.core.notes.model import Anchor, Highlight
from app.core.notes.shared_annotations import SharedAnnotations, SharedHighlight
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.storage.ids import derived_id


class HighlightImporter:
    """Stores the highlights that came with one summary."""

    def __init__(
        self,
        shared_annotations: SharedAnnotations,
        summary_id: str,
        passages: PassageFinder,
        highlights: HighlightStore,
        moment: datetime,
    ) -> None:
        self._shared_annotations = shared_annotations
        self._summary_id = summary_id
        self._passages = passages
        self._highlights = highlights
        self._moment = moment
        self._present = highlights.of_summary(summary_id)

    def store(self) -> tuple[dict[str, str], list[str]]:
        """Store what is not here yet and bring back what is in the trash.

        Returns the ids that the pack's highlights have here, by their ids in the pack, and the
        ids of those that are new here or back from the trash.
        """
        ids: dict[str, str] = {}
        new: list[str] = []
        for enclosed in self._shared_annotations.highlights:
            own_id, is_new = self._store(enclosed)
            if own_id:
                ids[enclosed.id] = own_id
            if is_new:
                new.append(own_id)
        return ids, new

    def _store(self, enclosed: SharedHighlight) -> tuple[str, bool]:
        """Return the id that a highlight has here, '' for none, and whether it is new here.

        It keeps its id unless another record has that one here; then it gets a derived one, the
        same at every import.
        """
        origin = self._shared_annotations.origin_of(enclosed.origin)
        derived = derived_id(
            enclosed.id, self._summary_id, enclosed.colour, str(enclosed.start), enclosed.quote
        )
        for own_id in (enclosed.id, derived):
            known, trashed = self._highlights.find(own_id) or (None, False)
            if known is None:
                return self._add(own_id, enclosed, origin)
            same = origin == known.origin or enclosed.quote == known.anchor.quote
            if same and known.summary_id == self._summary_id:
                if trashed:
                    self._highlights.set_deleted(own_id, None)
                return own_id, trashed
        return "", False

    def _add(self, own_id: str, enclosed: SharedHighlight, origin: str) -> tuple[str, bool]:
        """Add a highlight, unless one of the same colour covers its passage already."""
        anchor = self._passages.anchor(enclosed)
        for other in self._present:
            if other.colour is enclosed.colour and _covers(other.anchor, anchor):
                return other.id, False
        highlight = Highlight(
            own_id,
            self._summary_id,
            enclosed.colour,
            anchor,
            self._moment,
            self._moment,
            origin,
        )
        self._highlights.put(highlight)
        self._present.append(highlight)
        return own_id, True


def _covers(other: Anchor, passage: Anchor) -> bool:
    if other.start is None or passage.start is None:
        # Orphans are known by their words.
        return other.start is passage.start and other.quote == passage.quote
    return other.start <= passage.start and passage.end <= other.end
