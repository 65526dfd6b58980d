"""The numbers beside the rows of the tree, counted in the library and the notebook."""

from app.core.workspace import Workspace
from app.ui.library.navigation_tree import SHELVES, WITHOUT_SUBJECT, Counts


def library_counts(workspace: Workspace) -> Counts:
    """Return how many summaries each shelf, subject and topic leads to, and how many notes."""
    library = workspace.library
    shelves = {name: library.count(chosen) for name, _, chosen in SHELVES if chosen is not None}
    if WITHOUT_SUBJECT.filter is not None:
        shelves[WITHOUT_SUBJECT.name] = library.count(WITHOUT_SUBJECT.filter)
    shelves["Notebook"] = workspace.notebook.count()
    return Counts(shelves, library.counts_by_subject(), library.topics.with_counts())
