"""Overgrown texts and pages: what reading them takes at one size, and at four times that size.

    python tests/benchmarks/growth.py [NAME-BEGINNING...]

Each is read by the process that reads foreign files, with its limit of memory. Work that grows with
the text takes about 4 times as long for 4 times the text; 16 times would be every part with every
other. Before it, one text of 5 kB, read many times: half of the readings are as fast as p50, and
nineteen of twenty as p95.
"""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.core.importing.drafting.batch import Batch, drafts_from_text
from app.core.importing.sandbox.client import ReaderProcess
from app.core.library.syllabus import load_syllabus
from tests.compilation import compilation

FOURFOLD: Final = 4
# Longer than the program waits, so that what is too slow has a figure too.
PATIENT: Final = 150.0
READINGS: Final = 300
_SENTENCE: Final = "Province @ has asked for a larger share of the water in the canals. "
_PARAGRAPH: Final = _SENTENCE * 6 + "\n\n"
_POST: Final = compilation(1)[0].text() + "\n"

# What is before it, what is repeated (`@` is its number: no line is like another), how often at full
# size, and in what kind of file.
GROWING: Final[dict[str, tuple[str, str, int, str]]] = {
    "10 MB word": ("", "x", 10_000_000, "txt"),
    "20,000 labels": (_POST, "Overview:\n", 20_000, "txt"),
    "20,000 own labels": (_POST, "Odd Label Line @:\n", 20_000, "txt"),
    "20,000 misspelt labels": (_POST, "Overveiww @:\n", 20_000, "txt"),
    "100,000 bullets": ("", "- Canal @ is dry\n", 100_000, "txt"),
    "100,000 bullets of a post": (_POST, "- Canal @ is dry\n", 100_000, "txt"),
    "1 MB of blank lines": (_POST, "\n", 1_000_000, "txt"),
    "1 MB of lines with a dot": (_POST, ".\n", 500_000, "txt"),
    "200,000 brackets in a line": (_POST, "(", 200_000, "txt"),
    "200,000 pairs of brackets": (_POST, "() ", 200_000, "txt"),
    "10 MB of paragraphs": ("", _PARAGRAPH, 10_000_000 // len(_PARAGRAPH), "txt"),
    "1 MB in one line": ("", _SENTENCE, 1_000_000 // len(_SENTENCE), "txt"),
    "100,000 lines By X": ("", "By X\n", 100_000, "txt"),
    "100,000 lines By a name": ("", "By Khurram Husain\n", 100_000, "txt"),
    "100,000 short headings": ("", "The Dry Canal @\n", 100_000, "txt"),
    "100,000 short headings apart": ("", "The Dry Canal @\n\n", 100_000, "txt"),
    "100,000 dates": ("", "13 June 2025\n", 100_000, "txt"),
    "100,000 papers": ("", "Dawn\n", 100_000, "txt"),
    "100,000 questions": ("", "@. Which is it?\n", 100_000, "txt"),
    "page of 100,000 paragraphs": ("<html><body>", "<p>Canal @ is dry</p>", 100_000, "html"),
    "page of 100,000 breaks": ("<html><body>", "Canal @ is dry<br>", 100_000, "html"),
    "page of 100,000 spans": ("<html><body><p>", "<span>dry </span>", 100_000, "html"),
    "page of 100,000 bold words": ("<html><body><p>", "<b>dry</b> ", 100_000, "html"),
    "page of 100,000 points": ("<html><body><ul>", "<li>Canal @ is dry</li>", 100_000, "html"),
    "page of 100,000 boxes": ("<html><body>", "<div>Canal @ is dry</div>", 100_000, "html"),
    "page of 100,000 links": ("<html><body><p>", '<a href="#a">dry</a> ', 100_000, "html"),
    "page of 100,000 headings": ("<html><body>", "<h2>The Dry Canal @</h2>", 100_000, "html"),
    "page of 100,000 raised": ("<html><body><p>", "m<sup>2</sup> ", 100_000, "html"),
    "page of 100,000 cells": ("<html><body><table>", "<tr><td>a<td>b", 50_000, "html"),
    "page of 20,000 tables": ("<html><body>", "<table><tr><td>a<td>b</table>", 20_000, "html"),
    "page of 20,000 articles": ("<html><body>", "<article>" + _SENTENCE * 4, 20_000, "html"),
    "page of 20,000 hidden": ("<html><body>", "<p hidden>dry</p>", 20_000, "html"),
    "page of 20,000 noscript": ("<html><body>", "<noscript>dry</noscript>", 20_000, "html"),
    "page of 20,000 buttons": ("<html><body>", "<button>dry</button>", 20_000, "html"),
    "page of 20,000 terms": ("<html><body><dl>", "<dt>dry<dd>without water", 20_000, "html"),
    "page nested 100,000 deep": ("<html><body>", "<div>", 100_000, "html"),
    "Markdown nested 100,000 deep": ("", "> ", 100_000, "md"),
}  # fmt: skip


def main(beginnings: list[str]) -> None:
    usual()
    chosen = [
        name
        for name in GROWING
        if not beginnings or any(name.startswith(beginning) for beginning in beginnings)
    ]
    print(f"{'processor time':32} {'a quarter':>10} {'all':>10} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as place:
        for name in chosen:
            before, repeated, count, kind = GROWING[name]
            path = Path(place) / f"text.{kind}"
            took = []
            for times in (1, count // FOURFOLD, count):
                path.write_text(before + grown(repeated, times), encoding="utf-8")
                seconds, batch = read(path)
                took.append(seconds)
            none, small, large = took
            ratio = (large - none) / (small - none)
            print(
                f"{name:32} {small - none:8.2f} s {large - none:8.2f} s {ratio:6.1f}  {outcome(batch)}",
                flush=True,
            )


def grown(repeated: str, times: int) -> str:
    """Return a part so many times, each with its own number where it asks for one."""
    if "@" not in repeated:
        return repeated * times
    return "".join(repeated.replace("@", str(number)) for number in range(times))


def read(path: Path) -> tuple[float, Batch]:
    """Return what a process of its own makes of a file, and its processor time, start included.

    Time by the clock would tell how busy the machine is.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with ReaderProcess(PATIENT) as reader:
        batch = reader.read_file(path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, batch


def usual() -> None:
    """Print what a text of ordinary length takes."""
    syllabus = load_syllabus()
    texts = [telling.text() for telling in compilation(60)]
    texts = [(text * (5_000 // len(text) + 1))[:5_000] for text in texts]
    for text in texts:
        drafts_from_text(text, "warm", syllabus)
    took = []
    for number in range(READINGS):
        began = time.process_time()
        drafts_from_text(texts[number % len(texts)], "t", syllabus)
        took.append(time.process_time() - began)
    parts = statistics.quantiles([seconds * 1000 for seconds in took], n=20)
    print(f"one text of 5 kB: p50 {parts[9]:.1f} ms, p95 {parts[18]:.1f} ms")


def outcome(batch: Batch) -> str:
    """Return what became of a text, in a word."""
    if batch.drafts:
        return f"{len(batch.drafts)} taken"
    return ", ".join(sorted({str(rejected.reason) for rejected in batch.rejected})) or "nothing"


if __name__ == "__main__":
    main(sys.argv[1:])
