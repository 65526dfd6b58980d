"""What is handed out for Windows: an installer, and a zip that keeps its library beside itself."""

import os
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from places import BUILT_WINDOWS, HANDED_OUT, HERE, ICONS, ROOT, moment, version
from version_info import four_numbers

# app/core/paths.py looks for a file of this name beside the program.
PORTABLE_MARKER = "bayaz-portable"
SCRIPT = HERE / "windows" / "bayaz.nsi"
# Where its own installer puts it, without a word about it in PATH.
USUAL_PLACE = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")) / "NSIS"


def pack_for_windows() -> list[Path]:
    """Write the two files and return where they are."""
    HANDED_OUT.mkdir(parents=True, exist_ok=True)
    return [portable_zip(), installer()]


def portable_zip() -> Path:
    """Write the program with the marker that makes it keep everything in its own folder."""
    path = HANDED_OUT / f"bayaz-{version()}-windows-portable.zip"
    files = {f"Bayaz/{name}": BUILT_WINDOWS / name for name in names_in(BUILT_WINDOWS)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(entry(f"Bayaz/{PORTABLE_MARKER}"), b"", compresslevel=9)
        for name, file in files.items():
            archive.writestr(entry(name), file.read_bytes(), compresslevel=9)
    return path


def entry(name: str) -> zipfile.ZipInfo:
    """Return the head of a file in the zip, with the time of the source."""
    made = zipfile.ZipInfo(name, datetime.fromtimestamp(moment(), UTC).timetuple()[:6])
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def installer() -> Path:
    """Let NSIS make the installer.

    It is told every file by name, so that an upgrade and the uninstaller remove only these.
    """
    path = HANDED_OUT / f"bayaz-{version()}-windows-setup.exe"
    lists = ROOT / "build" / "nsis"
    lists.mkdir(parents=True, exist_ok=True)
    names = [name.replace("/", "\\") for name in names_in(BUILT_WINDOWS)]
    folders = sorted({name.rpartition("\\")[0] for name in names if "\\" in name})
    every_folder = sorted({
        "\\".join(folder.split("\\")[:number])
        for folder in folders
        for number in range(1, folder.count("\\") + 2)
    }, reverse=True)  # fmt: skip
    removed = [rf'Delete "$INSTDIR\{name}"' for name in names]
    removed += [rf'RMDir "$INSTDIR\{folder}"' for folder in every_folder]
    (lists / "remove.nsh").write_text("\n".join(removed) + "\n", encoding="utf-8-sig")
    numbers = ".".join(map(str, four_numbers(version())))
    size = sum((BUILT_WINDOWS / name).stat().st_size for name in names_in(BUILT_WINDOWS))
    defined = {
        "VERSION": version(), "NUMBERS": numbers, "BUILT": BUILT_WINDOWS, "OUT": path,
        "LISTS": lists, "ICON": ICONS / "bayaz.ico", "KILOBYTES": size // 1024,
    }  # fmt: skip
    dash = "/" if os.name == "nt" else "-"
    words = [f"{dash}D{name}={value}" for name, value in defined.items()]
    subprocess.run(
        [makensis(), f"{dash}V2", f"{dash}INPUTCHARSET", "UTF8", *words, str(SCRIPT)],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment())},
    )
    return path


def names_in(folder: Path) -> list[str]:
    """Return every file of a folder by its path in it, sorted."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def makensis() -> str:
    """Return NSIS's compiler; raise FileNotFoundError where there is none."""
    found = shutil.which("makensis") or shutil.which("makensis", path=str(USUAL_PLACE))
    if found is None:
        raise FileNotFoundError("NSIS is missing. On Debian: apt-get install nsis")
    return found
