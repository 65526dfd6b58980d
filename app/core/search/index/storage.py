"""The files of Whoosh in a folder, of which other programs may hold some for a moment."""

import os
from contextlib import suppress

from whoosh.filedb.filestore import FileStorage

from app.core.atomic import patiently


class IndexStorage(FileStorage):
    """A folder in which nothing fails because a file that is not needed any more cannot go.

    On Windows that is one that a searcher still reads, or that is looked at by a scanner for
    viruses. It goes at a later commit: see `IndexFolder.write_manifest`.
    """

    def delete_file(self, name: str) -> None:
        """Remove a file, or leave it to a later commit."""
        with suppress(PermissionError):
            super().delete_file(name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002
        """Rename a file, after a pause if it is held: it has only just been written."""
        patiently(lambda: super(IndexStorage, self).rename_file(oldname, newname, safe))

    def destroy(self) -> None:
        """Remove the folder with all files, or leave what is held to the next writer."""
        self.clean(ignore=True)
        with suppress(OSError):
            os.rmdir(self.folder)  # noqa: PTH106 - Whoosh keeps it as a text

    def temp_storage(self, name: str | None = None) -> "IndexStorage":
        """Return a folder in it for what is there only while something is written."""
        assert name
        made: IndexStorage = IndexStorage(os.path.join(self.folder, name)).create()  # noqa: PTH118
        return made
