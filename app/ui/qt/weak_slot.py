"""Connecting signals to methods with arguments, without keeping their widgets alive."""

from collections.abc import Callable
from typing import Any
from weakref import WeakMethod


def weak_slot(method: Callable[..., Any], *arguments: Any) -> Callable[..., None]:
    """Return a slot that calls a bound method with fixed arguments, as long as its object lives.

    A lambda or partial that holds `self` would leak the widget (it is never freed again).
    """
    weak = WeakMethod(method)

    def call(*_emitted: Any) -> None:
        alive = weak()
        if alive is not None:
            alive(*arguments)

    return call
