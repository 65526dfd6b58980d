"""Bring the search index up to date in this process, for commands that need it."""

from app.core.errors import SearchUnavailableError
from app.core.search.index.index import IndexFolder
from app.core.search.results.searcher import Searcher
from app.core.workspace import Workspace


def open_searcher(workspace: Workspace) -> Searcher:
    """Return a searcher over everything in the library.

    Raises SearchUnavailableError when the index cannot be opened.
    """
    folder = catch_up(workspace)
    index = folder.open()
    if index is None:
        raise SearchUnavailableError
    return Searcher(index)


def catch_up(workspace: Workspace) -> IndexFolder:
    """Add what the index has missed, or everything if it is missing or damaged."""
    folder = IndexFolder(workspace.index_folder, workspace.index_token)
    number = indexed_up_to(folder, workspace)
    batch = workspace.pending(number)
    if not batch.entries and number:
        return folder
    writing = folder.write()
    while batch.entries:
        writing.add(batch.entries)
        number = batch.number
        batch = workspace.pending(number)
    writing.commit(number)
    return folder


def indexed_up_to(folder: IndexFolder, workspace: Workspace) -> int:
    """Return the number of the last change in the index; 0 if it is missing or damaged."""
    number = folder.number()
    if number == 0 or number > workspace.last_change():
        folder.remove()
        return 0
    return number
