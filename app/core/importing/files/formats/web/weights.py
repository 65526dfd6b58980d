"""How much of a page's prose each of its elements holds, links and furniture counted little."""

from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.furniture_names import is_named_as_furniture
from app.core.importing.files.formats.web.tree import BLOCKS, label_kind
from app.core.library.model import SectionKind

# In characters: what is shorter is rather a label, a date or a button.
_FULL_BLOCK: Final = 80
_SHORT_BLOCK: Final = 25
_SHORT_COUNTS: Final = 0.3
_FURNITURE_COUNTS: Final = 0.1
_MOST_LINKS: Final = 0.5
# Labels that are a summary's even in a box at the side; `Notes` there is a menu.
_SURE: Final = frozenset((SectionKind.FACTS, SectionKind.SUBJECTS, SectionKind.BEGINNERS))


@dataclass(slots=True)
class Weight:
    """What an element holds: its own characters, those in links; the prose and labels below it."""

    own: int = 0
    linked: int = 0
    chars: int = 0
    chars_linked: int = 0
    prose: float = 0
    labels: frozenset[SectionKind] = frozenset()

    @property
    def link_share(self) -> float:
        """The share of the characters that are in links."""
        return self.chars_linked / self.chars if self.chars else 0


class Weights:
    """The weight of every element of a tree."""

    def __init__(self, root: HtmlElement) -> None:
        self._of: dict[HtmlElement, Weight] = {}
        block: dict[HtmlElement, HtmlElement] = {}
        in_link: dict[HtmlElement, bool] = {}
        counts: dict[HtmlElement, float] = {}
        order = [element for element in root.iter() if isinstance(element.tag, str)]
        for element in order:
            parent = element.getparent() if element is not root else None
            if parent is None:
                block[element], in_link[element], counts[element] = element, False, 1.0
            else:
                own = element.tag in BLOCKS
                block[element] = element if own else block[parent]
                in_link[element] = in_link[parent] or element.tag == "a"
                counts[element] = counts[parent]
                if counts[parent] == 1.0 and own and is_named_as_furniture(element):
                    counts[element] = _FURNITURE_COUNTS
            self._of[element] = Weight()
            self._add(block[element], element.text, linked=in_link[element])
            if parent is not None:
                self._add(block[parent], element.tail, linked=in_link[parent])
        for element in reversed(order):
            weight = self._of[element]
            weight.chars += weight.own
            weight.chars_linked += weight.linked
            if weight.own:
                weight.prose += _prose(weight) * counts[element]
                kind = label_kind(element) if weight.chars < _FULL_BLOCK else None
                if kind and (counts[element] == 1.0 or kind in _SURE):
                    weight.labels |= {kind}
            if element is not root:
                above = self._of[element.getparent()]
                above.chars += weight.chars
                above.chars_linked += weight.chars_linked
                above.prose += weight.prose
                if weight.labels:
                    above.labels |= weight.labels

    def _add(self, element: HtmlElement, text: str | None, *, linked: bool) -> None:
        length = len(text.strip()) if text else 0
        if length:
            self._of[element].own += length
            if linked:
                self._of[element].linked += length

    def __getitem__(self, element: HtmlElement) -> Weight:
        """Return the weight of an element; what came in later weighs nothing."""
        return self._of.get(element) or Weight()

    def forget(self) -> None:
        """Let go of the elements, the last first.

        Those of a branch that was cut off ask, when they go, whether another of it is still in use:
        from the first on, each would ask all before it.
        """
        while self._of:
            self._of.popitem()


def _prose(weight: Weight) -> float:
    if weight.linked > weight.own * _MOST_LINKS:
        return 0
    length = weight.own - weight.linked
    if weight.own >= _FULL_BLOCK:
        return length
    return length * _SHORT_COUNTS if weight.own >= _SHORT_BLOCK else 0
