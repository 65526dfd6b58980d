"""Version 3: who a note or a highlight is from, where it came in a pack.

`origin` is NULL for the reader's own, else the sender's name, '' when the sender gave none.
"""

from typing import Final

STATEMENTS: Final = (
    "ALTER TABLE note ADD COLUMN origin TEXT",
    "ALTER TABLE highlight ADD COLUMN origin TEXT",
)
