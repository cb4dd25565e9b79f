"""What a question's statistics say, in words: each number with its n, and "too few" where it says nothing yet.

The limits are those by which the Moodle project reads the same two numbers ("Quiz report statistics",
docs.moodle.org): nearly everybody or nearly nobody gets it, or getting it goes with doing badly elsewhere.
"""

from dataclasses import dataclass

from django.db.models import Q

from questions.models import QuestionStatistics

HARDEST, EASIEST = 0.05, 0.95
WEAKEST = 0.05

TOO_FEW = "too few"


@dataclass(frozen=True, kw_only=True)
class Figure:
    label: str
    value: str
    n: int
    remark: str = ""


def poor(prefix: str = "") -> Q:
    """The condition on statistics (reached by `prefix`) that something seems wrong with the question."""

    def number(**conditions: float) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    enough = QuestionStatistics.ENOUGH
    one_sided = number(facility__lte=HARDEST) | number(facility__gte=EASIEST)
    return number(firsts__gte=enough) & one_sided | number(pairs__gte=enough, discrimination__lt=WEAKEST)


def figures(statistics: QuestionStatistics) -> list[Figure]:
    """What a curator reads of a question's statistics, the key points apart."""
    return [
        Figure(label="Attempts", value=str(statistics.attempts), n=statistics.attempts),
        Figure(
            label="Facility: the share of the key points that first attempts cover",
            value=_said(statistics.facility, statistics.firsts, "{:.2f}"),
            n=statistics.firsts,
            remark=_remark_on_facility(statistics),
        ),
        Figure(
            label="Discrimination: how far doing well here goes with doing well in the rest of the interview",
            value=_said(statistics.discrimination, statistics.pairs, "{:+.2f}"),
            n=statistics.pairs,
            remark=_remark_on_discrimination(statistics),
        ),
        Figure(
            label="Median time used",
            value=_said(
                statistics.median_seconds and statistics.median_seconds / 60, statistics.attempts, "{:.1f} min"
            ),
            n=statistics.attempts,
        ),
        Figure(
            label="Time used, as a share of the time planned",
            value=_said(statistics.median_share, statistics.attempts, "{:.0%}"),
            n=statistics.attempts,
        ),
        Figure(label="Self-rating", value=_ratings(statistics), n=sum(statistics.ratings)),
    ]


def key_points(statistics: QuestionStatistics) -> list[Figure]:
    """How often each key point is covered at a first attempt."""
    return [
        Figure(label=point["text"], value=_said(point["hits"] / max(point["n"], 1), point["n"], "{:.0%}"), n=point["n"])
        for point in statistics.points
    ]


def brief(statistics: QuestionStatistics | None) -> str:
    """Facility and discrimination in a few characters, for a list."""
    if statistics is None or not statistics.attempts:
        return "–"
    facility = _said(statistics.facility, statistics.firsts, "{:.2f}")
    discrimination = _said(statistics.discrimination, statistics.pairs, "{:+.2f}")
    numbers = TOO_FEW if facility == discrimination == TOO_FEW else f"{facility} / {discrimination}"
    return f"{numbers} (n {statistics.firsts})"


def _said(value: float | None, n: int, form: str) -> str:
    if n < QuestionStatistics.ENOUGH:
        return TOO_FEW
    return "not defined" if value is None else form.format(value)


def _ratings(statistics: QuestionStatistics) -> str:
    total = sum(statistics.ratings)
    if total < QuestionStatistics.ENOUGH:
        return TOO_FEW
    words = ["not at all", "with gaps", "well", "without effort"]
    return ", ".join(f"{word} {count / total:.0%}" for word, count in zip(words, statistics.ratings, strict=True))


def _remark_on_facility(statistics: QuestionStatistics) -> str:
    if statistics.facility is None or statistics.firsts < QuestionStatistics.ENOUGH:
        return ""
    if statistics.facility <= HARDEST:
        return "Almost nobody covers anything: too hard, or the key points ask for something else than the question."
    if statistics.facility >= EASIEST:
        return "Almost everybody covers everything: it tells nobody apart."
    return ""


def _remark_on_discrimination(statistics: QuestionStatistics) -> str:
    if statistics.discrimination is None or statistics.pairs < QuestionStatistics.ENOUGH:
        return ""
    if statistics.discrimination < 0:
        return "Who does well elsewhere does worse here: check the key points."
    if statistics.discrimination < WEAKEST:
        return "It hardly goes with doing well elsewhere."
    return ""
