import re

import pytest
from django.test import Client

from questions.authoring import lifecycle, versions
from questions.models import Resource
from tests.factories import make_category, make_content, make_question, make_whole_content

pytestmark = pytest.mark.django_db


def test_the_bank_pages_in_a_stable_order(client: Client) -> None:
    category = make_category()
    for number in range(30):
        make_question(slug=f"q{number:02}", category=category)

    first = client.get("/questions/").context["page"]
    second = client.get(f"/questions/?after={first.next}").context["page"]

    slugs = [question.slug for question in [*first.questions, *second.questions]]
    assert slugs == [f"q{number:02}" for number in range(30)]
    assert (len(first.questions), len(second.questions)) == (25, 5)
    assert "26 to 30 of 30" in client.get(f"/questions/?after={first.next}").content.decode()


def test_an_empty_list_says_what_to_try(client: Client) -> None:
    make_question()

    response = client.get("/questions/?q=nothing+like+this")

    assert "No question has all of these words" in response.content.decode()


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_published_is_not_there(client: Client, status: str) -> None:
    question = make_question(publish=status == "retired")
    if status == "retired":
        lifecycle.retire(question)

    assert client.get(question.get_absolute_url()).status_code == 404
    assert client.get("/questions/").context["page"].total == 0


def test_learners_read_the_published_version_until_the_next_is_published(client: Client) -> None:
    question = make_question(content=make_content(answer="The first answer."))
    versions.revise(question, make_content(answer="The second answer."), now=question.created_at)

    assert "The first answer." in client.get(question.get_absolute_url()).content.decode()

    lifecycle.publish(question, now=question.created_at)

    assert "The second answer." in client.get(question.get_absolute_url()).content.decode()


def test_resources_stand_with_their_category_and_questions_lead_there(client: Client) -> None:
    theory, coding = make_category(name="Theory"), make_category(name="Coding")
    Resource.objects.create(title="For all", url="https://example.org/all")
    Resource.objects.create(title="For theory", url="https://example.org/theory", category=theory)
    question = make_question(category=theory)

    page = client.get(question.get_absolute_url()).content.decode()
    assert f'href="{theory.get_absolute_url()}#resources"' in page
    assert "For all" not in page

    pages = [client.get(category.get_absolute_url()).content.decode() for category in (theory, coding)]
    assert ["For all" in page for page in pages] == [True, True]
    assert ["For theory" in page for page in pages] == [True, False]
    assert ['id="resources"' in page for page in pages] == [True, True]


def test_what_an_interviewer_asks_and_tells_stands_in_the_reference_alone(client: Client) -> None:
    make_question(slug="whole", content=make_whole_content())
    html = client.get("/questions/whole/").content.decode()
    before, _, reference = html.partition("<summary>Reference answer")
    reference = reference.partition("</body>")[0]
    assert "<summary><span>And with <em>more</em> data?</span></summary>" in reference
    assert '<p>Bias <span class="math math-inline"><math><mi>b</mi></math></span> stays.</p>' in reference
    assert re.search(r"<dt>traffic</dt>\s*<dd>10 million users: daily ones</dd>", reference)
    assert "The labels stop arriving." in reference
    assert [words for words in ("more</em> data", "10 million", "labels", "again") if words in before] == []
    assert "test_f_again" not in html
