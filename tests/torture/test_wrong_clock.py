"""The clock jumps by years: nothing is thrown away for it, and everything goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.notes.model import Colour
from app.core.workspace import Workspace
from tests.clock import NOW, Clock
from tests.running_days import pass_days

JUMPS = [
    timedelta(days=8 * 365),
    timedelta(days=-3650),
    datetime(1980, 1, 1, tzinfo=UTC) - NOW,
    timedelta(hours=-1),
    timedelta(days=31),
]


@pytest.fixture
def summary_id(workspace: Workspace, seed_text: str) -> str:
    (sourced,) = workspace.importer.read_text(seed_text, "seed").drafts
    return workspace.importer.accept(sourced).summary_id


def fill_trash(workspace: Workspace, summary_id: str) -> None:
    notebook = workspace.notebook
    notebook.trash_note(notebook.add_note("thrown away").id)
    marked = notebook.add_highlight(summary_id, 10, 40, Colour.YELLOW).after[0]
    notebook.trash_highlight(marked.id)
    workspace.library.trash(summary_id)


def in_trash(workspace: Workspace, summary_id: str) -> tuple[int, int, bool]:
    notebook = workspace.notebook
    return (
        len(notebook.notes(trashed=True)),
        len(notebook.highlights(trashed=True)),
        workspace.library.find(summary_id) is not None,
    )


@pytest.mark.parametrize("jump", JUMPS)
def test_one_look_at_a_wrong_clock_empties_nothing(
    workspace: Workspace, clock: Clock, summary_id: str, jump: timedelta
) -> None:
    for wrong in ("before", "after"):
        clock.moment = NOW + jump if wrong == "before" else NOW
        fill_trash(workspace, summary_id)
        clock.moment = NOW if wrong == "before" else NOW + jump
        for _ in range(5):
            workspace.purge_trash()
        clock.moment = NOW
        workspace.purge_trash()
        assert in_trash(workspace, summary_id) == (1, 1, True)
        workspace.library.restore(summary_id)
        workspace.notebook.restore_note(workspace.notebook.notes(trashed=True)[0].id)
        for highlight in workspace.notebook.highlights(trashed=True):
            workspace.notebook.restore_highlight(highlight.id)
        workspace.notebook.trash_note(workspace.notebook.notes()[0].id)
        pass_days(workspace, clock, 31)
        assert in_trash(workspace, summary_id) == (0, 0, True)
        clock.moment = NOW
        for highlight in workspace.notebook.highlights():
            workspace.notebook.trash_highlight(highlight.id)
        pass_days(workspace, clock, 31)
        clock.moment = NOW


@pytest.mark.parametrize("jump", JUMPS[:4])
def test_earlier_texts_are_kept_and_in_their_order(
    workspace: Workspace, clock: Clock, jump: timedelta
) -> None:
    note = workspace.notebook.add_note("text 0")
    for number in range(1, 8):
        clock.moment = NOW + timedelta(minutes=15 * number)
        if number in (3, 4):
            clock.moment += jump
        workspace.notebook.edit_note(note.id, f"text {number}")
    kept = [body for _, body in workspace.notebook.earlier_texts(note.id)]
    assert kept == [f"text {number}" for number in range(6, -1, -1)]


@pytest.mark.parametrize("year", [1, 1970, 1980, 2038, 9999])
def test_no_year_stops_anything(workspace: Workspace, clock: Clock, year: int) -> None:
    clock.moment = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
    note = workspace.notebook.add_note("kept")
    workspace.notebook.edit_note(note.id, "kept, and edited")
    workspace.purge_trash()
    assert [one.body for one in workspace.notebook.notes()] == ["kept, and edited"]
