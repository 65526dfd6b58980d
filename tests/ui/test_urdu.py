"""Urdu in the window's fields and lists: at its side, whole, and in its order."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.core.text_direction import join_apart
from app.ui.style.theme import interface_font, reading_font
from app.ui.widgets.row_list import paint_line
from app.ui.widgets.text_edit import TextEdit

TITLE = "پانی کا حساب"
PARAGRAPH = (
    "اصل سوال یہ ہے کہ جو پانی دریا سے شہر تک آتا ہے اس کا تہائی حصہ راستے میں کہاں جاتا ہے۔ پرانے پائپ،"
    " بے حساب کنکشن اور دفتر کی خاموشی، تینوں اس نقصان میں برابر کے شریک ہیں۔"
)


@pytest.fixture
def field(qtbot: QtBot) -> TextEdit:
    made = TextEdit("Text")
    made.setFont(reading_font(16))
    qtbot.addWidget(made)
    return made


def side_of(field: TextEdit) -> Qt.AlignmentFlag:
    return field.document().defaultTextOption().alignment()  # type: ignore[return-value]


def test_a_field_stands_at_the_side_of_most_of_its_text(field: TextEdit) -> None:
    assert side_of(field) == Qt.AlignmentFlag.AlignLeft
    field.setPlainText(f"CPEC {PARAGRAPH}")
    assert side_of(field) == Qt.AlignmentFlag.AlignRight
    field.setPlainText(f"{PARAGRAPH}\n{'An English word is not Urdu. ' * 20}")
    assert side_of(field) == Qt.AlignmentFlag.AlignLeft


def test_no_word_of_a_field_is_broken(field: TextEdit) -> None:
    field.setPlainText(PARAGRAPH)
    field.show()
    for width in range(600, 760, 2):
        field.resize(width, 300)
        layout = field.document().begin().layout()
        ends = (
            line.textStart() + line.textLength()
            for line in (layout.lineAt(number) for number in range(layout.lineCount() - 1))
        )
        assert {PARAGRAPH[end - 1] for end in ends} == {" "}, width
        assert not field.horizontalScrollBar().isVisible()


def ink(text: str, area: QRect) -> set[int]:
    """Return the rows of pixels that a line painted into an area has ink in."""
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_line(painter, area, text, interface_font(13), QColor("black"))
    painter.end()
    return {y for y in range(120) if any(image.pixelColor(x, y).value() < 128 for x in range(200))}


@pytest.mark.usefixtures("qapp")
def test_a_row_shows_all_of_its_letters() -> None:
    low, high = QRect(10, 50, 180, 18), QRect(10, 20, 180, 80)
    assert len(ink(TITLE, low)) == len(ink(TITLE, high)) > 18


def test_the_parts_of_a_line_keep_their_order() -> None:
    assert join_apart(("Hina Memon", None, "12 Jun 2025")) == "Hina Memon · 12 Jun 2025"
    joined = join_apart((TITLE, "", "12 Jun 2025"))
    assert joined == f"\u2068{TITLE}\u2069 · 12 Jun 2025"
