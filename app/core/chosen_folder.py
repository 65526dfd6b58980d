"""The folder in which the reader has found a library again, kept from one start to the next."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.core.atomic import write_file
from app.core.paths import DataFolder, chosen_folders_file, data_folder
from app.core.state_files import read_state

_MOST: Final = 100


def library_folder(named: str | os.PathLike[str] | None = None) -> DataFolder:
    """Return the data folder as `data_folder` does, or the one chosen in place of it.

    A library that is where it is looked for is the right one; else it is where the reader said,
    if it is there.
    """
    folder = data_folder(named)
    if os.path.exists(folder.database):  # noqa: PTH110 - says no where it may not look, too
        return folder
    chosen = _stored().get(_key(folder))
    if chosen is None:
        return folder
    other = DataFolder(Path(chosen))
    return other if os.path.exists(other.database) else folder  # noqa: PTH110


def remember_chosen(folder: DataFolder, chosen: DataFolder) -> None:
    """Remember where a library is; does nothing if that cannot be written."""
    stored = _stored()
    stored.pop(_key(folder), None)
    stored[_key(folder)] = str(chosen.root)
    kept = dict(list(stored.items())[-_MOST:])
    with suppress(OSError):
        write_file(chosen_folders_file(), json.dumps(kept).encode())


def _stored() -> dict[str, str]:
    try:
        stored = read_state(chosen_folders_file())
    except (OSError, ValueError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {
        os.path.normcase(name): place for name, place in stored.items() if isinstance(place, str)
    }


def _key(folder: DataFolder) -> str:
    """Return a folder's path as the system compares paths: Windows by letters of either case."""
    return os.path.normcase(folder.root)
