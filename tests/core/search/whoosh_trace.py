"""Which of Whoosh's modules are loaded, and in which a function runs, in all that an index does.

Prints both as JSON. To be run in a process of its own: others load more of Whoosh.
"""

import json
import sys
import tempfile
from pathlib import Path
from types import FrameType

from app.core.library.syllabus import load_syllabus
from app.core.search.index.documents import IndexDocument, IndexEntry
from app.core.search.index.index import IndexFolder
from app.core.search.kinds import HitKind
from app.core.search.query.query import parse_query
from app.core.search.results.searcher import Searcher
from app.core.search.terms.stemming import stem

QUERIES = (
    "treaty", '"human rights"', "sovereign*", "tretay", "insurgency -flood", "1973", "kind:note x",
)  # fmt: skip


def entry(owner: str, text: str, subjects: tuple[str, ...] = ()) -> IndexEntry:
    """Return a note for the index; without a text it removes what its owner had."""
    document = IndexDocument(
        kind=HitKind.NOTE, id=owner, summary_id="", title="", subjects=list(subjects), topics=[],
        paper="", author="", day=0, colour="", lead="", text=text,
    )  # fmt: skip
    return IndexEntry(owner=owner, documents=[document] if text else [])


def use_an_index(place: Path) -> None:
    """Build, change, merge, share, cancel and search an index."""
    stem.cache_clear()
    folder, part = IndexFolder(place / "index", ""), IndexFolder(place / "part", "")
    for number in range(1, 30):
        text = f"treaty {number} of human rights and insurgents"
        folder.apply([entry(f"note:{number}", text, ("law",))], number)
    folder.apply([entry("note:1", ""), entry("note:2", "floods")], 40)
    part.apply([entry("note:50", "kept apart")], 1)
    writing = folder.write()
    writing.adopt(part)
    writing.commit(50)
    writing = folder.write()
    writing.add([entry("note:51", "never kept")])
    writing.cancel()
    index = folder.open()
    assert index is not None
    searcher, syllabus = Searcher(index), load_syllabus()
    for query in QUERIES:
        searcher.search(parse_query(query, syllabus), 20, each_kind=True, facets=True)
    searcher.close()


def main() -> None:
    """Use an index once, to load everything, and once more while it is watched."""
    ran = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            ran.add(frame.f_globals.get("__name__", ""))

    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        use_an_index(Path(first))
        sys.setprofile(watch)
        use_an_index(Path(second))
        sys.setprofile(None)
    loaded = {name for name in sys.modules if name.partition(".")[0] == "whoosh"}
    print(json.dumps({"ran": sorted(ran & loaded), "loaded": sorted(loaded)}))


if __name__ == "__main__":
    main()
