"""A text as long as a shelf of books comes in parts, and no word of it is lost."""

from dataclasses import replace
from pathlib import Path

from app.core.importing.drafting.batch import drafts_from_text
from app.core.importing.drafting.long_texts import in_parts
from app.core.importing.model import Draft
from app.core.importing.outcome import Outcome, Unchanged
from app.core.importing.storing.renewal import renewal_of
from app.core.library.model import Section, SectionKind, Word
from app.core.library.syllabus import load_syllabus
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests.clock import Clock

SYLLABUS = load_syllabus()
HEAD = "---\ntitle: Thirst\nauthor: Jamil Ahmad\n---\n\n"
PROSE = "The province asks for a larger share of the water that canal @ carries in the summer. "


def drafts(text: str) -> list[Draft]:
    return [one.draft for one in drafts_from_text(text, "long.md", SYLLABUS).drafts]


def long_text(paragraphs: int = 20_000) -> str:
    return "\n\n".join(PROSE.replace("@", str(number)) for number in range(paragraphs))


def words_of(found: list[Draft]) -> list[str]:
    return [
        word for draft in found for section in draft.sections for word in section.markdown.split()
    ]


def test_a_long_text_comes_in_parts_with_the_details_of_all_and_every_word() -> None:
    text = long_text()
    found = drafts(f"{HEAD}## Overview\n\n{text}\n\n## Conclusion\n\nNothing flows.")
    assert [one.title for one in found[:2]] == [
        f"Thirst (part {number} of {len(found)})" for number in (1, 2)
    ]
    assert {one.author for one in found} == {"Jamil Ahmad"}
    assert {one.sections[0].kind for one in found} == {SectionKind.OVERVIEW}
    assert found[-1].sections[-1].kind is SectionKind.CONCLUSION
    assert words_of(found) == [*text.split(), "Nothing", "flows."]
    lengths = [len(one.source_text) for one in found]
    assert max(lengths) < 1.1 * min(lengths)


def test_a_text_that_is_not_too_long_stays_whole() -> None:
    (found,) = drafts(f"{HEAD}## Overview\n\n{long_text(3_000)}")
    assert found.title == "Thirst"
    assert found.kept is not None


def test_the_facts_of_a_long_list_are_shared_out_in_order() -> None:
    points = [f"In 2023 canal {number} carried {number} cusecs." for number in range(10_000)]
    lines = "\n".join(f"- {point}" for point in points)
    found = drafts(f"{HEAD}## Facts and figures\n\n{lines}")
    assert len(found) > 1
    assert [fact.text for one in found for fact in one.facts] == points
    assert all(one.sections[0].kind is SectionKind.FACTS for one in found)


def test_a_word_without_end_is_cut_where_a_part_ends_and_nowhere_else() -> None:
    found = drafts(f"{HEAD}## Overview\n\n{PROSE}\n\n{'x' * 1_000_000}")
    assert sum(section.markdown.count("x") for one in found for section in one.sections) == (
        1_000_000
    )
    assert len(words_of(found)) == len(PROSE.split()) + len(found)


def test_all_parts_are_stored_and_known_again(tmp_path: Path) -> None:
    with Workspace(DataFolder(tmp_path), Clock()) as workspace:
        batch = workspace.importer.read_text(f"{HEAD}## Overview\n\n{long_text()}", "long.md")
        accepted = [workspace.importer.accept(one) for one in batch.drafts]
        assert {one.outcome for one in accepted} == {Outcome.ADDED}
        again = {workspace.importer.accept(one).outcome for one in batch.drafts}
        assert again == {Outcome.DUPLICATE}
        # A part has no text of its own to be understood again, so nothing worse takes its place.
        part = workspace.library.summary(accepted[0].summary_id)
        assert renewal_of(part, workspace.importer.read_again(part.id)) is Unchanged.NONE


def test_each_entry_of_a_vocabulary_goes_with_its_line() -> None:
    lines = "**laissez-faire**: a crisis of rules\n\n**well-being**: health\n\n**crisis**: a turn"
    whole = replace(
        drafts(f"{HEAD}## Overview\n\n{long_text(3_000)}")[0],
        sections=(
            Section(SectionKind.OVERVIEW, None, long_text(6_000)),
            Section(SectionKind.VOCABULARY, None, lines),
            Section(SectionKind.NOTES, None, long_text(6_000)),
        ),
        vocabulary=tuple(map(Word, ("laissez-faire", "well-being", "crisis"))),
    )
    found = in_parts(whole)
    assert len(found) > 1
    words = [word.word for one in found for word in one.vocabulary]
    assert words == ["laissez-faire", "well-being", "crisis"]


def test_the_index_is_not_given_all_parts_at_once(tmp_path: Path) -> None:
    lines = "\n".join(f"- In 2023 canal {number} carried water." for number in range(12_000))
    with Workspace(DataFolder(tmp_path), Clock()) as workspace:
        batch = workspace.importer.read_text(f"{HEAD}## Facts and figures\n\n{lines}", "long.md")
        for one in batch.drafts:
            workspace.importer.accept(one)
        first = workspace.pending(0)
        assert len(first.entries) == 1
        assert first.remaining == len(batch.drafts) - 1
