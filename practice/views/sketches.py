"""The drawing board, and what was drawn on it: as a picture, and as the file that Excalidraw opens."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from practice import pictures, scenes
from practice.models import Part, ReceivedText, Role

ALONE = {"default-src": ["'none'"], "frame-ancestors": ["'none'"], "sandbox": ""}
"""The policy of a picture that is opened by itself: nothing runs and nothing is loaded, whatever were in it."""


@require_safe
@xframe_options_sameorigin
def board(request: SignedInRequest) -> HttpResponse:
    """The page that the interview's frame shows; it holds nothing of anybody's."""
    return render(request, "practice/sketch_board.html")


@require_safe
@csp_override(ALONE)
@cache_control(private=True, no_cache=True)
def picture(request: SignedInRequest, pk: int, position: int, received: int | None = None) -> HttpResponse:
    """The sketch of an answer as SVG, or a text that was received for it and did not become it."""
    sketch = _own(request, pk, position)
    text = sketch.text if received is None else get_object_or_404(ReceivedText, part=sketch, pk=received).text
    return HttpResponse(pictures.svg(scenes.read(text)), content_type="image/svg+xml")


@require_safe
@cache_control(private=True, no_cache=True)
def scene(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    sketch = _own(request, pk, position)
    if sketch.is_blank:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="sketch-{pk}-{position}.excalidraw"'}
    return HttpResponse(sketch.text, content_type="application/vnd.excalidraw+json", headers=headers)


def _own(request: SignedInRequest, pk: int, position: int) -> Part:
    mine = Part.objects.filter(answer__interview__user=request.user, role=Role.SKETCH)
    return get_object_or_404(mine, answer__interview=pk, answer__position=position)
