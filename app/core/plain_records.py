"""Frozen records as plain data and back, for the pipe between two processes of Bayaz."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_plain(value: Any) -> Any:
    """Return a frozen record, with everything in it, as values that JSON has."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(entry) for entry in value]
    return value


def from_plain(kind: type[T], value: Any) -> T:
    """Return the record of type `kind` that `to_plain` wrote.

    Raises ValueError, TypeError or KeyError for anything else: only the types that the record
    names are ever created.
    """
    made: T = _read(kind, value)
    return made


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = [choice for choice in get_args(kind) if choice is not NoneType]
        return None if value is None else _read(inner[0], value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], entry) for entry in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        made: Any = kind
        return made(**{name: _read(hints[name], value[name]) for name in hints})
    if issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, kind):
        raise TypeError(kind)
    # Half of a surrogate pair, which JSON and YAML can spell, can be neither shown nor stored.
    return _LONE_SURROGATE.sub("", value) if kind is str else value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
