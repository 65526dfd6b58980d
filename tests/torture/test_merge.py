"""Three devices at random, a few of the histories of `merge_figures`: all end the same."""

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

from app.core.exchange.exchange import Exchange
from app.core.storage.database import Database
from tests.records import RandomLibrary, stored_rows
from tests.torture.merge_figures import figures


def test_three_devices_end_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    held = figures(histories=200, libraries=4, summaries=20)
    assert held, capsys.readouterr().out


def test_a_foreign_file_cannot_harm_what_is_here(tmp_path: Path) -> None:
    """Whatever value is put in whatever place of a line with the right sum."""
    chosen = random.Random(5)
    folder = tmp_path / "synced"
    folder.mkdir()
    one = Database(tmp_path / "one" / "bayaz.sqlite3")
    RandomLibrary(one, 1).fill(2, 3)
    Exchange(one, "one").send(folder)
    (path,) = folder.iterdir()
    header, *lines = path.read_bytes().splitlines(keepends=True)
    hostile = [header]
    for number in range(400):
        told = chosen.choice(lines)[:-1].split(b"\t", 6)
        state = json.loads(told[6])
        _spoil(state, chosen)
        told[3] = f"{number}".encode()
        told[6] = json.dumps(state).encode()
        text = b"\t".join(told[1:])
        hostile.append(hashlib.sha256(text).hexdigest().encode() + b"\t" + text + b"\n")
    path.write_bytes(b"".join(hostile))
    other = Database(tmp_path / "other" / "bayaz.sqlite3")
    mine = RandomLibrary(other, 2)
    mine.fill(2, 3)
    before = stored_rows(other)
    report = Exchange(other, "other").receive(folder)
    assert report.skipped
    after = stored_rows(other)
    for table in ("note", "summary", "revision", "fact", "highlight"):
        assert set(before[table]) <= set(after[table])
    assert not other.all("PRAGMA foreign_key_check")
    assert other.value("PRAGMA integrity_check") == "ok"
    # What was taken in can be read, settled, and passed on.
    for row in other.all("SELECT id FROM summary"):
        mine.library.text_of(mine.library.summary(row["id"]))
    mine.notebook.notes()
    mine.notebook.highlights()
    Exchange(other, "other").send(folder)


def _spoil(value: Any, chosen: random.Random) -> None:
    """Put something else in one place of a tree of lists and dictionaries."""
    places: list[tuple[Any, Any]] = []

    def walk(found: Any) -> None:
        for key in range(len(found)) if isinstance(found, list) else list(found):
            places.append((found, key))
            if isinstance(found[key], list | dict):
                walk(found[key])

    walk(value)
    holder, key = chosen.choice(places)
    holder[key] = chosen.choice(
        [None, 0, -1, 2**63, 2**70, 1.5, True, "", "x" * 10_000, "\ud800", "\0", [], {}, [[]],
         [{}], {"a": [1]}, [None], "2026-01-01", "NaN", ["a", 1], ["a", 2**52]]
    )  # fmt: skip
