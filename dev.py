#!/usr/bin/env python3
"""Set up Bayaz and run it, with nothing but Python's standard library.

    python dev.py run          open the window (without a display: run the tour)
    python dev.py test         run all tests, on several processors where there are some
    python dev.py test-core    run the tests of core and command line where Qt is not installed
    python dev.py test-windows run all tests on Windows' own Python and Qt, under Wine
    python dev.py coverage     how much of the storage and the notes their tests reach
    python dev.py lint         ruff, formatting, types
    python dev.py format       mend what ruff can mend
    python dev.py bundle       build the stand-alone program and try it
    python dev.py bundle-windows  the same for Windows, under Wine: a portable zip and an installer
    python dev.py bench        run the benchmarks
    python dev.py torture      print the figures of kills, damage, hostile files, merges …
    python dev.py tour         run the tour and keep its pictures in build/tour
    python dev.py lock         pin what is new among the dependencies (needs uv); with --upgrade all

What follows the command is handed on: `python dev.py test -k search`.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "packaging" / "locks"

# What is downloaded for an environment and what it takes on the disk, in MB.
SIZES = {"run": (91, 280), "core": (30, 130), "dev": (132, 450)}

# The system's libraries that Qt asks for by name, and the Debian package of each: those it draws
# with, and those it reaches each kind of display with.
TO_DRAW = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
FOR_DISPLAY = {
    "xcb": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxcb.so.1": "libxcb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
}

# More processes than this cost more memory than they save time.
MOST_WORKERS = 8

# The tests that pass without Qt.
CORE_TESTS = (
    "tests/core", "tests/cli", "tests/test_architecture.py", "tests/test_dev.py",
    "tests/test_starter.py",
)  # fmt: skip

# All but those of the program that is built first.
WINDOWS_TESTS = (*CORE_TESTS, "tests/ui", "tests/e2e", "tests/torture")


def main() -> int:
    """Do what the command line asks for."""
    if sys.version_info < (3, 11):
        return fail(f"Bayaz needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    commands = {
        "run": run,
        "test": test,
        "test-core": test_core,
        "test-windows": test_windows,
        "coverage": coverage,
        "lint": lint,
        "format": format_code,
        "bundle": bundle,
        "bundle-windows": bundle_windows,
        "bench": bench,
        "torture": torture,
        "tour": tour,
        "lock": lock,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        return 2
    return commands[sys.argv[1]](sys.argv[2:])


def run(words: list[str]) -> int:
    """Open the window; without a display say so and run the tour."""
    python = environment("run", with_qt=True)
    if has_display() or words:
        return call(python, "-m", "app", *words)
    print("There is no display here, so Bayaz shows itself by its tour.", flush=True)
    return tour([])


def tour(words: list[str]) -> int:
    """Do the main job once in the real window and keep a picture of each step."""
    python = environment("run", with_qt=True)
    pictures = ROOT / "build" / "tour"
    code = call(python, "-m", "app", "tour", "--screenshots", str(pictures), *words)
    if code == 0:
        print(f"A picture of each step is in {pictures}", flush=True)
    return code


def test(words: list[str]) -> int:
    """Run all tests."""
    python = environment("dev", with_qt=True)
    return call(python, "-m", "pytest", *sharing_out(words), *words)


def sharing_out(words: list[str]) -> list[str]:
    """Return pytest's words for sharing the tests out among processors.

    None when the caller has said something about it, or wants a debugger, or chooses a few tests.
    A file stays on one processor: its tests share libraries that take long to fill.
    """
    chosen = any(
        word.startswith(("-n", "--numprocesses", "--dist", "-k", "--pdb", "--trace", "-s"))
        or word == "no:xdist"
        or "::" in word
        or word.endswith(".py")
        for word in words
    )
    workers = min(processors(), MOST_WORKERS)
    return [] if chosen or workers == 1 else ["-n", str(workers), "--dist", "loadfile"]


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def test_core(words: list[str]) -> int:
    """Run the tests that must pass without Qt, in an environment that has none."""
    python = environment("core", ROOT / ".venv-core")
    return call(python, "-m", "pytest", *CORE_TESTS, *sharing_out(words), *words)


def test_windows(words: list[str]) -> int:
    """Run all tests on Windows' Python and Qt under Wine, drawing off the screen.

    Those that are named run in Wine's desktop, one after the other: only one window is active
    there, and each test takes seconds.
    """
    wine = [sys.executable, str(ROOT / "packaging" / "wine.py")]
    pytest = ["-m", "pytest", "-p", "no:cacheprovider"]
    if any(word.startswith("tests") for word in words):
        return call(*wine, "--window", *pytest, *words)
    return call(*wine, *pytest, *WINDOWS_TESTS, *sharing_out(words), *words)


def coverage(words: list[str]) -> int:
    """Report, for what keeps the reader's data, the lines and branches that its tests reach."""
    python = environment("dev")
    tests = [f"tests/core/{name}" for name in ("storage", "notes", "library", "sharing")]
    measured = ["--cov=app.core.storage", "--cov=app.core.notes", "--cov-branch"]
    return call(python, "-m", "pytest", "-q", *tests, *measured, *sharing_out(words), *words)


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
    """Fix style and formatting."""
    python = environment("dev")
    call(python, "-m", "ruff", "check", "--fix", ".", *words)
    return call(python, "-m", "ruff", "format", ".", *words)


def bundle(words: list[str]) -> int:
    """Build the stand-alone folder and run its own tour."""
    return call(environment("dev", with_qt=True), str(ROOT / "packaging" / "build.py"), *words)


def bundle_windows(words: list[str]) -> int:
    """Build the program for Windows under Wine, try it there, and pack it."""
    python = environment("dev", with_qt=True)
    packaging = ROOT / "packaging"
    wine = [sys.executable, str(packaging / "wine.py"), "--window"]
    built = call(*wine, str(packaging / "build.py"), *words)
    # Without Wine nothing is built, which is said, and nothing fails.
    if built or not (ROOT / "dist" / "windows" / "bayaz").is_dir():
        return built
    return call(python, str(packaging / "release.py"), "windows")


def bench(words: list[str]) -> int:
    """Run the benchmarks, or those named."""
    python = environment("dev", with_qt=True)
    found = sorted((ROOT / "tests" / "benchmarks").glob("[!_]*.py"))
    chosen = [path for path in found if not words or path.stem in words]
    return max((call(python, str(path)) for path in chosen), default=2)


def torture(words: list[str]) -> int:
    """Print the figures of the torture tests at their full size, or those named."""
    return call(environment("dev", with_qt=True), "-m", "tests.torture", *words)


def lock(words: list[str]) -> int:
    """Write the lock files: every package with its hashes, and no address.

    What is pinned stays as it is, unless `--upgrade` asks for the newest of all.
    """
    uv = shutil.which("uv")
    if uv is None:
        return fail("uv is needed to pin the dependencies: pip install uv")
    base = [
        uv, "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-annotate",
        "--python-version", "3.11", "--quiet", *words,
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


def environment(kind: str, folder: Path = ROOT / ".venv", *, with_qt: bool = False) -> str:
    """Return the interpreter of an environment in which everything for `kind` is installed.

    Made when it is missing or its lock file has changed; a stamp tells. Tests need all that the
    window needs, so an environment for `dev` serves `run` as well. What Qt wants of the system is
    looked at each time: it was perhaps made without a display and is used with one now.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "bayaz-stamp"
    wanted = {name: stamp_of(name) for name in {kind, *(["dev"] if kind == "run" else [])}}
    ready = python.exists() and stamp.exists() and stamp.read_text() in wanted.values()
    if not ready:
        download, disk = SIZES[kind]
        print(
            f"Setting up {folder.name}, once: Python packages, about {download} MB to download and"
            f" {disk} MB on the disk. All of it stays in this folder.",
            flush=True,
        )
        stamp.unlink(missing_ok=True)
        make_environment(folder, python)
        install(str(python), LOCKS / f"{kind}.txt")
    if with_qt:
        make_sure_qt_finds_its_libraries()
        if not ready:
            make_sure_qt_starts(str(python))
    if not ready:
        stamp.write_text(wanted[kind])
    return str(python)


def stamp_of(kind: str) -> str:
    """Return what distinguishes one state of an environment from another."""
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
    # The lock file names everything, so pip need not resolve: left to itself, an older pip prefers
    # a newer release of "coverage[toml]" to the pinned one, and refuses it for want of a hash.
    code = subprocess.run(
        [
            *pip, "install", "--no-deps", "--require-hashes", "--quiet",
            "--disable-pip-version-check",
            "--no-warn-script-location", "--requirement", str(requirements),
        ],
        check=False, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
    ).returncode  # fmt: skip
    if code:
        sys.exit(fail("The packages could not be installed; pip says above why."))


def make_sure_qt_finds_its_libraries() -> None:
    """Install the system libraries that Qt lacks, as root on Debian; else name them and exit."""
    missing = missing_packages()
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing system libraries that Qt needs: {' '.join(missing)}", flush=True)
        quiet = {"stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(line.split(), check=False, env=surroundings, **quiet)
        if not missing_packages():
            return
    sys.exit(fail(f"Qt needs system libraries; on Debian or Ubuntu: {line}"))


def missing_packages() -> list[str]:
    """Return the Debian packages without which Qt cannot use the display of this machine.

    Each library is opened as Qt would open it, which takes some twenty milliseconds in all. Where
    Qt may choose among displays, what the first lacks matters only if the others lack something.
    """
    if not sys.platform.startswith("linux"):
        return []
    base = {package for name, package in TO_DRAW.items() if not loads(name)}
    lacking = []
    for display in displays():
        needed = FOR_DISPLAY.get(display, {})
        lacking.append({package for name, package in needed.items() if not loads(name)})
        if not lacking[-1]:
            break
    return sorted(base | min(lacking, key=len, default=set()))


def displays() -> list[str]:
    """Return the kinds of display that Qt will try on this machine, in its order."""
    named = qt_environment().get("QT_QPA_PLATFORM")
    if named:
        return [name.partition(":")[0].partition("-")[0] for name in named.split(";")]
    ways = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [way for variable, way in ways.items() if os.environ.get(variable)]


def loads(library: str) -> bool:
    """Return whether the system has a library, with all that it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def make_sure_qt_starts(python: str) -> None:
    """Try Qt once where it has just been installed, and exit with its own message if it fails."""
    script = "from PySide6.QtWidgets import QApplication; QApplication([])"
    result = subprocess.run(
        [python, "-c", script], check=False, capture_output=True, text=True, env=qt_environment()
    )
    if result.returncode:
        sys.exit(fail(f"Qt cannot start here:\n{result.stderr.strip()}"))


def has_display() -> bool:
    """Return whether this machine has a display."""
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
    """Print what is wrong and return the exit code for it."""
    print(f"dev.py: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
