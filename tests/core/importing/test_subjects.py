"""Subject lines to FPSC's subjects; ambiguous short forms are never guessed silently."""

import pytest

from app.core.importing.body.subjects import read_subjects
from app.core.library.model import SubjectTopics, WarningKind
from app.core.library.syllabus import load_syllabus

SYLLABUS = load_syllabus()


def read(*lines: str) -> tuple[dict[str, tuple[str, ...]], list[WarningKind]]:
    subjects, warnings = read_subjects(lines, SYLLABUS)
    return {s.subject_id: s.topics for s in subjects}, [warning.kind for warning in warnings]


@pytest.mark.parametrize(
    ("line", "subject", "topics"),
    [
        ("- Current Affairs – Non-State Actors, Internal Security", "current-affairs", ("Non-State Actors", "Internal Security")),
        ("• Pak Affairs: Floods", "pakistan-affairs", ("Floods",)),
        ("IR - Cross-border Terrorism", "international-relations", ("Cross-border Terrorism",)),
        ("1. Governance and Public Policy — Local bodies", "governance-public-policies", ("Local bodies",)),
        ("👉 Islamiat – Ijtihad", "islamic-studies", ("Ijtihad",)),
        ("International Relations (Realism, Liberalism)", "international-relations", ("Realism", "Liberalism")),
        ("CSS Essay", "english-essay", ()),
        ("International Relations (IR) – Realism", "international-relations", ("Realism",)),
        ("History of Pakistan & India – Partition", "history-of-pakistan-india", ("Partition",)),
        ("اردو ادب – غزل", "urdu-literature", ("غزل",)),
    ],
)  # fmt: skip
def test_a_line_names_a_subject_and_its_topics(
    line: str, subject: str, topics: tuple[str, ...]
) -> None:
    assert read(line) == ({subject: topics}, [])


def test_several_subjects_on_one_line() -> None:
    found, warnings = read("Current Affairs, Pakistan Affairs, IR")
    assert list(found) == ["current-affairs", "pakistan-affairs", "international-relations"]
    assert warnings == []


def test_subjects_joined_before_their_topics() -> None:
    found, _ = read("Current Affairs / Pakistan Affairs: Water")
    assert found == {"current-affairs": ("Water",), "pakistan-affairs": ("Water",)}


def test_points_below_a_subject_are_its_topics() -> None:
    found, warnings = read("1. Pakistan Affairs:", "- Insurgency", "- Floods", "2. Essay")
    assert found == {"pakistan-affairs": ("Insurgency", "Floods"), "english-essay": ()}
    assert warnings == []


@pytest.mark.parametrize("short", ["PA", "P.A.", "GS"])
def test_a_short_form_of_two_subjects_is_left_open(short: str) -> None:
    found, warnings = read(f"{short} – Floods")
    assert found == {}
    assert warnings == [WarningKind.SUBJECT_AMBIGUOUS]


@pytest.mark.parametrize(
    ("name", "subject"),
    [("Governance", "governance-public-policies"), ("Environment", "environmental-sciences")],
)
def test_an_everyday_word_is_taken_and_said(name: str, subject: str) -> None:
    found, warnings = read(f"{name} – Floods")
    assert list(found) == [subject]
    assert warnings == [WarningKind.SUBJECT_GUESSED]


def test_a_misspelt_subject_is_taken_and_said() -> None:
    found, warnings = read("Politcal Sceince – Parties")
    assert found == {"political-science": ("Parties",)}
    assert warnings == [WarningKind.SUBJECT_GUESSED]


def test_an_unknown_subject_is_said() -> None:
    found, warnings = read("Underwater Basket Weaving – Knots")
    assert found == {}
    assert warnings == [WarningKind.SUBJECT_UNKNOWN]


def test_small_letters_make_no_short_form() -> None:
    assert SYLLABUS.match("is").subjects == ()
    assert SYLLABUS.match("IS").ambiguous


def test_every_subject_is_found_by_its_own_name() -> None:
    assert len(SYLLABUS.subjects) == 52
    for subject in SYLLABUS:
        match = SYLLABUS.match(subject.name)
        assert [found.id for found in match.subjects] == [subject.id]
        assert not match.ambiguous


def test_topics_are_those_of_the_syllabus_where_they_are_named_alike() -> None:
    topic = SYLLABUS.topic("pakistan-affairs", "hydro politics and water issues")
    assert topic.name == "Hydro politics and water issues"
    assert SubjectTopics("x", ("y",)).topics == ("y",)
