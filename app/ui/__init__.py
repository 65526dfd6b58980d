"""The window: everything that knows Qt.

PySide reads the source of every module that is imported after it, to see whether it is written
for PySide. So what has nothing to do with Qt is imported first, which saves 20 ms of the start.
"""

import app.core.workspace as _  # noqa: F401
