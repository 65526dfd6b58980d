"""The selected shelf and order of the list as a line of text, and back."""

import json
from dataclasses import asdict

from app.core.library.filters import LibraryFilter, Order
from app.core.library.model import ReadingState
from app.core.library.syllabus import Syllabus


def choice_to_text(chosen: LibraryFilter) -> str:
    """Return a filter as text; typed words and a list of chosen summaries are not kept."""
    stored = asdict(chosen)
    del stored["words"], stored["ids"]
    return json.dumps(stored)


def choice_from_text(text: str, syllabus: Syllabus) -> LibraryFilter:
    """Return the filter in a text; what is unknown today is left out."""
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return LibraryFilter()
    if not isinstance(stored, dict):
        return LibraryFilter()
    state, order = stored.get("state"), stored.get("order")
    subject_id, topic_id = stored.get("subject_id"), stored.get("topic_id")
    if not (isinstance(subject_id, str) and syllabus.has(subject_id)):
        subject_id = topic_id = None
    return LibraryFilter(
        state=ReadingState(state) if state in list(ReadingState) else None,
        starred=stored.get("starred") is True,
        subject_id=subject_id,
        topic_id=topic_id if isinstance(topic_id, str) else None,
        as_it_is=stored.get("as_it_is") is True,
        no_subject=stored.get("no_subject") is True,
        trashed=stored.get("trashed") is True,
        order=Order(order) if order in list(Order) else Order.NEWEST,
    )
