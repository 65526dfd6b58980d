"""A whole record as Markdown, so that a backup can be read without Bayaz."""

from collections.abc import Iterator
from typing import Any

from app.core.storage.records.record_reader import Record


def summary_text(record: Record) -> str:
    """Return a summary: its title, its details, its sections and its facts."""
    summary = record["summary"][0]
    return "\n".join((*_head(summary), *_sections(record), *_facts(record), ""))


def note_text(record: Record, names: dict[str, str]) -> str:
    """Return a note, with what it is linked to; `names` are titles by id."""
    note = record["note"][0]
    linked = (_linked(row, names) for row in record.get("link", ()))
    lines = [f"## {str(note['updated_at'])[:10]}", "", str(note["body"]), ""]
    about = "; ".join(filter(None, linked))
    return "\n".join([*lines, f"*{about}*", ""] if about else lines)


def _head(summary: dict[str, Any]) -> Iterator[str]:
    yield f"# {summary.get('title') or 'Untitled'}"
    yield ""
    names = ("author", "publication", "category", "published_on", "posted_on")
    details = [str(summary[name]) for name in names if summary.get(name)]
    if details:
        yield " · ".join(details)
        yield ""


def _sections(record: Record) -> Iterator[str]:
    for section in record.get("section", ()):
        if section["heading"]:
            yield f"## {section['heading']}"
            yield ""
        if section["markdown"]:
            yield str(section["markdown"])
            yield ""


def _facts(record: Record) -> Iterator[str]:
    facts = [row for row in record.get("fact", ()) if row.get("retired_at") is None]
    for fact in sorted(facts, key=lambda row: row["position"]):
        source = f" ({fact['source']})" if fact.get("source") else ""
        yield f"- {fact['text']}{source}"
    if facts:
        yield ""


def _linked(row: dict[str, Any], names: dict[str, str]) -> str:
    target = str(row["target_id"])
    if row["target_kind"] in ("subject", "topic"):
        return target
    return names.get(target, "")
