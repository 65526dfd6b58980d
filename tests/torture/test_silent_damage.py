"""Bits that turn over in the file of a library: no changed text goes unnoticed, nothing falls over.

`TORTURE_FLIPS=300` for the whole figure.
"""

import contextlib
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import BayazError, RecordDamagedError
from app.core.library.filters import LibraryFilter
from app.core.library.model import ReadingState
from app.core.library.page import build_page
from app.core.notes.model import Colour, Link, LinkKind
from app.core.paths import DataFolder
from app.core.storage.checking.library_check import check_file
from app.core.workspace import Workspace
from app.messages import SECTION_NAMES
from tests.clock import Clock
from tests.compilation import compilation
from tests.running_days import pass_days

FLIPS = int(os.environ.get("TORTURE_FLIPS", "40"))


def fill(workspace: Workspace, seed_text: str) -> str:
    """Put into a library what a reader has; return the id of a summary."""
    for text in (seed_text, *(one.text() for one in compilation(4))):
        for sourced in workspace.importer.read_text(text, "t").drafts:
            summary_id = workspace.importer.accept(sourced).summary_id
    notebook = workspace.notebook
    summary = workspace.library.summary(summary_id)
    mark = notebook.add_highlight(summary_id, 10, 60, Colour.GREEN).after[0]
    note = notebook.add_note("کاغذ پر لکھا ہوا", [Link(LinkKind.FACT, summary.facts[0].id)])
    notebook.edit_note(note.id, "changed once, and long enough to be a note of its own " * 4)
    notebook.add_note("on a passage", [Link(LinkKind.HIGHLIGHT, mark.id)])
    return summary_id


def content(workspace: Workspace) -> list[object]:
    library, notebook = workspace.library, workspace.notebook
    rows = library.rows(LibraryFilter())
    read = [library.summary(row.id) for row in rows]
    return [
        rows,
        [(repr(one), build_page(one).text, library.text_of(one)) for one in read],
        [library.source_text_of(one) for one in read],
        notebook.notes(),
        notebook.highlights(),
        [notebook.earlier_texts(note.id) for note in notebook.notes()],
    ]


@pytest.fixture
def filled(folder: DataFolder, clock: Clock, seed_text: str) -> tuple[DataFolder, list[object]]:
    with Workspace(folder, clock) as workspace:
        fill(workspace, seed_text)
        return folder, content(workspace)


def altered(file: Path, old: bytes, new: bytes) -> None:
    """Change some bytes of a text in the file, as a failing disk does."""
    stored = file.read_bytes()
    assert old in stored
    assert len(old) == len(new)
    file.write_bytes(stored.replace(old, new))


def test_no_bit_that_turns_over_in_a_text_goes_unnoticed(
    filled: tuple[DataFolder, list[object]], clock: Clock
) -> None:
    folder, before = filled
    whole = folder.database.read_bytes()
    random_bits = random.Random(11)
    changed = 0
    for _ in range(FLIPS):
        place, bit = random_bits.randrange(4096, len(whole)), random_bits.randrange(8)
        flipped = bytearray(whole)
        flipped[place] ^= 1 << bit
        folder.database.write_bytes(flipped)
        try:
            with Workspace(folder, clock) as workspace:
                same = content(workspace) == before
                noticed = not workspace.checks.run().whole
                with contextlib.suppress(BayazError):
                    workspace.notebook.add_note("after it")
        except BayazError:
            continue
        changed += not same
        assert same or noticed, f"bit {bit} of byte {place}"
    assert changed


def test_every_verb_leaves_whole_records(
    workspace: Workspace, clock: Clock, seed_text: str
) -> None:
    summary_id = fill(workspace, seed_text)
    library, notebook = workspace.library, workspace.notebook
    first = library.rows(LibraryFilter())[0].id
    note = notebook.notes()[0]
    steps: list[Callable[[], object]] = [
        lambda: library.set_state(first, ReadingState.DONE),
        lambda: library.set_starred(first, starred=True),
        lambda: library.set_fact_starred(library.summary(first).facts[0].id, starred=True),
        lambda: library.add_subject([first, summary_id], "law"),
        lambda: library.remove_subject([first], "law"),
        lambda: library.remember_position(first, 12),
        lambda: workspace.importer.corrector.edit_text(
            first, "Other words, all of them.", SECTION_NAMES
        ),
        lambda: notebook.link_note(note.id, [Link(LinkKind.SUBJECT, "law")]),
        lambda: notebook.add_highlight(summary_id, 40, 90, Colour.PINK),
        lambda: notebook.recolour(notebook.highlights()[0].id, Colour.BLUE),
        lambda: notebook.trash_note(note.id),
        lambda: notebook.restore_note(note.id),
        lambda: notebook.trash_highlight(notebook.highlights()[0].id),
        lambda: library.trash(summary_id),
        lambda: workspace.delete_for_good([summary_id]),
        lambda: notebook.trash_note(note.id),
        lambda: pass_days(workspace, clock, 31),
    ]
    for number, step in enumerate(steps):
        step()
        report = workspace.checks.run()
        assert report.whole, (number, report)
    assert report.records


def test_a_damaged_record_is_named_and_not_written_over(
    filled: tuple[DataFolder, list[object]], clock: Clock
) -> None:
    folder, _ = filled
    altered(folder.database, b"and long enough to be a note", b"and lost enough to be a note")
    with Workspace(folder, clock) as workspace:
        (damaged,) = workspace.checks.run().damaged
        assert (damaged.kind, damaged.name[:7]) == ("note", "changed")
        note = next(one for one in workspace.notebook.notes() if one.id == damaged.id)
        assert "lost enough" in note.body
        before = workspace.notebook.notes()
        for act in (
            lambda: workspace.notebook.edit_note(note.id, "new words"),
            lambda: workspace.notebook.link_note(note.id, []),
        ):
            with pytest.raises(RecordDamagedError):
                act()
        assert workspace.notebook.notes() == before
        workspace.checks.accept([damaged])
        assert workspace.checks.run().whole
        workspace.notebook.edit_note(note.id, "new words")


@pytest.mark.parametrize("field", ["imported_at", "warnings", "by_reader", "title"])
@pytest.mark.parametrize("wrong", ["CAST(x'ff00fe' AS TEXT)", "'[['", "'x' || char(0) || 'y'"])
def test_what_cannot_be_read_in_a_row_is_shown_and_told(
    filled: tuple[DataFolder, list[object]], clock: Clock, field: str, wrong: str
) -> None:
    folder, _ = filled
    with contextlib.closing(sqlite3.connect(folder.database)) as connection:
        connection.execute(
            f"UPDATE summary SET {field} = {wrong} WHERE rowid = (SELECT min(rowid) FROM summary)"
        )
        connection.commit()
    with Workspace(folder, clock) as workspace:
        assert len(workspace.library.rows(LibraryFilter())) == 5
        content(workspace)
        (damaged,) = workspace.checks.run().damaged
        assert workspace.checks.of_summary(damaged.id) == (damaged,)
        with pytest.raises(RecordDamagedError):
            workspace.library.add_subject([damaged.id], "law")


def test_the_whole_file_is_checked_while_it_is_written_to(
    filled: tuple[DataFolder, list[object]], clock: Clock
) -> None:
    folder, _ = filled
    with Workspace(folder, clock) as workspace:
        assert not workspace.checks.due
        pass_days(workspace, clock, 7)
        assert workspace.checks.due
        path = workspace.checks.begin()
        assert path is not None
        held = path.read_bytes()
        for number in range(40):
            workspace.notebook.add_note(f"{number} " + "word " * 2000)
        assert path.read_bytes() == held
        report = check_file(path)
        assert report.whole
        workspace.checks.end(report)
        assert not workspace.checks.due
        assert len(workspace.notebook.notes()) == 42


def test_a_library_from_before_gets_its_checksums(
    folder: DataFolder, clock: Clock, seed_text: str
) -> None:
    with Workspace(folder, clock) as workspace:
        fill(workspace, seed_text)
    with contextlib.closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("DELETE FROM checksum")
        connection.commit()
    with Workspace(folder, clock) as workspace:
        report = workspace.checks.run()
        # Not one checksum goes missing unnoticed.
        assert len(report.damaged) == report.records > 5


def test_the_command_line_checks_and_says_what_is_damaged(
    bayaz: Callable[..., Any],
    filled: tuple[DataFolder, list[object]],
) -> None:
    folder, _ = filled
    whole = bayaz("check")
    assert (whole.code, whole.err) == (0, "")
    assert "Everything is what was stored" in whole.out
    altered(folder.database, b"and long enough to be a note", b"and lost enough to be a note")
    answer = bayaz("check")
    assert answer.code == 1
    assert "note “changed once" in answer.out
    (damaged,) = bayaz("check", "--json").json["damaged"]
    assert bayaz("check", "--accept", damaged["id"][:8]).code == 0
    assert bayaz("check", "--accept", damaged["id"][:8]).code == 1
    assert bayaz("check").code == 0
