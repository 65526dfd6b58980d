"""What leaves Bayaz: cells that no spreadsheet computes, names that every system takes."""

import csv
import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.core.sharing.file_name import file_name
from app.core.sharing.result_export import ListedHit, as_csv
from tests.cli.conftest import Answer
from tests.counting import assert_linear
from tests.window import Driver

SIGNS = "=+-@＝＋－＠"
# Before a sign, and still the beginning of a cell or of one of its lines to some program.
BEFORE = [
    "", " ", "\t", "\r", "\n", "\r\n", "a\n", "a\r", "a\r\n", "\x0b", "\x0c", "\x00", "\x00\x00",
    "\ufeff", "\u200b", "\u200d", "\u2060", "\xa0", "\u2003", "\u3000", "\xad", "\u202e", "\u2066",
    "\x1f", "\x01", "\x85", "\u2028", "a\u2029", "a\x0b", "a\x1c", "x\x85", "\n\n\n", "\ufeff \t", " \u200b ",
    "a\n\u200b", "\x7f", "\u180e", "\t\t", "a\r\t", "\u2028\ufeff",
]  # fmt: skip
CELLS = [f"{before}{SIGNS[number % len(SIGNS)]}1" for number, before in enumerate(BEFORE)] + [
    '=HYPERLINK("http://x")', "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "=", "-", "\t", "\r", "\n", "\tx", "-- x",
]  # fmt: skip
_LINES = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def acts(cell: str) -> bool:
    """Whether some spreadsheet might take a cell, or a line of it, for a formula."""
    if "\x00" in cell or cell[:1] in ("\t", "\r", "\n"):
        return True
    seen = (
        "".join(char for char in line if char.isprintable() and not char.isspace())
        for line in _LINES.split(cell)
    )
    return any(line[:1] in tuple(SIGNS) for line in seen if line)


def test_there_are_enough_cells() -> None:
    assert len(CELLS) >= 50
    assert sum(acts(cell) for cell in CELLS) == len(CELLS)


@pytest.mark.parametrize("cell", CELLS, ids=ascii)
def test_no_cell_acts(cell: str) -> None:
    table = as_csv([ListedHit(cell, cell, cell, None, cell)]).decode("utf-8-sig")
    _head, row = csv.reader(io.StringIO(table, newline=""))
    assert row.pop(3) == ""
    for found in row:
        assert not acts(found)
        assert found.replace("'", "") == cell.replace("\x00", "").replace("'", "")


def test_cells_of_words_stay_as_they_are() -> None:
    for cell in ("a = b", "سندھ", "1,824", "a-b\nc+d", "A\u200dB", "(-1)"):
        (row,) = list(
            csv.reader(
                io.StringIO(
                    as_csv([ListedHit(cell, "", "", None, "")]).decode("utf-8-sig"), newline=""
                )
            )
        )[1:]
        assert row[0] == cell


def test_cells_are_made_inert_in_steps_that_grow_with_their_length() -> None:
    for part in ("\n", " ", "\u200b", "a\n\t", "\n="):
        assert_linear(
            lambda size, part=part: as_csv([ListedHit(part * size, "", "", None, "")]), 500
        )


_DEVICES = ["CON", "prn", "Aux", "NUL", "COM1", "com9", "LPT1", "lpt9", "CONIN$", "conout$", "COM¹"]


def titles() -> list[str]:
    """Return 300 titles, most of them no names for files."""
    chance = random.Random(29)
    odd = ["../x", "..", ".", "/etc/passwd", "C:\\x", "\\\\host\\x", "a/b\\c", "x\x00y", "x\ny", "", "   ", "...",
           ".hidden", "x.", "x ", "x . . ", "~x", "-rf", "\u202egnp.exe", "\u200d", "\ufeff", "آئین " * 60, "é" * 90,
           "e\u0301" * 90, "😀" * 40, "a" * 5_000, 'q"<>|?*:', "%PATH%", "$(x)", "`x`", "a\u2028b", "\ud800"]  # fmt: skip
    odd += [f"{device}{after}" for device in _DEVICES for after in ("", ".txt", " ", " .x", "x")]
    signs = 'ab آم\u0301\u200d😀/\\:*?"<>|.\x00\n\t\u202e~-$%\ufeff é'
    while len(odd) < 300:
        odd.append("".join(chance.choice(signs) for _ in range(chance.randint(0, 140))))
    return odd


def test_every_title_gives_a_name_that_every_system_takes(tmp_path: Path) -> None:
    for title in titles():
        name = file_name(title, ".bayaz", "summaries")
        assert len(name.encode()) <= 100
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
        stem = name.removesuffix(".bayaz")
        assert stem == stem.strip(" .") != ""
        assert stem[0] not in "-~"
        assert not any(
            re.match(rf"{re.escape(one)}\s*(\.|$)", stem, re.IGNORECASE) for one in _DEVICES
        )
        assert all(char.isprintable() or char in "\u200c\u200d\u3000\xa0" for char in name)
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        (tmp_path / name).write_bytes(b"")
    assert file_name("Water, and who has it", ".bayaz", "x") == "Water, and who has it.bayaz"
    assert file_name("آئینِ پاکستان", ".md", "x") == "آئینِ پاکستان.md"


def test_the_command_line_replaces_only_what_it_is_told_to(
    bayaz: Callable[..., Answer], seed_text: str, tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text(seed_text, encoding="utf-8")
    assert bayaz("import", str(tmp_path / "text.txt")).code == 0
    path = tmp_path / "mine.bayaz"
    path.write_bytes(b"another's")
    refused = bayaz("export", "--pack", str(path))
    assert refused.code == 1
    assert "already" in refused.err
    assert path.read_bytes() == b"another's"
    assert bayaz("export", "--pack", str(path), "--replace").code == 0
    assert path.read_bytes() != b"another's"


def test_the_window_asks_before_it_replaces_a_file_that_was_not_chosen(
    seeded: tuple[Driver, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QDialog

    driver, _ = seeded
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "mine.v2"), ""

    monkeypatch.setattr(QDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    path = tmp_path / "mine.v2.bayaz"
    path.write_bytes(b"another's")
    for answer in (QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes):
        with patch.object(QMessageBox, "question", return_value=answer) as asked:
            driver.window.actions_by_name["make_pack"].trigger()
        assert asked.call_count == 1
        assert (path.read_bytes() == b"another's") is (answer is QMessageBox.StandardButton.Cancel)
    title = driver.workspace.library.summary(driver.window.library.list.rows.ids()[0]).title
    assert offered[0] == file_name(title or "", ".bayaz", "summaries")
