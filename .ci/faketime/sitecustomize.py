"""Sleeping under faketime, for the run of the tests on another day (see `.ci/run`).

libfaketime 0.9.10, which Debian and Ubuntu have, breaks the call that `time.sleep` is made of:
with the monotonic clock left alone it is refused, and with that clock moved other waits never end.
Waiting for an event goes by another call, which works.
"""

import threading
import time


def sleep(seconds: float) -> None:
    """Sleep as `time.sleep` does."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    threading.Event().wait(seconds)


time.sleep = sleep
