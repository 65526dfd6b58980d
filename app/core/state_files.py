"""Small JSON files in which Bayaz remembers things: read whatever they hold, thrown away never.

A file that cannot be understood is set aside under another name, so that what the reader had in it
is not overwritten by the next save.
"""

import json
import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from app.core.atomic import patiently, read_file

_log = logging.getLogger(__name__)

_DAMAGED: Final = ".damaged"
_MOST_ASIDE: Final = 100


def always() -> bool:
    """Return True: such a file may be written whenever there is something to write."""
    return True


def read_state(path: Path) -> Any:
    """Return what a file holds.

    Raises OSError if it cannot be read, and ValueError if it is no JSON.
    """
    try:
        return json.loads(read_file(path))
    except RecursionError as error:
        raise ValueError(path.name) from error


def set_aside(path: Path) -> Path | None:
    """Give a damaged file another name beside its own; return that, None if it stays."""
    for number in range(1, _MOST_ASIDE):
        place = path.with_name(f"{path.name}{_DAMAGED}{f'-{number}' if number > 1 else ''}")
        if place.exists():
            continue
        try:
            patiently(partial(path.rename, place))
        except OSError:
            _log.warning("%s is damaged and cannot be set aside", path.name, exc_info=True)
            return None
        _log.warning("%s is damaged and was set aside as %s", path.name, place.name)
        return place
    return None


def set_damaged_aside(expected: Iterable[tuple[Path, type]]) -> list[Path]:
    """Set those files aside that hold something else than is expected, or nothing that can be read.

    Return their new names.
    """
    aside = []
    for path, kind in expected:
        try:
            if isinstance(read_state(path), kind):
                continue
        except FileNotFoundError:
            continue
        except OSError:
            # A disk that cannot be read is no damage; a folder of that name is.
            if not path.is_dir():
                continue
        except ValueError:
            _log.warning("%s cannot be read", path.name)
        place = set_aside(path)
        if place is not None:
            aside.append(place)
    return aside
