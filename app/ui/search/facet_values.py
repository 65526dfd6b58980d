"""The facets of an answer as lists of values, each with the filter it represents."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.core.library.syllabus import Syllabus
from app.core.notes.model import Colour
from app.core.search.kinds import HitKind
from app.core.search.query.query_text import TypedFilter, filter_text
from app.core.search.terms.tokenizer import fold_text
from app.ui.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.core.search.results.results import Facets

# What a filter limits hits to, however it was typed.
Key = tuple[str, str]

KIND_NAMES: Final = {
    HitKind.SUMMARY: "Summaries",
    HitKind.FACT: "Facts",
    HitKind.HIGHLIGHT: "Highlights",
    HitKind.NOTE: "Notes",
    HitKind.VOCABULARY: "Vocabulary",
}
# By the name of the filter, in the order in which they are shown.
FACET_NAMES: Final = {
    "kind": "Kind",
    "subject": "Subject",
    "paper": "Paper",
    "date": "Year",
    "author": "Author",
    "colour": "Colour",
}
_CHIP_NAMES: Final = {**FACET_NAMES, "date": "Date", "topic": "Topic"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how it is named, and how many hits have it."""

    field: str
    value: str
    name: str
    count: int

    @property
    def filter(self) -> str:
        """The filter as it is typed in the search box."""
        return filter_text(self.field, self.value)

    @property
    def key(self) -> Key:
        """The field and value that the filter limits hits to."""
        return self.field, fold_text(self.value)

    @property
    def colour(self) -> Colour | None:
        """The colour that it names, if it names one."""
        named = self.field == "colour" and self.value in set(Colour)
        return Colour(self.value) if named else None


def facet_values(facets: "Facets", session: Session) -> dict[str, list[FacetValue]]:
    """Return the values of every facet."""
    syllabus = session.workspace.syllabus

    def values(
        field: str, counts: "Mapping[str, int] | Mapping[HitKind, int]", names: dict[str, str]
    ) -> list[FacetValue]:
        return [
            FacetValue(field, str(value), names.get(value, str(value)), count)
            for value, count in counts.items()
        ]

    subjects = {subject: subject_name(subject, syllabus) for subject in facets.subjects}
    colours = {name: _colour_name(name, session) for name in facets.colours}
    kinds = {kind.value: name for kind, name in KIND_NAMES.items()}
    years = {str(year): count for year, count in facets.years.items()}
    return {
        "kind": values("kind", facets.kinds, kinds),
        "subject": values("subject", facets.subjects, subjects),
        "paper": values("paper", facets.papers, {}),
        "date": values("date", years, {}),
        "author": values("author", facets.authors, {}),
        "colour": values("colour", facets.colours, colours),
    }


def key_of(one: TypedFilter) -> Key:
    """Return the field and value that a typed filter limits hits to."""
    if one.name == "subject" and len(one.read.subjects[0]) == 1:
        return one.name, one.read.subjects[0][0]
    if one.name == "kind":
        return one.name, one.read.kinds[0].value
    return one.name, fold_text(one.value)


def chip_name(one: TypedFilter, session: Session) -> str:
    """Return the label of a filter."""
    name = one.value
    if one.name == "is":
        state = one.read.states[0].value
        return f"With a {state}" if state in ("note", "highlight") else state.capitalize()
    if one.name == "subject":
        syllabus = session.workspace.syllabus
        name = " or ".join(subject_name(subject, syllabus) for subject in one.read.subjects[0])
    elif one.name == "kind":
        name = KIND_NAMES[one.read.kinds[0]]
    elif one.name == "colour":
        name = _colour_name(fold_text(one.value), session)
    return f"{_CHIP_NAMES.get(one.name, one.name)}: {name}"


def subject_name(subject_id: str, syllabus: Syllabus) -> str:
    """Return a subject's name; its id if the syllabus does not know it."""
    return syllabus.subject(subject_id).name if syllabus.has(subject_id) else subject_id


def _colour_name(name: str, session: Session) -> str:
    return session.colour_name(Colour(name)) if name in set(Colour) else name
