"""Two things that Python and PySide need not do while the program starts.

PySide reads the source of every module that is imported after it, in case the module asks for
PySide's features by `from __feature__ import`; none of ours does, and to read 200 files takes as
long as to draw the window. Python's collector looks for garbage among all that a start makes, and
nearly all of it stays.
"""

import gc
import sys
from types import ModuleType


def begin() -> None:
    """Stop both, before the modules of the window are imported."""
    gc.disable()
    import PySide6.QtCore  # noqa: F401 - loads the module that is changed here

    feature = sys.modules.get("shibokensupport.feature")
    # Not in every version: where it is missing, the start only takes longer.
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", _uses_no_features)  # noqa: B010 - a name PySide hides


def end() -> None:
    """Collect garbage again, but never look at what the start has made: that stays."""
    gc.freeze()
    gc.enable()


def let_go() -> None:
    """Collect what a closed window left, here: it must not happen in another thread.

    Python collects in whatever thread asks for memory next, and Qt does not bear that its objects
    are destroyed in another one than theirs.
    """
    gc.unfreeze()
    gc.collect()


def _uses_no_features(_module: ModuleType) -> bool:
    return False
