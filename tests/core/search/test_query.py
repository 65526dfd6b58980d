"""What is typed as a query: every field against a real library, and whatever else anyone types."""

import random
from collections.abc import Callable, Iterator

import pytest

from app.cli.indexing import open_searcher
from app.core.library.filters import LibraryFilter
from app.core.library.model import ReadingState
from app.core.library.syllabus import load_syllabus
from app.core.notes.model import Colour, Link, LinkKind
from app.core.paths import CACHE_VARIABLE, DataFolder
from app.core.search.kinds import HitKind
from app.core.search.query.query import MAX_QUERY_LENGTH, parse_query
from app.core.search.results.results import Results
from app.core.search.results.searcher import Searcher
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.conftest import DATA

SYLLABUS = load_syllabus()
STRINGS = 1_000

ISK, CEDAW, WEBER, PARIS = "IS-K in Balochistan", "Elimination", "Max Weber", "Paris Agreement"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The seed and the starter library, partly read, starred, highlighted and annotated."""
    folder = tmp_path_factory.mktemp("fields")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder / "cache"))
        with Workspace(DataFolder(folder / "data"), Clock()) as workspace:
            text = (DATA / "full_form.txt").read_text(encoding="utf-8")
            for sourced in (
                *workspace.importer.read_text(text, "full_form.txt").drafts,
                *workspace.importer.read_starter_library().drafts,
            ):
                workspace.importer.accept(sourced)
            isk, cedaw, weber, paris = (
                id_of(workspace, title) for title in (ISK, CEDAW, WEBER, PARIS)
            )
            workspace.library.set_state(isk, ReadingState.DONE)
            workspace.library.set_state(weber, ReadingState.READING)
            workspace.library.set_starred(paris, starred=True)
            notebook = workspace.notebook
            notebook.add_highlight_of(isk, "Mastung, Kalat and Bolan", Colour.YELLOW)
            notebook.add_highlight_of(cedaw, "international bill of rights for women", Colour.BLUE)
            fact = workspace.library.summary(weber).facts[0]
            notebook.add_note("Authority for the essay on reform", [Link(LinkKind.FACT, fact.id)])
            notebook.add_note(
                "Warming and the essay on climate",
                [Link(LinkKind.TOPIC, "english-essay/environment-climate")],
            )
            yield workspace


@pytest.fixture(scope="module")
def searcher(library: Workspace) -> Iterator[Searcher]:
    """The index of that library."""
    opened = open_searcher(library)
    yield opened
    opened.close()


def id_of(workspace: Workspace, title: str) -> str:
    (row,) = (row for row in workspace.library.rows(LibraryFilter()) if title in (row.title or ""))
    return row.id


@pytest.fixture
def ask(library: Workspace, searcher: Searcher) -> Callable[[str], Results]:
    def asked(text: str) -> Results:
        query = parse_query(text, SYLLABUS)
        return searcher.search(
            query, 500, facets=True, summary_states=library.summary_states(query.filters)
        )

    return asked


Ask = Callable[[str], Results]


def homes_of(results: Results) -> set[str]:
    return {hit.summary_id for hit in results.hits}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("is:read", ISK), ("is:done", ISK), ("is:reading", WEBER), ("is:begun", WEBER),
        ("is:starred", PARIS), ("has:star", PARIS), ("has:note", WEBER), ("HAS:Notes", WEBER),
        ("is:read bolan", ISK), ("authority is:reading", WEBER), ("colour:yellow", ISK),
        ("color:BLUE rights", CEDAW), ("in:highlights bolan", ISK), ("author:rana bolan", ISK),
        ('author:"Muhammad Amir" bolan', ISK), ("by:amir", ISK), ('paper:"dawn" bolan', ISK),
        ("topic:salafi", ""), ("is:read is:starred", ""), ("is:reading has:note", WEBER),
        ("date:2025", ISK), ("year:2025 bolan", ISK), ("date:..2025", ISK), ("date:۲۰۲۵", ISK),
        ("date:2025-02..2025-07", ISK), ("date:2025-07..2025-02", ISK), ("date:2024", ""),
        ("date:2025-12-31..2026-11-21", ""), ("date:1999..2001 treaty", ""),
    ],
)  # fmt: skip
def test_a_field_narrows_to_one_summary(
    ask: Ask, library: Workspace, text: str, title: str
) -> None:
    results = ask(text)
    assert results.query.ignored == ()
    assert homes_of(results) == ({id_of(library, title)} if title else set())


def test_fields_part_a_library_without_rest(ask: Ask, library: Workspace) -> None:
    everything = ask("treaty")
    read, reading, unread = (
        ask(f"treaty is:{state}").total for state in ("done", "reading", "new")
    )
    assert read + reading + unread == everything.total
    assert ask("treaty date:2026").total + ask("treaty date:..2025").total == everything.total
    assert ask("date:2026-11-22").total == ask("date:2026-11").total == ask("date:2026..").total
    assert ask("has:highlight kind:highlight").total == 2
    assert homes_of(ask("has:highlights")) == {id_of(library, ISK), id_of(library, CEDAW)}
    kinds = {kind: ask(f"in:{kind.value} essay OR rights OR bolan").counts for kind in HitKind}
    assert all(set(counts) <= {kind} for kind, counts in kinds.items())
    assert kinds[HitKind.NOTE] == {HitKind.NOTE: 2}
    assert kinds[HitKind.HIGHLIGHT] == {HitKind.HIGHLIGHT: 2}


@pytest.mark.parametrize("text", ["topic:terrorism", 'topic:"non-state actors"', "topic:non-state"])
def test_topics_are_found_by_a_part_of_their_name(ask: Ask, library: Workspace, text: str) -> None:
    assert id_of(library, ISK) in homes_of(ask(f"{text} balochistan"))
    assert id_of(library, WEBER) not in homes_of(ask(text))


def test_a_note_has_the_topics_and_the_kind_of_its_own(ask: Ask) -> None:
    (hit,) = ask('topic:"environment and climate" in:notes').hits
    assert hit.title == "Warming and the essay on climate"
    assert ask("topic:climate colour:yellow").total == 0


def test_several_fields_and_words_work_together(ask: Ask, library: Workspace) -> None:
    found = ask('mastung OR quetta author:"amir rana" paper:dawn is:read kind:fact -arif')
    assert homes_of(found) == {id_of(library, ISK)}
    assert set(found.counts) == {HitKind.FACT}
    assert set(found.facets.papers) == {"Dawn"}


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("date:soon treaty", "date:soon"), ("date:2025-13 treaty", "date:2025-13"),
        ("date:2025-02-30 treaty", "date:2025-02-30"), ("date:.. treaty", "date:.."),
        ("is:lost treaty", "is:lost"), ("has:wings treaty", "has:wings"),
        ("in:attic treaty", "in:attic"), ("topic: treaty", "topic:"), ('author:"" treaty', 'author:""'),
        ("-is:read treaty", "-is:read"), ("subject:alchemy treaty", "subject:alchemy"),
        ("colour: treaty", "colour:"),
    ],
)  # fmt: skip
def test_a_field_without_sense_is_said_and_left_out(ask: Ask, text: str, ignored: str) -> None:
    results = ask(text)
    assert results.query.ignored == (ignored,)
    assert results.total == ask("treaty").total


@pytest.mark.parametrize(
    "text", ["note: treaty", "article:2 treaty", "https://treaty", "a:b:treaty"]
)
def test_a_word_and_a_colon_are_a_word(text: str) -> None:
    query = parse_query(text, SYLLABUS)
    assert query.ignored == ()
    assert query.filters.empty
    assert "treaty" in {word for term in query.terms for word in term.words}


# Whatever else is typed

_SEEDS = (
    "'; DROP TABLE summary; --", "' OR 1=1 --", '" UNION SELECT * FROM note --', "%_%", "NULL",
    "(a+)+$", "[a-", "(?:.*)*x", "\\", "\\\\\\", "^.*$", "{1,99999}", "(?P<n>", "$(reboot)",
    "*", "**", "?", "*a*", "?*?*?*", "*" * 200, "a*" * 200, "*a" * 300, "?a" * 300, "*" + "a" * 400,
    '"', '""', '"""""', '"' * 500, "“" * 50, "''''", "“a « b", '"a" "b', '-"', '-""-', "(" * 400,
    "NEAR", "NEAR/0", "NEAR/999", "a NEAR NEAR b", "a NEAR/99999999999 b", "NEAR/3 " * 100,
    "OR", "OR OR OR", "AND NOT OR", "NOT NOT", "a OR", "-a -b", "NOT a", "- - -", "a OR " * 200,
    "date:", "date:9999999", "date:..", "date:0000", "date:2025-99-99", "date:2025..", "date:۲۰۲۵",
    "is:is:is", "has:", "in:in", "colour:*", "topic::", 'author:"', 'paper:"""', "kind:\x00",
    "subject:" + "x" * 500, 'topic:"a b" ' * 60, "is:unread " * 80, "date:1000..9999 " * 40,
    "\x00", "\x1b[31m", "\x07\x08", "\r\n\t\v\f", "\u202e\u202dabc", "\u2066\u2069", "\ufeff",
    "\ud800", "\udfff\ud800", "a\ud83d", "😀" * 100, "👩\u200d👩\u200d👧", "🇵🇰", "\U0010ffff", "\ufffe",
    "e" + "\u0301" * 300, "ﷺ" * 50, "ﷲ" * 80, "¼½¾" * 40, "١٢٣" * 100, "ء" * 100, "\u0640" * 100,
    "9" * 900, "1," * 400, "1.1.1" * 100, "-" * 900, "a-" * 400, "U.N." * 100, "I A " * 200,
    "x" * 1_000, "pakistan" * 100, "zqxjk " * 24, "constitutoin " * 24, "ab " * 300, "a " * 400,
    " ".join(f"term{number}" for number in range(10_000)), "sovreignty pakistna treatty " * 30,
    "https://example.org/?q=a&b=c#d", "C:\\Windows\\..\\x", "../../etc/passwd", "<script>x</script>",
)  # fmt: skip


def hostile_texts(count: int, seed: int) -> Iterator[str]:
    """Yield every seed, and then what results from joining and cutting them."""
    yield from _SEEDS
    generator = random.Random(seed)
    words = [
        "treaty",
        "pakistan",
        "آئین",
        "the",
        "of",
        "بنیادی",
        "un",
        "IS-K",
        "1973",
        "NEAR",
        "OR",
    ]
    for _ in range(count - len(_SEEDS)):
        pieces = generator.choices([*_SEEDS, *words], k=generator.randint(1, 6))
        cut = "".join(
            piece[: generator.randint(1, 120)] + generator.choice(["", " ", "\n", ":", '"', "-"])
            for piece in pieces
        )
        letters = [*cut, *(chr(generator.randrange(0x11_0000)) for _ in range(3))]
        if generator.random() < 0.3:
            generator.shuffle(letters)
        yield "".join(letters)


def test_hostile_questions_are_answered(library: Workspace, searcher: Searcher) -> None:
    for text in hostile_texts(STRINGS, 36):
        query = parse_query(text, SYLLABUS)
        results = searcher.search(
            query,
            20,
            each_kind=True,
            facets=True,
            summary_states=library.summary_states(query.filters),
        )
        assert results.total >= len(results.hits) or query.empty
        for hit in results.hits:
            assert all(0 <= a < b <= len(hit.excerpt.text) for a, b in hit.excerpt.spans)


def test_a_question_is_cut_to_a_length() -> None:
    query = parse_query("a" * MAX_QUERY_LENGTH + " treaty", SYLLABUS)
    assert [term.words for term in query.terms] == [("a" * MAX_QUERY_LENGTH,)]
    assert len(parse_query("ab " * 5_000, SYLLABUS).groups) <= 24
