"""How many values of made-up texts the importer understands.

python -m tests.core.importing.score_headings HALF FIRST LAST [-v]
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.importing.drafting.batch import drafts_from_text, resolve_dates
from app.core.importing.model import Draft
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY
from tests.core.importing.heading_generator import Expected, GeneratedText, generate

SHOWN_LINES = 6
SHOWN_FAILURES = 400
SYLLABUS = load_syllabus()
ALIKE = str.maketrans("“”„‘’`´–—۰۱۲۳۴۵۶۷۸۹", "\"\"\"''''--0123456789")
RANKS = re.compile(
    r"\b(?:Dr|Prof|Professor|Justice|Lt|Maj|Gen|General|Brig|Brigadier|Col|Air|Vice|Marshal|Admiral"
    r"|Commodore|Senator|Ambassador|Barrister|Advocate|Syed|ret[ir]*e?d|ڈاکٹر|پروفیسر)\b\.?",
)


@dataclass
class Score:
    """What was right and wrong in some texts; a failure is the field, the text and what came.

    `values` has what a text leaves out too, where nothing is right; `stated` only what it says.
    """

    right: int = 0
    values: int = 0
    stated_right: int = 0
    stated: int = 0
    refused: list[int] = field(default_factory=list)
    miscounted: list[int] = field(default_factory=list)
    failures: dict[str, list[tuple[int, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_field: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Return the share of values that are right."""
        return self.right / self.values if self.values else 0.0


def score(half: str, seeds: Iterable[int]) -> Score:
    """Import the texts of some seeds and compare what came of them with what is right."""
    total = Score()
    for seed in seeds:
        made = generate(seed, half)
        drafts = understood(made)
        if not drafts:
            total.refused.append(seed)
        elif len(drafts) != made.expected.count:
            total.miscounted.append(seed)
        for name, (right, came) in compare(made.expected, drafts).items():
            total.values += 1
            total.by_field[name] += 1
            total.right += right
            if getattr(made.expected, name) is not None:
                total.stated += 1
                total.stated_right += right
            if not right:
                total.failures[name].append((seed, made.text, came))
    return total


def understood(made: GeneratedText) -> tuple[Draft, ...]:
    """Return the drafts that the importer makes of a text."""
    batch = resolve_dates(drafts_from_text(made.text, "pasted", SYLLABUS), TODAY)
    return tuple(sourced.draft for sourced in batch.drafts)


def compare(expected: Expected, drafts: tuple[Draft, ...]) -> dict[str, tuple[bool, str]]:
    """Return for each expected value whether the first draft has it, and what it has."""
    if not drafts:
        names = [name for name, value in _values(expected).items() if value is not None]
        return dict.fromkeys((*names,), (False, "refused"))
    draft = drafts[0]
    days = (draft.published_on, draft.posted_on)
    facts = tuple(_plain(fact.text) for fact in draft.facts)
    found = {
        "title": (_title(draft.title) == _title(expected.title), f"{draft.title}"),
        "author": (_name(draft.author) == _name(expected.author), f"{draft.author}"),
        "publication": (draft.publication == expected.publication, f"{draft.publication}"),
        "day": (expected.day in days if expected.day else days == (None, None), f"{days}"),
    }
    if expected.posted:
        found["posted"] = (draft.posted_on == expected.posted, f"{days}")
    if expected.facts is not None:
        wanted = tuple(map(_plain, expected.facts))
        found["facts"] = (facts == wanted, f"{facts}")
    return found


def _values(expected: Expected) -> dict[str, object]:
    return {
        "title": expected.title, "author": expected.author or "", "day": expected.day or "",
        "publication": expected.publication or "", "posted": expected.posted,
        "facts": expected.facts,
    }  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.translate(ALIKE).split())


def _title(title: str | None) -> str:
    """Return a title without what copying changes: capitals, the kind of quotes and dots."""
    return _plain(title or "").casefold().replace("…", "...")


def _name(name: str | None) -> str:
    """Return a person's name by its letters; ranks may be there or not, `&` may be `and`."""
    joined = re.sub(r"\s*(?:&|,|\band\b|اور)\s*", "+", name or "")
    return re.sub(r"[^\w+]", "", RANKS.sub("", joined))


def main(arguments: list[str]) -> int:
    """Print the score of a half's seeds from FIRST up to LAST (not included)."""
    verbose = "-v" in arguments
    half, first, last = [argument for argument in arguments if argument != "-v"]
    total = score(half, range(int(first), int(last)))
    print(f"{total.right} of {total.values} values right ({100 * total.share:.1f} %)")
    share = total.stated_right / max(total.stated, 1)
    print(f"  of those stated: {total.stated_right} of {total.stated} ({100 * share:.1f} %)")
    print(f"{len(total.refused)} refused, {len(total.miscounted)} with a wrong number of drafts")
    for name, count in sorted(total.by_field.items()):
        wrong = total.failures[name]
        print(f"  {name}: {count - len(wrong)} of {count}")
        for seed, text, came in wrong[:SHOWN_FAILURES] if verbose else ():
            lines = [line for line in text.split("\n") if line.strip()][:SHOWN_LINES]
            expected = getattr(generate(seed, half).expected, name)
            print(f"--- seed {seed}, {name}: {came} for {expected}")
            print(*(f"    {line[:140]}" for line in lines), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
