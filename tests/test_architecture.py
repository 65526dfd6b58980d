"""The rules of the house as tests: who imports whom, how large a module is, what is banned."""

import ast
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"
MAX_MODULE_LINES = 330
MAX_CLASS_LINES = 250
MAX_METHODS = 30
MAX_MODULES_IN_FOLDER = 16

# What is over a limit today. A name leaves this set as soon as it keeps within the limits; none
# is ever added. A module that must be longer says why: see `reason_of`.
STILL_TOO_LARGE: set[str] = set()
# Names that two classes share today. None is ever added.
STILL_AMBIGUOUS: set[str] = set()

# Imports go one way: from a higher rank to a lower one, or within one package. Every folder and
# module at the root of these has a rank of its own, so that two folders of one rank cannot meet.
RANKED_BY_THEMSELVES = ("app", "app/core", "app/ui")
# Of these only the folders have: their modules are one package.
RANKED_FOLDERS = ("app/core/importing", "app/core/search")
RANKS = {
    "app.__main__": 100,
    "app.ui.application": 99,
    "app.ui.tour": 98,
    "app.ui.window": 97,
    "app.ui.dialogs": 95,
    "app.ui.editing": 95,
    "app.ui.importing": 95,
    "app.ui.library": 95,
    "app.ui.notes": 95,
    "app.ui.palette": 95,
    "app.ui.reader": 95,
    "app.ui.search": 95,
    "app.ui.actions": 94,
    "app.ui.forms": 94,
    "app.ui.session": 94,
    "app.ui.background": 93,
    "app.ui.widgets": 93,
    "app.ui.qt": 92,
    "app.ui.style": 92,
    "app.ui": 91,
    "app.cli": 90,
    "app.index_server": 85,
    "app.messages": 80,
    "app.backup_messages": 79,
    "app.place_messages": 79,
    "app.core.workspace": 70,
    "app.core.search": 64,
    "app.core.search.results": 63,
    "app.core.search.query": 62,
    "app.core.search.index": 61,
    "app.core.search.terms": 60,
    "app.core.search.kinds": 59,
    "app.core.exchange": 58,
    "app.core.backup": 57,
    "app.core.sharing": 56,
    "app.core.importing": 55,
    "app.core.importing.storing": 54,
    "app.core.importing.sandbox": 53,
    "app.core.importing.drafting": 52,
    "app.core.importing.splitting": 50,
    "app.core.importing.body": 49,
    "app.core.importing.mcq": 48,
    "app.core.importing.files": 51,
    "app.core.importing.repair": 47,
    "app.core.importing.model": 46,
    "app.core.importing.outcome": 45,
    "app.core.importing.refusal": 44,
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
    "app.core.state_files": 6,
    "app.core.settings": 10,
    "app.core.logs": 7,
    "app.core.own_files": 6,
    "app.core.atomic": 5,
    "app.core.chosen_folder": 7,
    "app.core.clock": 5,
    "app.core.date_format": 5,
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
    "app/core/importing/files/encodings.py",
    "app/core/importing/files/formats/table_row.py",
    "app/core/importing/files/reader.py",
    "app/core/importing/sandbox/process_limits.py",
    "app/core/importing/sandbox/server.py",
    "app/core/self_command.py",
    "app/core/library/page.py",
    "app/core/paths.py",
    "app/core/storage/ids.py",
    "app/core/storage/read_only.py",
    "app/core/workspace.py",
    "app/ui/application.py",
    "app/ui/window/page_stack.py",
    "app/ui/window/commands/edit.py",
    "app/ui/window/commands/help.py",
    "app/ui/editing/edit_dialog.py",
    "app/ui/window/controllers/backup_controller.py",
    "app/ui/window/controllers/edit_controller.py",
    "app/ui/window/controllers/import_controller.py",
    "app/ui/window/controllers/note_controller.py",
    "app/ui/notes/card_builder.py",
    "app/ui/notes/notes_panel.py",
    "app/ui/window/controllers/palette_controller.py",
    "app/ui/reader/page_navigator.py",
    "app/ui/session/search_service.py",
    "app/ui/background/open_window.py",
    "app/ui/background/search_thread.py",
    "app/ui/background/worker_process.py",
    "app/ui/dialogs/confirmations.py",
    "app/ui/qt/lean_start.py",
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
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path}:{node.lineno} imports relatively"
            yield node.module, node.lineno
            folder = ROOT / node.module.replace(".", "/")
            for alias in node.names:
                if (folder / f"{alias.name}.py").exists() or (folder / alias.name).is_dir():
                    yield f"{node.module}.{alias.name}", node.lineno


def texts_of(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield every string of a module but its docstrings, with the line."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        found = isinstance(node, ast.Constant) and id(node) not in docstrings
        if found and isinstance(node.value, str):
            yield node.value, node.lineno


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


def test_every_folder_has_a_rank_of_its_own() -> None:
    """None inherits the rank of the folder it is in, which would exempt it from the rule."""
    folders = {
        path
        for parent in (*RANKED_BY_THEMSELVES, *RANKED_FOLDERS)
        for path in (ROOT / parent).iterdir()
        if path.is_dir() and any(path.rglob("*.py"))
    }
    roots = {
        path
        for parent in RANKED_BY_THEMSELVES
        for path in (ROOT / parent).glob("*.py")
        if path.name != "__init__.py"
    }
    needed = {name_of(path) for path in folders | roots}
    assert sorted(needed - RANKS.keys()) == []
    assert sorted(RANKS.keys() - {name_of(path) for path in modules()}) == []


def test_folders_of_equal_rank_do_not_know_each_other() -> None:
    """Above all the panels of the window: they meet in the window only."""
    panels = {"dialogs", "importing", "library", "notes", "palette", "reader", "search"}
    assert {RANKS[f"app.ui.{panel}"] for panel in panels} == {95}
    wrong = [
        f"{name_of(path)}:{line} imports {target}"
        for path in modules()
        for target, line in imports_of(path)
        if target.startswith("app.")
        and package_of(target) != package_of(name_of(path))
        and rank_of(target) == rank_of(name_of(path))
    ]
    assert wrong == []


def test_session_and_background_know_no_widgets() -> None:
    """Nor do they import anything that does: what they do can be tested without a window."""
    graph = {name_of(path): [target for target, _ in imports_of(path)] for path in modules()}
    starts = [name for name in graph if name.startswith(("app.ui.session.", "app.ui.background."))]
    assert len(starts) > 2
    for start in starts:
        reached, waiting = {start}, [start]
        while waiting:
            new = set(graph.get(waiting.pop(), ())) - reached
            reached |= new
            waiting += new
        assert not any(name.startswith("PySide6.QtWidgets") for name in reached), start


def test_strings_that_name_modules_name_some_that_exist() -> None:
    """Above all those that are preloaded; only they are imported by name."""
    names = {name_of(path) for path in modules()}
    wrong = [
        f"{name_of(path)}:{line} names {text}"
        for path in modules()
        for text, line in texts_of(tree_of(path))
        if re.fullmatch(r"app(\.\w+)+", text) and text not in names
    ]
    assert wrong == []
    importing = {
        name_of(path)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith(("import_module", "__import__"))
    }
    assert importing == {"app.ui.window.preload"}
    preload = APP / "ui" / "window" / "preload.py"
    named = [text for text, _ in texts_of(tree_of(preload)) if text.startswith("app.")]
    assert len(named) > 4
    assert all(rank_of(name) < rank_of(name_of(preload)) for name in named)


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
    """Results are records, and a search without an index needs no index: both load quickly."""
    code = (
        "import sys, app.core.search.results.results, app.core.search.database_search, app.core.workspace;"
        "print([name for name in sys.modules if name.partition('.')[0] == 'whoosh'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


# Statements, and pieces of them: written in capitals, or all in small letters.
SQL = re.compile(
    r"""^\s*(?: (?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|WITH|BEGIN
                  |SAVEPOINT|ATTACH)\s
               | (?:BEGIN|COMMIT|ROLLBACK|VACUUM|ANALYZE|REINDEX)\s*;?$
               | select\s.*\sfrom\s | insert\s+(?:or\s+\w+\s+)?into\s | update\s+\w+\s+set\s
               | delete\s+from\s | create\s+(?:table|index|trigger|view)\s | drop\s+\w+\s
               | pragma\s+\w+ )
      | \b(?:FROM|JOIN|WHERE|HAVING|UNION|VALUES|LIMIT|LIKE|COLLATE)\s
      | \b(?:ORDER|GROUP)\ BY\b | \bIS\ (?:NOT\ )?NULL\b | \bIN\ \(""",
    re.VERBOSE | re.DOTALL,
)
# The methods of a connection and of our own database that take a statement.
RUNS_SQL = {"execute", "executemany", "executescript", "write_many"}
ASKS_DATABASE = {"all", "one", "value", "write"}
DATABASES = {"db", "database", "connection"}


def may_hold_sql(path: Path) -> bool:
    """Return whether a module is the storage, or a store: that is what its name says."""
    inside = path.relative_to(APP).parts
    return inside[:2] == ("core", "storage") or (
        inside[0] == "core"
        and ("stores" in inside or path.stem == "store" or path.stem.endswith("_store"))
    )


def sql_of(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of a module in which SQL is written or run."""
    for text, line in texts_of(tree):
        if SQL.search(text):
            yield line
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, owner = node.func.attr, ast.unparse(node.func.value).rpartition(".")[2]
            if called in RUNS_SQL or (
                called in ASKS_DATABASE and owner.strip("_").lower() in DATABASES
            ):
                yield node.lineno


def test_sql_stays_in_stores() -> None:
    """Only the storage package and the stores beside their models speak to SQLite."""
    wrong = [
        f"{name_of(path)}:{line}"
        for path in modules()
        if not may_hold_sql(path)
        for line in sql_of(tree_of(path))
    ]
    wrong += [
        f"{name_of(path)}:{line} imports {target}"
        for path in modules()
        for target, line in imports_of(path)
        if target.split(".")[0] == "sqlite3" and not path.is_relative_to(APP / "core" / "storage")
    ]
    assert wrong == []


def test_the_search_for_sql_finds_it() -> None:
    """Every store and every migration is known by its SQL; so nothing else could hide any."""
    stores = [path for path in modules() if may_hold_sql(path) and "store" in path.stem]
    stores += (APP / "core" / "storage" / "migrations").glob("m*.py")
    assert len(stores) > 10
    assert [name_of(path) for path in stores if not list(sql_of(tree_of(path)))] == []
    for code in (
        "x = 'select id from summary'", "x = f'DELETE FROM {t}'", "x = ' WHERE id = ?'",
        "self._db.value(words)", "database.write_many(words, rows)", "x = 'pragma user_version'",
    ):  # fmt: skip
        assert list(sql_of(ast.parse(code))), code
    for code in ("x = 'Select words from the page'", "path.write(data)", "self.rows.all()"):
        assert not list(sql_of(ast.parse(code))), code


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
def test_modules_say_what_they_are_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


REASON = re.compile(rf"# Longer than {MAX_MODULE_LINES} lines: because \w+ \w+ .+")


def reason_of(lines: list[str]) -> str | None:
    """Return the line near the top of a module that says why it is longer than the others."""
    return next((line for line in lines[:20] if REASON.fullmatch(line)), None)


def too_large() -> Iterator[str]:
    """Yield the names of the modules and classes that are over a limit."""
    for path in modules():
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > MAX_MODULE_LINES and not reason_of(lines):
            yield name_of(path)
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                assert node.end_lineno is not None
                methods = sum(
                    isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) for inner in node.body
                )
                if methods > MAX_METHODS or node.end_lineno - node.lineno >= MAX_CLASS_LINES:
                    yield f"{name_of(path)}.{node.name}"


def test_modules_and_classes_stay_small() -> None:
    assert sorted(too_large()) == sorted(STILL_TOO_LARGE)


def test_a_reason_to_be_longer_is_only_given_where_it_is_needed() -> None:
    wrong = [
        name_of(path)
        for path in modules()
        if len(lines := path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES
        and reason_of(lines)
    ]
    assert wrong == []


def test_folders_stay_small() -> None:
    counts = {folder: len(list(folder.glob("*.py"))) for folder in {p.parent for p in modules()}}
    assert [name_of(f) for f, count in counts.items() if count > MAX_MODULES_IN_FOLDER] == []


def test_one_class_name_names_one_class() -> None:
    """A reader who comes across a name need not ask which of two is meant."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name_of(path))
    # Once for each place too many: a third class of one of the names would be noticed.
    assert sorted(n for n, where in places.items() for _ in where[1:]) == sorted(STILL_AMBIGUOUS)


def test_no_drawers() -> None:
    banned = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}
    assert [name_of(path) for path in modules() if path.stem in banned] == []


# What asks the machine for the date or its zone. `monotonic`, `perf_counter` and `thread_time` are
# free to all: they measure spans, and say nothing about the day.
TIME_OF_DAY = {
    "datetime": {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"},
    "date": {"today", "fromtimestamp"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {
        "currentDateTime", "currentDateTimeUtc", "currentSecsSinceEpoch", "currentMSecsSinceEpoch",
    },
}  # fmt: skip
# Names of days and months, and whole dates, as the machine's locale writes them.
IN_THE_LOCALE = re.compile(r"%-?[aAbBcxX](?![a-z])")
SQL_TIME = re.compile(r"\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\(\s*'now'", re.IGNORECASE)
# The entry points of the program, which pass the machine's clock on.
MAY_NAME_THE_CLOCK = {"app/__main__.py", "app/ui/application.py", "app/ui/tour.py"}


def asks_for_the_day(path: Path) -> Iterator[str]:
    """Yield each place of a file where the date, the zone or the locale of the machine is read."""
    place = path.relative_to(ROOT).as_posix()
    for node in ast.walk(tree_of(path)):
        line = f"{place}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Attribute):
            of = node.value.attr if isinstance(node.value, ast.Attribute) else node.value
            name = of.id if isinstance(of, ast.Name) else of
            if isinstance(name, str) and node.attr in TIME_OF_DAY.get(name, ()):
                yield f"{line} reads {name}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            names = {alias.name for alias in node.names} & TIME_OF_DAY["time"]
            yield from (f"{line} imports {name} from time" for name in names)
        elif isinstance(node, ast.ImportFrom) and node.module == "app.core.clock":
            if place not in MAY_NAME_THE_CLOCK and "now" in {alias.name for alias in node.names}:
                yield f"{line} takes the machine's clock instead of being given one"
        elif isinstance(node, ast.Call):
            bare = isinstance(node.func, ast.Attribute) and node.func.attr == "astimezone"
            if bare and not node.args and not node.keywords:
                yield f"{line} reads the zone"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = IN_THE_LOCALE.search(node.value) or SQL_TIME.search(node.value)
            if found:
                yield f"{line} leaves a date to the machine: {found[0]}"


def test_only_the_clock_reads_the_date_and_the_zone() -> None:
    """All other modules are given a clock, so that everything works on any day and in any zone."""
    allowed = {APP / "core" / "clock.py", Path(__file__)}
    files = [*modules(), *sorted((ROOT / "tests").rglob("*.py")), ROOT / "packaging" / "build.py"]
    wrong = [place for path in files if path not in allowed for place in asks_for_the_day(path)]
    assert wrong == []


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
    """A module body only defines; it calls nothing that reads, writes or opens."""
    allowed = {
        "re.compile", "frozenset", "dict.fromkeys", "logging.getLogger", "str.maketrans", "range",
        "timedelta", "map", "field", "tuple", "sorted", "len", "dataclass", "_noted", "enumerate",
        "Signal", "tuple.__new__", "set", "main", "sys.exit", "TypeVar", "NewType", "staticmethod",
        "property", "cache", "lru_cache", "Path", "str", "re.escape", "_touch", "_part",
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


def test_no_test_is_decided_by_seconds() -> None:
    """Other machines are slower or busier: tests count steps, and the timeout ends a hang."""
    stopwatches = re.compile(
        r"(?:time\.)?(?:monotonic|perf_counter|process_time|thread_time)(?:_ns)?"
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if not path.is_relative_to(ROOT / "tests" / "benchmarks")
        # What `make torture` prints: the suite runs these with small numbers, and no wait counts.
        and not path.name.endswith("_figures.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and stopwatches.fullmatch(ast.unparse(node.func))
    }
    # It kills a process at a moment by chance between its start and its end; and the table of
    # figures says how long each of them took.
    assert found == {
        "tests/core/search/test_hostile_index.py",
        "tests/torture/__main__.py",
    }


def test_this_test_sees_the_whole_program() -> None:
    """Every module that git keeps under app/ is looked at, and so is every one that is new."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, or git is not here")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "app"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    kept = {ROOT / name.decode() for name in done.stdout.split(b"\0") if name.endswith(b".py")}
    # What is deleted but not yet committed is still in git's list.
    assert {path for path in kept if path.exists()} == set(modules())
    assert len({name_of(path) for path in modules()}) == len(modules()) > 0


def test_python_is_new_enough() -> None:
    assert sys.version_info >= (3, 11)
