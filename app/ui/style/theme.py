"""The looks of the window: tokens from TOML to palettes, a style sheet and fonts."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.core.notes.model import Colour
from app.core.paths import bundled
from app.core.settings import Theme

INTERFACE_FONT: Final = "Inter"
READING_FONT: Final = "Source Serif 4"
URDU_FONT: Final = "Bayaz Nastaliq"
# A paragraph of Nastaliq is set so much larger than Latin. A word of it within a Latin line is
# not: the script is so tall that it would tear the lines apart.
URDU_SCALE: Final = 1.25

_TOKEN = re.compile(r"@(\w+)@")


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """One theme's colours, by the names of their roles."""

    theme: Theme
    dark: bool
    colours: dict[str, QColor]
    highlights: dict[Colour, QColor]

    def __getitem__(self, role: str) -> QColor:
        """Return the colour of a role such as `page` or `accent`."""
        return self.colours[role]

    def highlight_line(self, colour: Colour) -> QColor:
        """Return the line under a highlight: its colour, further away from the page's."""
        fill = self.highlights.get(colour)
        if fill is None:
            return self["accent"]
        return fill.lighter(175) if self.dark else fill.darker(150)


@cache
def load_theme(theme: Theme) -> ThemeColours:
    """Return a theme's look."""
    path = bundled("resources") / "themes" / f"{theme.value}.toml"
    stored = tomllib.loads(path.read_text(encoding="utf-8"))
    return ThemeColours(
        theme,
        stored["dark"],
        {role: QColor(value) for role, value in stored["colours"].items()},
        {Colour(name): QColor(value) for name, value in stored["highlights"].items()},
    )


def load_fonts() -> None:
    """Make the shipped fonts known to Qt."""
    for path in sorted((bundled("resources") / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def apply_colours(application: QApplication, colours: ThemeColours) -> None:
    """Apply a theme's palette and style to the whole program."""
    application.setPalette(_palette(colours))
    application.setStyleSheet(_style_sheet(colours))


def apply_theme(theme: Theme) -> None:
    """Apply a theme to the whole program."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_colours(application, load_theme(theme))


def set_up_style(application: QApplication) -> None:
    """Choose the widget style and font that the style sheet builds on, once."""
    style = QStyleFactory.create("Fusion")
    if style is not None:
        application.setStyle(style)
    load_fonts()
    QGuiApplication.setFont(interface_font(13))


def interface_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of the interface at a size in pixels."""
    font = QFont([INTERFACE_FONT, URDU_FONT])
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def reading_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of the page at a size in pixels."""
    font = QFont([READING_FONT, URDU_FONT])
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _style_sheet(colours: ThemeColours) -> str:
    template = (bundled("resources") / "themes" / "window.qss").read_text(encoding="utf-8")
    return _TOKEN.sub(lambda match: colours[match[1]].name(), template)


def _palette(colours: ThemeColours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "page",
        QPalette.ColorRole.AlternateBase: "surface",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, colours[name])
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["muted"])
    return palette
