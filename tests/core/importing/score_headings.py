"""How many values of generated headings are read right: `python -m … score_headings FROM TO [-v]`."""

import sys

from app.core.importing.drafting.batch import drafts_from_text, resolve_dates
from app.core.library.syllabus import Syllabus, load_syllabus
from tests.clock import TODAY
from tests.core.importing.heading_generator import (
    HELD_OUT,
    WORKED,
    Generated,
    Wordings,
    generate,
)


def wrong_values(made: Generated, syllabus: Syllabus) -> tuple[list[str], int, int]:
    """Return what was read wrong, how many values there are, and how many drafts came of it."""
    batch = resolve_dates(drafts_from_text(made.text, "t", syllabus), TODAY)
    draft = batch.drafts[0].draft if batch.drafts else None
    checks = [("title", draft and draft.title == made.title)]
    if made.author:
        checks.append(("author", draft and draft.author == made.author))
    if made.publication:
        checks.append(("publication", draft and draft.publication == made.publication))
    if made.day:
        checks.append(("day", draft and made.day in (draft.published_on, draft.posted_on)))
    if made.facts:
        found = draft and tuple(fact.text for fact in draft.facts) == made.facts
        checks.append(("facts", found))
    return [name for name, right in checks if not right], len(checks), len(batch.drafts)


def score(wordings: Wordings, seeds: range, *, verbose: bool = False) -> str:
    """Return the figures of a half as a line."""
    syllabus = load_syllabus()
    wrong = values = refused = torn = 0
    for seed in seeds:
        made = generate(seed, wordings)
        names, count, drafts = wrong_values(made, syllabus)
        wrong += len(names)
        values += count
        refused += drafts == 0
        torn += drafts > 1
        if verbose and (names or drafts != 1):
            print(seed, drafts, names, *made.text.split("\n")[:6], sep="\n    ")
    share = 100 * (values - wrong) / values
    return (
        f"{values - wrong} of {values} values right ({share:.1f} %), {refused} refused, {torn} torn"
    )


if __name__ == "__main__":
    first, last = int(sys.argv[1]), int(sys.argv[2])
    for name, half in (("worked", WORKED), ("held out", HELD_OUT)):
        print(name, score(half, range(first, last), verbose="-v" in sys.argv))
