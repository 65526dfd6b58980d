"""Where highlights are after their text was edited: 500 for each kind of edit, in two corpora."""

import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from random import Random

from PySide6.QtGui import QTextCursor, QTextDocument

from app.core.notes.model import CONTEXT_LENGTH, Anchor
from app.core.notes.reanchoring import TextChange
from app.ui.qt.utf16 import codepoint_length, utf16_length
from tests.torture.anchor_edits import Edits, Marked, marked, plain, without_paragraphs
from tests.torture.anchor_texts import ARTICLES, EDITORIALS, Corpus
from tests.torture.anchor_unseen import UNSEEN
from tests.torture.figures import Row, Table

_LENGTHS = (18, 30, 60, 90, 150, 240)


@dataclass(frozen=True)
class Trial:
    """A kind of edit: how many, out of which, and how many percent have to be right or may be wrong."""

    number: str
    what: str
    edits: tuple[str, ...]
    count: int
    right: float
    wrong: float
    of_quote: str = ""


_ANY = ("insert", "mistype", "mistype", "reword", "reword", "delete")
TRIALS = (
    Trial("24", "format only", ("format",), 1, 100, 0),
    Trial("24", "typeset otherwise", ("typeset",), 1, 100, 0),
    Trial("25", "10 edits", ("insert", "mistype", "reword", "delete"), 10, 98, 1.5),
    Trial("25", "60 edits", _ANY, 60, 94, 3),
    Trial("26", "paragraphs moved, copied, removed", ("move", "copy", "remove", "move"), 6, 95, 2),
    Trial("26", "typos in the quote", ("insert", "reword"), 3, 95, 1, "typos"),
    Trial("27", "own paragraph deleted", ("insert", "mistype"), 3, 96, 4, "delete"),
)


@dataclass
class Case:
    """A highlight, the text after edits, and which places of it are the highlight's."""

    old: str
    new: str
    anchor: Anchor
    truth: set[int]
    surviving: float


def case(chance: Random, corpus: Corpus, trial: Trial, old: str) -> Case:
    """Highlight something in a text and edit the text."""
    length = chance.choice(_LENGTHS)
    start = chance.randrange(max(1, len(old) - length))
    while old[start].isspace():
        start += 1
    quote = old[start : start + length].rstrip()
    end = start + len(quote)
    places = {place for place in range(start, end) if not old[place].isspace()}
    edits = Edits(chance, corpus)
    text: Marked = marked(old)
    if trial.of_quote == "delete":
        text = without_paragraphs(text, places)
    elif trial.of_quote == "typos":
        text = edits.mistype_at(text, places)
    for _ in range(trial.count):
        text = getattr(edits, chance.choice(trial.edits))(text)
    truth = {at for at, (_, origin) in enumerate(text) if origin in places}
    before, behind = old[max(0, start - CONTEXT_LENGTH) : start], old[end : end + CONTEXT_LENGTH]
    anchor = Anchor("1", start, quote, before, behind)
    return Case(old, plain(text), anchor, truth, len(truth) / len(places))


def judge(found: Anchor, of: Case) -> str:
    """Say whether a highlight is where its characters are; an orphan is right if most are gone."""
    if found.start is None:
        return "right" if of.surviving < 0.5 else "missed"
    there = {at for at in range(found.start, found.end) if not of.new[at].isspace()}
    agreement = len(there & of.truth) / max(1, len(there | of.truth))
    if of.surviving >= 0.5:
        return "right" if agreement >= 0.5 else "wrong"
    return "right" if agreement >= 0.3 and of.surviving > 0.15 else "wrong"


def follow(table: Table, corpus: Corpus, trial: Trial, count: int) -> None:
    """Add the line of one kind of edit."""
    chance = Random(f"{corpus.seed} {trial.what}")
    counts: Counter[str] = Counter()
    gone = returned = lost = 0
    for number in range(count):
        if number % 6 == 0:
            old = corpus.make(chance, chance.randint(14, 40))
        tried = case(chance, corpus, trial, old)
        found = TextChange(tried.old, tried.new).reanchor(tried.anchor, "2")
        counts[judge(found, tried)] += 1
        if found.start is None:
            gone += 1
            lost += found.quote != tried.anchor.quote
            back = TextChange(tried.new, tried.old).reanchor(found, "3")
            returned += back.start == tried.anchor.start
    right, wrong = (100 * counts[kind] / count for kind in ("right", "wrong"))
    holds = right >= trial.right and wrong <= trial.wrong and not lost
    wanted = f"{trial.right} right, at most {trial.wrong} wrong"
    found_words = f"{right:.1f} right, {wrong:.1f} wrong, {100 - right - wrong:.1f} orphaned"
    if trial.of_quote == "delete":
        holds = holds and returned == gone
        wanted += ", all return when it is undone"
        found_words += f", {returned} of {gone} return, {lost} lost"
    table.add(trial.number, f"{corpus.name}: {trial.what}", wanted, found_words, holds=holds)


def positions(table: Table, count: int) -> None:
    """Add the line of Qt's positions, which count UTF-16 units, in scripts that make it hard."""
    chance = Random(28)
    bits = [
        *("क्षत्रिय", "हिन्दी", "پاکستان", "\u200fشہر\u200e", "क्\u200dष", "e\u0301", " ", "word"),
        *("\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1f5\U0001f1f0", "\U0001d538"),
    ]
    exact = 0
    for _ in range(count):
        text = "".join(chance.choice(bits) for _ in range(chance.randint(5, 60)))
        start, end = sorted(chance.sample(range(len(text) + 1), 2))
        document = QTextDocument()
        document.setPlainText(text)
        cursor = QTextCursor(document)
        first = utf16_length(text[:start])
        last = first + utf16_length(text[start:end])
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        again = (
            codepoint_length(text, cursor.selectionStart()),
            codepoint_length(text, cursor.selectionEnd()),
        )
        exact += cursor.selectedText() == text[start:end] and again == (start, end)
    what = "positions of Qt and of the text, in all scripts"
    table.add("28", what, f"{count} exact", f"{exact} exact", holds=exact == count)


def long_text(table: Table, size: int) -> None:
    """Add the line of a long text; its seconds decide nothing."""
    chance = Random(3)
    old = ARTICLES.make(chance, size // 300)
    edits = Edits(chance, ARTICLES)
    text = marked(old)
    for _ in range(30):
        text = getattr(edits, chance.choice(_ANY))(text)
    text = edits.move(text)
    new = plain(text)
    since = time.perf_counter()
    change = TextChange(old, new)
    kept = 0
    for number in range(200):
        start = number * (len(old) // 201)
        anchor = Anchor("1", start, old[start : start + 80].rstrip(), "", "")
        kept += change.reanchor(anchor, "2").start is not None
    spent = time.perf_counter() - since
    what = f"{len(old) / 1e6:.1f} MB, 200 highlights"
    table.add("", what, "1 or 2 s (not decided by)", f"{spent:.1f} s, {kept} placed", holds=True)


def rows_of(corpus: Corpus, count: int) -> list[Row]:
    """Return the lines of one kind of text."""
    table = Table()
    for trial in TRIALS:
        follow(table, corpus, trial, count)
    return table.rows


def figures(
    count: int = 500, corpora: tuple[Corpus, ...] = (ARTICLES, EDITORIALS, *UNSEEN)
) -> bool:
    """Print how many highlights are right after each kind of edit; return whether all hold."""
    table = Table()
    # Each kind of text has its own chance, so they may be followed side by side.
    with ProcessPoolExecutor() as pool:
        for rows in pool.map(rows_of, corpora, repeat(count)):
            table.rows += rows
    positions(table, 300)
    long_text(table, 1_000_000 if count >= 500 else 60_000)
    return table.holds


if __name__ == "__main__":
    raise SystemExit(not figures())
