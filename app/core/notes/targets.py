"""What a note can be linked to: the name of each target, and the targets that typed words match."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.core.errors import NotFoundError
from app.core.library.filters import LibraryFilter, Order
from app.core.library.library import Library
from app.core.library.syllabus import Topic
from app.core.notes.model import Link, LinkKind
from app.core.notes.notebook import Notebook
from app.core.text_key import text_key

_MOST_NOTES: Final = 200


@dataclass(frozen=True, slots=True)
class Target:
    """Something a note can be linked to; `context` is the name of its subject or summary.

    `summary_id` is the summary it is found in, '' for subjects, topics and notes.
    """

    link: Link
    name: str
    context: str = ""
    summary_id: str = ""


class Targets:
    """Describes the targets of links and finds new ones."""

    def __init__(self, library: Library, notebook: Notebook) -> None:
        self._library = library
        self._notebook = notebook

    def describe(self, link: Link) -> Target | None:
        """Return the target of a link, None when it is gone."""
        try:
            return self._describe(link)
        except NotFoundError:
            return None

    def search(self, words: str, summary_id: str | None, limit: int = 40) -> list[Target]:
        """Return the targets that words match: of the open summary, the syllabus, library, notes.

        Without words, the nearest ones: the open summary, its facts, highlights and subjects.
        """
        wanted = text_key(words).split()
        found = self._near(summary_id) if summary_id else iter(())
        if wanted:
            found = self._all(found, words)
        matching = (target for target in found if _matches(target, wanted))
        return list(islice(dict.fromkeys(matching), limit))

    def _describe(self, link: Link) -> Target:
        match link.kind:
            case LinkKind.SUBJECT:
                return Target(link, self._library.syllabus.subject(link.id).name)
            case LinkKind.TOPIC:
                return self._topic(self._library.topics.topic(link.id))
            case LinkKind.SUMMARY:
                row = self._library.row(link.id)
                return Target(link, row.title or row.opening, row.author or "", link.id)
            case LinkKind.FACT:
                fact = self._library.fact(link.id)
                title = self._library.row(fact.summary_id).title or ""
                return Target(link, fact.text, title, fact.summary_id)
            case LinkKind.HIGHLIGHT:
                highlight = self._notebook.highlight(link.id)
                summary = self._library.find(highlight.summary_id)
                title = (summary.title if summary else None) or ""
                return Target(link, highlight.anchor.quote, title, highlight.summary_id)
            case LinkKind.NOTE:
                return Target(link, self._notebook.note(link.id).body.partition("\n")[0])

    def _topic(self, topic: Topic) -> Target:
        subject = self._library.syllabus.subject(topic.subject_id).name
        return Target(Link(LinkKind.TOPIC, topic.id), topic.name, subject)

    def _near(self, summary_id: str) -> Iterator[Target]:
        summary = self._library.find(summary_id)
        if summary is None:
            return
        title = summary.title or ""
        yield self._describe(Link(LinkKind.SUMMARY, summary_id))
        for fact in summary.facts:
            yield Target(Link(LinkKind.FACT, fact.id), fact.text, title, summary_id)
        for highlight in self._notebook.highlights_of(summary_id):
            link = Link(LinkKind.HIGHLIGHT, highlight.id)
            yield Target(link, highlight.anchor.quote, title, summary_id)
        for entry in summary.subjects:
            yield self._describe(Link(LinkKind.SUBJECT, entry.subject_id))
            for name in entry.topics:
                yield self._topic(self._library.syllabus.topic(entry.subject_id, name))

    def _all(self, near: Iterable[Target], words: str) -> Iterator[Target]:
        match = self._library.syllabus.match(words.strip().upper())
        for subject in match.subjects:
            yield self._subject(subject.id, words)
        yield from near
        for subject in self._library.syllabus:
            yield self._subject(subject.id)
        for subject in self._library.syllabus:
            yield from (self._topic(topic) for topic in subject.topics)
        yield from (self._topic(topic) for topic, _ in self._library.topics.with_counts())
        for row in self._library.rows(LibraryFilter(words=words, order=Order.TITLE)):
            link = Link(LinkKind.SUMMARY, row.id)
            yield Target(link, row.title or row.opening, row.author or "", row.id)
        for note in self._notebook.notes()[:_MOST_NOTES]:
            yield Target(Link(LinkKind.NOTE, note.id), note.body.partition("\n")[0])

    def _subject(self, subject_id: str, alias: str = "") -> Target:
        """Return a subject; the alias it was found by becomes its context, so that it matches."""
        link = Link(LinkKind.SUBJECT, subject_id)
        return Target(link, self._library.syllabus.subject(subject_id).name, alias)


def _matches(target: Target, wanted: list[str]) -> bool:
    words = f"{text_key(target.name)} {text_key(target.context)}".split()
    return all(any(word.startswith(start) for word in words) for start in wanted)
