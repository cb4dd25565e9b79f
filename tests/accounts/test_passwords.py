import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.passwords import GuessablePasswordValidator


@pytest.mark.parametrize(
    "password",
    [
        "dryrun1234",
        "DryRun2026!",
        "dry-run-dry-run",
        "p4ssw0rd!!2026",
        "Machine-Learning-1",
        "1234tensorflow",
        "tensorflowtensorflow",
        "Interview???",
        "sunshine123456",
        "!!!!iloveyou!!!!",
        "9072341658",
        "machinelearning",
        "D R Y R U N 2 0 2 6",
    ],
)
def test_one_known_word_is_refused_however_it_is_dressed(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "seven lamps in the exam room",
        "x7$kQ9!mzP2w",
        "a-long-enough-secret",
        "дом книга река 12",
        "gradient teapot violin",
    ],
)
def test_words_that_do_not_belong_together_are_taken(password: str) -> None:
    validate_password(password)


def test_a_very_long_password_costs_nothing() -> None:
    GuessablePasswordValidator().validate("1" * 2_000_000 + "x")
