"""Offsets of the text and positions of the document: exact in every script."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.library.page import build_page
from app.core.paths import DataFolder
from app.core.settings import Theme
from app.core.workspace import Workspace
from app.ui.qt.utf16 import codepoint_length, utf16_length
from app.ui.reader.page.page_document import build_document
from app.ui.reader.page.positions import PositionMap
from app.ui.style.theme import load_theme
from tests.clock import Clock


@settings(deadline=None)
@given(st.text(max_size=40))
def test_lengths_are_those_of_utf16(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    for count in range(len(text) + 1):
        assert codepoint_length(text, utf16_length(text[:count])) == count


def test_between_segments_the_nearer_end_is_taken() -> None:
    positions = PositionMap()
    positions.add(0, "one", 10)
    positions.add(4, "two", 30)
    assert [positions.to_position(offset) for offset in (0, 3, 4, 7, 99)] == [10, 13, 30, 33, 33]
    assert positions.to_offset(5) == 0
    assert positions.to_offset(20) == 4
    assert positions.to_offset(20, end=True) == 3
    assert positions.to_offset(99) is None
    assert positions.to_offset(99, end=True) == 7
    assert positions.ranges(2, 6) == [(12, 13), (30, 32)]


TEXTS = {
    "plain": "A paragraph.\n\nAnother one.",
    "urdu": "اقبال کی **خُودِی** اور `code` میں 😀 emoji۔\n\nEnglish with کِتاب in it.",
    "list": "- one\n- two 𝒳\n    - deeper\n\n1. first\n2. second",
    "table": "| a | ب |\n|---|---|\n| 1😀 | **2** |\n\nAfter the table.",
    "breaks": "> quoted  \n> line\n\n---\n\n# Head *x*\n\ntext",
    "devanagari": "नमस्ते दुनिया क्षत्रिय — e\u0301 combining 👩\u200d👩\u200d👧 family",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.usefixtures("qapp")
def test_every_offset_stands_at_its_letter(folder: DataFolder, clock: Clock, name: str) -> None:
    text = (
        f"---\ntitle: T\n---\n\n{TEXTS[name]}\n\n## Overview\n\n{TEXTS[name]}\n\n"
        "## Facts and figures\n\n- one fact 😀 here\n- اردو حقیقت (Source: X; as of 1999)\n\n"
        "## MCQs\n\n1. Who pays 😀?\n(a) You\n(b) کوئی نہیں\nAnswer: B\nExplanation: So it is.\n"
    )
    with Workspace(folder, clock) as workspace:
        (sourced,) = workspace.importer.read_text(text, "x.md").drafts
        summary = workspace.library.summary(workspace.importer.accept(sourced).summary_id)
        page = build_page(summary)
        made = build_document(summary, page, workspace.syllabus, load_theme(Theme.LIGHT), 18)
    raw = made.document.toRawText().encode("utf-16-le")
    generator = random.Random(3)
    for _ in range(300):
        start = generator.randrange(len(page.text))
        end = min(len(page.text), start + generator.randint(1, 30))
        shown = "".join(
            raw[2 * a : 2 * b].decode("utf-16-le").replace("\u2028", "\n")
            for a, b in made.positions.ranges(start, end)
        )
        assert shown.replace("\n", "") == page.text[start:end].replace("\n", "").replace("\t", "")
        assert made.positions.to_offset(made.positions.to_position(start)) == start
    assert len(made.facts) == 2
    assert made.sections[-1].name == "Questions"
    shown = made.document.toPlainText()
    assert shown.endswith("Who pays 😀?\nYou\nکوئی نہیں\nAnswer: B\nSo it is.")
