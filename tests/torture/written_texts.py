"""What was written by whom, and whether someone who saw it meant that it should go."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.storage.records.record_reader import Record

Key = tuple[str, str]
_TOKEN = re.compile(r"w\d+[abc]")


@dataclass
class WrittenTexts:
    """Every text that any device wrote, as a word that is nowhere else."""

    keys: dict[str, Key] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)

    def new(self, key: Key, device: str) -> str:
        """Return another text that a device writes in a record."""
        token = f"w{len(self.keys)}{device}"
        self.keys[token] = key
        return token

    def replaced(self, text: str, device: str = "") -> None:
        """Note that a device replaced a text; what it wrote itself may go with that."""
        self.meant.update(token for token in _TOKEN.findall(text) if token.endswith(device))

    def deleted(self, text: str) -> None:
        """Note that a record with a text was deleted for good."""
        self.meant.update(_TOKEN.findall(text))

    def lost(self, record: Callable[[Key], Record | None]) -> list[str]:
        """Return the texts that are neither in their records nor among the earlier texts."""
        found: dict[Key, set[str]] = {}
        lost = []
        for token, key in self.keys.items():
            if key not in found:
                held = json.dumps(record(key), default=str)
                found[key] = set(_TOKEN.findall(held))
            if token not in found[key] and token not in self.meant:
                lost.append(token)
        return lost
