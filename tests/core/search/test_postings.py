"""Groups of a query limited to some documents find in these what they find in all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.search.index.documents import IndexDocument, IndexEntry
from app.core.search.index.index import IndexFolder
from app.core.search.kinds import HitKind
from app.core.search.query.forms import WordForm
from app.core.search.results.ranking import find_group
from app.core.search.results.searcher import Searcher

_DOCUMENTS = 120


def entry(number: int) -> IndexEntry:
    """Return a note in which `flood` is often, `relief` sometimes, and both together rarely."""
    words = ["flood"] * (1 + number % 4) if number % 2 else ["drought"]
    words += ["relief"] * (number % 5 == 0)
    document = IndexDocument(
        kind=HitKind.NOTE, id=str(number), summary_id="", title="", subjects=[], topics=[],
        paper="", author="", day=0, colour="", lead="", text=" ".join(words),
    )  # fmt: skip
    return IndexEntry(owner=f"note:{number}", documents=[document])


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    folder = IndexFolder(tmp_path, "")
    folder.apply(map(entry, range(_DOCUMENTS)), 1)
    index = folder.open()
    assert index is not None
    opened = Searcher(index)
    yield opened
    opened.close()


@pytest.mark.parametrize("words", [("flood",), ("relief",), ("flood", "relief")])
@pytest.mark.parametrize(
    "wanted", [range(0), range(3), range(20, 22), range(10, 70), range(_DOCUMENTS)]
)
def test_limited_to_documents_a_group_finds_the_same_of_them(
    searcher: Searcher, words: tuple[str, ...], wanted: range
) -> None:
    (segment,) = searcher.segments
    everything = find_group(segment, (WordForm(words),))
    assert 0 < len(everything) < _DOCUMENTS
    expected = {number: impact for number, impact in everything.items() if number in wanted}
    assert find_group(segment, (WordForm(words),), dict.fromkeys(wanted, 0).keys()) == expected
