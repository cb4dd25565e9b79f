import pytest
from django.test import Client

from accounts.models import User
from tests.factories import make_curator, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(make_curator(email="boss@example.org"))
    return client


def test_people_are_found_by_address_and_by_name(client: Client) -> None:
    make_user(email="ada@example.org", name="Countess")
    make_user(email="eve@example.org")
    for words in ("ADA@", "countess"):
        response = client.get("/admin/accounts/user/", {"q": words})
        assert [user.email for user in response.context["cl"].result_list] == ["ada@example.org"]


def test_an_account_is_made_from_an_address(client: Client) -> None:
    response = client.post(
        "/admin/accounts/user/add/",
        {
            "email": "New@Example.org",
            "usable_password": "true",
            "password1": "long-enough-1",
            "password2": "long-enough-1",
        },
    )
    user = User.objects.get(email="new@example.org")
    assert response.headers["Location"] == f"/admin/accounts/user/{user.pk}/change/"
    assert user.check_password("long-enough-1")


def test_the_form_of_a_person_opens_and_sets_a_password(client: Client) -> None:
    user = make_user(password="the-old-secret")
    assert client.get(f"/admin/accounts/user/{user.pk}/change/").status_code == 200
    client.post(
        f"/admin/accounts/user/{user.pk}/password/",
        {"usable_password": "true", "password1": "the-new-secret", "password2": "the-new-secret"},
    )
    user.refresh_from_db()
    assert user.check_password("the-new-secret")


def test_a_learner_may_not_open_the_admin() -> None:
    client = Client()
    client.force_login(make_user())
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/").status_code == 302


def test_the_admin_wears_our_colours(client: Client) -> None:
    page = client.get("/admin/").content.decode()
    assert "dist/admin.css" in page
    assert "Dry Run" in page
