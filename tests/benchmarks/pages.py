"""Saved pages, one article each: how much of the text is right, the day, and the time of it.

    python tests/benchmarks/pages.py FOLDER

FOLDER holds NAME.html.gz and truth.json: {NAME: {"url", "body"?, "date"?}}. Beside Bayaz, in the same
run, trafilatura and htmldate, where they are installed: nothing of Bayaz needs them.
"""

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.core.importing.files.formats import html
from app.core.importing.lines.dates import first_date

MARKS = re.compile(r"(?m)^\s*(#+|[-*>]|\d+\.)\s+|[*_`]{1,3}|\[([^\]]*)\]\([^)]*\)")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - size + 1)) if words else range(0)
    return Counter(tuple(words[start : start + size]) for start in starts)


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def own_text(data: bytes) -> str:
    """Return what Bayaz reads, without the heading that becomes the summary's title."""
    text = "\n\n".join(part.text for part in html.read(data).parts)
    return re.sub(r"\A# .*\n", "", text)


def own_date(data: bytes) -> str | None:
    stated = html.read(data).parts[0].stated
    written = first_date(stated.published) if stated and stated.published else None
    day = written and (written.chosen or written.day_first or written.month_first)
    return day.isoformat() if day else None


def measure_text(name: str, read: Callable[[bytes], str], pages: list[tuple[bytes, str]]) -> None:
    precision, recall, took = [], [], 0.0
    for data, body in pages:
        start = time.perf_counter()
        text = read(data)
        took += time.perf_counter() - start
        have, want = shingles(MARKS.sub(r"\2", text)), shingles(body)
        common = sum((have & want).values())
        if have:
            precision.append(common / sum(have.values()))
        recall.append(common / max(1, sum(want.values())))
    p, r = statistics.mean(precision), statistics.mean(recall)
    print(f"text  {name:12} F1 {harmonic(p, r):.4f} (precision {p:.4f}, recall {r:.4f}),"
          f" {len(recall) - len(precision)} empty, {took / len(pages) * 1000:.0f} ms a page")  # fmt: skip


def measure_dates(
    name: str, read: Callable[[bytes], str | None], pages: list[tuple[bytes, str]]
) -> None:
    right = wrong = none = 0
    start = time.perf_counter()
    for data, day in pages:
        found = read(data)
        right, wrong, none = (
            right + (found == day),
            wrong + (found not in (None, day)),
            none + (not found),
        )
    took = time.perf_counter() - start
    f = harmonic(right / max(1, right + wrong), right / max(1, right + none))
    print(f"dates {name:12} F {f:.4f} ({right} right, {wrong} wrong, {none} none),"
          f" {took / len(pages) * 1000:.0f} ms a page")  # fmt: skip


def main(folder: Path) -> None:
    truth: dict[str, dict[str, Any]] = json.loads(
        (folder / "truth.json").read_text(encoding="utf-8")
    )
    pages = {name: gzip.decompress((folder / f"{name}.html.gz").read_bytes()) for name in truth}
    texts = [(pages[name], true["body"]) for name, true in truth.items() if "body" in true]
    dates = [(pages[name], true["date"]) for name, true in truth.items() if "date" in true]
    measure_text("Bayaz", own_text, texts)
    if find_spec("trafilatura"):
        import trafilatura  # type: ignore[import-not-found,unused-ignore]

        for favour in ({}, {"favor_precision": True}):
            measure_text(
                "precise" if favour else "trafilatura",
                lambda data, favour=favour: trafilatura.extract(data, include_comments=False, **favour) or "",
                texts,
            )  # fmt: skip
    measure_dates("Bayaz", own_date, dates)
    if find_spec("htmldate"):
        import htmldate  # type: ignore[import-not-found,unused-ignore]

        measure_dates(
            "htmldate",
            lambda data: htmldate.find_date(data.decode(errors="replace"), original_date=True),
            dates,
        )


if __name__ == "__main__":
    # Pages of newspapers are not ours to give away: without a folder there is nothing to measure.
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        print(__doc__)
