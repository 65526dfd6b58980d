"""What all tests share: their own library, a clock that stands still, and no real folders."""

import os
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from app.core.paths import CACHE_VARIABLE, DRAFTS_VARIABLE, LIBRARY_VARIABLE, DataFolder
from app.core.workspace import Workspace
from tests import platforms
from tests.clock import KARACHI, Clock, set_zone

# Where the reader is: a mix-up of UTC with the reader's day shows only where they differ.
set_zone(KARACHI)

DATA = Path(__file__).parent / "core" / "data"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On Windows, let a test fail that is skipped for a reason that docs/windows.md does not name."""
    report = yield
    if platforms.WINDOWS and report.skipped and isinstance(report.longrepr, tuple):
        _, _, reason = report.longrepr
        if not platforms.is_expected(reason):
            report.outcome = "failed"
            report.longrepr = f"{platforms.WINDOWS_PAGE.name} does not name this reason: {reason}"
    return report


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the reader's own folders."""
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv(DRAFTS_VARIABLE, str(tmp_path / "drafts"))
    for name in list(os.environ):
        if name.startswith("QT_PLUGIN"):
            monkeypatch.delenv(name)


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Set another zone for the length of a test."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be set here")
    yield set_zone
    set_zone(KARACHI)


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
