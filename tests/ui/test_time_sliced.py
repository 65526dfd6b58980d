"""Long work on the window's thread: slice by slice, the newest only, stopped at any time."""

from itertools import count

import pytest
from pytestqt.qtbot import QtBot

from app.ui.background.time_sliced import TimeSliced

Slices = list[tuple[list[int], bool]]


def sliced(seconds: float) -> tuple[TimeSliced, Slices]:
    work, slices = TimeSliced(seconds), []
    work.sliced.connect(lambda items, last: slices.append((items, last)))
    return work, slices


def test_without_time_a_slice_is_one_item(qtbot: QtBot) -> None:
    work, slices = sliced(0.0)
    work.start(iter([1, 2, 3]))
    assert work.running
    assert slices == []
    qtbot.waitUntil(lambda: not work.running)
    assert slices == [([1], False), ([2], False), ([3], False), ([], True)]


@pytest.mark.usefixtures("qapp")
def test_with_time_a_slice_is_all_there_is() -> None:
    work, slices = sliced(60.0)
    work.start(iter([1, 2, 3]), at_once=True)
    assert not work.running
    assert slices == [([1, 2, 3], True)]


def test_other_work_drops_what_is_left(qtbot: QtBot) -> None:
    work, slices = sliced(0.0)
    work.start(count(1), at_once=True)
    work.start(iter([-1]))
    qtbot.waitUntil(lambda: not work.running)
    assert slices == [([1], False), ([-1], False), ([], True)]


def test_a_stop_in_the_middle_is_the_end(qtbot: QtBot) -> None:
    work, slices = sliced(0.0)
    work.sliced.connect(lambda items, _: work.stop() if items == [2] else None)
    work.start(count(1))
    qtbot.waitUntil(lambda: not work.running)
    qtbot.wait(20)
    assert slices == [([1], False), ([2], False)]
