"""Reading the cells of a row that may be damaged: something is shown, and its checksum tells.

A record that cannot be read at all would take the whole list, or the window, with it.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from app.core.clock import parse_date, parse_stamp

Choice = TypeVar("Choice", bound=StrEnum)


def text(cell: Any) -> str:
    """Return a cell that holds a text."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)


def text_or_none(cell: Any) -> str | None:
    """Return a cell that holds a text or nothing."""
    return None if cell is None else text(cell)


def number(cell: Any) -> int:
    """Return a cell that holds a number; 0 for anything else."""
    return cell if isinstance(cell, int) else 0


def moment(cell: Any) -> datetime:
    """Return a cell that holds a time; for anything else one that nothing was stored at."""
    no_time = datetime(1970, 1, 1, tzinfo=UTC)
    try:
        found = parse_stamp(text(cell))
    except ValueError:
        return no_time
    return found if found.tzinfo is not None else no_time


def day(cell: Any) -> date | None:
    """Return a cell that holds a date or nothing."""
    try:
        return parse_date(text_or_none(cell))
    except ValueError:
        return None


def choice(cell: Any, default: Choice) -> Choice:
    """Return a cell that holds one of several words; `default` for any other."""
    try:
        return type(default)(cell)
    except ValueError:
        return default


def texts(cell: Any) -> tuple[str, ...]:
    """Return a cell that holds a JSON list of texts."""
    return tuple(text(one) for one in items(cell))


def items(cell: Any, fits: Callable[[Any], bool] = lambda _: True) -> list[Any]:
    """Return those items of a JSON list that fit; empty for anything else."""
    try:
        stored = json.loads(text(cell))
    except (ValueError, RecursionError):
        return []
    return [one for one in stored if fits(one)] if isinstance(stored, list) else []
