import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts import departures
from accounts.models import User
from tests.factories import make_curator, make_interview, make_user, make_writer

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


def test_deleting_a_person_who_has_interviews_waits_seven_days(client: Client) -> None:
    user = make_user(email="ada@example.org")
    make_interview(user)
    page = client.get(f"/admin/accounts/user/{user.pk}/delete/").content.decode()
    assert 'value="Delete in seven days"' in page
    response = client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"}, follow=True)
    assert "The account ada@example.org is signed out and will be deleted in 7 days." in response.content.decode()
    user.refresh_from_db()
    assert user.leaves_at
    assert departures.purge(now=user.leaves_at) == 1
    assert not User.objects.filter(email="ada@example.org").exists()


def test_people_are_let_go_and_kept_from_the_list(client: Client) -> None:
    user, other = make_user(), make_user()
    for action, leaving in [("let_go", [user]), ("keep", [])]:
        response = client.post("/admin/accounts/user/", {"action": action, "_selected_action": [user.pk]}, follow=True)
        assert response.status_code == 200
        assert list(User.objects.exclude(leaves_at=None)) == leaving
        assert "delete_selected" not in response.content.decode()
    assert client.get("/admin/accounts/user/?leaves_at__isempty=0").context["cl"].result_count == 0
    assert other.leaves_at is None


def test_the_trail_says_who_did_what_and_nobody_rewrites_it(client: Client) -> None:
    user = make_user(email="ada@example.org")
    data = {
        "email": "ada@example.org",
        "name": "Countess",
        "extra_time": "0",
        "due_minutes": "30",
        "is_active": "on",
        "is_staff": "on",
    }
    client.post(f"/admin/accounts/user/{user.pk}/change/", data)
    page = client.get("/admin/admin/logentry/?q=ada")
    entry = page.context["cl"].result_list[0]
    assert (entry.user.email, entry.object_repr) == ("boss@example.org", "ada@example.org")
    assert entry.get_change_message() == "Changed Name and Curator access."
    assert client.get(f"/admin/admin/logentry/{entry.pk}/change/").status_code == 200
    for path in ("add/", f"{entry.pk}/delete/"):
        assert client.post(f"/admin/admin/logentry/{path}", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/admin/logentry/{entry.pk}/change/", {"change_message": "Nothing."}).status_code == 403
    writer = Client()
    writer.force_login(make_writer())
    assert writer.get("/admin/admin/logentry/").status_code == 403


def test_a_second_factor_can_be_taken_away_and_its_secret_is_not_shown(client: Client) -> None:
    user = make_user(email="ada@example.org")
    factor = TOTP.activate(user, "JBSWY3DPEHPK3PXP").instance
    for path in ("", f"{factor.pk}/change/"):
        page = client.get(f"/admin/mfa/authenticator/{path}?q=ada")
        assert page.status_code == 200
        assert "JBSWY3DPEHPK3PXP" not in page.content.decode()
        assert "fernet:" not in page.content.decode()
    client.post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_a_session_is_found_by_its_person_and_ended(client: Client) -> None:
    make_user(email="ada@example.org", password="a-long-enough-secret")
    theirs = Client()
    theirs.post("/accounts/login/", {"login": "ada@example.org", "password": "a-long-enough-secret"})
    page = client.get("/admin/usersessions/usersession/?q=ada")
    record = page.context["cl"].result_list[0]
    client.post(f"/admin/usersessions/usersession/{record.pk}/delete/", {"post": "yes"})
    assert theirs.get("/accounts/").status_code == 302


@pytest.mark.parametrize("name", ["account/emailaddress", "socialaccount/socialapp", "socialaccount/socialtoken"])
def test_what_would_bring_tables_out_of_step_has_no_page(client: Client, name: str) -> None:
    assert client.get(f"/admin/{name}/").status_code == 404


def test_the_admin_wears_our_colours(client: Client) -> None:
    page = client.get("/admin/").content.decode()
    assert "dist/admin.css" in page
    assert "Dry Run" in page
