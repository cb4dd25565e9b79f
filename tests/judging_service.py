"""A service on this machine that speaks OpenAI's `/chat/completions` as a judge: it looks at what it is sent as the
real ones do, and finds a point where the test says so."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from pytest_django import Settings

from tests.http_service import HttpService, serving

KEY = "sk-for-tests"
MODEL = "judge-1"

POINTS = ["bias is error of a simple model", "variance is error of a flexible model", "noise stays"]
ANSWER = "Well. Bias comes from too simple a model. Noise is nothing to be done about."
"""It says the first and, for a generous reader, the last."""

type Verdict = Callable[[str, str], str]
"""Of a key point and the candidate's text: the quote that shows it, "" where it is not said."""


@dataclass
class Request:
    path: str
    authorization: str
    body: dict[str, Any]

    @property
    def case(self) -> dict[str, Any]:
        """What is to be judged."""
        told: dict[str, Any] = json.loads(self.body["messages"][-1]["content"])
        return told


def first_words(point: str, candidate: str) -> str:
    """Said is a point whose first word stands in the text; that sentence shows it."""
    word = point.split(maxsplit=1)[0].casefold()
    return next((sentence for sentence in candidate.split(".") if word in sentence.casefold()), "").strip()


def completion(content: object, **message: object) -> dict[str, Any]:
    text = content if isinstance(content, str) else json.dumps(content)
    return {"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": text, **message}}]}


@dataclass
class Service(HttpService[Request]):
    """Until it is told an answer it judges: by each of `verdicts` in turn, one a request."""

    verdicts: list[Verdict] = field(default_factory=lambda: [first_words])

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Request:
        return Request(path=path, authorization=headers.get("Authorization", ""), body=json.loads(body))

    def reply(self, request: Request) -> tuple[int, bytes]:
        if self.status != 200 or self.body:
            return self.status, self.body
        if not request.path.endswith("/chat/completions") or request.body["model"] != MODEL:
            return 404, b"{}"
        return 200, json.dumps(completion({"points": self.points(request.case)})).encode()

    def points(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        find = self.verdicts[(len(self.received) - 1) % len(self.verdicts)]
        quotes = [(each["number"], find(each["point"], case["candidate"])) for each in case["points"]]
        return [{"number": number, "said": bool(quote), "quote": quote} for number, quote in quotes]


def judging_service() -> AbstractContextManager[Service]:
    return serving(Service())


@contextmanager
def judged_by_it(settings: Settings) -> Iterator[Service]:
    """The site is set up with it."""
    with judging_service() as service:
        settings.LLM_URL, settings.LLM_KEY, settings.LLM_MODEL = service.url, KEY, MODEL
        settings.LLM_READINGS, settings.LLM_ANSWERS_A_DAY = 3, 5
        yield service
