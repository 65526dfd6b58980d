"""What differs between two texts: both can be read out of the comparison, word for word."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.library.text_difference import Kind, Line, Stretch, compare, is_same

WORDS = st.lists(st.sampled_from(["water", "canal", "آب", "3 %", "\n", " ", "dry."]), max_size=40)


def side(lines: list[Line], *, old: bool) -> str:
    """Return the letters of one of the two texts as the comparison has them."""
    other = Kind.ADDED if old else Kind.REMOVED
    return letters(
        "".join(stretch.text for line in lines for stretch in line if stretch.kind is not other)
    )


def letters(text: str) -> str:
    return "".join(text.split())


@given(WORDS, WORDS)
def test_both_texts_are_in_it(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    lines = compare(before, after)
    assert side(lines, old=True) == letters(before)
    assert side(lines, old=False) == letters(after)


def test_a_changed_word_is_shown_within_its_line() -> None:
    lines = compare("First.\nNobody counts the wells.", "First.\nSomebody counts the wells.")
    assert is_same(lines[0])
    assert lines[1] == (
        Stretch(Kind.REMOVED, "Nobody"),
        Stretch(Kind.ADDED, "Somebody"),
        Stretch(Kind.SAME, " counts the wells."),
    )


def test_another_text_is_shown_line_by_line() -> None:
    assert compare("Wells are dry.", "Meters cost money") == [
        (Stretch(Kind.REMOVED, "Wells are dry."),),
        (Stretch(Kind.ADDED, "Meters cost money"),),
    ]


def test_texts_too_long_to_compare_share_their_ends() -> None:
    lines = [f"Line {number}" for number in range(20_000)]
    changed = [*lines[:3_000], "Changed", *lines[3_001:]]
    found = compare("\n".join(lines), "\n".join(changed))
    assert [line for line in found if not is_same(line)] == [
        (Stretch(Kind.REMOVED, "Line 3000"),),
        (Stretch(Kind.ADDED, "Changed"),),
    ]
