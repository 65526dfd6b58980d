"""Texts made of two or three summaries, however each is headed: parted where the next begins."""

import random

import pytest

from app.core.importing.drafting.batch import drafts_from_text
from app.core.library.syllabus import load_syllabus
from app.core.text_key import text_key
from tests.core.importing.heading_generator import GeneratedText, generate

SYLLABUS = load_syllabus()
TEXTS = 60
# What stands between two summaries in one text.
BETWEEN = ("\n\n", "\n\n\n", "\n\n---\n\n", "\n\n***\n\n", "\n________\n\n", "\n\n• • •\n\n")


def several(seed: int, half: str, *, told: int) -> tuple[str, list[GeneratedText]]:
    """Return a text of two or three summaries, and what each holds.

    The heading of each tells so many things beside its title: author, paper, day.
    """
    choice = random.Random(seed)
    number = choice.choice((2, 3))
    made: list[GeneratedText] = []
    while len(made) < number:
        one = generate(choice.randrange(10_000), half)
        said = one.expected
        things = sum(thing is not None for thing in (said.author, said.publication, said.day))
        if things >= told and said.title not in [other.expected.title for other in made]:
            made.append(one)
    return choice.choice(BETWEEN).join(one.text.strip() for one in made), made


def wrongly_parted(half: str, told: int) -> list[str]:
    """Return what was read in each text that was parted otherwise than it was put together."""
    wrong = []
    for seed in range(TEXTS):
        text, made = several(seed, half, told=told)
        read = [
            text_key(one.draft.title or "") for one in drafts_from_text(text, "t", SYLLABUS).drafts
        ]
        if read != [text_key(one.expected.title) for one in made]:
            wrong.append(f"{seed}: {read} for {[one.expected.title for one in made]}")
    return wrong


@pytest.mark.parametrize(("half", "share"), [("worked", 0.1), ("held_out", 0.17)])
def test_texts_of_several_summaries_are_parted_where_the_next_begins(
    half: str, share: float
) -> None:
    wrong = wrongly_parted(half, told=2)
    assert len(wrong) <= TEXTS * share, "\n".join(wrong)


@pytest.mark.parametrize("half", ["worked", "held_out"])
def test_most_are_parted_that_say_little_above_each(half: str) -> None:
    """A title and a paper above the text could as well be the last lines of the one before."""
    wrong = wrongly_parted(half, told=0)
    assert len(wrong) <= TEXTS * 0.2, "\n".join(wrong)
