"""What can go wrong on a user's machine, as exceptions that carry data but no wording.

Core raises these; `app.messages` turns each into a sentence for the reader. Any other exception
is a bug and is logged as such.
"""

from pathlib import Path


class BayazError(Exception):
    """Base of every failure that Bayaz expects and can explain."""


class LibraryError(BayazError):
    """The library file at `path` cannot be used."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class LibraryBusyError(LibraryError):
    """Another Bayaz holds the library."""


class LibraryTooNewError(LibraryError):
    """A newer Bayaz wrote this library; this one must not touch it."""


class LibraryForeignError(LibraryError):
    """The file is a database, but not one of Bayaz."""


class LibraryDamagedError(LibraryError):
    """SQLite reports that the file is malformed or not a database at all."""


class LibraryAbsentError(LibraryError):
    """A library was at this place before, and is not there now; nothing was made in its stead."""


class LibraryUnwritableError(LibraryError):
    """The folder or file cannot be written: permissions, a read-only disk."""


class LibraryReadOnlyError(LibraryUnwritableError):
    """The library was opened only for reading; `hindrance` says what keeps it from being written.

    It is a value of `app.core.storage.writable.Hindrance`.
    """

    def __init__(self, path: Path, hindrance: str) -> None:
        super().__init__(path)
        self.hindrance = hindrance


class LibraryUnreadableError(LibraryError):
    """The file is there, but may not be read."""


class LibraryFullError(LibraryError):
    """The disk is full: the last change was not saved, everything earlier was."""


class NotFoundError(BayazError):
    """No record of this kind has this id."""

    def __init__(self, kind: str, record_id: str) -> None:
        super().__init__(f"{kind} {record_id}")
        self.kind = kind
        self.record_id = record_id


class AmbiguousIdError(BayazError):
    """A shortened id fits several records."""

    def __init__(self, kind: str, record_id: str) -> None:
        super().__init__(f"{kind} {record_id}")
        self.kind = kind
        self.record_id = record_id


class RecordDamagedError(BayazError):
    """A record is not what was stored, so it is not written over; `name` is what it is called."""

    def __init__(self, kind: str, record_id: str, name: str) -> None:
        super().__init__(f"{kind} {record_id}")
        self.kind = kind
        self.record_id = record_id
        self.name = name


class EmptyNoteError(BayazError):
    """A note has no text."""


class EmptySummaryError(BayazError):
    """A summary would be left without any text."""


class ChangedSinceError(BayazError):
    """A summary has another text by now than the one that is to be undone or made again."""


class DateUnreadableError(BayazError):
    """What was typed as a date is none; `problem` names the reason."""

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(text)
        self.text = text
        self.problem = problem


class FileUnreadableError(BayazError):
    """The file at `path` is not there, or is no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class PassageNotFoundError(BayazError):
    """The words to highlight are not in the summary, or are there more than once (`count`)."""

    def __init__(self, passage: str, count: int) -> None:
        super().__init__(passage)
        self.passage = passage
        self.count = count


class NothingToGiveError(BayazError):
    """There is no summary to put into a pack."""


class PackTooLargeError(BayazError):
    """A pack would be larger than any Bayaz reads at once."""


class FileStandsError(BayazError):
    """There is a file at `path` already, and nobody has said that it may be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class PackUnwritableError(BayazError):
    """The file of a pack cannot be written to `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class SearchUnavailableError(BayazError):
    """The index cannot be read at the moment; it is a cache and will be rebuilt."""
