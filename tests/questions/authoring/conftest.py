import pytest

from questions.models import Question
from tests.factories import make_question


@pytest.fixture
def question() -> Question:
    return make_question()
