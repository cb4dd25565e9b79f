"""No earlier click overtakes a later one, whenever it arrives and how often."""

import random
from datetime import timedelta

import pytest

from practice import acts, interviews, self_rating
from practice.acts import Act, Acts
from practice.models import Answer, Rating
from tests.factories import NOON, make_content, make_interview, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer() -> Answer:
    interview = make_interview(questions=[make_question(content=make_content(points=["a", "b", "c"]))], now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return interview.answers.get()


def covered(answer: Answer) -> list[bool]:
    return list(answer.coverage.values_list("covered", flat=True))


def points(answer: Answer) -> list[int]:
    return list(answer.coverage.values_list("key_point", flat=True))


def test_what_was_overtaken_is_left_at_that(answer: Answer) -> None:
    self_rating.rate(answer, Rating.AGAIN, act=Act(writer="page", sequence=2))
    self_rating.rate(answer, Rating.EASY, act=Act(writer="page", sequence=1))
    self_rating.rate(answer, Rating.EASY, act=Act(writer="page", sequence=2))
    answer.refresh_from_db()
    assert answer.rating == Rating.AGAIN
    assert answer.acts == {"rating": {"count": 1, "newest": [["page", 2]]}}


def test_controls_are_counted_apart(answer: Answer) -> None:
    self_rating.rate(answer, Rating.GOOD, act=Act(writer="page", sequence=5))
    self_rating.tick(answer, points(answer)[:1], act=Act(writer="page", sequence=1))
    assert covered(answer) == [True, False, False]


def test_a_page_ticks_what_it_touched_and_leaves_the_rest(answer: Answer) -> None:
    first, second, third = points(answer)
    self_rating.tick(answer, [first], touched=[first], act=Act(writer="one", sequence=1))
    self_rating.tick(answer, [second], touched=[second], act=Act(writer="other", sequence=1))  # opened before
    assert covered(answer) == [True, True, False]
    self_rating.tick(answer, [third], touched=[first, third], act=Act(writer="one", sequence=2))
    assert covered(answer) == [False, True, True]


def test_without_a_script_the_whole_form_counts(answer: Answer) -> None:
    self_rating.tick(answer, points(answer)[:2])
    self_rating.tick(answer, points(answer)[2:])
    assert covered(answer) == [False, False, True]


def test_what_was_left_behind_counts_only_while_nobody_has_acted_since(answer: Answer) -> None:
    left = Act(writer="phone", sequence=1, left_behind=True, known=0)
    self_rating.rate(answer, Rating.GOOD, act=Act(writer="laptop", sequence=1))
    with pytest.raises(acts.Superseded):
        self_rating.rate(answer, Rating.AGAIN, act=left)
    answer.refresh_from_db()
    assert answer.rating == Rating.GOOD
    self_rating.tick(answer, points(answer), act=left)  # of another control, on which nobody has acted
    assert covered(answer) == [True] * 3


def test_a_page_that_was_left_goes_on_from_what_it_had_sent_itself(answer: Answer) -> None:
    self_rating.rate(answer, Rating.GOOD, act=Act(writer="phone", sequence=1))  # its reply was lost
    self_rating.rate(answer, Rating.HARD, act=Act(writer="phone", sequence=2, left_behind=True, known=0))
    answer.refresh_from_db()
    assert answer.rating == Rating.HARD


def test_notes_that_were_left_behind_stand_with_what_was_written_since(answer: Answer) -> None:
    def write(text: str, act: Act) -> str:
        return self_rating.write_notes(answer, text=text, based_on="", now=NOON, act=act)

    assert write("From the laptop", Act(writer="laptop", sequence=1)) == "From the laptop"
    left = Act(writer="phone", sequence=3, left_behind=True)
    assert write("From the phone", left) == "From the laptop\n\nFrom the phone"
    assert write("From", Act(writer="phone", sequence=2)) == "From the laptop\n\nFrom the phone"


def test_only_the_newest_writers_are_remembered() -> None:
    taken = Acts()
    for number in range(30):
        taken.take(Act(writer=f"page {number}", sequence=1))
    assert (taken.count, len(taken.newest)) == (30, acts.MOST_WRITERS)
    assert taken.is_known(Act(writer="page 29", sequence=1))


@pytest.mark.parametrize("seed", range(20))
def test_in_whichever_order_a_network_brings_them_the_last_click_stands(answer: Answer, seed: int) -> None:
    """One page clicks; each request carries its newest state, and any of them may come late, twice or never."""
    drawn = random.Random(seed)
    ticked: set[int] = set()
    sent = []
    for sequence in range(1, 8):
        ticked ^= {drawn.choice(points(answer))}
        sent.append((sequence, set(ticked)))
    last = sent[-1]
    arriving = [each for each in sent[:-1] for _ in range(drawn.randint(0, 2))] + [last]
    drawn.shuffle(arriving)
    for sequence, state in arriving:
        self_rating.tick(answer, state, touched=points(answer), act=Act(writer="page", sequence=sequence))
    assert covered(answer) == [point in last[1] for point in points(answer)]
