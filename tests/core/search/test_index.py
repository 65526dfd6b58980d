"""The index on disk: written, replaced, merged, shared by two writers, read back."""

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.library.syllabus import load_syllabus
from app.core.search.index.documents import IndexDocument, IndexEntry
from app.core.search.index.impact import impacts
from app.core.search.index.index import IndexFolder
from app.core.search.index.segment import Segment
from app.core.search.kinds import HitKind
from app.core.search.query.query import parse_query
from app.core.search.results.searcher import Searcher
from app.core.search.terms.synonyms import Synonyms
from app.core.search.terms.tokenizer import fold_text, word_list
from app.core.workspace import Workspace
from app.index_server import Worker

SYLLABUS = load_syllabus()
WORDS = ["flood", "treaty", "kalat", "indus", "کتاب", "pakistan", "senate", "1973", "is", "the"]


def entry(owner: str, text: str, kind: HitKind = HitKind.NOTE) -> IndexEntry:
    document = IndexDocument(
        kind=kind, id=owner, summary_id="", title="", subjects=[], topics=[], paper="", author="",
        day=0, colour="", lead="", text=text,
    )  # fmt: skip
    return IndexEntry(owner=owner, documents=[document] if text else [])


def found(folder: IndexFolder, word: str) -> set[str]:
    """Return the ids of what a whole word finds."""
    return found_by_word(folder, [word])[word]


def found_by_word(folder: IndexFolder, words: list[str]) -> dict[str, set[str]]:
    """Return the ids of what each of some whole words finds."""
    index = folder.open()
    assert index is not None
    searcher = Searcher(index, Synonyms([]))
    try:
        queries = {word: parse_query(f"{word} ", SYLLABUS, forgiving=False) for word in words}
        return {
            word: {hit.id for hit in searcher.search(query, 1_000).hits}
            for word, query in queries.items()
        }
    finally:
        searcher.close()


@contextmanager
def segments(folder: IndexFolder) -> Iterator[list[Segment]]:
    index = folder.open()
    assert index is not None
    with index.reader() as reader:
        yield [Segment(leaf) for leaf, _ in reader.leaf_readers()]


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
STEPS = st.lists(
    st.dictionaries(st.integers(0, 9).map("note:{}".format), TEXTS | st.just(""), min_size=1),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_after_any_changes_the_index_holds_what_there_is(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str]]
) -> None:
    folder = IndexFolder(tmp_path_factory.mktemp("index") / "i", "")
    there: dict[str, str] = {}
    for number, step in enumerate(steps, start=1):
        folder.apply([entry(owner, text) for owner, text in step.items()], number)
        there |= step
    assert found_by_word(folder, WORDS) == {
        word: {owner for owner, text in there.items() if word in text.split()} for word in WORDS
    }


def test_a_record_that_changes_while_it_is_written_is_held_once(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "i", "")
    writing = folder.write()
    writing.add([entry("note:1", "flood"), entry("note:2", "flood")])
    writing.add([entry("note:1", "treaty"), entry("note:2", "")])
    writing.commit(4)
    assert found(folder, "flood") == set()
    assert found(folder, "treaty") == {"note:1"}
    assert folder.number() == 4


def test_postings_are_those_of_the_texts(tmp_path: Path) -> None:
    chance = random.Random(3)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(1, 30))) for _ in range(300)]
    folder = IndexFolder(tmp_path / "i", "")
    folder.apply([entry(f"note:{n}", text) for n, text in enumerate(texts)], 1)
    expected: dict[str, dict[int, int]] = defaultdict(dict)
    for number, text in enumerate(texts):
        for word, impact in impacts(HitKind.NOTE, [], word_list(fold_text(text))).items():
            expected[word][number] = impact
    with segments(folder) as (segment,):
        assert segment.term_dictionary.terms == sorted(expected)
        for place, word in enumerate(segment.term_dictionary.terms):
            documents, weights = segment.term_dictionary.postings(place)
            assert dict(zip(documents, weights, strict=True)) == expected[word]
            assert list(documents) == sorted(documents)
            assert segment.term_dictionary.counts[place] == len(expected[word])


def test_segments_are_merged_without_loss(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "i", "")
    for number in range(40):
        folder.apply([entry(f"note:{number}", f"flood number {number}")], number + 1)
    with segments(folder) as many:
        assert len(many) < 12
    assert len(found(folder, "flood")) == 40
    assert found(folder, "17") == {"note:17"}


def test_one_writer_takes_over_what_another_has_written(tmp_path: Path) -> None:
    worker, helper = Worker(), Worker()
    main, part = str(tmp_path / "i"), str(tmp_path / "i-part")
    worker.answer({"do": "add", "folder": main, "after": 0, "entries": [entry("note:1", "flood")]})
    helper.answer({"do": "add", "folder": part, "after": 0, "entries": [entry("note:2", "flood")]})
    helper.answer({"do": "commit", "folder": part, "number": 0})
    worker.answer({"do": "commit", "folder": main, "number": 2, "parts": [part]})
    folder = IndexFolder(Path(main), "")
    assert found(folder, "flood") == {"note:1", "note:2"}
    assert not Path(part).exists()
    # What was taken over is replaced like anything else.
    folder.apply([entry("note:2", "treaty")], 3)
    assert found(folder, "flood") == {"note:1"}


def test_an_index_that_is_not_what_it_was_thought_to_be_is_not_written(tmp_path: Path) -> None:
    worker, name = Worker(), str(tmp_path / "i")
    request = {"do": "add", "folder": name, "after": 7, "entries": [entry("note:1", "flood")]}
    with pytest.raises(ValueError, match="holds 0 and not 7"):
        worker.answer(request)
    assert worker.answer({"do": "status", "folder": name})["number"] == 0


def test_a_word_weighs_by_place_and_length() -> None:
    short = impacts(HitKind.SUMMARY, [], ["flood"] * 2 + ["water"] * 98)
    long = impacts(HitKind.SUMMARY, [], ["flood"] * 2 + ["water"] * 998)
    in_title = impacts(HitKind.SUMMARY, ["flood"], ["water"] * 98)
    assert short["flood"] > long["flood"]
    assert in_title["flood"] > short["flood"]
    assert 0 < long["flood"] < long["water"] <= 255
    own = impacts(HitKind.NOTE, [], ["flood"] * 30)
    assert own["flood"] > impacts(HitKind.SUMMARY, [], ["flood"] * 450)["flood"]


@pytest.mark.parametrize(
    "words", ["mastung", "training camps", '"training camps"', "quetta -bolan", "kalat OR treaty",
              "mastung kind:fact", "insurg", "camps NEAR training", "balochistan in:notes"],
)  # fmt: skip
@pytest.mark.usefixtures("seed")
def test_without_an_index_the_library_itself_answers(workspace: Workspace, words: str) -> None:
    """Other spellings and word forms aside, it finds what the index would find."""
    workspace.notebook.add_note("Mastung and Kalat again")
    query = parse_query(words, SYLLABUS, forgiving=words == "insurg")
    folder = IndexFolder(workspace.index_folder, workspace.index_token)
    folder.apply(workspace.pending(0, 1_000).entries, workspace.last_change())
    index = folder.open()
    assert index is not None
    searcher = Searcher(index)
    expected = searcher.search(query, 100, summary_states=workspace.summary_states(query.filters))
    searcher.close()
    *_, plain = workspace.database_search(query, workspace.summary_states(query.filters), 100)
    assert plain.plain
    assert plain.counts == expected.counts
    assert {hit.id for hit in plain.hits} == {hit.id for hit in expected.hits}
    assert all(hit.excerpt.spans for hit in plain.hits)
