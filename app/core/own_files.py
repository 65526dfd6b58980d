"""Settings and the like of a library that can only be read: kept on this machine instead."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.core.paths import DataFolder

_FOLDER: Final = "reading"


def kept_on_this_machine(folder: DataFolder, drafts: Path) -> DataFolder:
    """Return where a library's small files are kept: at first they are as they are beside it.

    `drafts` is the folder on this machine for what cannot be stored in the library.
    """
    own = DataFolder(drafts / _FOLDER)
    with suppress(OSError):
        own.root.mkdir(parents=True, exist_ok=True)
        for here, there in (
            (own.settings, folder.settings),
            (own.window_state, folder.window_state),
        ):
            if not here.exists() and there.exists():
                shutil.copyfile(there, here)
    return own
