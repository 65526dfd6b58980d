"""Does a reader's acts once when it is imported, and so loads all that they load.

The process of which those that are killed are copies does this, once for all of them.
"""

import tempfile
from pathlib import Path

from tests.torture.acts import perform

with tempfile.TemporaryDirectory() as name:
    perform(Path(name), lambda _: None)
