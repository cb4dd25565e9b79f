import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from config import bodies
from tests.factories import make_interview, make_user
from tests.practice.views.pages import SCRIPT

FORM = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
PLACES = ["/", "/accounts/login/", "/interviews/1/1/save/", "/interviews/1/1/recordings/"]
IMPORT = "/admin/questions/question/import/"
HUGE = 10**9


@pytest.fixture
def cookies(db: None, client: Client) -> str:
    """What the browser of somebody who has signed in sends."""
    client.force_login(make_user())
    return f"a=b; {settings.SESSION_COOKIE_NAME}={client.session.session_key}"


def test_a_stranger_sends_no_uploads_but_an_answer_is_given_back() -> None:
    assert [bodies.most(path, "", at_least=HUGE) for path in [*PLACES, IMPORT]] == [
        100_000,
        100_000,
        FORM,
        100_000,
        100_000,
    ]


def test_who_has_signed_in_sends_forms_and_at_two_addresses_files(cookies: str) -> None:
    sizes = [bodies.most(path, cookies, at_least=HUGE) for path in [*PLACES, IMPORT]]
    assert sizes == [FORM, FORM, FORM, 5_200_000, 20_200_000]


@pytest.mark.django_db
@pytest.mark.parametrize("cookies", ["", "session=", "session=nonsense", "session=" + "a" * 32, "=; ;;session"])
def test_a_cookie_that_names_no_session_is_a_strangers(cookies: str) -> None:
    assert not bodies.is_signed_in(cookies)


@pytest.mark.parametrize(
    ("header", "size"),
    [
        ("", 0),
        (None, 0),
        ("12", 12),
        ("-1", bodies.UNREADABLE),
        ("1e9", bodies.UNREADABLE),
        ("9" * 13, bodies.UNREADABLE),
    ],
)
def test_a_length_that_cannot_be_read_is_more_than_any_body_has(header: str | None, size: int) -> None:
    assert bodies.told_size(header) == size


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("length", [str(HUGE), "-1", "many"])
def test_what_is_too_large_is_refused_unread(client: Client, path: str, length: str) -> None:
    page = client.post(path, "a=1", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=length)
    assert page.status_code == 413
    assert "It was not read" in page.content.decode()


@pytest.mark.django_db
def test_an_answer_too_large_for_a_request_is_refused_in_a_sentence_that_the_page_shows(client: Client) -> None:
    interview = make_interview()
    client.force_login(interview.user)
    sent = {"1-text": "a" * (FORM + 1), "1-based_on": 0}
    reply = client.post(f"{interview.get_absolute_url()}1/save/", sent, headers=SCRIPT)
    assert (reply.status_code, reply.json()) == (
        413,
        {
            "outcome": "invalid",
            "errors": {
                "size": ["This is too much for one request: about 2 MB. It was not read, and nothing was stored."]
            },
        },
    )


def test_a_small_one_asks_nothing(rf: RequestFactory) -> None:
    """No database is allowed here."""
    assert bodies.most("/", f"{settings.SESSION_COOKIE_NAME}={'a' * 32}", at_least=100_000) == 100_000
