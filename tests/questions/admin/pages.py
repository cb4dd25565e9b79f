"""What the tests of the admin share: the change form as a browser would send it back."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from questions.admin.fields import typed
from questions.authoring import versions
from questions.models import Question
from tests.factories import make_content, make_user


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:questions_question_{name}", args=args)


def filled(client: Client, question: Question, **changes: Any) -> dict[str, Any]:
    """Open the question's form and return what it would send, with `changes`."""
    form = client.get(page("change", question.pk)).context["adminform"].form
    data: dict[str, Any] = {}
    for bound in form:
        if bound.name == "key_points":
            data["key_points-weight"] = [point.weight for point in bound.value()]
            data["key_points-text"] = [point.text for point in bound.value()]
            continue
        if bound.name == "follow_ups":
            for name in ("probes", "text", "answer"):
                data[f"follow_ups-{name}"] = [row[name] for row in map(typed, bound.value() or ())]
            continue
        value = bound.value()
        data[bound.html_name] = "" if value is None else value
        if bound.field.show_hidden_initial:
            data[bound.html_initial_name] = data[bound.html_name]
    return data | changes


def save(client: Client, question: Question, **changes: Any) -> Any:
    return client.post(page("change", question.pk), filled(client, question, **changes), follow=True)


def said(response: Any) -> list[str]:
    """The messages that a page shows."""
    return [str(message) for message in response.context["messages"]]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def waiting(question: Question, **fields: Any) -> Question:
    """The question with a change that nobody has published yet."""
    versions.revise(question, make_content(prompt="Waits?", **fields), now=timezone.now(), editor=make_user())
    return question
