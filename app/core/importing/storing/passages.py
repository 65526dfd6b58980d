"""Where the marked passages of a pack are in the stored text of their summary."""

from dataclasses import replace
from functools import cached_property

from app.core.library.model import Summary
from app.core.library.page import build_page
from app.core.notes.anchoring import locate, make_anchor
from app.core.notes.model import Anchor
from app.core.notes.reanchoring import TextChange
from app.core.notes.shared_annotations import SharedHighlight


class PassageFinder:
    """Finds passages of the pack's text in the stored text, which may be another revision of it.

    In three steps: where the passage begins in the pack's text; where that place is now, by the
    difference between the two texts; an anchor there. A passage that is not found for certain
    becomes an orphan and is never guessed.
    """

    def __init__(self, pack_text: str, summary: Summary) -> None:
        self._pack_text = pack_text
        self._revision_id = summary.revision_id
        self._page = build_page(summary)

    def anchor(self, enclosed: SharedHighlight) -> Anchor:
        """Return the anchor of a passage in the stored text; an orphan's has no start."""
        in_pack = Anchor(
            "",
            self._start_in_pack(enclosed),
            enclosed.quote,
            enclosed.prefix,
            enclosed.suffix,
            enclosed.heading,
        )
        stored = in_pack
        if self._change is not None:
            stored = self._change.reanchor(in_pack, self._revision_id)
            if stored.start is None:
                start = locate(in_pack, self._page.text, self._revision_id)
                stored = replace(in_pack, start=start)
        if stored.start is not None:
            anchor = make_anchor(self._page, self._revision_id, stored.start, stored.end)
            if anchor is not None:
                return anchor
        return replace(in_pack, revision_id=self._revision_id, start=None)

    def _start_in_pack(self, enclosed: SharedHighlight) -> int | None:
        """Return where a passage begins in the pack's text: by place, by surroundings, by words."""
        text = self._pack_text
        if enclosed.start is not None:
            begin = enclosed.start - len(enclosed.prefix)
            around = enclosed.prefix + enclosed.quote + enclosed.suffix
            if begin >= 0 and text.startswith(around, begin):
                return enclosed.start
        nowhere = Anchor("", None, enclosed.quote, enclosed.prefix, enclosed.suffix)
        start = locate(nowhere, text, self._revision_id)
        if start is None and text.count(enclosed.quote) == 1:
            # Drafts that were merged or split in the review have other surroundings.
            return text.index(enclosed.quote)
        return start

    @cached_property
    def _change(self) -> TextChange | None:
        """The difference between the pack's text and the stored one, None if there is none."""
        if self._pack_text == self._page.text:
            return None
        return TextChange(self._pack_text, self._page.text)
