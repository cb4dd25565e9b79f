"""What is sent compressed, and that nothing else is."""

import gzip

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from pytest_django import Settings

from config.compression import PageCompression

WORDS = "High variance shows as a gap between two errors. " * 40


def answered(answer: HttpResponseBase, accepted: str = "br, gzip") -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/", headers={"accept-encoding": accepted})
    return PageCompression(lambda request: answer)(request)  # type: ignore[arg-type, return-value]


def test_a_page() -> None:
    answer = answered(HttpResponse(WORDS))
    assert isinstance(answer, HttpResponse)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.content).decode() == WORDS
    assert len(answer.content) < len(WORDS) / 5


def test_the_length_of_the_same_page_is_never_told() -> None:
    """Django puts a name of a random length into each, so that a difference of a byte says nothing."""
    lengths = {len(answered(HttpResponse(WORDS)).content) for _ in range(40)}  # type: ignore[attr-defined]
    assert len(lengths) > 10


@pytest.mark.parametrize(
    "answer",
    [
        JsonResponse({"text": WORDS}),
        FileResponse([WORDS.encode()], content_type="text/html"),
        HttpResponse(WORDS, content_type="audio/ogg"),
    ],
)
def test_what_is_no_page_stays_as_it_is(answer: HttpResponseBase) -> None:
    assert "Content-Encoding" not in answered(answer).headers


def test_who_does_not_ask_for_it() -> None:
    assert "Content-Encoding" not in answered(HttpResponse(WORDS), accepted="identity").headers


def test_behind_a_proxy_it_is_the_proxys_work(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    with pytest.raises(MiddlewareNotUsed):
        answered(HttpResponse(WORDS))
