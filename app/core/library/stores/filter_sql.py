"""The SQL of a library filter: its condition, its order and the values they ask for."""

import json
from typing import Final

from app.core.library.filters import LibraryFilter, Order
from app.core.library.model import Form

_ORDER: Final = {
    Order.NEWEST: "coalesce(published_on, posted_on, '') DESC, imported_at DESC, title, id",
    Order.TITLE: "title IS NULL, title COLLATE NOCASE, id",
    Order.AUTHOR: "author IS NULL, author COLLATE NOCASE, title COLLATE NOCASE, id",
    Order.LAST_READ: "coalesce(last_read_at, '') DESC, title, id",
    Order.LAST_ADDED: "imported_at DESC, title, id",
}


def filter_sql(chosen: LibraryFilter) -> tuple[str, str, list[str]]:
    """Return the WHERE condition, the ORDER BY terms and the parameters of a filter."""
    conditions = [f"deleted_at IS {'NOT NULL' if chosen.trashed else 'NULL'}"]
    if not chosen.trashed and not chosen.ids:
        # Of several summaries of one article one is listed, unless that one is in the trash.
        conditions.append(
            "(telling_of IS NULL OR telling_of IN"
            " (SELECT id FROM summary AS leader WHERE leader.deleted_at IS NOT NULL))"
        )
    parameters: list[str] = []
    if chosen.ids:
        conditions.append("id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(chosen.ids))
    if chosen.state:
        conditions.append("reading_state = ?")
        parameters.append(chosen.state)
    if chosen.starred:
        conditions.append("starred = 1")
    if chosen.subject_id:
        conditions.append("id IN (SELECT summary_id FROM summary_subject WHERE subject_id = ?)")
        parameters.append(chosen.subject_id)
    if chosen.topic_id:
        conditions.append("id IN (SELECT summary_id FROM summary_topic WHERE topic_id = ?)")
        parameters.append(chosen.topic_id)
    if chosen.as_it_is:
        conditions.append(f"form = '{Form.AS_IT_IS}'")
    if chosen.no_subject:
        conditions.append("id NOT IN (SELECT summary_id FROM summary_subject)")
    for word in chosen.words.split():
        conditions.append(
            "coalesce(title, '') || ' ' || coalesce(author, '') || ' '"
            " || coalesce(publication, '') LIKE ? ESCAPE '\\'"
        )
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parameters.append(f"%{escaped}%")
    return " AND ".join(conditions), _ORDER[chosen.order], parameters
