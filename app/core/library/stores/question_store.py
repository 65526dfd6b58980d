"""The SQL of multiple-choice questions: those of a summary, in the order of its text."""

import json
from collections.abc import Iterable

from app.core.library.model import Question
from app.core.storage import tolerant
from app.core.storage.database import Database


class QuestionStore:
    """Reads and writes questions. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_summary(self, summary_id: str) -> tuple[Question, ...]:
        """Return the questions of a summary."""
        rows = self._db.all(
            "SELECT * FROM question WHERE summary_id = ? ORDER BY position", (summary_id,)
        )
        return tuple(
            Question(
                tolerant.text(row["text"]),
                tolerant.texts(row["options"]),
                tolerant.text_or_none(row["answer"]),
                tolerant.text_or_none(row["explanation"]),
            )
            for row in rows
        )

    def replace(self, summary_id: str, questions: Iterable[Question]) -> None:
        """Give a summary these questions and no others."""
        self._db.write("DELETE FROM question WHERE summary_id = ?", (summary_id,))
        self._db.write_many(
            "INSERT INTO question (summary_id, position, text, options, answer, explanation)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    summary_id,
                    position,
                    question.text,
                    json.dumps(question.options, ensure_ascii=False),
                    question.answer,
                    question.explanation,
                )
                for position, question in enumerate(questions)
            ],
        )
