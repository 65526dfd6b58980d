"""Where garbage is collected: a widget that is destroyed in another thread can stop the program."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from app.ui.qt.garbage_collector import GarbageCollector
from tests.window import Driver


class Discarded(QObject):
    """An object that only the collector can destroy, since it holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def make_garbage() -> None:
    """Allocate far more than Python lets pass before it collects."""
    for _ in range(50_000):
        ring: list[object] = []
        ring.append(ring)


def test_no_other_thread_destroys_what_the_window_has_discarded(driver: Driver) -> None:
    gc.enable()
    collector = GarbageCollector(driver.window)
    gc.collect()
    places: list[int] = []
    weakref.finalize(Discarded(), lambda: places.append(threading.get_ident()))
    thread = threading.Thread(target=make_garbage)
    thread.start()
    thread.join()
    assert places == []
    for _ in range(200):
        make_garbage()
        collector.collect()
        if places:
            break
    assert places == [threading.get_ident()]
