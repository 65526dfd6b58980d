"""What no summary was found in: set aside with its reason, taken as it is, and put back again."""

from dataclasses import replace

import pytest

from app.core.importing.drafting.batch import Batch
from app.core.importing.drafting.review_state import Review
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Basis
from app.core.importing.outcome import Waiting
from app.core.importing.refusal import Refusal
from app.core.library.model import Form
from app.core.workspace import Workspace
from app.messages import basis_words, refusal_words
from tests.clock import TODAY
from tests.compilation import compilation

ADVERT = "Admissions are open for the new session! Register now and get 20% off the fee: Rs 5000."
SHORT = "Buy milk, bread and two new pens."
ARTICLE = (
    "The river has been falling for years, and those who live along it have learned to read the"
    " marks on the old bridge as others read a calendar. Nobody in the town remembers a spring in"
    " which the water stayed below the third stone for so long, and nobody knows what to plant.\n\n"
    "What is certain is that the canals of the upper district take their share first, whatever the"
    " gauge says, and that those at the tail wait for what is left of it until the summer is over."
)


def batch_of(workspace: Workspace, *texts: str) -> Batch:
    """Return a batch as of files, one a text."""
    read = (workspace.importer.read_text(text, f"{n}.txt") for n, text in enumerate(texts))
    return sum(read, Batch())


def review_of(workspace: Workspace, *texts: str, live: bool = False) -> Review:
    review = Review(workspace.syllabus)
    review.begin(live=live)
    review.take(batch_of(workspace, *texts))
    return review


def summary(number: int = 0) -> str:
    return compilation(number + 1)[number].text()


def titles(review: Review) -> list[str | None]:
    return [item.draft.title for item in review.items]


def waiting(review: Review) -> list[str]:
    return [one.source for one in review.aside.waiting]


def test_what_is_taken_as_it_is_is_never_certain_and_stands_last(workspace: Workspace) -> None:
    review = review_of(workspace, ARTICLE, summary(), ADVERT)
    assert [item.draft.form for item in review.items] == [Form.UNDERSTOOD, Form.AS_IT_IS]
    assert [item.certain for item in review.items] == [True, False]
    sure = replace(review.items[1].draft, warnings=())
    review.show(1)
    review.correct(sure)
    assert not review.items[1].certain
    assert review.waiting == Waiting(as_it_is=1, set_aside=1)
    chosen = review.take_certain(with_annotations=True)
    assert [sourced.draft.form for sourced in chosen] == [Form.UNDERSTOOD]
    assert (len(review.items), waiting(review)) == (1, ["2.txt"])


def test_a_text_that_was_set_aside_is_taken_and_put_back_where_it_stood(
    workspace: Workspace,
) -> None:
    review = review_of(workspace, ADVERT, SHORT, f"{ADVERT} Twice.", summary())
    (understood,) = titles(review)
    review.take_aside([review.aside.waiting[1]])
    assert waiting(review) == ["0.txt", "2.txt"]
    assert (review.number, review.can_put_back) == (1, True)
    item = review.current
    assert item is not None
    assert item.aside is not None
    assert (item.sourced.source, item.aside.reason) == ("1.txt", Refusal.NO_SUMMARY)
    assert (item.draft.form, item.certain) == (Form.AS_IT_IS, False)
    review.correct(replace(item.draft, title="A list"))
    review.read_dates(TODAY, DateOrder.DMY)
    assert review.can_put_back
    review.put_back([item.aside])
    assert waiting(review) == ["0.txt", "1.txt", "2.txt"]
    assert (titles(review), review.can_put_back) == ([understood], False)


def test_all_are_taken_and_put_back_at_once(workspace: Workspace) -> None:
    review = review_of(workspace, summary(), ADVERT, SHORT, ADVERT)
    review.take_aside([review.aside.waiting[0]])
    review.take_aside(list(review.aside.waiting))
    assert (len(review.items), review.number, waiting(review)) == (4, 2, [])
    review.acts.undo()
    assert (len(review.items), waiting(review)) == (2, ["2.txt", "3.txt"])
    review.acts.undo()
    assert (len(review.items), waiting(review)) == (1, ["1.txt", "2.txt", "3.txt"])
    assert review.acts.last is None


def test_what_was_stored_or_merged_is_not_put_back(workspace: Workspace) -> None:
    review = review_of(workspace, ADVERT, SHORT, SHORT)
    review.take_aside(list(review.aside.waiting))
    sourced = review.to_store(with_annotations=True)
    assert sourced is not None
    review.accept([workspace.importer.accept(sourced)])
    assert review.acts.last is not None
    assert len(review.acts.last.texts) == 2
    review.merge_next()
    assert (review.acts.last, review.can_put_back) == (None, False)


def test_a_text_is_left_out_and_brought_back_where_it_stood(workspace: Workspace) -> None:
    review = review_of(workspace, ADVERT, SHORT, ADVERT)
    review.acts.leave_out(review.aside.waiting[1])
    assert waiting(review) == ["0.txt", "2.txt"]
    assert review.waiting == Waiting(set_aside=2)
    review.take_aside([review.aside.waiting[1]])
    review.acts.leave_out(review.aside.waiting[0])
    assert (waiting(review), len(review.items)) == ([], 1)
    review.acts.undo()
    assert (waiting(review), len(review.items)) == (["0.txt"], 1)
    review.acts.undo()
    assert (waiting(review), len(review.items)) == (["0.txt", "2.txt"], 0)
    review.acts.undo()
    assert waiting(review) == ["0.txt", "1.txt", "2.txt"]
    assert review.acts.undo() is None
    review.drop()
    assert not review.waiting


def test_a_live_text_that_would_be_set_aside_is_a_draft_at_once(workspace: Workspace) -> None:
    review = review_of(workspace, SHORT, live=True)
    item = review.current
    assert item is not None
    assert item.aside is not None
    assert item.aside.reason is Refusal.NO_SUMMARY
    assert (review.can_put_back, review.acts.last) == (False, None)
    # As the text goes on, its draft stays the same one.
    assert review.take(batch_of(workspace, ADVERT))
    assert review.take(batch_of(workspace, summary()))
    assert review.current is not None
    assert review.current.aside is None


def test_what_was_taken_of_a_live_text_stays_taken_while_it_is_typed(workspace: Workspace) -> None:
    review = review_of(workspace, summary(), ADVERT, SHORT, live=True)
    assert waiting(review) == ["1.txt", "2.txt"]
    review.take_aside([review.aside.waiting[1]])
    review.show(0)
    assert review.take(batch_of(workspace, summary(1), ADVERT, SHORT))
    assert (waiting(review), len(review.items), review.number) == (["1.txt"], 2, 0)
    review.acts.undo()
    assert waiting(review) == ["1.txt", "2.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        SHORT,
        ADVERT,
        "---\ntitle: [\nbayaz: 1\n---\nSome words",
        "<html><body></p></p>a b c",
    ],
)
def test_any_text_with_words_in_it_can_be_taken(workspace: Workspace, text: str) -> None:
    read = workspace.importer.read_text(text, "pasted")
    assert len(read.drafts) + len(read.set_aside) == 1
    assert not read.refused


@pytest.mark.parametrize("text", ["", " \n", "12 345", "… – !", "\x00\x00", "- - -"])
def test_a_text_without_words_is_refused_for_that(workspace: Workspace, text: str) -> None:
    (refused,) = workspace.importer.read_text(text, "pasted").refused
    assert refused.reason is Refusal.EMPTY
    assert "no words" in refusal_words(refused.reason)


def test_there_are_words_for_every_reason_and_every_basis() -> None:
    for reason in Refusal:
        assert refusal_words(reason).endswith(".")
        # The same words serve for what is set aside and for what is refused.
        assert "refused" not in refusal_words(reason)
    assert len({basis_words(basis) for basis in Basis}) == len(Basis)
    assert basis_words(Basis.HEADING, sure=False) == "not sure: from the heading"
