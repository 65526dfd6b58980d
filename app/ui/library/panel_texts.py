"""What the library panel says of its list: how many summaries, and why there are none."""

from typing import Final

from app.core.library.filters import LibraryFilter

_EMPTY: Final = (
    "Your library is empty. Paste a summary, drop a file here, or start with"
    " the 24 summaries that come with Bayaz."
)


def count_words(chosen: LibraryFilter, shown: int, total: int) -> str:
    """Return how many summaries are shown, of `total` where words narrow the list."""
    if chosen.words.strip():
        return f"{shown} of {total}"
    noun = "summary" if shown == 1 else "summaries"
    return f"{shown} {noun}{' from the search' if chosen.ids else ''}"


def why_empty(chosen: LibraryFilter) -> tuple[str, str]:
    """Return why a list is empty, and what its button offers; '' for no button."""
    if chosen.words.strip():
        return "No title or author in this list contains these words.", "Show all"
    if chosen.trashed:
        return "The trash is empty. What you delete stays here for 30 days.", ""
    if chosen.no_subject:
        return "Every summary serves a subject.", "Show all summaries"
    if chosen.as_it_is:
        return "Bayaz has understood the form of every text.", "Show all summaries"
    if chosen.narrows:
        return "Nothing here yet.", "Show all summaries"
    return _EMPTY, "Add the starter library"
