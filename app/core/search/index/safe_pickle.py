"""Whoosh keeps pickles in its files, and a pickle can run code: only what it needs is loaded.

The index is in the machine's own cache folder and is checked against its manifest before it is
opened; this is the second line of defence.
"""

import io
import pickle
from typing import Any, Final

import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.externalsort
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index

_ALLOWED: Final = frozenset(
    {
        ("_codecs", "encode"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("collections", "defaultdict"),
        ("app.core.search.index.codec", "Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
    }
)


class _Unpickler(pickle.Unpickler):
    """Loads plain data and the index's own classes; raises UnpicklingError for anything else."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is not of the index")
        return super().find_class(module_name, global_name)


def _load(file: Any) -> Any:
    return _Unpickler(file).load()


def _loads(data: bytes, *_: Any, **__: Any) -> Any:
    return _Unpickler(io.BytesIO(data)).load()


class _SafePickle:
    """Replaces the module `pickle` where Whoosh uses it by name."""

    dumps = staticmethod(pickle.dumps)
    loads = staticmethod(_loads)
    PicklingError = pickle.PicklingError


def guard_whoosh() -> None:
    """Apply the allow-list to every pickle that Whoosh reads, and disable its old formats."""
    setattr(whoosh.filedb.structfile, "load", _load)  # noqa: B010 - names their stubs hide
    setattr(whoosh.codec.whoosh3, "loads", _loads)  # noqa: B010
    # Stored fields: read when segments are merged, though we have none.
    setattr(whoosh.columns, "loads", _loads)  # noqa: B010
    # Of these two nothing runs today.
    setattr(whoosh.externalsort, "load", _load)  # noqa: B010
    setattr(whoosh.formats, "loads", _loads)  # noqa: B010
    setattr(whoosh.index, "pickle", _SafePickle)  # noqa: B010
    getattr(whoosh.index, "toc_loaders").clear()  # noqa: B009
