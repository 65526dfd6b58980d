"""A second start hands over to the open window; one after a kill asks nothing; no peer stops it."""

import os
import socket
from pathlib import Path

import pytest

from app.ui.background.open_window import call_window, name_for
from tests.torture.second_start_figures import (
    HOSTILE,
    answered_beside,
    handed_over,
    started_after_kill,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its peers are Unix sockets")


def test_a_second_start_gives_its_files_to_the_window(tmp_path: Path) -> None:
    assert handed_over(tmp_path, 2) == 2


def test_a_start_after_a_kill_asks_nothing(tmp_path: Path) -> None:
    assert started_after_kill(tmp_path, 2) == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_no_peer_keeps_the_window_from_answering(tmp_path: Path, name: str) -> None:
    assert answered_beside(tmp_path, name)


@pytest.mark.skipif(
    "os.name == 'nt' or os.geteuid() != 0", reason="only root can make a socket of somebody else"
)
def test_a_socket_of_somebody_else_is_told_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    library = tmp_path / "library" / "bayaz.sqlite3"
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(name_for(library))
        stranger.listen()
        stranger.setblocking(False)
        os.chown(name_for(library), 4711, 4711)
        assert not call_window(library, [tmp_path])
        with pytest.raises(BlockingIOError):
            stranger.accept()
