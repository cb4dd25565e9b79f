"""A question of a review as HTML, block by block.

What a block looks like is decided by little, and in between stand one's own numbers and words. So each way that one can
look is a piece (config.pieces), made by its template once in each process; a page only fills them. What is rare, such
as drawings, code and recordings, is rendered by its template as it comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localdate

from config import pieces
from config.pieces import Piece, slot
from practice.acts import Control
from practice.models import Interview, PointOpinion, Rating
from practice.reviewed import ReviewedAnswer, ReviewedPoint
from practice.templatetags.practice_tags import minutes, minutes_of
from questions.models import Difficulty

from .review_rows import Reviewed

_WAYS = 2_000
"""How many ways to look each block may have in memory; most have a dozen."""

_NOTHING = SafeString()


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the questions of one page have in common.

    `one`: it shows a single question with all that there is room for then. `alone`: at an address of its own, to which
    its forms lead back. `in_full`: with the references. `rest` is for the templates of what is rare.
    """

    interview: Interview
    csrf_token: str
    today_ends: datetime
    one: bool
    alone: bool
    in_full: bool
    rest: Mapping[str, Any]

    def values(self, told: ReviewedAnswer) -> "Values":
        """What most blocks have in their slots; each adds its own."""
        return {
            "interview": self.interview.pk,
            "csrf": SafeString(self.csrf_token),
            "position": told.position,
            "number": told.number,
            "slug": SafeString(told.slug),
            "title": _escaped(told.title),
            "covered": SafeString(f"{told.points_covered:g}"),
            "total": told.points_total,
        }


type Values = dict[str, SafeString | int]

_SHARED = {"interview": slot("interview"), "position": slot("position"), "csrf_token": slot("csrf")}
_QUESTION = {"slug": slot("slug"), "number": slot("number")}


def _escaped(text: str) -> SafeString:
    """As Django escapes it, without looking whether it is safe or lazy: hundreds of these make a page."""
    return SafeString(escape(text))


def item(row: Reviewed, page: Page) -> SafeString:
    """A question with everything."""
    told, values = row.told, page.values(row.told)
    is_wide = page.one and not hasattr(row.version, "task")
    values["prompt"] = SafeString(told.prompt_html)  # sanitised when it was written
    values["facts"] = _facts_of(row, values)
    values["above"] = above(row, page)
    values["answer"] = answer(row, page, values)
    values["points"] = points(row, page, values)
    values["rating"] = _rating_of(told, page, values)
    values["reference"] = reference(row, page) if page.in_full else _NOTHING
    values["below"] = _below(row, page)
    return _frame(is_corrected=told.is_corrected, is_wide=is_wide, is_folded=not page.in_full).filled_with_safe(values)


@lru_cache(_WAYS)
def _frame(*, is_corrected: bool, is_wide: bool, is_folded: bool) -> Piece:
    names = ("title", "prompt", "facts", "above", "answer", "points", "rating", "reference", "below")
    blocks = {name: slot(name) for name in names}
    if is_folded:
        blocks["reference"] = render_to_string("practice/_review_reference_fold.html", _SHARED)
    told = {"is_corrected": is_corrected, "is_wide": is_wide, "is_folded": is_folded}
    return pieces.made("practice/_review_item.html", _SHARED | _QUESTION | told | blocks)


def _facts_of(row: Reviewed, values: Values) -> SafeString:
    told, share = row.told, row.pace.minutes if row.pace else 0
    values["spent"] = SafeString(minutes(told.seconds))
    values["category"] = _escaped(told.category_name)
    return _facts(told.difficulty, share, hints=told.hints_shown, flagged=bool(told.flagged)).filled_with_safe(values)


@lru_cache(_WAYS)
def _facts(difficulty: str, minutes: int, *, hints: int, flagged: bool) -> Piece:
    told = {"difficulty": Difficulty(difficulty).label, "minutes": minutes, "hints": hints, "flagged": flagged}
    own = {"spent": slot("spent"), "category": slot("category")}
    return pieces.made("practice/_review_facts.html", _SHARED | told | own)


def answer(row: Reviewed, page: Page, values: Values) -> SafeString:
    """One's own words, and whatever else one gave for an answer."""
    if row.answer:
        return _rendered("practice/_review_answer.html", row, page)
    notes, words = row.told.parts
    values["part"] = words.pk
    values["words"] = row.marked.get(words.pk, _NOTHING)
    values["notes"] = _escaped(notes.text)
    return _plain_answer(is_blank=words.is_blank, has_notes=bool(notes.text)).filled_with_safe(values)


@lru_cache(_WAYS)
def _plain_answer(*, is_blank: bool, has_notes: bool) -> Piece:
    part = {"label": "Your answer", "is_blank": is_blank, "pk": slot("part"), "marked_html": slot("words")}
    row = {"unstaged": [part], "jotted": {"text": slot("notes") if has_notes else ""}}
    return pieces.made("practice/_review_answer.html", {"position": slot("position"), "row": row})


def points(row: Reviewed, page: Page, values: Values) -> SafeString:
    """The key points to tick; nothing for a question without any."""
    told = row.told
    if not row.points:
        return _NOTHING
    has_replies, sentences = row.has_replies, row.sentences
    values["rows"] = SafeString("".join([_point_of(each, page, has_replies, sentences) for each in row.points]))
    values["known"] = told.acted(Control.POINTS)
    form = _points(alone=page.alone, is_story=told.is_story, only_lists=row.only_lists, count=len(row.points))
    return form.filled_with_safe(values)


def _point_of(point: ReviewedPoint, page: Page, can_be_nudged: bool, sentences: list[str]) -> str:
    asks = point.asks
    has_evidence = asks or (page.one and point.evidence != "")
    piece = _point(
        point.weight,
        asks=asks,
        covered=point.covered,
        nudged=can_be_nudged and point.nudged,
        can_be_nudged=can_be_nudged,
        has_evidence=has_evidence,
    )
    return piece.html % {
        "point": point.pk,
        "key_point": point.key_point,
        "text": point.text_html,  # sanitised when it was written
        "opinion": _opinion_of(point.opinion) if point.opinion else "",
        "choice": _choice_of(point, sentences) if sentences else "",
        "evidence": evidence(point) if has_evidence else "",
    }


@lru_cache(_WAYS)
def _point(weight: int, *, asks: bool, covered: bool, nudged: bool, can_be_nudged: bool, has_evidence: bool) -> Piece:
    told = {"weight": weight, "asks": asks, "covered": covered, "nudged": nudged, "can_be_nudged": can_be_nudged}
    own = {name: slot(name) for name in ("point", "key_point", "text", "opinion", "choice", "evidence")}
    return pieces.made("practice/_review_point.html", told | own | {"has_evidence": has_evidence})


@lru_cache(_WAYS)
def _points(*, alone: bool, is_story: bool, only_lists: bool, count: int) -> Piece:
    told = {"alone": alone, "is_story": is_story, "only_lists": only_lists, "count": count}
    own = {"known": slot("known"), "covered": slot("covered"), "total": slot("total"), "points": slot("rows")}
    return pieces.made("practice/_review_points.html", _SHARED | told | own)


def _opinion_of(opinion: PointOpinion) -> SafeString:
    return render_to_string("practice/_point_opinion.html", {"opinion": opinion})


def _choice_of(point: ReviewedPoint, sentences: list[str]) -> SafeString:
    return render_to_string("practice/_review_evidence_choice.html", {"point": point, "sentences": sentences})


def points_words(told: ReviewedAnswer) -> SafeString:
    covered = SafeString(f"{told.points_covered:g}")
    return _points_words(len(told.points)).filled_with_safe({"covered": covered, "total": told.points_total})


@lru_cache(_WAYS)
def _points_words(count: int) -> Piece:
    own = {"covered": slot("covered"), "total": slot("total")}
    return pieces.made("practice/_points_words.html", own | {"count": count})


def evidence(point: ReviewedPoint) -> SafeString:
    """The sentence that shows a point, or perhaps does; its answer's evidence has to be marked."""
    sentence = _escaped(_cut(point.evidence)) if point.is_shown else _NOTHING
    piece = _evidence(is_shown=point.is_shown, asks=point.asks, is_marked=point.is_marked)
    return piece.filled_with_safe({"point": point.pk, "sentence": sentence})


_SHORT = 90
"""Characters of a sentence that is quoted beside its point."""


def _cut(sentence: str) -> str:
    """As Django cuts it, which looks at each character for one that belongs to another."""
    if not sentence.isascii():
        return Truncator(sentence).chars(_SHORT)
    return sentence if len(sentence) <= _SHORT else f"{sentence[: _SHORT - 1]}…"


@lru_cache(_WAYS)
def _evidence(*, is_shown: bool, asks: bool, is_marked: bool) -> Piece:
    told = {"is_shown": is_shown, "asks": asks, "is_marked": is_marked}
    return pieces.made("practice/_evidence_words.html", told | {"point": slot("point"), "sentence": slot("sentence")})


def _rating_of(told: ReviewedAnswer, page: Page, values: Values) -> SafeString:
    values["known"] = told.acted(Control.RATING)
    values["again"] = again(told, page.today_ends)
    return _rating(told.rating, one=page.one, alone=page.alone, is_published=bool(told.is_published)).filled_with_safe(
        values
    )


@lru_cache(_WAYS)
def _rating(rating: int | None, *, one: bool, alone: bool, is_published: bool) -> Piece:
    told = {"rating": rating, "ratings": Rating.choices, "one": one, "alone": alone, "is_published": is_published}
    own = {"known": slot("known"), "again": slot("again")}
    return pieces.made("practice/_self_rating.html", _SHARED | _QUESTION | told | own)


def again(told: ReviewedAnswer, today_ends: datetime) -> SafeString:
    """When a rated question comes again."""
    if not told.rating or not told.comes_again:
        return _again(None, is_due=False)
    return _again(localdate(told.comes_again), is_due=told.comes_again < today_ends)


@lru_cache(_WAYS)
def _again(day: date | None, *, is_due: bool) -> SafeString:
    context = {"again_on": day, "ends": date.max if is_due else date.min}
    return render_to_string("practice/_again_words.html", context)


def listed(row: Reviewed, page: Page, here: int | None) -> SafeString:
    """The way to a question in the list of all; `here` is the position of the one that stands by itself."""
    position = row.told.position
    line = _line(alone=page.alone, is_here=position == here)
    return line.filled_with_safe({"interview": page.interview.pk, "position": position, "words": map_words(row)})


@lru_cache(_WAYS)
def _line(*, alone: bool, is_here: bool) -> Piece:
    told = {"alone": alone, "is_here": is_here, "words": slot("words")}
    return pieces.made("practice/_review_list_line.html", _SHARED | told)


def map_words(row: Reviewed) -> SafeString:
    """What the list of all tells of a question."""
    told = row.told
    return _map_words(told.rated, has_points=bool(told.points_total), has_pace=row.pace is not None).filled_with_safe(
        {
            "position": told.position,
            "title": _escaped(told.title),
            "covered": SafeString(f"{told.points_covered:g}"),
            "total": told.points_total,
            "spent": SafeString(minutes_of(told.seconds, row.pace.minutes)) if row.pace else _NOTHING,
        }
    )


@lru_cache(_WAYS)
def _map_words(rated: str, *, has_points: bool, has_pace: bool) -> Piece:
    told = {"rated": rated, "has_points": has_points, "has_pace": has_pace}
    own = {name: slot(name) for name in ("position", "title", "covered", "total", "spent")}
    return pieces.made("practice/_map_words.html", told | own)


def reference(row: Reviewed, page: Page) -> SafeString:
    """The reference answer, where it is not fetched when it is asked for."""
    return _rendered("practice/_review_reference.html", row, page)


def above(row: Reviewed, page: Page) -> SafeString:
    """What stands above an answer in full: ways within it, diagrams, comments."""
    return _rendered("practice/_review_above.html", row, page) if page.one or row.answer else _NOTHING


def _below(row: Reviewed, page: Page) -> SafeString:
    if not page.one and not row.told.question_notes:
        return _NOTHING
    return _rendered("practice/_review_below.html", row, page)


def _rendered(template: str, row: Reviewed, page: Page) -> SafeString:
    """A block by its template, with all that any of them asks for."""
    context = {
        **page.rest,
        "row": row,
        "position": row.told.position,
        "version": row.version,
        "pace": row.pace,
        "steps": row.steps,
        "one": page.one,
        "alone": page.alone,
        "interview": page.interview,
        "csrf_token": page.csrf_token,
        "notes": row.told.question_notes,
        "known": row.told.acted(Control.NOTES),
    }
    if row.answer:
        context |= {"answer": row.answer, "is_drawn": row.answer.is_drawn}
    return render_to_string(template, context)
