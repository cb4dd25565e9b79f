import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def make_curator(email: str) -> None:
    call_command("make_curator", email)


def test_a_learner_becomes_a_curator(capsys: pytest.CaptureFixture[str]) -> None:
    user = make_user(email="ada@example.org")
    make_curator("Ada@Example.org")
    user.refresh_from_db()
    assert user.is_staff
    assert not user.is_superuser
    assert [group.name for group in user.groups.all()] == ["Curators"]
    assert capsys.readouterr().out == "ada@example.org may now edit the question bank, under /admin/.\n"


def test_a_curator_may_edit_questions_and_nothing_of_people() -> None:
    make_user(email="ada@example.org")
    make_curator("ada@example.org")
    user = User.objects.get()
    assert user.has_perm("questions.change_question")
    assert not user.has_perm("accounts.view_user")


def test_a_curator_stays_one(capsys: pytest.CaptureFixture[str]) -> None:
    make_user(email="ada@example.org")
    make_curator("ada@example.org")
    capsys.readouterr()
    make_curator("ada@example.org")
    assert capsys.readouterr().out == "ada@example.org is a curator already. Nothing has changed.\n"


def test_an_unknown_address_is_named() -> None:
    with pytest.raises(CommandError, match=r"Nobody has signed up with ada@example\.org\."):
        make_curator("ada@example.org")


def test_a_missing_group_is_named() -> None:
    make_user(email="ada@example.org")
    Group.objects.filter(name="Curators").delete()
    with pytest.raises(CommandError, match=r"`manage\.py migrate` makes it"):
        make_curator("ada@example.org")
    assert not User.objects.get().is_staff


@pytest.mark.parametrize(
    ("options", "publishes", "publishes_own"),
    [([], False, False), (["--reviewer"], True, False), (["--alone"], True, True)],
)
def test_who_may_publish(options: list[str], publishes: bool, publishes_own: bool) -> None:
    make_user(email="ada@example.org")

    call_command("make_curator", "ada@example.org")
    call_command("make_curator", "ada@example.org", *options)

    user = User.objects.get(email="ada@example.org")
    assert user.has_perm("questions.publish_question") is publishes
    assert user.has_perm("questions.publish_own_change") is publishes_own
