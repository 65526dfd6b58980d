"""The search index from the command line: brought up to date in this process."""

from app.core.errors import SearchUnavailableError
from app.core.search.index.index import IndexFolder
from app.core.search.results.searcher import Searcher
from app.core.workspace import Workspace


def open_searcher(workspace: Workspace) -> Searcher:
    """Return a searcher that knows everything in the library."""
    folder = catch_up(workspace)
    index = folder.open()
    if index is None:
        raise SearchUnavailableError
    return Searcher(index)


def catch_up(workspace: Workspace) -> IndexFolder:
    """Tell the index what it has missed, everything if it is missing or damaged."""
    folder = IndexFolder(workspace.index_folder)
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
    """Return the last change that the index holds; 0 when there is no index to trust."""
    number = folder.number()
    if number == 0 or number > workspace.last_change():
        folder.remove()
        return 0
    return number
