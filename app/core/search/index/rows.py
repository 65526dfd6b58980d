"""One document as the index stores it: its words with their impact, and its columns."""

import json
from dataclasses import dataclass
from typing import Any, Final

from app.core.search.index.documents import IndexDocument, fallback_excerpt
from app.core.search.index.impact import impacts
from app.core.search.kinds import HitKind
from app.core.search.terms.tokenizer import fold_text, joined_words, word_list

KINDS: Final = tuple(HitKind)
# Separates lead and text in the folded words, so that no phrase spans both.
_BORDER: Final = " | "
# Separates the names in a column that may hold several.
SEPARATOR: Final = "\n"


@dataclass(frozen=True, slots=True)
class Row:
    """What the index stores of one document."""

    impacts: dict[str, int]
    columns: dict[str, Any]


def row_of(document: IndexDocument) -> Row:
    """Return the row of a document."""
    kind = HitKind(document["kind"])
    lead, text = fold_text(document["lead"]), fold_text(document["text"])
    lead_words, text_words = word_list(lead), word_list(text)
    folded = f" {' '.join(lead_words)}{_BORDER}{' '.join(text_words)} "
    record = {
        "id": document["id"],
        "summary_id": document["summary_id"],
        "title": document["title"],
        "subjects": document["subjects"],
        "text": document["text"],
        "fallback": fallback_excerpt(document),
    }
    columns = {
        "record": json.dumps(record, ensure_ascii=False).encode(),
        "folded": folded.encode(),
        "kind": KINDS.index(kind),
        "day": document["day"],
        "summary_id": document["summary_id"].encode(),
        "subjects": SEPARATOR.join(document["subjects"]).encode(),
        "topics": SEPARATOR.join(document["topics"]).encode(),
        "paper": document["paper"].encode(),
        "author": document["author"].encode(),
        "colour": document["colour"].encode(),
    }
    return Row(
        impacts(
            kind,
            lead_words + joined_words(document["lead"], lead),
            text_words + joined_words(document["text"], text),
        ),
        {name: value for name, value in columns.items() if value},
    )
