"""The rules of the house as tests: who imports whom, how large a module is, what is banned."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"
MAX_LINES = 400

# Imports go one way: from a higher rank to a lower one, or within one package.
RANKS = {
    "app.__main__": 100,
    "app.ui.application": 99,
    "app.ui.tour": 98,
    "app.ui.window": 97,
    "app.ui.dialogs": 95,
    "app.ui.importing": 95,
    "app.ui.library": 95,
    "app.ui.notes": 95,
    "app.ui.palette": 95,
    "app.ui.reader": 95,
    "app.ui.search": 95,
    "app.ui.actions": 94,
    "app.ui.session": 94,
    "app.ui.background": 93,
    "app.ui.widgets": 93,
    "app.ui.qt": 92,
    "app.ui.style": 92,
    "app.ui": 91,
    "app.cli": 90,
    "app.index_server": 85,
    "app.messages": 80,
    "app.core.workspace": 70,
    "app.core.search": 64,
    "app.core.search.results": 63,
    "app.core.search.query": 62,
    "app.core.search.index": 61,
    "app.core.search.terms": 60,
    "app.core.search.kinds": 59,
    "app.core.sharing": 56,
    "app.core.importing": 54,
    "app.core.importing.storing": 53,
    "app.core.importing.sandbox": 52,
    "app.core.importing.drafting": 51,
    "app.core.importing.splitting": 50,
    "app.core.importing.body": 49,
    "app.core.importing.mcq": 48,
    "app.core.importing.files": 47,
    "app.core.importing.repair": 47,
    "app.core.importing.model": 46,
    "app.core.importing.lines": 45,
    "app.core.notes": 40,
    "app.core.notes.stores": 39,
    "app.core.notes.model": 38,
    "app.core.library": 32,
    "app.core.library.stores": 31,
    "app.core.library.filters": 30,
    "app.core.library.page": 29,
    "app.core.library.model": 28,
    "app.core.library.syllabus": 28,
    "app.core.markdown": 20,
    "app.core.storage": 20,
    "app.core.plain_records": 10,
    "app.core.settings": 10,
    "app.core.logs": 5,
    "app.core.atomic": 5,
    "app.core.clock": 5,
    "app.core.paths": 5,
    "app.core.self_command": 5,
    "app.core.text_direction": 5,
    "app.core.text_key": 5,
    "app.core.errors": 0,
    "app.core": 0,
    "app": 0,
}

# The only imports inside functions: what the command line can do without, and what the first
# picture of the window must not wait for.
LAZY = {
    "app/__main__.py",
    "app/cli/run.py",
    "app/core/importing/files/reader.py",
    "app/core/importing/sandbox/server.py",
    "app/core/library/page.py",
    "app/core/paths.py",
    "app/core/workspace.py",
    "app/ui/application.py",
    "app/ui/window/page_stack.py",
    "app/ui/window/commands.py",
    "app/ui/window/controllers/import_controller.py",
    "app/ui/notes/card_builder.py",
    "app/ui/notes/notes_panel.py",
    "app/ui/window/controllers/palette_controller.py",
    "app/ui/reader/reader_pane.py",
    "app/ui/session/search_service.py",
    "app/ui/background/search_thread.py",
    "app/ui/window/controllers/library_actions.py",
    "app/ui/window/controllers/result_actions.py",
}


def modules() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every module that a file imports anywhere, with the line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            for alias in node.names:
                if (ROOT / node.module.replace(".", "/") / f"{alias.name}.py").exists():
                    yield f"{node.module}.{alias.name}", node.lineno


def rank_of(module: str) -> int:
    """Return the rank of a module: that of its longest named ancestor."""
    while module not in RANKS:
        module = module.rpartition(".")[0]
    return RANKS[module]


def package_of(module: str) -> str:
    while module not in RANKS:
        module = module.rpartition(".")[0]
    return module


def test_imports_go_one_way() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {target}"
        for path in modules()
        for target, line in imports_of(path)
        if target.startswith("app")
        and package_of(target) != package_of(name_of(path))
        and target not in ("app", "app.core")
        and rank_of(target) >= rank_of(name_of(path))
    ]
    assert wrong == []


def test_there_are_no_cycles() -> None:
    graph = {
        name_of(path): {target for target, _ in imports_of(path) if target.startswith("app.")}
        for path in modules()
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, f"a cycle: {' → '.join((*above, module))}"
        if module in done:
            return
        for target in graph.get(module, ()):
            # Importing a package from inside it is how Python finds its modules, not a cycle.
            if target in graph and target != module and not module.startswith(f"{target}."):
                visit(target, (*above, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("folder", ["core", "cli"])
def test_core_and_command_line_know_no_qt(folder: str) -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {target}"
        for path in (APP / folder).rglob("*.py")
        for target, line in imports_of(path)
        if target.split(".")[0] in ("PySide6", "shiboken6") or target.startswith("app.ui")
    ]
    assert wrong == []


def test_whoosh_stays_behind_search() -> None:
    wrong = [
        name_of(path)
        for path in modules()
        if not path.is_relative_to(APP / "core" / "search")
        for target, _ in imports_of(path)
        if target.split(".")[0] == "whoosh"
    ]
    assert wrong == []


def test_the_window_does_not_load_whoosh() -> None:
    """Results are records, and the search without an index needs none: both are quickly there."""
    code = (
        "import sys, app.core.search.results.results, app.core.search.database_search, app.core.workspace;"
        "print([name for name in sys.modules if name.partition('.')[0] == 'whoosh'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_sql_stays_in_stores() -> None:
    """Only the storage package and the stores beside their models speak to SQLite."""
    wrong = [
        name_of(path)
        for path in modules()
        for target, _ in imports_of(path)
        if target == "sqlite3" and not path.is_relative_to(APP / "core" / "storage")
    ]
    assert wrong == []


def test_imports_stand_at_the_top() -> None:
    wrong = []
    for path in modules():
        if path.relative_to(ROOT).as_posix() in LAZY:
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [
                    f"{name_of(path)}:{inner.lineno}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_stay_small_and_say_what_they_are_for(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
    assert ast.get_docstring(tree_of(path))


def test_no_drawers() -> None:
    banned = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}
    assert [name_of(path) for path in modules() if path.stem in banned] == []


def test_dangerous_calls_are_absent() -> None:
    """No code is made of data: no eval, exec, pickle of foreign bytes, shell or unsafe YAML."""
    wrong = []
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                shell = any(
                    word.arg == "shell"
                    and not (isinstance(word.value, ast.Constant) and word.value.value is False)
                    for word in node.keywords
                )
                if (
                    called
                    in ("eval", "exec", "pickle.loads", "pickle.load", "yaml.load", "os.system")
                    or shell
                ):
                    wrong.append(f"{name_of(path)}:{node.lineno} calls {called}")
    assert wrong == []


def test_nothing_happens_at_import() -> None:
    """A module body defines; it calls nothing that reads, writes or opens."""
    allowed = {
        "re.compile", "frozenset", "dict.fromkeys", "logging.getLogger", "str.maketrans", "range",
        "timedelta", "map", "field", "tuple", "sorted", "len", "dataclass", "_noted", "enumerate",
        "Signal", "tuple.__new__", "set", "main", "sys.exit", "TypeVar", "NewType", "staticmethod",
        "property", "cache", "lru_cache", "Path", "str",
    }  # fmt: skip
    wrong = []
    for path in modules():
        for statement in tree_of(path).body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
                continue
            for node in ast.walk(statement):
                if isinstance(node, ast.Call):
                    called = ast.unparse(node.func)
                    if (
                        called not in allowed
                        and not called.endswith((".split", ".join", ".replace"))
                        and not called[0].isupper()
                    ):
                        wrong.append(f"{name_of(path)}:{node.lineno} calls {called}")
    assert wrong == []


def test_this_test_sees_the_whole_program() -> None:
    assert len(modules()) > 40
    assert sys.version_info >= (3, 11)
