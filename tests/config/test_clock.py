import time
from datetime import UTC, datetime, timedelta
from unittest.mock import MagicMock

import pytest
from django.db import OperationalError, connection

from config import clock
from config.clock import EVERY, Look


@pytest.fixture(autouse=True)
def _no_look_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_last", None)


def seen(*, ahead: float = 0, ago: float = 0) -> Look:
    """A look of `ago` seconds before, on a machine that is ahead by so many seconds."""
    return Look(theirs=time.time() - ago - ahead, ours=time.time() - ago, steady=clock.steady() - ago)


@pytest.mark.django_db
def test_the_time_is_the_databases() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert abs(clock.difference()) < 1
    assert (clock._last is not None) == (connection.vendor == "postgresql")


@pytest.mark.django_db
def test_a_machine_whose_clock_is_an_hour_ahead_goes_by_the_database_and_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = time.time
    monkeypatch.setattr(time, "time", lambda: wrong() + 3600)
    if connection.vendor == "sqlite":  # its clock is the machine's own
        assert clock.difference() == 0
        return
    assert abs(clock.now() - datetime.fromtimestamp(wrong(), UTC)) < timedelta(seconds=1)
    assert 3599 < clock.difference() < 3601


def test_between_two_looks_the_steady_clock_carries_the_time_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Look | None] = []

    def ask(last: Look | None) -> Look:
        looks.append(last)
        return seen(ahead=100)

    monkeypatch.setattr(clock, "_ask", ask)
    first = clock.look()
    assert clock.look() is first
    assert len(looks) == 1
    assert 99 < time.time() - first.now() < 101
    monkeypatch.setattr(clock, "_last", seen(ago=EVERY + 1))
    clock.look()
    assert len(looks) == 2


def test_a_clock_that_was_set_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen().is_fresh()
    moved = time.time
    monkeypatch.setattr(time, "time", lambda: moved() - 3600)
    before = Look(theirs=moved(), ours=moved(), steady=clock.steady())
    assert not before.is_fresh()


def test_while_the_database_is_away_the_last_look_serves_and_it_is_not_asked_again_by_each_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Look | None] = []

    def away(last: Look | None) -> Look:
        asked.append(last)
        raise OperationalError

    monkeypatch.setattr(clock, "_ask", away)
    with pytest.raises(OperationalError):  # nothing is known yet, so nothing is decided
        clock.look()
    monkeypatch.setattr(clock, "_last", seen(ahead=500, ago=EVERY * 3))
    assert [499 < clock.look().difference < 501 for _ in range(3)] == [True] * 3
    assert len(asked) == 2


def test_an_answer_that_took_long_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"fetchone.return_value": [time.time()]}
    monkeypatch.setattr(clock, "connection", MagicMock(**{"connection.execute.return_value": MagicMock(**answer)}))
    monkeypatch.setattr(clock, "SLOW", -1.0)
    last = seen(ahead=7, ago=EVERY + 1)
    assert 6 < clock._ask(last).difference < 8
    assert abs(clock._ask(None).difference) < 1
