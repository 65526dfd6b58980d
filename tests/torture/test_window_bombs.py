"""Texts made to be slow are read in steps that grow with their length, and shown in parts."""

import pytest
from PySide6.QtGui import QTextCursor

from app.core.markdown.parser import parse
from app.core.notes.model import Colour
from app.ui.widgets.long_runs import parts
from tests.counting import assert_linear
from tests.torture.window_bombs_figures import HEAD, bombs
from tests.window import Driver

_SIZE = 40_000


@pytest.mark.parametrize(
    "mark", ["[", "`", "*a ", "[a](b ", "![", "``a`", "\n", "w\n\n", "- [ ] x\n"]
)
def test_a_text_made_to_be_slow_is_read_in_steps_that_grow_with_it(mark: str) -> None:
    parse("warm up *once*")
    assert_linear(lambda size: parse(f"words\n\n{mark * size}\n\nwords"), 1_500)


def test_a_list_too_deep_to_convert_is_not_tried() -> None:
    deep = "".join("  " * depth + "- x\n" for depth in range(600))
    assert len(parse(deep)) == 600


def test_marks_of_one_paragraph_leave_those_of_others() -> None:
    blocks = parse(f"a *b* c\n\n{'[' * 5_000} *x*\n\na *b* c")
    assert blocks[0] == blocks[-1]
    assert len(blocks[0].runs) == 3
    assert blocks[1].text == f"{'[' * 5_000} *x*"


@pytest.mark.parametrize("name", list(bombs(1_000)))
def test_the_parts_of_a_paragraph_are_its_text(name: str) -> None:
    for block in parse(bombs(_SIZE)[name]):
        pieces = [("".join(run.text for run in runs)) for runs in parts(block.runs)]
        if not block.cells:
            assert "".join(pieces) == block.text
        assert all(len(piece) <= 20_000 for piece in pieces)
        assert all(len(word) <= 420 for piece in pieces for word in piece.split())


def test_a_very_long_word_can_be_highlighted_and_found_whole(driver: Driver) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(30_000))
    text = f"{HEAD.format(name='word')}Before {word} after.\n"
    (sourced,) = driver.workspace.importer.read_text(text, "long.md").drafts
    summary_id = driver.session.imports.accept([sourced])[0].summary_id
    driver.open(summary_id)
    document = driver.view.document()
    block, longest = document.begin(), 0
    while block.isValid():
        longest = max(longest, block.length())
        block = block.next()
    assert longest < 1_000
    first, last = document.find("Before"), document.find("after.")
    first.setPosition(last.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    driver.view.setTextCursor(first)
    driver.window.centre.reader.annotations.mark(Colour.GREEN)
    (highlight,) = driver.highlights()
    assert highlight.anchor.quote == f"Before {word} after."


def test_a_line_of_no_writer_is_not_broken_in_the_editor(driver: Driver) -> None:
    notes = driver.window.notes
    note = driver.session.notes.add("x" * 50_000, ())
    assert note is not None
    notes.edit_note(note.id)
    text = notes.editor.text
    assert text.lineWrapMode() is text.LineWrapMode.NoWrap
    assert text.toPlainText() == "x" * 50_000
    other = driver.session.notes.add("a short one", ())
    assert other is not None
    notes.edit_note(other.id)
    assert text.lineWrapMode() is text.LineWrapMode.WidgetWidth
