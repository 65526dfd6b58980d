"""The wordings that made-up headings are put together from: three sets that share nothing.

`held_out` was written when headings had been taught with `worked`, `later` when they had been taught
with both: each shows at its first run how much was learnt by heart.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "headings"
HALVES = ("worked", "held_out", "later")


@dataclass(frozen=True, slots=True)
class Body:
    """What one text says below its heading; the texts of its sections by their kind."""

    opening: tuple[str, ...]
    sections: Mapping[str, tuple[str, ...]]
    ending: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the parts of a heading stand: rows of slots, each `name`, `name:style` or `name?`.

    `shuffle` says whether the rows are put in any order, or the slots of each row.
    """

    rows: tuple[tuple[str, ...], ...]
    shuffle: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Wordings:
    """All wordings of one language in one half.

    `forms` are the writings of a part by the part and the style (bare, marked, keyed), `frames`
    whole sentences that hold several parts, `separators` ways of joining two parts on a line.
    """

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    papers: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    dates: tuple[str, ...]
    digits: str
    words: tuple[str, ...]
    forms: Mapping[str, Mapping[str, tuple[str, ...]]]
    frames: tuple[str, ...]
    shapes: tuple[Shape, ...]
    separators: tuple[str, ...]
    extras: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    label_forms: tuple[str, ...]
    bullets: tuple[str, ...]
    wraps: tuple[str, ...]
    bodies: tuple[Body, ...]


@cache
def wordings(half: str, language: str) -> Wordings:
    """Return the wordings of a half in a language: `english` or `urdu`."""
    data = json.loads((FOLDER / f"{half}.json").read_text(encoding="utf-8"))[language]
    bodies = tuple(_body(body) for body in data.pop("bodies"))
    shapes = tuple(
        Shape(tuple(tuple(row.split()) for row in shape.pop("rows")), **shape)
        for shape in data.pop("shapes")
    )
    return Wordings(bodies=bodies, shapes=shapes, **{name: _frozen(data[name]) for name in data})


def _body(data: Mapping[str, Any]) -> Body:
    return Body(
        _frozen(data["opening"]), _frozen(data["sections"]), data["ending"], _frozen(data["facts"])
    )


def _frozen(data: Any) -> Any:
    """Return data of lists as tuples, at any depth."""
    if isinstance(data, dict):
        return {name: _frozen(value) for name, value in data.items()}
    return tuple(data) if isinstance(data, list) else data
