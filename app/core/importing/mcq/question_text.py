"""A text as the search for questions sees it: its lines read, its announcements and keys found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.importing.mcq.announcements import find_labels, reach_of
from app.core.importing.mcq.answer_keys import Keys, find_keys
from app.core.importing.mcq.question_lines import QuestionLine, read_line, split_line


@dataclass(frozen=True, slots=True)
class QuestionText:
    """The rows of a text as they came, and the lines they were read as.

    A row that holds several questions is read as several lines, so all numbers below count
    `lines`; `QuestionLine.row` leads back to `rows`. `labels` are the lines that announce
    questions, `announced` the lines they reach; in both, True means that the label can announce
    nothing else (see `announcements`).
    """

    rows: Sequence[str]
    lines: list[QuestionLine]
    labels: dict[int, bool]
    announced: dict[int, bool]
    keys: Keys

    def written_from(self, start: int) -> Iterator[int]:
        """Yield the numbers of the lines from `start` on that are not empty."""
        return (n for n in range(start, len(self.lines)) if self.lines[n].text)

    def is_key(self, number: int) -> bool:
        """Return whether a line is an answer key or the heading of one."""
        return number in self.keys.pairs or number in self.keys.headers

    def shares_row(self, number: int) -> bool:
        """Return whether another line was read from the same row."""
        row = self.lines[number].row
        return any(
            0 <= other < len(self.lines) and self.lines[other].row == row
            for other in (number - 1, number + 1)
        )


def read_question_text(rows: Sequence[str]) -> QuestionText:
    """Return the rows of a cleaned text, read for the search for questions."""
    lines = [read_line(part, row) for row, text in enumerate(rows) for part in split_line(text)]
    labels = find_labels(lines)
    return QuestionText(rows, lines, labels, reach_of(labels, lines), find_keys(lines))
