"""The reader's preferences: a frozen record, stored as JSON in the data folder."""

import json
import logging
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.core.atomic import write_file
from app.core.state_files import read_state

_log = logging.getLogger(__name__)


class Theme(StrEnum):
    """The colour themes of the window."""

    LIGHT = "light"
    SEPIA = "sepia"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The reader's preferences. A field that is missing or invalid in the file has its default.

    `text_size` (pixels) and `measure` (characters a line) are those of the page. `sender` is the
    name that packs are sent under; `backup_folder` is where copies of backups go; `own_words` are
    the reader's own lines of synonyms, see `app.core.search.terms.synonyms`.
    """

    theme: Theme = Theme.LIGHT
    text_size: int = 18
    measure: int = 66
    show_highlights: bool = True
    last_colour: str = "yellow"
    last_summary: str | None = None
    watched_folder: str | None = None
    recent_searches: tuple[str, ...] = ()
    saved_searches: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    sender: str = ""
    backup_folder: str | None = None

    def __post_init__(self) -> None:
        """Limit numbers from an edited file to the range that the window can show."""
        object.__setattr__(self, "text_size", min(max(self.text_size, 12), 36))
        object.__setattr__(self, "measure", min(max(self.measure, 44), 90))


def load_settings(path: Path) -> Settings:
    """Return the settings in `path`, with defaults for what is missing or unreadable."""
    return Settings(**_known_in(_stored_in(path)))


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings; raises OSError when the folder cannot be written.

    What the file holds and this Bayaz does not know, since a newer one wrote it, stays in it: other
    fields, and other values of a field that the reader has not changed.
    """
    stored = _stored_in(path)
    known, defaults = _known_in(stored), Settings()
    values = {**stored, **asdict(settings)}
    for field in fields(Settings):
        name = field.name
        foreign = name in stored and name not in known
        if foreign and getattr(settings, name) == getattr(defaults, name):
            values[name] = stored[name]
    text = json.dumps(values, indent=2, ensure_ascii=False)
    write_file(path, text.encode("utf-8", "replace"))


def _stored_in(path: Path) -> dict[str, Any]:
    try:
        stored = read_state(path)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        _log.warning("The settings cannot be read; defaults are used", exc_info=True)
        return {}
    return stored if isinstance(stored, dict) else {}


def _known_in(stored: dict[str, Any]) -> dict[str, Any]:
    """Return the fields in a file that this Bayaz understands."""
    defaults = Settings()
    values: dict[str, Any] = {}
    for field in fields(Settings):
        value = stored.get(field.name)
        default = getattr(defaults, field.name)
        if field.name == "theme":
            if isinstance(value, str) and value in set(Theme):
                values["theme"] = Theme(value)
        elif isinstance(default, tuple):
            if isinstance(value, list):
                values[field.name] = tuple(_sound(item) for item in value if isinstance(item, str))
        elif isinstance(value, str) and isinstance(default, str | None):
            values[field.name] = _sound(value)
        elif type(value) is type(default):
            values[field.name] = value
    return values


def _sound(text: str) -> str:
    """Return a text without the halves of surrogate pairs that JSON can spell."""
    return text.encode("utf-8", "ignore").decode("utf-8")
