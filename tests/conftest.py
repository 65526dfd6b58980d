"""What all tests share: a library of their own, a clock that stands still, and no real folders."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.paths import CACHE_VARIABLE, LIBRARY_VARIABLE, DataFolder
from app.core.workspace import Workspace

DATA = Path(__file__).parent / "core" / "data"


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the reader's own folders."""
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    for name in list(os.environ):
        if name.startswith("QT_PLUGIN"):
            monkeypatch.delenv(name)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def workspace(folder: DataFolder, clock: Clock) -> Iterator[Workspace]:
    """An empty library, opened."""
    with Workspace(folder, clock) as opened:
        yield opened


@pytest.fixture
def seed_text() -> str:
    """A summary in the full form, in our own words."""
    return (DATA / "full_form.txt").read_text(encoding="utf-8")


@pytest.fixture
def seed(workspace: Workspace, seed_text: str) -> str:
    """The id of that summary, stored in the library."""
    (sourced,) = workspace.importer.read_text(seed_text, "full_form.txt").drafts
    return workspace.importer.accept(sourced).summary_id
