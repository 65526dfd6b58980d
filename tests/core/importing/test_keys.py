"""Keys and labels are known by the words they are made of, however these are put together."""

import pytest

from app.core.importing.lines.labels import find_label
from app.core.importing.splitting.cues.cue import Cue, CueKind
from app.core.importing.splitting.cues.find_cues import find_cues
from app.core.importing.splitting.cues.keys import field_of_key, find_keys
from app.core.library.model import SectionKind


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Author", "author"),
        ("Name of the columnist", "author"),
        ("Writer’s name", "author"),
        ("Author / Writer", "author"),
        ("Column by", "author"),
        ("Newspaper name", "publication"),
        ("Published by", "publication"),
        ("Originally published in", "publication"),
        ("Source newspaper", "publication"),
        ("Date of publication", "published"),
        ("Article date", "published"),
        ("Published on", "published"),
        ("Posted on", "posted"),
        ("Posted by", "site"),
        ("Summary by", "site"),
        ("Today’s topic", "title"),
        ("Title of the article", "title"),
        ("Article author", "author"),
        ("اخبار کا نام", "publication"),
        ("عنوانِ مضمون", "title"),
        ("مصنف کا نام", "author"),
    ],
)
def test_a_key_names_a_field(words: str, field: str) -> None:
    found = field_of_key(words)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "words", ["Summary", "The politics of wheat", "A name", "By the way", "In the news", "Of the"]
)
def test_other_words_are_no_key(words: str) -> None:
    assert field_of_key(words) is None


def test_a_key_ends_at_what_parts_it_from_the_words_before() -> None:
    line = "Newspaper: The News – Date: April 17th, 2023"
    assert [(key.field, line[key.start : key.end]) for key in find_keys(line, 0, len(line))] == [
        ("publication", "Newspaper: "),
        ("published", "Date: "),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Day – and night", [(CueKind.WORDS, "Day – and night")]),
        ("Author Jamil Ahmad", [(CueKind.PERSON, "Jamil Ahmad")]),
        ("Published by The News International", [(CueKind.PAPER, "The News")]),
        ("In the nation’s name", [(CueKind.WORDS, "In the nation’s name")]),
        (
            "“Thirst” by Jamil Ahmad in The News",
            [
                (CueKind.QUOTED, "Thirst"),
                (CueKind.PERSON, "Jamil Ahmad"),
                (CueKind.PAPER, "The News"),
            ],
        ),
        (
            "Dawn Editorial Summary 🔴 (Ruled by decree)",
            [
                (CueKind.PAPER, "Dawn"),
                (CueKind.SUMMARY, "Dawn Editorial Summary"),
                (CueKind.WORDS, "Ruled by decree"),
            ],
        ),
        (
            "Jamil Ahmad’s column “Thirst” appeared in Dawn",
            [
                (CueKind.PERSON, "Jamil Ahmad"),
                (CueKind.QUOTED, "Thirst"),
                (CueKind.PAPER, "Dawn"),
            ],
        ),
    ],
)
def test_cues_of_a_line(line: str, expected: list[tuple[CueKind, str]]) -> None:
    def told(cue: Cue) -> tuple[CueKind, str]:
        return cue.kind, cue.text

    assert list(map(told, find_cues(line))) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Some Figures to Remember", SectionKind.FACTS),
        ("=== Data & Facts ===", SectionKind.FACTS),
        ("Five Facts from the Editorial 👇", SectionKind.FACTS),
        ("Notes for Aspirants of CSS", SectionKind.NOTES),
        ("Simple explanation for beginners", SectionKind.BEGINNERS),
        ("Linked CSS Papers", SectionKind.SUBJECTS),
        ("An Overview of the Article", SectionKind.OVERVIEW),
        ("حقائق ایک نظر میں", SectionKind.FACTS),
    ],
)
def test_a_label_is_known_by_its_words(line: str, kind: SectionKind) -> None:
    label = find_label(line)
    assert label is not None
    assert label.kind is kind
    assert not label.guessed


@pytest.mark.parametrize(
    "line", ["Data and democracy", "Facts of life", "A note of caution", "The numbers game"]
)
def test_other_words_make_no_label(line: str) -> None:
    assert find_label(line) is None
