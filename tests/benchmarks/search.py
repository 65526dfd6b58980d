"""Search beside SQLite FTS5 on the same corpus: answers, facets, building, a change, the window.

    python dev.py bench search            5,000 summaries
    python dev.py bench search 1000 5000 20000

FTS5 stems with porter, has an index of two- and three-letter beginnings, ranks by bm25 with the
title weighing four times, and makes its excerpts with `snippet()`. Both sides answer in turn, in
one process, each query three times; its median counts. Timings decide no test.
"""

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(HERE))

from _search_corpus import documents, fill, folder_in

from app.core.library.syllabus import load_syllabus
from app.core.search.index.documents import IndexDocument
from app.core.search.index.index import IndexFolder
from app.core.search.query.query import parse_query
from app.core.search.results.searcher import Searcher

EACH = 40
ROUNDS = 3
SCREEN = 20


@dataclass
class Peer:
    """SQLite FTS5 with the same documents."""

    database: sqlite3.Connection

    @classmethod
    def build(cls, path: Path, found: list[IndexDocument]) -> "Peer":
        """Write the documents into a table of FTS5."""
        database = sqlite3.connect(path)
        database.execute(
            "CREATE VIRTUAL TABLE d USING fts5(lead, text, kind UNINDEXED, id UNINDEXED,"
            " paper UNINDEXED, author UNINDEXED, day UNINDEXED,"
            " tokenize='porter unicode61', prefix='2 3')"
        )
        database.executemany(
            "INSERT INTO d VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                tuple(
                    one[name] for name in ("lead", "text", "kind", "id", "paper", "author", "day")
                )
                for one in found
            ),
        )
        database.commit()
        return cls(database)

    def answer(self, words: str) -> int:
        """Return the first screen of an answer, as many hits as there are."""
        rows = self.database.execute(
            "SELECT id, kind, snippet(d, 1, '[', ']', '…', 24) FROM d WHERE d MATCH ?"
            " ORDER BY bm25(d, 4, 1) LIMIT ?",
            (_match(words), SCREEN),
        )
        return len(rows.fetchall())

    def facets(self, words: str) -> None:
        """Count the hits by kind, paper, author and year."""
        for column in ("kind", "paper", "author", "day / 10000"):
            self.database.execute(
                f"SELECT {column}, count(*) FROM d WHERE d MATCH ? GROUP BY 1",
                (_match(words),),
            ).fetchall()


def _match(words: str) -> str:
    if words.startswith('"'):
        return words
    *whole, last = words.split()
    return " ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])


def queries(searcher: Searcher, found: list[IndexDocument]) -> dict[str, list[str]]:
    """Return queries of each sort, drawn from the words of the corpus by how common they are."""
    chance = random.Random(5)
    dictionary = searcher.segments[0].term_dictionary
    by_count = sorted(
        (
            (count, word)
            for word, count in zip(dictionary.terms, dictionary.counts, strict=True)
            if word.isascii() and word.isalpha() and len(word) > 3
        ),
        reverse=True,
    )
    common = [word for _, word in by_count[:40]]
    middle = [word for _, word in by_count[300:1500]]
    rare = [word for count, word in by_count if 2 <= count <= 15]
    texts = [one["text"] for one in found if one["kind"] == "summary"]

    def phrase() -> str:
        words = chance.choice(texts).replace(".", "").replace(",", "").split()
        at = chance.randrange(len(words) - 2)
        return f'"{words[at]} {words[at + 1]}"'.lower()

    def typo() -> str:
        word = chance.choice([word for word in middle if len(word) > 6])
        at = chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    def pick(*lists: list[str]) -> str:
        return " ".join(map(chance.choice, lists))

    return {
        "common word": [pick(common) for _ in range(EACH)],
        "middling word": [pick(middle) for _ in range(EACH)],
        "rare word": [pick(rare) for _ in range(EACH)],
        "two words": [pick(common, middle) for _ in range(EACH)],
        "three words": [pick(common, common, middle) for _ in range(EACH)],
        "phrase": [phrase() for _ in range(EACH)],
        "3-letter beginning": [chance.choice(middle)[:3] for _ in range(EACH)],
        "typing error": [typo() for _ in range(EACH)],
    }


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def compare(searcher: Searcher, peer: Peer, asked: dict[str, list[str]]) -> None:
    """Time both sides for every query and print p50, p95 and their ratio."""
    syllabus = load_syllabus()

    def ours(words: str, *, facets: bool = False) -> None:
        searcher.search(parse_query(words, syllabus), SCREEN, facets=facets)

    sides: dict[str, list[float]] = {"ours": [], "peer": [], "our facets": [], "peer facets": []}
    print(f"{'':20}{'Bayaz p50':>11}{'p95':>8}{'FTS5 p50':>10}{'p95':>8}{'ratio':>8}{'':>2}")
    for name, words in asked.items():
        mine: dict[str, list[float]] = {side: [] for side in sides}
        for one in words:
            runs = [
                (
                    timed(lambda one=one: ours(one)),  # type: ignore[misc]
                    timed(lambda one=one: peer.answer(one)),  # type: ignore[misc]
                    timed(lambda one=one: ours(one, facets=True)),  # type: ignore[misc]
                    timed(lambda one=one: peer.facets(one)),  # type: ignore[misc]
                )
                for _ in range(ROUNDS)
            ]
            a, b, c, d = (statistics.median(column) for column in zip(*runs, strict=True))
            for side, value in zip(sides, (a, b, max(c - a, 0), d), strict=True):
                mine[side].append(value)
        for side, values in mine.items():
            sides[side] += values
        _line(name, mine["ours"], mine["peer"])
    _line("the whole mix", sides["ours"], sides["peer"])
    print(f"slowest query: {max(sides['ours']):.1f} ms (FTS5 {max(sides['peer']):.1f} ms)")
    _line("facet counts", sides["our facets"], sides["peer facets"])


def _line(name: str, ours: list[float], peers: list[float]) -> None:
    a, b, c, d = p(ours, 50), p(ours, 95), p(peers, 50), p(peers, 95)
    print(f"{name:20}{a:11.1f}{b:8.1f}{c:10.1f}{d:8.1f}{a / c:8.2f}{b / d:6.2f}")


def p(values: list[float], percent: int) -> float:
    """Return a percentile."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def script(name: str, *words: str) -> dict[str, Any]:
    """Run one of our scripts in a separate process and return what it measured."""
    done = subprocess.run(
        [sys.executable, str(HERE / name), *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(place: Path, count: int) -> None:
    """Fill a library of a size, build both indexes and compare them."""
    folder = folder_in(place, count)
    fill(folder, count)
    found = list(documents(folder))
    size = sum(len(one["text"].encode()) for one in found) / 1e6
    print(f"\n{count:,} summaries, {len(found):,} documents, {size:.0f} MB of text")
    window = script("_search_window.py", str(folder.root))
    path = place / f"fts-{count}.db"
    began = time.perf_counter()
    peer = Peer.build(path, found)
    built = time.perf_counter() - began
    index = IndexFolder(Path(window["index"]), "")
    ours, theirs = index.size() / 1e6, path.stat().st_size / 1e6
    print(f"built in {window['build_s']:.1f} s by two workers (FTS5 {built:.1f} s in one thread:"
          f" {window['build_s'] / built:.1f}), {ours:.0f} MB (FTS5 {theirs:.0f}:"
          f" {ours / theirs:.2f})")  # fmt: skip
    opened = index.open()
    assert opened is not None
    searcher = Searcher(opened)
    compare(searcher, peer, queries(searcher, found))
    searcher.close()
    peer.database.close()
    for name, value in window.items():
        if isinstance(value, float):
            print(f"{name:32}{value:8.1f}")


def main() -> None:
    """Measure each size that was asked for."""
    sizes = [int(word) for word in sys.argv[1:]] or [5_000]
    with tempfile.TemporaryDirectory() as place:
        os.environ["BAYAZ_CACHE"] = str(Path(place) / "cache")
        for count in sizes:
            measure(Path(place), count)


if __name__ == "__main__":
    main()
