from datetime import timedelta

import pytest

from accounts.models import User
from practice import autosave, grasps, interviews, progress, results, reviewed, self_rating
from practice.estimates import Estimate
from practice.models import Interview, PointCoverage
from practice.progress import Score
from tests.factories import (
    NOON,
    make_category,
    make_content,
    make_interview,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db

POINTS = ["gradient descent follows the slope", "momentum smooths the path"]


@pytest.fixture
def user() -> User:
    return make_user()


def finished(user: User, *texts: str, category: str = "") -> Interview:
    home = make_category(**({"name": category} if category else {}))
    questions = [make_question(home, content=make_content(points=POINTS)) for _ in texts]
    interview = make_interview(user, questions=questions, now=NOON)
    for position, text in enumerate(texts, 1):
        autosave.save(interview, position, text=text, based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return interview


def scores(interview: Interview) -> Score:
    return progress.score(reviewed.read(interview))


def test_a_score_adds_up_weights(user: User) -> None:
    score = scores(finished(user, "Gradient descent follows the slope", ""))
    assert (score.covered, score.total, score.answered, score.asked, score.share) == (1, 4, 1, 2, 25)
    assert str(score) == "1 of 4 points by the word check"


def test_without_key_points_answers_are_counted(user: User) -> None:
    interview = make_interview(user, questions=[make_question(content=make_content(points=[]))], now=NOON)
    interviews.finish(interview, now=NOON)
    assert (str(scores(interview)), scores(interview).share) == ("0 of 1 answered", 0)


def test_the_weakest_category_is_named_when_there_are_several(user: User) -> None:
    strong = make_question(make_category(name="Strong"), content=make_content(points=POINTS))
    weak = make_question(make_category(name="Weak"), content=make_content(points=POINTS))
    interview = make_interview(user, questions=[strong, weak], now=NOON)
    autosave.save(interview, 1, text="Gradient descent follows the slope", based_on=0, now=NOON)
    interviews.finish(interview, now=NOON)
    assert scores(interview).weakest == "Weak"


def test_a_page_of_interviews_is_scored_like_each_of_them(user: User) -> None:
    one, two, three = finished(user, "momentum smooths the path"), finished(user, "", ""), finished(user, *POINTS)
    last = three.answers.select_related("interview").get(position=2)
    self_rating.tick(last, last.version.key_points.values_list("pk", flat=True))
    self_rating.tick(two.answers.select_related("interview").get(position=1), (), confirmed=None)
    mine = [one.pk, two.pk, three.pk]
    told = [str(score) for score in progress.scores(mine, results.every(user, of=mine)).values()]
    assert told == [str(scores(each)) for each in (one, two, three)]
    assert told == [
        "1 of 2 points by the word check",
        "0 of 4 points",
        "3 of 4 points, 1 of them confirmed by you",
    ]


def test_a_score_says_how_much_of_it_is_confirmed(user: User) -> None:
    interview = finished(user, *POINTS)
    for answer in interview.answers.select_related("interview"):
        self_rating.tick(
            answer, [point.key_point_id for point in answer.coverage.all() if point.covered], confirmed=None
        )
    assert str(scores(interview)) == "2 of 4 points, all of them confirmed by you"


def test_rows_of_an_earlier_release_are_ones_own_where_one_ticked_otherwise(user: User) -> None:
    """Then nothing was stored of what one agreed with, nor of what was perhaps found."""
    interview = finished(user, POINTS[0])
    PointCoverage.objects.update(confirmed=False, perhaps=False)
    assert str(scores(interview)) == "1 of 2 points by the word check"
    PointCoverage.objects.filter(suggested=False).update(covered=True)
    assert str(scores(interview)) == "2 of 2 points, 1 of them confirmed by you"


def test_progress_by_category_is_ones_own(user: User) -> None:
    finished(make_user(), "momentum smooths the path", category="Optimisation")
    rows = progress.by_category(grasps.of(grasps.answers(user)))
    assert [(row.seen, row.category.published, row.estimate.total) for row in rows] == [(0, 1, 0)]
    finished(user, "momentum smooths the path", category="Mine")
    mine = next(row for row in progress.by_category(grasps.of(grasps.answers(user))) if row.category.name == "Mine")
    assert (mine.seen, mine.category.published, mine.share_seen) == (1, 1, 100)
    assert mine.estimate == Estimate(covered=1, total=2, answers=1)
