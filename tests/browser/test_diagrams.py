"""Diagrams of the bank: drawn in the browser, readable without it."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from accounts.models import User
from practice import interviews
from tests.factories import NOON, make_content, make_interview, make_question

SENTENCE = "A query is embedded, two indexes are searched at once, and a reranker orders what they found."
DIAGRAM = f"""The path of a query:

```dot {SENTENCE}
digraph {{
  rankdir=LR
  gateway [label="Gateway" URL="javascript:alert(1)"]
  encoder [label="Query encoder\\nGPU"]
  subgraph cluster_retrieval {{
    label="Retrieval"
    vectors [label="Vector index\\nIVF-PQ, 2 shards" shape=cylinder]
    lexical [label="BM25 index" shape=cylinder]
  }}
  reranker [label="Reranker\\ntop 50" fillcolor=yellow style=filled image="https://elsewhere.example/pixel.png"]
  gateway -> encoder -> vectors -> reranker
  gateway -> lexical -> reranker [label="200 each" style=dashed]
  reranker -> results
}}
```

It takes 130 ms.
"""


def test_a_diagram_is_drawn_and_named_by_its_sentence(
    signed_in_page: Page, learner: User, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page = signed_in_page
    question = make_question(content=make_content(answer=DIAGRAM))
    interview = make_interview(learner, questions=[question], now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=5))
    for address in (question.get_absolute_url(), f"{interview.get_absolute_url()}review/"):
        page.goto(address)
        for fold in page.locator("details:has(figure)").all():
            fold.evaluate("fold => fold.open = true")
        picture = page.get_by_role("img", name=SENTENCE)
        expect(picture).to_be_visible()
        assert picture.locator("text").all_text_contents()[:2] == ["Retrieval", "Gateway"]
        assert not page.locator(".diagram svg :is(a, image, style, script, foreignObject, [href], [fill])").count()
        source = page.locator(".diagram .highlight")
        expect(source).to_be_hidden()
        page.get_by_text("The diagram as text").click()
        expect(source).to_contain_text("digraph {")
        check_axe(page)
    shot(page, "diagram")


def test_a_page_without_a_diagram_fetches_nothing_that_draws(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(make_question(content=make_content()).get_absolute_url())
    expect(page.get_by_role("heading", name="Practise it")).to_be_visible()
    assert not [address for address in asked if "diagram" in address]


def test_a_diagram_that_is_folded_away_is_drawn_when_it_is_opened(page: Page) -> None:
    page.context.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    page.goto(make_question(content=make_content(answer=DIAGRAM)).get_absolute_url())
    expect(page.get_by_role("heading", name="Practise it")).to_be_visible()
    assert not [address for address in asked if "worker" in address]
    page.locator("details:has(figure) > summary").first.click()
    expect(page.get_by_role("img", name=SENTENCE)).to_be_visible()
    assert [address for address in asked if "worker" in address]


def test_a_page_on_which_code_runs_draws_too(signed_in_page: Page, learner: User) -> None:
    content = make_content(prompt=f"Look at this.\n\n{DIAGRAM}", starter="x = 1\n")
    signed_in_page.goto(make_interview(learner, questions=[make_question(content=content)]).get_absolute_url())
    expect(signed_in_page.get_by_role("img", name=SENTENCE)).to_be_visible()


def test_a_diagram_that_cannot_be_drawn_stays_readable(page: Page) -> None:
    broken = DIAGRAM.replace("reranker -> results", "reranker -> ").replace("gateway ->", "gateway2 ->", 1)
    page.goto(make_question(content=make_content(prompt=f"Look at this.\n\n{broken}\n{DIAGRAM}")).get_absolute_url())
    expect(page.get_by_role("img", name=SENTENCE)).to_have_count(1)
    expect(page.locator(".diagram .highlight").first).to_contain_text("gateway2 ->")
    expect(page.locator(".diagram .highlight").first).to_be_visible()


def test_without_scripts_source_and_sentence_are_there(scripts_off: Page) -> None:
    page = scripts_off
    page.goto(make_question(content=make_content(prompt=DIAGRAM)).get_absolute_url())
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    expect(page.locator(".diagram .highlight")).to_be_visible()
