"""The SQL of vocabularies: the words of a summary, in the order of its text."""

import json
from collections.abc import Iterable

from app.core.library.model import Word
from app.core.storage import tolerant
from app.core.storage.database import Database


class VocabularyStore:
    """Reads and writes words. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_summary(self, summary_id: str) -> tuple[Word, ...]:
        """Return the words of a summary's vocabulary."""
        rows = self._db.all(
            "SELECT * FROM word WHERE summary_id = ? ORDER BY position", (summary_id,)
        )
        return tuple(
            Word(
                tolerant.text(row["word"]),
                tolerant.text_or_none(row["part_of_speech"]),
                tolerant.text_or_none(row["urdu"]),
                tolerant.text_or_none(row["meaning"]),
                tolerant.texts(row["synonyms"]),
                tolerant.texts(row["antonyms"]),
                tolerant.text_or_none(row["example"]),
            )
            for row in rows
        )

    def replace(self, summary_id: str, words: Iterable[Word]) -> None:
        """Give a summary these words and no others."""
        self._db.write("DELETE FROM word WHERE summary_id = ?", (summary_id,))
        self._db.write_many(
            "INSERT INTO word (summary_id, position, word, part_of_speech, urdu, meaning,"
            " synonyms, antonyms, example) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    summary_id,
                    position,
                    entry.word,
                    entry.part_of_speech,
                    entry.urdu,
                    entry.meaning,
                    json.dumps(entry.synonyms, ensure_ascii=False),
                    json.dumps(entry.antonyms, ensure_ascii=False),
                    entry.example,
                )
                for position, entry in enumerate(words)
            ],
        )
