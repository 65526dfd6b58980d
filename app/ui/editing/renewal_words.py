"""The words for why understanding a summary again changes nothing."""

from typing import Final

from app.core.importing.outcome import Unchanged

_UNCHANGED: Final = {
    Unchanged.SAME: (
        "1 text is understood as before.",
        "{count} texts are understood as before.",
    ),
    Unchanged.SEVERAL: (
        "1 text would become several summaries, so it is left as it is.",
        "{count} texts would become several summaries each, so they are left as they are.",
    ),
    Unchanged.NONE: (
        "In 1 text no summary was found now, so it is left as it is.",
        "In {count} texts no summary was found now, so they are left as they are.",
    ),
    Unchanged.NO_SOURCE: (
        "Of 1 summary the text that was imported is not kept. Import its file again.",
        "Of {count} summaries the texts that were imported are not kept. Import their files again.",
    ),
}


def unchanged_words(reason: Unchanged, count: int) -> str:
    """Return why understanding summaries again leaves them as they are."""
    one, many = _UNCHANGED[reason]
    return one if count == 1 else many.format(count=count)
