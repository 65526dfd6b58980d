"""Whatever order and wording a heading has, its values are found and its text stays whole."""

from itertools import combinations

import pytest

from tests.core.importing.heading_generator import generate
from tests.core.importing.heading_wordings import HALVES, Wordings, wordings
from tests.core.importing.score_headings import score

# A spread over the seeds: enough of every wording, and little of the suite's time.
SEEDS = range(0, 2000, 13)


@pytest.mark.parametrize(
    ("half", "share"), [("worked", 0.985), ("held_out", 0.98), ("later", 0.95)]
)
def test_values_are_found_in_any_arrangement(half: str, share: float) -> None:
    total = score(half, SEEDS)
    assert total.refused == []
    assert total.miscounted == []
    assert total.share >= share, {name: wrong[:3] for name, wrong in total.failures.items()}


@pytest.mark.parametrize("half", HALVES)
def test_a_seed_is_one_text(half: str) -> None:
    made = [generate(seed, half) for seed in range(50)]
    assert made == [generate(seed, half) for seed in range(50)]
    assert len({text.text for text in made}) == 50
    assert all(text.expected.title.casefold() in text.text.casefold() for text in made)


@pytest.mark.parametrize("language", ["english", "urdu"])
def test_the_halves_share_no_wording(language: str) -> None:
    sets = [pieces(wordings(half, language)) for half in HALVES]
    for one, other in combinations(sets, 2):
        assert [both for name in one if (both := one[name] & other.get(name, set()))] == []


def pieces(known: Wordings) -> dict[str, set[str]]:
    """Return all wordings of a half by what they are for."""
    forms = {
        f"{part} {style}": set(writings)
        for part, styles in known.forms.items()
        for style, writings in styles.items()
        # Anything may stand without any sign of what it is.
        if style != "bare"
    }
    labels = {label for spellings in known.labels.values() for label in spellings}
    plain = {
        name: set(getattr(known, name))
        for name in (
            "titles", "authors", "dates", "words", "frames", "separators", "extras", "label_forms",
            "bullets",
        )
    }  # fmt: skip
    shapes = {" / ".join(map(" ".join, shape.rows)) for shape in known.shapes}
    bodies = {line for body in known.bodies for line in (*body.opening, *body.facts, body.ending)}
    return forms | plain | {"labels": labels, "shapes": shapes, "bodies": bodies}
