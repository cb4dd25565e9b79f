"""Second opinions, by a real service, a real queue and a real worker."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from practice import autosave, export, interviews, judges, opinions
from practice.models import Interview, Judge, Opinion, OpinionDay, PointOpinion, Says
from tests.factories import NOON, make_content, make_interview, make_question, make_user
from tests.judging_service import ANSWER, MODEL, POINTS, Service, completion, first_words, judged_by_it
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    with judged_by_it(settings) as service:
        yield service


def finished(*answers: str, kind: str = "theory") -> Interview:
    content = make_content(points=POINTS)
    interview = make_interview(questions=[make_question(kind=kind, content=content) for _ in answers], now=NOON)
    for position, text in enumerate(answers, 1):
        autosave.save(interview, position, text=text, based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return interview


@pytest.fixture
def interview() -> Interview:
    return finished(ANSWER)


def judged(interview: Interview) -> Opinion:
    opinions.ask(interview, now=NOON)
    work()
    return Opinion.objects.get(answer__interview=interview)


def says(interview: Interview) -> list[Says]:
    return [point.says for point in PointOpinion.objects.filter(opinion__answer__interview=interview)]


def offer(interview: Interview) -> opinions.Offer | None:
    return opinions.offer(interview, sum(map(opinions._can_be_judged, opinions._answers(interview))), now=NOON)


class TestOffering:
    def test_nothing_where_it_is_not_set_up(self, interview: Interview) -> None:
        assert offer(interview) is None
        with pytest.raises(opinions.NotSetUp):
            opinions.ask(interview, now=NOON)

    def test_says_what_is_sent_where_and_what_is_left(self, service: Service) -> None:
        interview = finished(ANSWER, "", "Noise.")
        OpinionDay.objects.create(user=interview.user, day=NOON.date(), answers=4)
        told = offer(interview)
        assert told
        assert (told.host, told.model) == (service.url.removeprefix("http://").removesuffix("/v1"), MODEL)
        assert (told.answers, told.left, told.read, told.a_day, told.readings) == (2, 1, 1, 5, 3)

    def test_nothing_once_all_is_judged(self, service: Service, interview: Interview) -> None:
        judged(interview)
        assert offer(interview) is None

    def test_nothing_without_an_answer(self, service: Service) -> None:
        assert offer(finished("", " ")) is None


class TestAsking:
    def test_each_answer_with_words_waits_for_a_worker_and_counts(self, service: Service) -> None:
        interview = finished(ANSWER, "", "Noise.")
        assert opinions.ask(interview, now=NOON) == 2
        waiting = Opinion.objects.filter(answer__interview=interview, status="waiting")
        assert list(waiting.values_list("answer__position", flat=True)) == [1, 3]
        assert interview.user.opinion_days.get().answers == 2
        assert service.received == []

    def test_again_does_nothing(self, service: Service, interview: Interview) -> None:
        opinions.ask(interview, now=NOON)
        assert opinions.ask(interview, now=NOON) == 0
        work()
        assert opinions.ask(interview, now=NOON) == 0
        assert (len(service.received), interview.user.opinion_days.get().answers) == (3, 1)

    def test_no_more_in_a_day_than_the_site_allows(self, service: Service, settings: Settings) -> None:
        settings.LLM_ANSWERS_A_DAY = 1
        interview = finished(ANSWER, "Noise.")
        assert opinions.ask(interview, now=NOON) == 1
        with pytest.raises(opinions.EnoughForToday):
            opinions.ask(interview, now=NOON)
        assert opinions.ask(interview, now=NOON + timedelta(days=1)) == 1
        assert Opinion.objects.count() == 2

    def test_not_while_it_runs(self, service: Service) -> None:
        with pytest.raises(opinions.StillRunning):
            opinions.ask(make_interview(), now=NOON)

    def test_what_failed_is_tried_again_and_counts_again(self, service: Service, interview: Interview) -> None:
        service.answer(503, {})
        assert judged(interview).failure == "busy"
        service.status, service.body = 200, b""
        assert judged(interview).status == "done"
        assert interview.user.opinion_days.get().answers == 2

    def test_what_lost_its_worker_may_be_asked_for_again(self, service: Service, interview: Interview) -> None:
        opinions.ask(interview, now=NOON)
        Opinion.objects.update(status="working", began_at=NOON)
        assert opinions.ask(interview, now=NOON + opinions.AT_MOST) == 0
        assert opinions.ask(interview, now=NOON + opinions.AT_MOST + timedelta(seconds=1)) == 1


class TestJudging:
    def test_what_is_always_found_is_said_with_the_words_that_show_it(
        self, service: Service, interview: Interview
    ) -> None:
        assert judged(interview).judge == Judge.objects.get(model=MODEL)
        assert len(service.received) == 3
        assert says(interview) == [Says.SAID, Says.NOT_SAID, Says.SAID]
        point = PointOpinion.objects.first()
        assert point
        assert (point.said, point.asked, point.quote) == (3, 3, "Bias comes from too simple a model")

    def test_who_contradicts_itself_is_unsure_and_nothing_is_averaged(
        self, service: Service, interview: Interview
    ) -> None:
        service.verdicts = [first_words, first_words, lambda point, candidate: ""]
        judged(interview)
        assert says(interview) == [Says.UNSURE, Says.NOT_SAID, Says.UNSURE]

    def test_words_that_are_not_there_show_nothing(self, service: Service, interview: Interview) -> None:
        service.verdicts = [
            lambda point, candidate: "" if point in (judges.CONTROL, POINTS[1]) else "the bias of an estimator"
        ]
        judged(interview)
        assert says(interview) == [Says.UNSURE, Says.NOT_SAID, Says.UNSURE]
        assert set(PointOpinion.objects.values_list("quote", flat=True)) == {""}

    def test_it_changes_no_tick(self, service: Service, interview: Interview) -> None:
        coverage = interview.answers.get().coverage
        before = list(coverage.values())
        judged(interview)
        assert list(coverage.values()) == before

    def test_stories_are_judged_too(self, service: Service) -> None:
        interview = finished(ANSWER, kind="behavioral")
        judged(interview)
        assert says(interview)[0] == Says.SAID

    def test_one_reply_that_is_none_is_done_without(self, service: Service, interview: Interview) -> None:
        service.verdicts = [first_words, lambda point, candidate: candidate, first_words]
        assert judged(interview).status == "done"
        assert set(PointOpinion.objects.values_list("said", "not_said", "unfounded")) == {(2, 0, 0), (0, 2, 0)}

    def test_when_most_replies_are_none_there_is_no_opinion(self, service: Service, interview: Interview) -> None:
        """An answer that orders to find everything: a model that obeys finds the control, too."""
        service.verdicts = [lambda point, candidate: candidate]
        opinion = judged(interview)
        assert (opinion.status, opinion.failure, len(service.received)) == ("failed", "led_astray", 2)
        assert not PointOpinion.objects.exists()

    def test_a_refusal_is_told(self, service: Service, interview: Interview) -> None:
        service.answer(200, completion("", refusal="No."))
        assert judged(interview).failure == "refused"

    def test_a_service_that_does_not_answer_is_not_asked_again(self, service: Service, interview: Interview) -> None:
        service.answer(401, {})
        assert (judged(interview).failure, len(service.received)) == ("not_let_in", 1)

    def test_what_is_taken_back_meanwhile_is_let_go(self, service: Service, interview: Interview) -> None:
        opinions.ask(interview, now=NOON)
        interview.user.delete()
        work()
        assert service.received == []
        assert not Opinion.objects.exists()

    def test_what_another_worker_has_is_left_to_it(self, service: Service, interview: Interview) -> None:
        opinions.ask(interview, now=NOON)
        Opinion.objects.update(status="working", began_at=NOON)
        opinions.judge(Opinion.objects.get().pk, now=NOON)
        assert service.received == []

    def test_when_it_is_no_longer_set_up(self, service: Service, interview: Interview, settings: Settings) -> None:
        opinions.ask(interview, now=NOON)
        settings.LLM_URL = ""
        work()
        assert Opinion.objects.get().failure == "not_set_up"

    def test_a_failure_that_nobody_thought_of_is_told_and_raised(
        self, service: Service, interview: Interview, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opinions.ask(interview, now=NOON)
        monkeypatch.delattr(judges.Service, "read")
        with pytest.raises(AttributeError):
            opinions.judge(Opinion.objects.get().pk, now=NOON)
        assert Opinion.objects.get().failure == "broken"


class TestProgress:
    def test_counts_what_is_done_with(self, service: Service) -> None:
        interview = finished(ANSWER, "Noise.")
        opinions.ask(interview, now=NOON)
        assert (opinions.judging(interview).read, opinions.judging(interview).is_under_way) == (0, True)
        opinions.judge(Opinion.objects.get(answer__position=1).pk, now=NOON)
        assert (opinions.judging(interview).read, opinions.judging(interview).is_under_way) == (1, True)
        work()
        judging = opinions.judging(interview)
        assert (judging.read, judging.is_under_way, len(judging.done), judging.failed) == (2, False, 2, [])


def test_the_database_holds_that_what_is_said_is_shown(service: Service, interview: Interview) -> None:
    judged(interview)
    for wrong in ({"quote": ""}, {"said": 0, "not_said": 3}, {"said": 0, "not_said": 0, "quote": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PointOpinion.objects.filter(said=3).update(**wrong)


def test_nobody_pays_for_another(service: Service, interview: Interview) -> None:
    opinions.ask(interview, now=NOON)
    assert not make_user().opinion_days.exists()


def test_it_is_taken_along_with_ones_data(service: Service, interview: Interview) -> None:
    judged(interview)
    practice = export.practice_of(interview.user)
    assert practice["judged_days"] == [{"day": NOON.date(), "answers": 1}]
    (told,) = practice["interviews"]
    answer = told["answers"][0]
    assert answer["second_opinion"]["judge"] == str(Judge.objects.get())
    assert answer["key_points"][0]["second_opinion"] == {
        "says": "said",
        "said": 3,
        "readings": 3,
        "quote": "Bias comes from too simple a model",
    }
