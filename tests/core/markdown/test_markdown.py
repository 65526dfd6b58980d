"""Markdown to blocks, and plain text to Markdown and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.markdown.blocks import BlockKind, plain_text
from app.core.markdown.escape import escape
from app.core.markdown.parser import parse


def test_blocks_and_runs() -> None:
    blocks = parse("One **bold** and *it*.\n\n## Head\n\n> quote\n\n1. first\n2. second")
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM,
    ]  # fmt: skip
    assert [(run.text, run.bold, run.italic) for run in blocks[0].runs] == [
        ("One ", False, False), ("bold", True, False), (" and ", False, False), ("it", False, True),
        (".", False, False),
    ]  # fmt: skip
    assert (blocks[1].level, blocks[2].quoted) == (2, 1)
    assert [block.marker for block in blocks[3:]] == ["1.", "2."]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '<img src="file:///etc/passwd">', "![x](http://evil/x.png)",
     "&amp; &#60;b&#62;", "[1]: http://somewhere", "<http://auto.link>"],
)  # fmt: skip
def test_what_markdown_would_run_or_load_is_text(text: str) -> None:
    assert plain_text(parse(text)) == text
    assert all(run.href is None for block in parse(text) for run in block.runs)


def test_checklists_tables_and_nested_lists() -> None:
    blocks = parse("Do:\n- [ ] one\n- [x] two\n  - deeper\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert [block.marker for block in blocks if block.kind is BlockKind.ITEM] == ["☐", "☑", "•"]
    assert [block.level for block in blocks if block.kind is BlockKind.ITEM] == [0, 0, 1]
    rows = [block for block in blocks if block.kind is BlockKind.ROW]
    assert [row.text for row in rows] == ["a\tb", "1\t2"]


def outline(text: str) -> list[str]:
    """Return a text's blocks, one a line: two spaces a level, the marker, the words."""
    return [
        f"{'  ' * block.level}{block.marker} {block.text}".rstrip()
        if block.kind is BlockKind.ITEM
        else block.text
        for block in parse(text)
    ]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t", "      "])
def test_a_list_nests_however_it_is_indented(indent: str) -> None:
    text = f"- one\n{indent}- two\n{indent * 2}- three\n{indent}- four\n- five"
    assert outline(text) == ["• one", "  • two", "    • three", "  • four", "• five"]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_an_ordered_list_nests_however_it_is_indented(indent: str) -> None:
    text = f"1. one\n{indent}1. two\n{indent}2. three\n{indent * 2}1. four\n2. five"
    assert outline(text) == ["1. one", "  1. two", "  2. three", "    1. four", "2. five"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n    - b\n    - c\n2. d", ["1. a", "  • b", "  • c", "2. d"]),
        ("* a\n    1. b\n    2. c\n* d", ["• a", "  1. b", "  2. c", "• d"]),
        ("- a\n    - [x] b\n    - [ ] c", ["• a", "  ☑ b", "  ☐ c"]),
        ("9. a\n    - b\n10. c\n    - d", ["9. a", "  • b", "10. c", "  • d"]),
        # Levels of unequal width in one list, and a way back to a column between two of them.
        ("- a\n  - b\n      - c\n  - d", ["• a", "  • b", "    • c", "  • d"]),
        ("- a\n\t- b\n    - c\n- d", ["• a", "  • b", "  • c", "• d"]),
        ("- a\n      - b\n   - c\n- d", ["• a", "  • b", "  • c", "• d"]),
        # A space more or less is no level.
        (" - a\n- b\n - c", ["• a", "• b", "• c"]),
        ("- a\n  - b\n   - c\n    - d", ["• a", "  • b", "  • c", "    • d"]),
        ("> - a\n>     - b\n> - c", ["• a", "  • b", "• c"]),
        ("text\n- a\n    - b", ["text", "• a", "  • b"]),
    ],
)
def test_lists_of_every_mixture_nest(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n    goes on\n    - b\n      goes on", ["• a goes on", "  • b goes on"]),
        ("- a\n\n    more\n\n    - b\n- c", ["• a\nmore", "  • b", "• c"]),
        ("- a\n    - b\n\n      of b\n\n    of a\n- c", ["• a\nof a", "  • b\nof b", "• c"]),
        ("1. a\n\n    - b\n    - c\n2. d", ["1. a", "  • b", "  • c", "2. d"]),
        ("- a\n\n  more\n- b", ["• a\nmore", "• b"]),
        ("> - a\n>\n>     more\n> - b", ["• a\nmore", "• b"]),
    ],
)
def test_paragraphs_stay_with_the_item_they_continue(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    four spaces", ["four spaces"]),
        ("text\n\n    laid out\n\ntext", ["text", "laid out", "text"]),
        ("    - a\n    - b", ["- a - b"]),
        ("- a\n\ntext\n\n    - b", ["• a", "text", "- b"]),
        ("- a\n    > b", ["• a > b"]),
        ("- a\n    | b |", ["• a | b |"]),
        ("- a\n\n      far in", ["• a\nfar in"]),
    ],
)
def test_other_indented_text_stays_what_it_was(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_line_breaks_are_kept_where_asked_for() -> None:
    assert plain_text(parse("a\nb")) == "a b"
    assert plain_text(parse("a\nb", keep_breaks=True)) == "a\nb"


@pytest.mark.parametrize(
    "text",
    [">" * 5000, "- " * 3000, "*" * 9000, "[" * 9000, "a" * 100_000, "`" * 5000,
     "\n".join("  " * n + "- x" for n in range(300)), "_a" * 5000, "\x02\x03" * 50],
)  # fmt: skip
def test_hostile_markdown_is_read_and_does_not_spoil_what_follows(text: str) -> None:
    parse(text)
    assert plain_text(parse("a *plain* line")) == "a plain line"


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=" ab*_`#>-+.1[]()<>|\\!~=:&é\u062f\u0646", min_size=1, max_size=20))
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    line = " ".join(text.split())
    if line:
        blocks = parse(escape(line))
        assert [block.text for block in blocks] == [line]
