"""Words folded, queries forgiven, hits ranked, excerpts marked, the index healed."""

import gc
import json
import os
import pickle
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from app.cli.indexing import catch_up, indexed_up_to, open_searcher
from app.core.library.syllabus import load_syllabus
from app.core.notes.model import Colour, Link, LinkKind
from app.core.search.index.index import IndexFolder
from app.core.search.index.schema import make_schema
from app.core.search.kinds import HitKind
from app.core.search.query.query import parse_query
from app.core.search.results.excerpts import make_excerpt
from app.core.search.results.match_terms import MatchTerms, find_matches
from app.core.search.results.results import Results
from app.core.search.results.searcher import Searcher
from app.core.search.terms.tokenizer import normalize, words
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.vouching import vouch

SYLLABUS = load_syllabus()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كتاب", "کِتاب"), ("پاكستان", "پاکستان"), ("هے", "ہے"), ("آئین", "ائین"), ("إسلام", "اسلام"),
        ("أحمد", "احمد"), ("مدرسة", "مدرسہ"), ("علي", "علی"), ("خُودِی", "خودی"), ("ملّت", "ملت"),
        ("Café", "cafe"), ("NAÏVE", "naive"), ("Pakistan’s", "Pakistan"), ("don't", "dont"),
        ("ﷲ", "اللہ"), ("آ", "ا"),
    ],
)  # fmt: skip
def test_words_that_are_one(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("1,824 people", ["1824", "people"]),
        ("۱۹۷۳ء میں", ["1973", "میں"]),
        ("6.7bn Rs700bn", ["6.7", "bn", "rs", "700", "bn"]),
        ("IS-K’s U.S.", ["is", "k", "u", "s"]),
        ("", []),
        ("—…!؟", []),
    ],
)
def test_words_of_a_text(text: str, folded: list[str]) -> None:
    found = list(words(text))
    assert [word.text for word in found] == folded
    assert all(text[word.start : word.end] for word in found)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_words_keep_their_place_in_any_text(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        last = word.end


def test_a_query_is_read() -> None:
    query = parse_query(
        'balochistan "training camps" -shrine church subject:IR kind:fact insurg', SYLLABUS
    )
    assert [[term.words for term in group] for group in query.groups] == [
        [("balochistan",)], [("training", "camps")], [("church",)], [("insurg",)],
    ]  # fmt: skip
    assert query.groups[1][0].exact
    assert query.groups[3][0].prefix
    assert not query.groups[0][0].prefix
    assert [term.words for term in query.excluded] == [("shrine",)]
    assert query.filters.subjects == (("international-relations",),)
    assert query.filters.kinds == (HitKind.FACT,)


def test_or_joins_two_terms() -> None:
    query = parse_query("flood OR drought relief ", SYLLABUS)
    assert [[t.words[0] for t in group] for group in query.groups] == [
        ["flood", "drought"],
        ["relief"],
    ]
    assert not any(term.prefix for term in query.terms)


@pytest.mark.parametrize(
    "text", ["", "  ", '"', "((((", "-", "OR", "NOT AND", "subject:", 'kind:"', "::::", '-""']
)
def test_no_input_is_an_error(text: str) -> None:
    assert parse_query(text, SYLLABUS).empty or parse_query(text, SYLLABUS).groups


def test_what_makes_no_sense_is_said() -> None:
    assert parse_query("subject:nothing kind:nothing ((( flood", SYLLABUS).ignored == (
        "subject:nothing", "kind:nothing", "(((",
    )  # fmt: skip


def test_excerpts_show_and_mark_the_matches() -> None:
    text = "A " * 100 + "flood came and the floods went. " + "B " * 100
    excerpt = make_excerpt(text, MatchTerms(beginnings=("flood",)))
    assert excerpt.marked("[", "]").count("[flood") == 2
    assert len(excerpt.text) < 260
    assert [excerpt.text[a:b] for a, b in excerpt.spans] == ["flood", "floods"]


def test_matches_in_urdu_stand_at_the_right_letters() -> None:
    text = "اقبال کی کِتاب اور خُودِی"
    spans = find_matches(text, MatchTerms((normalize("كتاب"), normalize("خودی"))))
    assert [text[a:b] for a, b in spans] == ["کِتاب", "خُودِی"]


@pytest.fixture
def filled(workspace: Workspace, seed: str) -> Iterator[Workspace]:
    """The seed with a highlight and a note, and the starter library."""
    for sourced in workspace.importer.read_starter_library().drafts:
        workspace.importer.accept(sourced)
    workspace.notebook.add_highlight_of(seed, "Mastung, Kalat and Bolan", Colour.YELLOW)
    fact = workspace.library.summary(seed).facts[1]
    workspace.notebook.add_note(
        "Kasualties for the **essay**",
        [Link(LinkKind.FACT, fact.id), Link(LinkKind.SUBJECT, "english-essay")],
    )
    return workspace


def ask(workspace: Workspace, text: str, limit: int = 10) -> Results:
    searcher = open_searcher(workspace)
    try:
        return searcher.search(parse_query(text, SYLLABUS), limit)
    finally:
        searcher.close()


def test_one_search_over_everything(filled: Workspace, seed: str) -> None:
    results = ask(filled, "Mastung")
    assert results.counts == {HitKind.SUMMARY: 2, HitKind.FACT: 3, HitKind.HIGHLIGHT: 1}
    assert ask(filled, "kasualties").counts == {HitKind.NOTE: 1}
    assert ask(filled, '"training camps"').counts[HitKind.FACT] == 2
    assert ask(filled, '"camps training"').total == 0
    best = ask(filled, "436").hits[0]
    assert best.kind is HitKind.FACT
    assert "[436]" in best.excerpt.marked("[", "]")
    assert seed in {hit.summary_id for hit in ask(filled, "balochistan insurg").hits}
    assert "IS-K in Balochistan" in {hit.title for hit in ask(filled, "rana").hits}


@pytest.mark.parametrize("word", ["خودی", "خُودِی", "خُودی", "۱۹۷۳", "١٩٧٣", "آئین", "كا"])
def test_urdu_with_and_without_its_marks(filled: Workspace, word: str) -> None:
    assert HitKind.SUMMARY in ask(filled, word).counts


def test_limits(filled: Workspace) -> None:
    everything = ask(filled, "treaty").counts
    facts = ask(filled, "treaty kind:fact").counts
    assert facts == {HitKind.FACT: everything[HitKind.FACT]}
    law = ask(filled, "treaty subject:international-law", 100)
    assert 0 < law.total < sum(everything.values())
    assert all("international-law" in hit.subjects for hit in law.hits)
    assert ask(filled, "subject:law kind:note").total == 0
    without = ask(filled, "treaty -water", 100)
    assert 0 < without.total < sum(everything.values())
    assert all("water" not in hit.excerpt.text for hit in without.hits)


def test_a_misspelt_word_is_put_right(filled: Workspace) -> None:
    results = ask(filled, "Mastnug")
    assert results.did_you_mean == "mastung"
    assert results.hits
    assert all(hit.corrected for hit in results.hits)


def test_the_index_follows_every_change(filled: Workspace, seed: str) -> None:
    assert ask(filled, "kasualties").total == 1
    (note,) = filled.notebook.notes()
    filled.notebook.edit_note(note.id, "Losses")
    assert (ask(filled, "kasualties").total, ask(filled, "losses kind:note").total) == (0, 1)
    filled.notebook.trash_note(note.id)
    assert ask(filled, "losses kind:note").total == 0
    filled.notebook.restore_note(note.id)
    assert ask(filled, "losses kind:note").total == 1
    filled.library.trash(seed)
    assert {hit.kind for hit in ask(filled, "kalat").hits if hit.summary_id == seed} == {
        HitKind.HIGHLIGHT
    }
    filled.library.restore(seed)
    assert ask(filled, "Kalat Bolan kind:summary").total >= 1


def test_reading_does_not_stir_the_index(filled: Workspace, seed: str) -> None:
    before = filled.last_change()
    filled.library.remember_position(seed, 9)
    filled.library.set_starred(seed, starred=True)
    assert filled.last_change() == before


def test_a_missing_index_is_made_anew(filled: Workspace) -> None:
    assert ask(filled, "treaty").total
    IndexFolder(filled.index_folder, filled.index_token).remove()
    assert ask(filled, "treaty").total


def damage(path: Path, generator: random.Random) -> None:
    data = bytearray(path.read_bytes())
    how = generator.randrange(3)
    if how == 0 and data:
        data[generator.randrange(len(data))] ^= 1 << generator.randrange(8)
    elif how == 1:
        del data[generator.randrange(len(data) or 1) :]
    else:
        at = generator.randrange(len(data) or 1)
        data[at : at + 512] = bytes(512)
    path.write_bytes(data)


def test_a_damaged_index_is_never_trusted(filled: Workspace) -> None:
    expected = ask(filled, "treaty").counts
    generator = random.Random(7)
    for _ in range(12):
        files = sorted(filled.index_folder.glob("*"))
        damage(generator.choice(files), generator)
        assert ask(filled, "treaty").counts == expected


def test_an_index_ahead_of_its_library_is_made_anew(filled: Workspace) -> None:
    folder = catch_up(filled)
    vouch(folder, filled.last_change() + 1000)
    assert indexed_up_to(folder, filled) == 0


def test_a_manifest_with_another_number_is_not_believed(filled: Workspace) -> None:
    catch_up(filled)
    path = filled.index_folder / "manifest.json"
    stored = json.loads(path.read_text())
    path.write_text(json.dumps({**stored, "number": stored["number"] - 1}))
    assert IndexFolder(filled.index_folder, filled.index_token).open() is None


def test_an_index_of_another_format_is_made_anew(filled: Workspace) -> None:
    catch_up(filled)
    path = filled.index_folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 0}))
    assert IndexFolder(filled.index_folder, filled.index_token).open() is None
    assert ask(filled, "treaty").total


class Evil:
    """A pickle of this runs a command when it is loaded."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"echo x > {self._mark}",)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_hostile_index_runs_nothing(filled: Workspace, tmp_path: Path) -> None:
    """Even behind a manifest that vouches for it: the second defence must hold by itself."""
    mark = tmp_path / "pwned"
    catch_up(filled)
    folder = filled.index_folder
    storage = FileStorage(str(folder))
    toc = TOC.read(storage, "MAIN", schema=make_schema())
    toc.segments = [Evil(mark)]
    for path in folder.glob("*.toc"):
        path.unlink()
    toc.write(storage, "MAIN")
    vouch(IndexFolder(folder, filled.index_token), filled.last_change())
    assert IndexFolder(folder, filled.index_token).open() is None
    assert not mark.exists()
    for schema in (None, make_schema()):
        with pytest.raises(pickle.UnpicklingError):
            TOC.read(storage, "MAIN", schema=schema)
    assert not mark.exists()
    gc.collect()  # Whoosh leaves the file open behind its exception


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_query_is_answered(text: str) -> None:
    searcher = test_any_query_is_answered.searcher  # type: ignore[attr-defined]
    searcher.search(parse_query(text, SYLLABUS), 5)


@pytest.fixture(autouse=True, scope="module")
def shared_searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One index for the queries that hypothesis invents."""
    from app.core.paths import DataFolder

    folder = tmp_path_factory.mktemp("shared")
    os.environ["BAYAZ_CACHE"] = str(folder / "cache")
    with Workspace(DataFolder(folder / "data"), Clock()) as workspace:
        for sourced in workspace.importer.read_starter_library().drafts[:6]:
            workspace.importer.accept(sourced)
        searcher: Searcher = open_searcher(workspace)
        test_any_query_is_answered.searcher = searcher  # type: ignore[attr-defined]
        yield
        searcher.close()
    os.environ.pop("BAYAZ_CACHE", None)
