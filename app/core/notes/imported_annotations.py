"""Which highlights and notes an import added, so that adding them can be undone as one."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ImportedAnnotations:
    """The ids of the highlights and notes that an import added to the library."""

    highlights: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, other: "ImportedAnnotations") -> "ImportedAnnotations":
        """Return both as one."""
        return ImportedAnnotations(self.highlights + other.highlights, self.notes + other.notes)

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.highlights or self.notes)


NOTHING: Final = ImportedAnnotations()
