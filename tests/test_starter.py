"""The starter library: every summary in the full form, with facts that can be looked up."""

import re
from collections import Counter
from pathlib import Path

import pytest

from app.core.importing.drafting.batch import SourcedDraft
from app.core.importing.drafting.front_matter import read_front_matter
from app.core.library.model import SectionKind
from app.core.library.syllabus import load_syllabus
from app.core.paths import bundled
from app.core.text_direction import has_arabic

FILES = sorted(bundled("library").glob("*.md"))
SYLLABUS = load_syllabus()
FULL_FORM = [
    SectionKind.SUMMARY,
    SectionKind.OVERVIEW,
    SectionKind.NOTES,
    SectionKind.SUBJECTS,
    SectionKind.BEGINNERS,
    SectionKind.FACTS,
    SectionKind.CONCLUSION,
]


def drafts() -> list[SourcedDraft]:
    return [
        SourcedDraft(path.name, read_front_matter(path.read_text(encoding="utf-8"), SYLLABUS))
        for path in FILES
    ]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_each_summary_is_in_the_full_form(path: Path) -> None:
    draft = read_front_matter(path.read_text(encoding="utf-8"), SYLLABUS)
    assert draft.title
    assert draft.summary_id
    assert draft.published_on
    assert draft.warnings == ()
    kinds = [section.kind for section in draft.sections if section.kind is not SectionKind.OTHER]
    assert kinds == FULL_FORM
    assert 3 <= len(draft.subjects) <= 5
    assert all(1 <= len(entry.topics) <= 3 for entry in draft.subjects)
    assert draft.sections[-1].markdown.startswith("To sum up,")
    words = sum(len(section.markdown.split()) for section in draft.sections)
    assert 350 <= words <= 750


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_each_fact_names_its_source_and_date(path: Path) -> None:
    draft = read_front_matter(path.read_text(encoding="utf-8"), SYLLABUS)
    assert 5 <= len(draft.facts) <= 8
    for fact in draft.facts:
        assert fact.source, fact.text
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", fact.as_of or ""), fact.text
        assert "*" not in fact.text


def test_the_library_as_a_whole() -> None:
    found = [sourced.draft for sourced in drafts()]
    assert len(found) == 24
    assert len({draft.summary_id for draft in found}) == 24
    assert len({draft.title for draft in found}) == 24
    subjects = Counter(entry.subject_id for draft in found for entry in draft.subjects)
    assert len(subjects) >= 14
    urdu = [d for d in found if any(has_arabic(section.markdown) for section in d.sections)]
    assert len(urdu) >= 2
    assert any(has_arabic(section.heading or "") for draft in found for section in draft.sections)
