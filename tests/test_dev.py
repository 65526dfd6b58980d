"""The commands of a checkout, which need nothing but Python: what they look at before they start."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings it all")
ABSENT = "libbayaz-is-not-there.so.7"


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module `dev.py`, on a machine without a display."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def poor(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The same, where one library is missing for each kind of display and none for drawing."""
    there = "libc.so.6"
    monkeypatch.setattr(dev, "TO_DRAW", {there: "libc6"})
    monkeypatch.setattr(
        dev,
        "FOR_DISPLAY",
        {
            "xcb": {there: "libc6", ABSENT: "libxcb-cursor0"},
            "wayland": {ABSENT: "libwayland-cursor0"},
        },
    )
    return dev


@LINUX_ONLY
@pytest.mark.parametrize(
    ("surroundings", "missing"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, ["libxcb-cursor0"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["libwayland-cursor0"]),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, []),
        ({"QT_QPA_PLATFORM": "xcb"}, ["libxcb-cursor0"]),
        ({"QT_QPA_PLATFORM": "wayland-egl;offscreen:size=9x9", "DISPLAY": ":0"}, []),
    ],
    ids=str,
)
def test_only_what_this_display_needs_is_missed(
    poor: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    surroundings: dict[str, str],
    missing: list[str],
) -> None:
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert poor.missing_packages() == missing


@LINUX_ONLY
def test_a_second_kind_of_display_will_do(
    poor: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    del poor.FOR_DISPLAY["xcb"][ABSENT]
    assert poor.missing_packages() == []


@LINUX_ONLY
def test_what_qt_draws_with_is_needed_without_a_display(
    poor: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(poor.TO_DRAW, ABSENT, "libgl1")
    assert poor.missing_packages() == ["libgl1"]


@LINUX_ONLY
def test_the_missing_packages_are_named_in_one_line(
    poor: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", "")  # where no apt-get is found, nothing is installed
    with pytest.raises(SystemExit) as left:
        poor.make_sure_qt_finds_its_libraries()
    assert left.value.code == 1
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1
    assert "apt-get install -y --no-install-recommends libxcb-cursor0" in complaint


@LINUX_ONLY
@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf is missing here")
def test_every_library_that_qt_s_own_plug_ins_ask_for_is_looked_at(dev: ModuleType) -> None:
    """The tables are compared with the plug-ins of the Qt that is installed."""
    pyside = pytest.importorskip("PySide6")
    own = Path(pyside.__file__).parent / "Qt"
    needed = {
        "": [own / "lib" / f"libQt6{name}.so.6" for name in ("Core", "DBus", "Gui", "Widgets")],
        "xcb": [own / "plugins/platforms/libqxcb.so", own / "lib/libQt6XcbQpa.so.6"],
        "wayland": [
            own / "plugins/platforms/libqwayland.so",
            own / "lib/libQt6WaylandClient.so.6",
            own / "plugins/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        ],
    }
    # Python itself needs these, or Qt brings them.
    at_hand = ("libQt6", "libicu", "libc.", "libm.", "libgcc_s.", "libstdc++.", "ld-linux")
    for display, files in needed.items():
        known = {**dev.TO_DRAW, **dev.FOR_DISPLAY.get(display, {})}
        asked = {name for path in files for name in asked_for(path)}
        assert {name for name in asked if not name.startswith(at_hand)} <= set(known), display


def asked_for(library: Path) -> set[str]:
    """Return the names of the libraries that a library says it needs."""
    done = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(library)],
        capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if "(NEEDED)" in line]
    assert lines
    return {line.rpartition("[")[2].rstrip("]") for line in lines}


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ([], True), (["tests/ui"], True), (["-x", "-q"], True), (["-n", "0"], False),
        (["-n4"], False), (["-p", "no:xdist"], False), (["-k", "search"], False),
        (["tests/test_dev.py"], False), (["tests/cli/test_contract.py::test_a"], False),
        (["--pdb"], False),
    ],
    ids=str,
)  # fmt: skip
def test_the_whole_suite_is_shared_out_among_processors(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], *, shared: bool
) -> None:
    monkeypatch.setattr(dev, "processors", lambda: 64)
    assert dev.sharing_out(words) == (["-n", "8", "--dist", "loadfile"] if shared else [])
    monkeypatch.setattr(dev, "processors", lambda: 1)
    assert dev.sharing_out(words) == []


def test_each_command_has_its_line_in_the_help_and_in_the_makefile() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    listed = {
        line.split()[2]
        for line in done.stdout.splitlines()
        if line.startswith("    python dev.py ")
    }
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = (line for line in makefile.splitlines() if line.startswith(".PHONY:"))
    assert listed == set(targets.split()[1:])
