"""A question, and what it said at one time: its versions with their key points and code, never changed."""

from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from questions import asked, diagrams, markdown, notation
from questions.content import PACKAGES, Content, Curveball, Entry, Fact, FollowUp, Point, Stage, Task
from questions.immutable import Immutable
from questions.kinds import Kind

from .catalogue import Category
from .choices import Difficulty, Status
from .imported import Import


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        """What learners meet: the only questions that the bank shows and that interviews draw from."""
        return self.filter(status=Status.PUBLISHED)

    def offered(self) -> "QuestionQuerySet":
        """The published ones that can be answered here: what their code requires is at hand (`make numpy`)."""
        if self.all_can_be_answered():
            return self.published()
        return self.published().filter(Q(current__task=None) | Q(current__task__requires=[]))

    @staticmethod
    def all_can_be_answered() -> bool:
        """Whether all that any code may require is at hand."""
        return set(PACKAGES) <= settings.PYODIDE_PACKAGES

    def listed(self) -> "QuestionQuerySet":
        """In the bank's order, with what a list shows of each."""
        return self.select_related("category", "current").order_by("category__position", "position", "pk")


RESERVED_SLUGS = frozenset({"reports"})
"""Pages of the bank that stand where a question's address would."""


class Question(models.Model):
    """Identity and life cycle; what it says is in its versions.

    `current` is the version that learners see. A newer one may wait for review.
    """

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="questions")
    slug = models.SlugField(max_length=120, unique=True, help_text="Its address: /questions/slug/.")
    kind = models.CharField(max_length=10, choices=Kind)
    difficulty = models.CharField(max_length=6, choices=Difficulty, default=Difficulty.MEDIUM)
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="What an interviewer would give it.",
    )
    tags = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    position = models.PositiveIntegerField(default=0, help_text="Its place within its category.")
    current = models.OneToOneField(
        "QuestionVersion", on_delete=models.RESTRICT, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_note = models.CharField(
        max_length=1000, blank=True, editable=False, help_text="What a reviewer who sent the last change back asks for."
    )
    origin = models.CharField(
        max_length=300, blank=True, editable=False, help_text="Where it was imported from: file, line, licence."
    )
    imported = models.ForeignKey(
        Import, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions", editable=False
    )
    # Digest of the question file that was last loaded or dumped; it tells an edit in the admin from one in the files.
    file_digest = models.CharField(max_length=64, blank=True, editable=False)
    # Title, prompt and tags of the current version without marks: what search looks through (questions.search).
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Question"]] = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["category__position", "position", "pk"]
        permissions = [
            ("publish_question", "Can publish and retire questions"),
            ("publish_own_change", "Can publish a change of their own"),
        ]
        constraints = [
            # Learners are shown `current`; a published question without one would be an empty page.
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(current__isnull=False),
                name="question_published_has_current",
                violation_error_message="A published question needs a version that learners can see.",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="question_slug_not_reserved",
                violation_error_message="This address is a page of the bank; choose another one.",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="question_kind_known"),
            models.CheckConstraint(condition=Q(difficulty__in=Difficulty.values), name="question_difficulty_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="question_status_known"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 120)), name="question_minutes_within_two_hours"),
        ]
        indexes = [
            # The bank's list and the drawing of interviews both start from the published ones of a category.
            models.Index(fields=["category", "position"], condition=Q(status="published"), name="question_published"),
            # Drawing from a large bank goes to a place within such a cell (practice.sampling).
            models.Index(
                fields=["category", "kind", "difficulty", "id"],
                condition=Q(status="published"),
                name="question_published_cell",
            ),
            # The list's other orders (questions.filters), page after page.
            *(
                models.Index(fields=[*fields, "id"], condition=Q(status="published"), name=f"question_published_{name}")
                for name, fields in {
                    "short": ["minutes"],
                    "easy": ["difficulty", "minutes"],
                    "new": ["created_at"],
                }.items()
            ),
        ]

    def __str__(self) -> str:
        return self.current.title if self.current else self.slug

    def get_absolute_url(self) -> str:
        return reverse("questions:detail", args=[self.slug])

    @property
    def latest(self) -> "QuestionVersion":
        """The newest version, shown to learners or not."""
        return self.versions.select_related("task").latest("number")

    @property
    def waits_for_review(self) -> bool:
        """Whether a newer version than the one learners see exists."""
        return self.latest.pk != self.current_id

    @property
    def unpublished(self) -> models.QuerySet["QuestionVersion"]:
        """The versions that came after the one learners see: what the next publishing would show them."""
        return self.versions.filter(Q(question__current=None) | Q(number__gt=F("question__current__number")))

    @property
    def was_asked(self) -> bool:
        """Whether an interview has asked it, so that it is kept for ever (the database protects it)."""
        return self.versions.filter(pk__in=asked.versions()).exists()

    def entry(self, version: "QuestionVersion") -> Entry:
        return Entry(
            category=self.category.slug,
            slug=self.slug,
            kind=self.kind,
            difficulty=self.difficulty,
            minutes=self.minutes,
            tags=tuple(self.tags),
            content=version.content,
        )


class AskedNext(NamedTuple):
    """A follow-up as a page shows it. `probes`: the key points' numbers, from 1."""

    text_html: str
    answer_html: str
    probes: tuple[int, ...]


class Told(NamedTuple):
    """A fact as a page shows it."""

    label: str
    told_html: str


class QuestionVersion(Immutable):
    """What a question said at one time. Attempts point at the version that was asked.

    Lists stand beside each other by place: the answer to the second of `follow_ups` is the second of
    `follow_up_answers`. Versions from before follow-ups had answers have shorter ones there.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True, help_text="What changed, and why.")

    title = models.CharField(max_length=200)
    prompt = models.TextField()
    prompt_html = models.TextField(editable=False)
    hints = models.JSONField(default=list, blank=True)
    hints_html = models.JSONField(default=list, editable=False)
    answer = models.TextField("reference answer", blank=True)
    answer_html = models.TextField(blank=True, editable=False)
    follow_ups = models.JSONField(default=list, blank=True)
    follow_ups_html = models.JSONField(default=list, editable=False)
    follow_up_answers = models.JSONField(default=list, db_default=[], blank=True)
    follow_up_answers_html = models.JSONField(default=list, db_default=[], editable=False)
    follow_up_probes = models.JSONField(
        default=list, db_default=[], blank=True, help_text="Of each, the numbers of the key points that it asks for."
    )
    mistakes = models.JSONField("common mistakes", default=list, blank=True)
    mistakes_html = models.JSONField(default=list, editable=False)
    facts = models.JSONField(default=list, db_default=[], blank=True, help_text='[{"asked_by": [words], "told"}].')
    facts_html = models.JSONField(default=list, db_default=[], editable=False)
    curveball = models.TextField(db_default="", blank=True)
    curveball_html = models.TextField(db_default="", blank=True, editable=False)
    curveball_share = models.FloatField(null=True, blank=True, help_text="At which share of the time it comes.")
    stages = models.JSONField(default=list, db_default=[], blank=True, help_text='[{"title", "minutes"}].')
    sources = models.JSONField(default=list, blank=True)
    has_maths = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["question", "-number"]
        constraints = [
            # Numbers count the edits of one question; two editors at once must not both write number 7.
            models.UniqueConstraint(fields=["question", "number"], name="version_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_1"),
            # One at the very start belongs into the question, one at the end can change no answer.
            # A comparison with NULL refuses nothing, so that there is a share has to be said.
            models.CheckConstraint(
                condition=Q(curveball="", curveball_share=None)
                | ~Q(curveball="") & Q(curveball_share__isnull=False, curveball_share__gt=0, curveball_share__lt=1),
                name="version_curveball_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("questions:version", args=[self.question.slug, self.number])

    @property
    def headline(self) -> str:
        return markdown.headline(self.prompt)

    @property
    def asked_next(self) -> list[AskedNext]:
        parts = zip_longest(self.follow_ups_html, self.follow_up_answers_html, self.follow_up_probes)
        return [AskedNext(text, answer or "", tuple(probes or ())) for text, answer, probes in parts]

    @property
    def told(self) -> list[Told]:
        pairs = zip(self.facts, self.facts_html, strict=True)
        return [Told(fact["asked_by"][0], told) for fact, told in pairs]

    @cached_property
    def content(self) -> Content:
        """All that it says. Built once: a version never changes."""
        task = getattr(self, "task", None)
        return Content(
            title=self.title,
            prompt=self.prompt,
            hints=tuple(self.hints),
            key_points=tuple(Point(text=point.text, weight=point.weight) for point in self.key_points.all()),
            answer=self.answer,
            follow_ups=self._follow_ups(),
            mistakes=tuple(self.mistakes),
            facts=tuple(Fact(asked_by=tuple(fact["asked_by"]), told=fact["told"]) for fact in self.facts),
            curveball=self._curveball(),
            stages=tuple(Stage(**stage) for stage in self.stages),
            sources=tuple(self.sources),
            task=task and task.code,
        )

    def _follow_ups(self) -> tuple[FollowUp, ...]:
        parts = zip_longest(self.follow_ups, self.follow_up_answers, self.follow_up_probes)
        return tuple(
            FollowUp(text=notation.one_line(text), answer=answer or "", probes=tuple(probes or ()))
            for text, answer, probes in parts
        )

    def _curveball(self) -> Curveball | None:
        return Curveball(share=self.curveball_share, text=self.curveball) if self.curveball_share else None

    def render(self) -> None:
        self.prompt_html = markdown.to_html(self.prompt)
        self.answer_html = markdown.to_html(self.answer)
        self.hints_html = [markdown.to_inline_html(item) for item in self.hints]
        self.follow_ups_html = [markdown.to_inline_html(item) for item in self.follow_ups]
        self.follow_up_answers_html = [markdown.to_html(item) for item in self.follow_up_answers]
        self.mistakes_html = [markdown.to_inline_html(item) for item in self.mistakes]
        self.facts_html = [markdown.to_inline_html(fact["told"]) for fact in self.facts]
        self.curveball_html = markdown.to_html(self.curveball)
        self.has_maths = self.has_maths or markdown.has_maths(*self._rendered())

    @property
    def has_diagram(self) -> bool:
        return markdown.has_diagram(*self._rendered())

    @cached_property
    def reference_diagram(self) -> markdown.Diagram | None:
        """The first diagram of the reference answer."""
        found = markdown.diagrams(self.answer) if markdown.has_diagram(self.answer_html) else []
        return found[0] if found else None

    @cached_property
    def components(self) -> tuple[str, ...]:
        """What the reference diagram is made of; nothing without one."""
        return diagrams.components(self.reference_diagram.source) if self.reference_diagram else ()

    def _rendered(self) -> Iterator[str]:
        yield from (self.prompt_html, self.answer_html, self.curveball_html)
        for items in (self.hints_html, self.follow_ups_html, self.follow_up_answers_html, self.mistakes_html):
            yield from items
        yield from self.facts_html


class KeyPoint(Immutable):
    """One weighted line of a version's rubric."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="key_points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_html = models.TextField(editable=False)
    weight = models.PositiveSmallIntegerField(
        default=1, help_text="3: an answer fails without it. 2: expected. 1: shows depth."
    )

    class Meta:
        ordering = ["version_id", "position"]  # "version" would join the versions' own order, and so on
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="key_point_position_unique"),
            models.CheckConstraint(condition=Q(weight__range=(1, 9)), name="key_point_weight_1_to_9"),
        ]

    def __str__(self) -> str:
        return self.text

    def render(self) -> None:
        self.text_html = markdown.to_inline_html(self.text)


class CodeTask(Immutable):
    version = models.OneToOneField(QuestionVersion, on_delete=models.CASCADE, related_name="task")
    starter = models.TextField()
    solution = models.TextField()
    solution_html = models.TextField(editable=False)
    tests = models.TextField(help_text="Functions test_…() with asserts; they run after the learner's code.")
    hidden_tests = models.TextField(
        db_default="", blank=True, help_text="More of them, that the learner does not read while working."
    )
    requires = models.JSONField(default=list, db_default=[], blank=True, help_text="Packages that it imports.")

    def __str__(self) -> str:
        return f"Code of {self.version}"

    @property
    def code(self) -> Task:
        return Task(
            starter=self.starter,
            solution=self.solution,
            tests=self.tests,
            hidden_tests=self.hidden_tests,
            requires=tuple(self.requires),
        )

    @property
    def missing(self) -> list[str]:
        """What it requires and this site does not have for the browser's Python."""
        return [name for name in self.requires if name not in settings.PYODIDE_PACKAGES]

    def render(self) -> None:
        self.solution_html = markdown.code_to_html(self.solution)


def free_slug(wanted: str, taken: Collection[str] | None = None) -> str:
    """A slug like `wanted` that nothing in `taken` (the bank, if not given) has."""
    if taken is None:
        taken = set(Question.objects.values_list("slug", flat=True))
    base = wanted[:110].strip("-") or "question"
    slug, number = base, 2
    while slug in taken or slug in RESERVED_SLUGS:
        slug, number = f"{base}-{number}", number + 1
    return slug
