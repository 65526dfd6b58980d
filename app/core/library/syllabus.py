"""FPSC's subjects and topics, and the names aspirants have for them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.core.errors import NotFoundError
from app.core.paths import bundled
from app.core.text_key import text_key


def topic_id(subject_id: str, name: str) -> str:
    """Return the id of a topic: `subject/slug`. The same name gives the same topic everywhere."""
    return f"{subject_id}/{text_key(name).replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of a subject's syllabus, or a topic that a text named under the subject."""

    id: str
    subject_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One of FPSC's papers. `group` is None for the compulsory ones."""

    id: str
    name: str
    group: str | None
    marks: int
    aliases: tuple[str, ...]
    ambiguous_aliases: tuple[str, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """The subjects that a name can mean.

    `ambiguous` is set when the name fits several subjects or is an everyday word as well.
    """

    subjects: tuple[Subject, ...] = ()
    ambiguous: bool = False


class Syllabus:
    """All subjects, found by id or by any of their names."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        self.subjects = subjects
        self._by_id = {subject.id: subject for subject in subjects}
        self._by_name: dict[str, SubjectMatch] = {}
        for subject in subjects:
            ambiguous = {text_key(alias) for alias in subject.ambiguous_aliases}
            named = {text_key(alias) for alias in subject.aliases}
            for key in named | ambiguous:
                known = self._by_name.get(key, SubjectMatch())
                self._by_name[key] = SubjectMatch(
                    (*known.subjects, subject),
                    known.ambiguous or bool(known.subjects) or key in ambiguous,
                )
        # A subject's own name means the subject, whoever has it as an alias.
        for subject in subjects:
            self._by_name[text_key(subject.name)] = SubjectMatch((subject,))

    def __iter__(self) -> Iterator[Subject]:
        """Yield the subjects in FPSC's order."""
        return iter(self.subjects)

    def subject(self, subject_id: str) -> Subject:
        """Return a subject by its id; raises NotFoundError."""
        try:
            return self._by_id[subject_id]
        except KeyError:
            raise NotFoundError("subject", subject_id) from None

    def has(self, subject_id: str) -> bool:
        """Return whether there is a subject with this id."""
        return subject_id in self._by_id

    def match(self, name: str) -> SubjectMatch:
        """Return what a name can mean. Short forms need a capital: `IS` or `Eco`, not `is`."""
        key = text_key(name)
        if len(key) <= 3 and name == name.lower() and name.isascii():
            return SubjectMatch()
        return self._by_name.get(key, SubjectMatch())

    def names(self) -> tuple[tuple[str, Subject], ...]:
        """Return the key of every unambiguous name of more than five letters, with its subject."""
        return tuple(
            (key, match.subjects[0])
            for key, match in self._by_name.items()
            if len(key) > 5 and len(match.subjects) == 1
        )

    def topic(self, subject_id: str, name: str) -> Topic:
        """Return the topic of this name: FPSC's own if it is one, else a topic of the text.

        Raises NotFoundError when there is no such subject.
        """
        wanted = topic_id(subject_id, name)
        for topic in self.subject(subject_id).topics:
            if topic.id == wanted:
                return topic
        return Topic(wanted, subject_id, name)


@cache
def load_syllabus() -> Syllabus:
    """Return the syllabus that ships with the program."""
    text = (bundled("resources") / "subjects.json").read_text(encoding="utf-8")
    return Syllabus(
        tuple(
            Subject(
                entry["id"],
                entry["name"],
                entry["group"],
                entry["marks"],
                tuple(entry["aliases"]),
                tuple(entry["ambiguous_aliases"]),
                tuple(
                    Topic(topic_id(entry["id"], name), entry["id"], name)
                    for name in entry["topics"]
                ),
            )
            for entry in json.loads(text)
        )
    )
