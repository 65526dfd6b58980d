"""Texts made of two or three summaries, however each is headed: parted where the next begins."""

import random

import pytest

from app.core.importing.drafting.batch import drafts_from_text
from app.core.library.syllabus import load_syllabus
from tests.core.importing.heading_generator import HELD_OUT, WORKED, Generated, Wordings, generate

SYLLABUS = load_syllabus()
TEXTS = 60
# What stands between two summaries in one text.
BETWEEN = ("\n\n", "\n\n\n", "\n\n---\n\n", "\n\n***\n\n", "\n________\n\n", "\n\n• • •\n\n")


def several(seed: int, wordings: Wordings, *, told: int) -> tuple[str, list[Generated]]:
    """Return a text of two or three summaries, and what each holds.

    The heading of each tells so many things beside its title: author, paper, day.
    """
    choice = random.Random(seed)
    number = choice.choice((2, 3))
    made: list[Generated] = []
    while len(made) < number:
        one = generate(choice.randrange(10_000), wordings)
        things = sum(thing is not None for thing in (one.author, one.publication, one.day))
        if things >= told and one.title not in [other.title for other in made]:
            made.append(one)
    return choice.choice(BETWEEN).join(one.text.strip() for one in made), made


def wrongly_parted(wordings: Wordings, told: int) -> list[str]:
    """Return what was read in each text that was parted otherwise than it was put together."""
    wrong = []
    for seed in range(TEXTS):
        text, made = several(seed, wordings, told=told)
        read = [one.draft.title for one in drafts_from_text(text, "t", SYLLABUS).drafts]
        if read != [one.title for one in made]:
            wrong.append(f"{seed}: {read} for {[one.title for one in made]}")
    return wrong


@pytest.mark.parametrize("wordings", [WORKED, HELD_OUT], ids=["worked", "held out"])
def test_texts_of_several_summaries_are_parted_where_the_next_begins(wordings: Wordings) -> None:
    wrong = wrongly_parted(wordings, told=2)
    assert len(wrong) <= TEXTS * 0.1, "\n".join(wrong)


@pytest.mark.parametrize("wordings", [WORKED, HELD_OUT], ids=["worked", "held out"])
def test_most_are_parted_that_say_little_above_each(wordings: Wordings) -> None:
    """A title and a paper above the text could as well be the last lines of the one before."""
    wrong = wrongly_parted(wordings, told=0)
    assert len(wrong) <= TEXTS * 0.2, "\n".join(wrong)
