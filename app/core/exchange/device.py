"""Which device a library's changes are noted under, and how many there were.

A change must never have the name of another. So a library that is found at another place than it
was has been copied and becomes another device; so does one that knows of fewer changes than a
small file beside it says, for it was put back from before.
"""

import contextlib
import hashlib
import json
import platform
import secrets
from pathlib import Path
from typing import Final

from app.core.atomic import write_file
from app.core.exchange.model import Dot
from app.core.exchange.version_store import VersionStore
from app.core.storage.database import Database

_DEVICE: Final = "device"
_NUMBER: Final = "changes"
_MOST_AHEAD: Final = 2**32


class Device:
    """The device that a library is. Every method joins the transaction that the caller opened."""

    def __init__(self, database: Database, store: VersionStore, machine: str | None = None) -> None:
        place = f"{platform.node() if machine is None else machine}\n{database.path.absolute()}"
        self._place = hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:16]
        self._beside = Path(f"{database.path}-device")
        self._store = store

    @property
    def id(self) -> str:
        """The id of this device, another one if the library was copied or put back."""
        try:
            known, place = json.loads(self._store.noted(_DEVICE) or "[]")
        except (ValueError, TypeError):
            known, place = "", ""
        if place != self._place or self._was_put_back(known):
            return self.renew()
        return str(known)

    @property
    def number(self) -> int:
        """The number of the last change that the library knows of, of whatever device."""
        try:
            return int(self._store.noted(_NUMBER) or 0)
        except ValueError:
            # Damaged: the small file beside the library knows better, and so it is put back.
            return 0

    def renew(self) -> str:
        """Become another device, and return its id."""
        made = secrets.token_hex(8)
        self._store.note(_DEVICE, json.dumps([made, self._place]))
        return made

    def next_dot(self, device: str) -> Dot:
        """Return the name of the next change."""
        number = self.number + 1
        self._store.note(_NUMBER, str(number))
        return Dot(number, device)

    def may_count_to(self, number: int) -> bool:
        """Return whether a number can be that of a change: nobody is so far ahead of all others.

        Whoever says so wants to use the numbers up.
        """
        return number <= self.number + _MOST_AHEAD

    def hear_of(self, number: int) -> None:
        """Count on from a number of another device."""
        if number > self.number:
            self._store.note(_NUMBER, str(number))

    def write_down(self, device: str) -> None:
        """Write down beside the library how many changes there are, before it is committed.

        Does nothing if that cannot be written: then only the place tells a copy.
        """
        with contextlib.suppress(OSError):
            write_file(self._beside, f"{device} {self.number}\n".encode())

    def _was_put_back(self, known: str) -> bool:
        try:
            device, number = self._beside.read_text("ascii", "replace").split()
            return device == known and int(number) > self.number
        except (OSError, ValueError):
            return False
