"""The focus on facts: which one the keyboard acts on, and which one the pointer is over."""

from dataclasses import dataclass

from app.ui.reader.page.page_document import FactPlace, PageDocument


@dataclass(slots=True)
class FactFocus:
    """The facts of a page and, by their ids, the focused one and the one under the pointer."""

    page: PageDocument | None = None
    focused: str | None = None
    hovered: str | None = None

    @property
    def place(self) -> FactPlace | None:
        """Where the focused fact is on the page."""
        return self.place_of(self.focused)

    def place_of(self, fact_id: str | None) -> FactPlace | None:
        """Return where a fact is on the page, None if the page has no such fact."""
        facts = self.page.facts if self.page is not None else []
        return next((fact for fact in facts if fact.fact_id == fact_id), None)

    def neighbour(self, step: int, position: int) -> str | None:
        """Return the fact `step` facts away from the focused one, stopping at the ends.

        Without a focus it is the first fact that begins at `position` or below, else the last one.
        None if the page has no facts.
        """
        if self.page is None or not self.page.facts:
            return None
        facts = self.page.facts
        ids = [fact.fact_id for fact in facts]
        if self.focused in ids:
            number = ids.index(self.focused) + step
        else:
            below = (n for n, fact in enumerate(facts) if fact.start >= position)
            number = next(below, len(ids) - 1)
        return ids[min(max(number, 0), len(ids) - 1)]
