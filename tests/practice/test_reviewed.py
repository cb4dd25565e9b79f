"""What a review tells of answers, and the statements by hand beside what the ORM says."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from practice import autosave, bookmarks, comparison, conversation, interviews, mentors, reviewed, self_rating
from practice.acts import Control
from practice.models import (
    Answer,
    Interview,
    Judge,
    MentorComment,
    Opinion,
    PointOpinion,
    Rating,
    ReceivedText,
    Recording,
    comes_again,
)
from practice.reviewed import ReviewedAnswer
from questions.authoring import lifecycle
from questions.content import Fact, FollowUp
from tests.factories import (
    NOON,
    make_change,
    make_content,
    make_design,
    make_interview,
    make_mentor_link,
    make_question,
    make_recording,
    make_scene,
    make_user,
)

pytestmark = pytest.mark.django_db

POINTS = ["gradient descent follows the slope", "momentum smooths the path", "noise is a floor"]
FACTS = (Fact(asked_by=("users",), told="Ten million."),)
FOLLOW_UPS = (FollowUp(text="And with momentum?", answer="It smooths.", probes=(2,)),)
SAYS = "Gradient descent follows the slope. Noise is never a floor."


@pytest.fixture
def interview() -> Interview:
    """One with something of each sort beside its answers, after another one of the same questions."""
    user, told = make_user(), {"points": POINTS, "follow_ups": FOLLOW_UPS}
    asked = [make_question(content=make_content(**told)) for _ in range(3)]  # type: ignore[arg-type]
    asked += [make_question(kind="behavioral"), make_design(facts=FACTS)]
    interview = make_interview(user, questions=asked, now=NOON, minutes=120, speak_first=True, interviewer="on")
    for position, text in enumerate([SAYS, POINTS[1], "", "I led it.", ""], 1):
        autosave.save(interview, position, text=text, based_on=0, now=NOON)
    autosave.save(interview, 1, text="From elsewhere", based_on=0, now=NOON)
    autosave.save(interview, 1, part=0, text="Jotted down", based_on=0, now=NOON)
    autosave.save(interview, 5, part=2, text=make_scene(), based_on=0, now=NOON)
    reply = conversation.say(interview, 1, through=1, now=NOON)
    assert reply
    autosave.save(interview, 1, part=reply.position, text=f"{POINTS[1]}.", based_on=0, now=NOON)
    make_recording(interview)
    make_recording(interview, late=True)
    interviews.finish(interview, now=NOON + timedelta(minutes=9))
    answers = list(interview.answers.select_related("interview"))
    self_rating.rate(answers[0], Rating.GOOD)
    self_rating.tick(answers[1], answers[1].version.key_points.values_list("pk", flat=True)[:1])
    bookmarks.write_notes(user, asked[1], text="Say it first.", based_on="", now=NOON)
    lifecycle.publish(make_change(asked[2], title="Anew"), now=NOON)
    lifecycle.retire(asked[3])
    link, _ = make_mentor_link(interview, now=timezone.now())
    mentors.comment(link, answers[2], name="Grace", text="Well.", now=timezone.now())
    opinion = Opinion.objects.create(
        answer=answers[1], judge=Judge.objects.create(host="h", model="m"), status="done", asked_at=NOON
    )
    for point in answers[1].coverage.all()[:2]:
        PointOpinion.objects.create(opinion=opinion, coverage=point, said=0, not_said=2, unfounded=0)
    interview.answers.filter(position=2).update(flagged=True, seconds=61, hints_shown=2)
    return interview


def by_the_orm(interview: Interview) -> list[dict[str, Any]]:
    user = interview.user
    answers = interview.answers.with_points().select_related("version__question__category", "opinion")
    return [
        _told(answer)
        for answer in answers.annotate(
            comes_again=comes_again(user),
            notes_of_question=Subquery(user.notes.filter(question=OuterRef("version__question")).values("text")),
            is_corrected=F("version__question__current__number"),
            has_recordings=Exists(Recording.objects.filter(answer=OuterRef("pk"))),
            has_comments=Exists(MentorComment.objects.filter(answer=OuterRef("pk"))),
        ).prefetch_related("parts", "recordings", "coverage__key_point", "coverage__opinion")
    ]


def _told(answer: Any) -> dict[str, Any]:
    version, question = answer.version, answer.version.question
    return {name: getattr(answer, name) for name in SAME} | {
        **{name: getattr(version, name) for name in ("number", "title", "prompt_html", "has_maths")},
        **{name: getattr(question, name) for name in ("slug", "kind", "difficulty")},
        "version": version.pk,
        "question": question.pk,
        "is_told": bool(version.facts or version.curveball),
        "is_published": question.status == "published",
        "category": question.category_id,
        "category_name": question.category.name,
        "is_corrected": answer.is_corrected > version.number,
        "question_notes": answer.notes_of_question or "",
        "opinion": answer.opinion.status if hasattr(answer, "opinion") else None,
        "rated": answer.get_rating_display() or "",
        "parts": [_part(part) for part in answer.parts.all()],
        "points": [_point(point) for point in answer.coverage.all()],
    }


SAME = (
    *("pk", "position", "minutes", "seconds", "flagged", "hints_shown", "rating", "acts", "comes_again"),
    *("has_recordings", "has_comments", "is_spoken", "is_blank", "is_story"),
    *("points_covered", "points_confirmed", "points_total", "own_words"),
)
OF_THE_QUESTION = (
    *("number", "title", "prompt_html", "has_maths", "version", "slug", "kind", "difficulty", "question"),
    *("is_published", "category", "category_name", "is_corrected", "is_told", "question_notes", "opinion", "rated"),
)


def _part(part: Any) -> tuple[object, ...]:
    unused = ReceivedText.objects.unused().filter(part=part).exists()
    return part.pk, part.role, part.text, bool(part.line_html), unused, part.is_blank, part.is_code


def _point(point: Any) -> tuple[object, ...]:
    stands = point.suggested, point.perhaps, point.covered, point.confirmed, point.nudged, point.evidence
    key_point, opinion = point.key_point, getattr(point, "opinion", None)
    told = key_point.pk, key_point.position, key_point.text_html, key_point.weight
    return point.pk, *told, *stands, point.asks, point.how, point.is_confirmed, opinion


def by_hand(answers: Sequence[ReviewedAnswer]) -> list[dict[str, Any]]:
    return [
        {name: getattr(answer, name) for name in (*SAME, *OF_THE_QUESTION)}
        | {
            "parts": [
                (part.pk, part.role, part.text, part.has_line, part.has_unused, part.is_blank, part.is_code)
                for part in answer.parts
            ],
            "points": [
                (
                    *(point.pk, point.key_point, point.position, point.text_html, point.weight),
                    *(point.suggested, point.perhaps, point.covered, point.confirmed, point.nudged, point.evidence),
                    *(point.asks, point.how, point.is_confirmed, point.opinion),
                )
                for point in answer.points
            ],
        }
        for answer in answers
    ]


def test_the_statements_find_what_the_orm_finds(interview: Interview) -> None:
    make_interview(make_user(), questions=[make_question()], now=NOON)  # somebody else's
    expected = by_the_orm(interview)
    assert by_hand(reviewed.read(interview)) == expected
    sorts = [{answer[name] for answer in expected} for name in ("is_published", "is_corrected", "is_told", "opinion")]
    assert sorts == [{True, False}, {True, False}, {True, False}, {None, "done"}]
    assert {how for answer in expected for *_, how, _, _ in answer["points"]} == {
        *("said unprompted", "said after a nudge", "perhaps said", "not said")
    }


def test_the_parts_can_be_those_of_one_answer(interview: Interview) -> None:
    told = reviewed.read(interview, 2)
    assert [len(answer.parts) for answer in told] == [0, 2, 0, 0, 0]
    assert [len(answer.points) for answer in told[:3]] == [3, 3, 3]


def test_an_earlier_answer_is_one_to_the_same_question_before(interview: Interview) -> None:
    user, questions = interview.user, [answer.version.question for answer in interview.answers.all()]
    before, after = NOON - timedelta(days=1), NOON + timedelta(days=1)
    for asked, moment in ((questions[0], before), (questions[1], after)):
        interviews.finish(make_interview(user, questions=[asked], now=moment), now=moment)
    interviews.finish(make_interview(make_user(), questions=[questions[2]], now=before), now=before)
    interviews.practise(user, questions[2], now=before)  # which is not finished
    told = [reviewed.read(interview, position)[position - 1] for position in (1, 2, 3)]
    found = [
        comparison.earlier_answers(user, question.pk, before=interview.started_at).exists()
        for question in questions[:3]
    ]
    assert [bool(answer.has_earlier) for answer in told] == found == [True, False, False]
    assert not any(answer.has_earlier for answer in reviewed.read(interview, 2)[:1])


def test_acts_are_counted_by_their_control(interview: Interview) -> None:
    first, second, *_ = reviewed.read(interview)
    assert [first.acted(Control.RATING), first.acted(Control.POINTS)] == [1, 0]
    assert [second.acted(Control.RATING), second.acted(Control.POINTS)] == [0, 1]


def test_notes_and_days_are_ones_own(interview: Interview) -> None:
    other: User = make_user()
    question = interview.answers.get(position=2).version.question
    bookmarks.write_notes(other, question, text="Another's", based_on="", now=NOON)
    theirs = make_interview(other, questions=[question], now=NOON)
    assert [answer.question_notes for answer in reviewed.read(theirs)] == ["Another's"]
    assert reviewed.read(interview)[1].question_notes == "Say it first."
    assert Answer.objects.filter(interview=theirs).count() == 1
