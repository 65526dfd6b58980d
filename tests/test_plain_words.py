"""Words of others go on the screen only through `app/ui/qt/plain_text.py`, which says why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WINDOW = ROOT / "app" / "ui"
PLACE = WINDOW / "qt" / "plain_text.py"

# What makes a text safe for each of Qt's ways to show it.
TIPS = {"tip_text"}
MENUS = {"menu_text"}
TITLES = {"title_text"}
MESSAGES = {"message_text"}
SAFE = {
    "setToolTip": TIPS,
    "setStatusTip": TIPS,
    "setWhatsThis": TIPS,
    "addMenu": MENUS,
    "addAction": MENUS,
    "setWindowTitle": TITLES,
    "setInformativeText": MESSAGES,
    "setDetailedText": {"one_line"},
}
# Qt's own windows with a message: the function, and where its words stand.
BOXES = {"question", "information", "warning", "critical", "about"}
# What takes markup, or guesses that it is given some: `KeysDialog` escapes what it writes.
MARKUP = {"setHtml", "insertHtml", "setMarkdown", "insertMarkdown", "appendHtml", "toHtml"}
MARKUP_ALLOWED = {"dialogs/shortcuts_dialog.py"}
GUESSING = {
    "QLabel",
    "QStaticText",
    "QErrorMessage",
    "QProgressDialog",
    "QInputDialog",
    "QWhatsThis",
}
# An action that is given to `addAction` as itself, and has its text already.
ACTIONS = {"action", "self._sign", "actions[spec.name]", "actions[f'theme_{theme.value}']"}


def is_ours(node: ast.expr, safe: set[str]) -> bool:
    """Whether a text is a constant of the program, or has gone through the one place."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name) if name.lstrip("_").isupper() or name == "__version__":
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in safe
        case ast.JoinedStr(values=values):
            return all(is_ours(value, safe) for value in values)
        case ast.FormattedValue(value=value):
            return is_ours(value, safe)
        case ast.IfExp(body=body, orelse=orelse):
            return is_ours(body, safe) and is_ours(orelse, safe)
    return False


def _texts(call: ast.Call) -> Iterator[tuple[ast.expr, set[str]]]:
    """Yield the texts that a call shows, each with what would make it safe."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="QMessageBox"), attr=name) if name in BOXES:
            yield from ((argument, MESSAGES | TITLES) for argument in call.args[1:3])
        case ast.Name(id="QMessageBox"):
            yield from ((argument, MESSAGES | TITLES) for argument in call.args[1:3])
        case ast.Attribute(value=ast.Name(id="box"), attr="setText"):
            yield call.args[0], MESSAGES
        case ast.Attribute(attr=name) if name in SAFE:
            # A tree is told the column before the text, a menu the icon; what is called stands behind.
            before = len(call.args) == 2 and name == "setToolTip"
            before = before or (bool(call.args) and _is_icon(call.args[0]))
            text = call.args[1 if before else 0]
            if ast.unparse(text) not in ACTIONS:
                yield text, SAFE[name]


def _is_icon(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("icon", "pixmap")


def unsafe_words(path: Path, source: str) -> list[str]:
    found = []
    name = path.relative_to(WINDOW).as_posix() if path.is_relative_to(WINDOW) else path.name
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in GUESSING:
                found.append(f"{name}:{node.lineno}: {called}")
            case ast.ClassDef(bases=bases):
                found += [
                    f"{name}:{node.lineno}: {b.id}"
                    for b in bases
                    if isinstance(b, ast.Name) and b.id in GUESSING
                ]
            case ast.Call(func=ast.Attribute(value=ast.Name(id=called))) if called in GUESSING:
                found.append(f"{name}:{node.lineno}: {called}")
            case ast.Call(func=ast.Attribute(attr=called)) if (
                called in MARKUP and name not in MARKUP_ALLOWED
            ):
                found.append(f"{name}:{node.lineno}: {called}")
        if isinstance(node, ast.Call):
            found += [
                f"{name}:{node.lineno}: {ast.unparse(text)}"
                for text, safe in _texts(node)
                if not is_ours(text, safe)
            ]
    return found


def test_words_of_others_are_shown_in_one_place() -> None:
    paths = [path for path in sorted(WINDOW.rglob("*.py")) if path != PLACE]
    assert len(paths) > 150
    assert [one for path in paths for one in unsafe_words(path, path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("QLabel('x')", 1),
        ("class A(QLabel): pass", 1),
        ("a.setToolTip(title)", 1),
        ("a.setToolTip(f'{title} (F1)')", 1),
        ("a.setToolTip(tip_text(title))", 0),
        ("a.setToolTip('x' if y else _TIP)", 0),
        ("a.setToolTip(1, title)", 1),
        ("menu.addAction(name)", 1),
        ("menu.addAction(icon('x', y), name)", 1),
        ("menu.addAction(menu_text(name), act)", 0),
        ("menu.addAction(action)", 0),
        ("menu.addMenu(row.title)", 1),
        ("self.setWindowTitle(f'{title} – Bayaz')", 1),
        ("self.setWindowTitle(f'{title_text(title)} – Bayaz')", 0),
        ("QMessageBox.question(None, 'Bayaz', f'Open {url}?')", 1),
        ("QMessageBox.question(None, 'Bayaz', message_text(url))", 0),
        ("QMessageBox(icon, 'Bayaz', words)", 1),
        ("box.setText(words)", 1),
        ("page.setHtml('x')", 1),
        ("QInputDialog.getText(a, 'b', c)", 1),
    ],
)
def test_the_search_for_unsafe_words_finds_them(code: str, count: int) -> None:
    assert len(unsafe_words(WINDOW / "x.py", code)) == count
