"""Every pattern of the program on texts made to be slow for it.

A pattern is measured against one that is known to be linear, on the same text in the same run: so
the figure says the same on a slow machine and on a busy one.
"""

import ast
import importlib
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, Final

from app.core.importing.drafting.batch import drafts_from_text
from app.core.library.syllabus import load_syllabus
from tests.torture.figures import Table

_APP: Final = Path(__file__).resolve().parents[2] / "app"
SIZE: Final = 50_000
# Wanted is 0.2 s where the linear pattern takes about 1 ms; a busy machine is slower at both.
_SECONDS: Final = 0.2
_GIVEN_UP: Final = 0.6
# The import of 50,000 characters, all its patterns together.
_READING: Final = 1.5

_UNITS: Final = (
    "a", " ", "a ", "A", "1", "1,", "(", "*", "-", "\n", " \n", "_", "#", "|", "a.b", "<", "[", "Source: ",
    "June 2, ", "q1. a) b) ", "آ ", "\t", ":", '"', "— ", "(Source: ", "by a ", "2025-06-", ". ", "a\n",
    "A. ", "Mr A ", "http://", "a@", "\u200c", "\xa0", "\\", "&", "1) ", "==", "Ab ", "“", "\r\n", "a, ",
)  # fmt: skip


def attacks(size: int) -> list[str]:
    """Return texts of about `size` characters: one thing over and over, and an end that fits nothing."""
    texts = [(unit * (size // len(unit) + 1))[:size] for unit in _UNITS]
    return [*texts, *(f"{text}\x00!" for text in texts[:6])]


def _modules() -> Iterator[ModuleType]:
    for path in sorted(_APP.rglob("*.py")):
        parts = path.relative_to(_APP.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not name.endswith("__main__") and "re." in path.read_text("utf-8"):
            yield importlib.import_module(name)


def _within(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in a value: alone, in a collection, in the fields of a record."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list | set | frozenset) and depth < 4 and len(value) < 500:
        for one in value:
            yield from _within(one, depth + 1)
    elif isinstance(value, dict) and depth < 4 and len(value) < 500:
        for one in (*value, *value.values()):
            yield from _within(one, depth + 1)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type) and depth < 4:
        for name in value.__dataclass_fields__:
            yield from _within(getattr(value, name, None), depth + 1)


def _made_when_asked(module: ModuleType) -> Iterator[re.Pattern[str]]:
    """Yield what functions without arguments return that are called once and kept."""
    for value in vars(module).values():
        if hasattr(value, "cache_info") and getattr(value, "__module__", "") == module.__name__:
            inner: Callable[..., Any] = value.__wrapped__
            if inner.__code__.co_argcount == 0 and inner.__code__.co_kwonlyargcount == 0:
                yield from _within(value())


def _written(module: ModuleType) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that stand as a constant in a call of `re`, anywhere in a module."""
    assert module.__file__
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=name),
                args=[ast.Constant(value=str(text)), *_],
            ) if name not in ("escape", "purge", "compile"):
                yield re.compile(text)


def patterns() -> dict[re.Pattern[str], str]:
    """Return every pattern of the program, and the module in which it stands."""
    found: dict[re.Pattern[str], str] = {}
    for module in _modules():
        every = (*_within(dict(vars(module))), *_made_when_asked(module), *_written(module))
        for value in vars(module).values():
            every = (*every, *_within(value))
        for pattern in every:
            found.setdefault(pattern, module.__name__)
    return found


class _LateError(Exception):
    """A pattern took too long."""


def _late(_number: int, _frame: FrameType | None) -> None:
    raise _LateError


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return how long a pattern looks for all its places in a text, and for one at its beginning."""
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.process_time() - begun


def slowest(pattern: re.Pattern[str], texts: list[str]) -> tuple[float, str]:
    """Return the longest time of a pattern, and the beginning of the text that it is for."""
    worst, of = 0.0, ""
    for text in texts:
        signal.setitimer(signal.ITIMER_REAL, _GIVEN_UP)
        try:
            took = seconds(pattern, text)
        except _LateError:
            took = _GIVEN_UP
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if took > worst:
            worst, of = took, text[:12]
        if worst >= _GIVEN_UP:
            break
    return worst, of


def yardstick(size: int) -> float:
    """Return how much slower this machine is now than the one on which 0.2 s were meant."""
    linear = re.compile(r"[a-z]+ |\d+,|[^\S\n]+\n")
    took = min(seconds(linear, "word 12, " * (size // 9)) for _ in range(5))
    return max(took / (0.0035 * size / SIZE), 1.0)


# Where a reader's text can have a long line: alone, below a heading, and in each kind of field.
_PLACES: Final = (
    "{text}",
    "{head}{text}\n\nend",
    "{head}Facts and Figures\n- {text}\n",
    "{head}Subjects: {text}\n",
    "{head}By {text}\n",
)
_HEAD: Final = (
    'SUMMARY of the Article "Water" by Ahmed Rana, Dawn, June 2, 2025\n\nThe writer argues that the'
    " basin is short of storage.\n\n"
)


def reading_times(texts: list[str]) -> Iterator[tuple[float, str]]:
    """Yield how long the import takes with each text in the place where it takes longest."""
    syllabus = load_syllabus()
    for text in texts:
        worst = 0.0
        for place in _PLACES:
            begun = time.process_time()
            drafts_from_text(place.format(head=_HEAD, text=text), "slow.txt", syllabus)
            worst = max(worst, time.process_time() - begun)
        yield worst, text[:12]


def figures(size: int = SIZE) -> bool:
    """Print the patterns that are slow alone, and whether any text makes the import slow.

    A pattern that is slow alone is harmless where a line is cut, or its blanks are folded, before
    the pattern sees it: so what decides is the import of the same texts, in every place.
    """
    before = signal.signal(signal.SIGALRM, _late)
    table = Table()
    factor = yardstick(size)
    limit = _SECONDS * factor
    texts = attacks(size)
    found = patterns()
    slow = []
    for pattern, module in found.items():
        took, of = slowest(pattern, texts)
        if took > limit:
            slow.append(module)
            print(f"     alone  {module}: {took:.2f} s on {of!r}: {pattern.pattern[:80]!r}")
    signal.signal(signal.SIGALRM, before)
    print(
        f"     {len(found)} patterns × {len(texts)} texts of {size:,}: {len(slow)} are slow alone"
    )
    worst, of_worst = 0.0, ""
    for took, of in reading_times(texts):
        worst, of_worst = max((worst, of_worst), (took, of))
        if took > _READING * factor:
            table.add(
                "37",
                f"import of {of!r}",
                f"≤{_READING * factor:.1f} s",
                f"{took:.2f} s",
                holds=False,
            )
    words = f"slowest {worst:.2f} s, on {of_worst!r}; {len(slow)} of {len(found)} patterns rely on cut lines"
    wanted = f"≤{_READING * factor:.1f} s each"
    table.add(
        "37", f"import of {len(texts)} texts", wanted, words, holds=worst <= _READING * factor
    )
    return table.holds


if __name__ == "__main__":
    sys.exit(0 if figures(*(int(one) for one in sys.argv[1:])) else 1)
