#!/usr/bin/env python3
"""Set up Bayaz and run it, with nothing but Python's standard library.

    python dev.py run          open the window (without a display: run the tour)
    python dev.py test         run all tests
    python dev.py test-core    run the tests of core and command line where Qt is not installed
    python dev.py lint         ruff, formatting, types
    python dev.py format       mend what ruff can mend
    python dev.py bundle       build the stand-alone program and try it
    python dev.py bench        run the benchmarks
    python dev.py tour         run the tour and keep its pictures in build/tour
    python dev.py lock         pin the dependencies anew (needs uv)

What follows the command is handed on: `python dev.py test -k search`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "packaging" / "locks"

# What Qt needs of a Debian or Ubuntu: to draw at all, and to open windows under X11.
QT_LIBRARIES = (
    "libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0",
)  # fmt: skip


def main() -> int:
    """Do what the command line asks for."""
    if sys.version_info < (3, 11):
        return fail(f"Bayaz needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    commands = {
        "run": run,
        "test": test,
        "test-core": test_core,
        "lint": lint,
        "format": format_code,
        "bundle": bundle,
        "bench": bench,
        "tour": tour,
        "lock": lock,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        return 2
    return commands[sys.argv[1]](sys.argv[2:])


def run(words: list[str]) -> int:
    """Open the window; without a display say so and run the tour."""
    python = environment("run")
    if has_display() or words:
        return call(python, "-m", "app", *words)
    print("There is no display here, so Bayaz shows itself by its tour.", flush=True)
    return tour([])


def tour(words: list[str]) -> int:
    """Do the main job once in the real window and keep a picture of each step."""
    python = environment("run")
    pictures = ROOT / "build" / "tour"
    return call(python, "-m", "app", "tour", "--screenshots", str(pictures), *words)


def test(words: list[str]) -> int:
    """Run all tests."""
    return call(environment("dev"), "-m", "pytest", *words)


def test_core(words: list[str]) -> int:
    """Run the tests that must pass without Qt, in an environment that has none."""
    python = environment("core", ROOT / ".venv-core")
    folders = ["tests/core", "tests/cli", "tests/test_architecture.py", "tests/test_starter.py"]
    return call(python, "-m", "pytest", *folders, *words)


def lint(words: list[str]) -> int:
    """Check style, formatting and types; all are run even if one complains."""
    python = environment("dev")
    checks = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
    )
    return max(call(python, "-m", *check, *words) for check in checks)


def format_code(words: list[str]) -> int:
    """Mend style and formatting."""
    python = environment("dev")
    call(python, "-m", "ruff", "check", "--fix", ".", *words)
    return call(python, "-m", "ruff", "format", ".", *words)


def bundle(words: list[str]) -> int:
    """Build the stand-alone folder and let it run its own tour."""
    return call(environment("dev"), str(ROOT / "packaging" / "build.py"), *words)


def bench(words: list[str]) -> int:
    """Run the benchmarks, or those named."""
    python = environment("dev")
    found = sorted((ROOT / "tests" / "benchmarks").glob("[!_]*.py"))
    chosen = [path for path in found if not words or path.stem in words]
    return max((call(python, str(path)) for path in chosen), default=2)


def lock(_words: list[str]) -> int:
    """Write the lock files: every package with its hashes, and no address."""
    uv = shutil.which("uv")
    if uv is None:
        return fail("uv is needed to pin the dependencies: pip install uv")
    base = [
        uv, "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-annotate",
        "--python-version", "3.11", "--upgrade", "--quiet",
    ]  # fmt: skip
    groups = {
        "run": ["pyproject.toml"],
        "core": ["--group", "core", "--group", "test"],
        "dev": [
            "pyproject.toml",
            *(
                word
                for group in ("test", "test-window", "lint", "bundle")
                for word in ("--group", group)
            ),
        ],
    }
    LOCKS.mkdir(parents=True, exist_ok=True)
    return max(
        call(*base, *inputs, "-o", str(LOCKS / f"{name}.txt")) for name, inputs in groups.items()
    )


def environment(kind: str, folder: Path = ROOT / ".venv") -> str:
    """Return the interpreter of an environment in which everything for `kind` is installed.

    Made when it is missing or its lock file has changed; a stamp tells. Tests need all that the
    window needs, so an environment for `dev` serves `run` as well.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "bayaz-stamp"
    wanted = {name: stamp_of(name) for name in {kind, *(["dev"] if kind == "run" else [])}}
    if python.exists() and stamp.exists() and stamp.read_text() in wanted.values():
        return str(python)
    print(f"Setting up {folder.name} …", flush=True)
    stamp.unlink(missing_ok=True)
    make_environment(folder, python)
    install(str(python), LOCKS / f"{kind}.txt")
    if kind != "core":
        make_sure_qt_loads(str(python))
    stamp.write_text(wanted[kind])
    return str(python)


def stamp_of(kind: str) -> str:
    """Return what tells one state of an environment from another."""
    text = (LOCKS / f"{kind}.txt").read_bytes()
    return f"{kind} {sys.version_info[:2]} {hashlib.sha256(text).hexdigest()}"


def make_environment(folder: Path, python: Path) -> None:
    """Make an empty environment, with pip from outside where Debian leaves it out."""
    if python.exists():
        return
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(folder)], check=False
    ).returncode
    if made:
        sys.exit(fail("Python's venv module is missing. On Debian: apt-get install python3-venv"))


def install(python: str, requirements: Path) -> None:
    """Install exactly what a lock file names, checked by its hashes."""
    pip = [sys.executable, "-m", "pip", "--python", python]
    if subprocess.run([*pip, "--version"], check=False, capture_output=True).returncode:
        # This Python has no pip, or one too old to serve another environment.
        if subprocess.run([python, "-m", "ensurepip"], check=False, capture_output=True).returncode:
            sys.exit(fail("pip is missing. On Debian: apt-get install python3-pip python3-venv"))
        pip = [python, "-m", "pip"]
    code = subprocess.run(
        [
            *pip, "install", "--require-hashes", "--disable-pip-version-check", "--quiet",
            "--no-warn-script-location", "--requirement", str(requirements),
        ],
        check=False, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
    ).returncode  # fmt: skip
    if code:
        sys.exit(fail("The packages could not be installed; pip says above why."))


def make_sure_qt_loads(python: str) -> None:
    """Try Qt; on a bare Debian or Ubuntu install the system libraries that it misses."""
    if qt_loads(python):
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(QT_LIBRARIES)}"
    if sys.platform.startswith("linux") and shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing the system libraries that Qt needs …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        subprocess.run(
            line.split(),
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            **quiet,
        )
        if qt_loads(python):
            return
    sys.exit(
        fail(f"Qt cannot be loaded. It needs system libraries; on Debian or Ubuntu:\n  {line}")
    )


def qt_loads(python: str) -> bool:
    """Say whether a Qt program can start here."""
    script = "from PySide6.QtWidgets import QApplication; QApplication([])"
    result = subprocess.run(
        [python, "-c", script], check=False, capture_output=True, env=qt_environment()
    )
    return result.returncode == 0


def has_display() -> bool:
    """Say whether a window can be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def qt_environment() -> dict[str, str]:
    """Return the environment for Qt programs: drawing off the screen where there is none."""
    if has_display():
        return dict(os.environ)
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def call(*command: str) -> int:
    """Run a command in the project's folder and return its exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, env=qt_environment(), check=False).returncode
    except KeyboardInterrupt:
        return 130


def fail(message: str) -> int:
    """Say what is wrong and return the exit code for it."""
    print(f"dev.py: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
