"""Answers of which one said beforehand how much one could say, for tests of what that adds up to."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from practice import autosave, interviews, repetition, self_rating
from practice.models import Answer, Confidence, Interview, PointCoverage, Rating
from questions.models import Category
from tests.factories import make_content, make_question

POINTS = make_content(points=["gradient descent follows the slope", "momentum smooths the path"])


def practised(
    user: User,
    category: Category,
    confidence: Confidence | None,
    *,
    ticked: int | None,
    rating: Rating | None = Rating.HARD,
    text: str = "Something else",
) -> Answer:
    """An answer to a question with two points, of which so many were ticked; None: nobody looked at them."""
    now = timezone.now()
    practice = interviews.practise(user, make_question(category, content=POINTS), now=now)
    autosave.save(practice, 1, text=text, based_on=0, now=now)
    repetition.reveal(practice, 1, confidence=confidence, now=now + timedelta(seconds=1))
    answer = practice.answers.select_related("interview__user", "version__question").get()
    if ticked is not None:
        self_rating.tick(answer, [point.key_point_id for point in answer.coverage.all()[:ticked]], confirmed=None)
    if rating:
        self_rating.rate(answer, rating)
    return answer


def again(answer: Answer, count: int) -> None:
    """So many further attempts that went as this one did, made at once."""
    now = timezone.now()
    attempts = Interview.objects.bulk_create(
        Interview(user=answer.interview.user, started_at=now, current_since=now, finished_at=now, ending="finished")
        for _ in range(count)
    )
    said = {name: getattr(answer, name) for name in ("position", "version_id", "minutes", "confidence", "rating")}
    answers = Answer.objects.bulk_create(Answer(interview=each, **said) for each in attempts)
    PointCoverage.objects.bulk_create(
        PointCoverage(
            answer=each,
            key_point=point.key_point,
            suggested=point.suggested,
            covered=point.covered,
            confirmed=point.confirmed,
        )
        for each in answers
        for point in answer.coverage.all()
    )
