"""What a question said at one time: the version, its key points, its code. Written once, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from questions import markdown
from questions.content import Content, Point, Task
from questions.immutable import Unchanging

from .question import Question


class QuestionVersion(Unchanging):
    """What a question said at one time. Attempts point at the version that was asked."""

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
    mistakes = models.JSONField("common mistakes", default=list, blank=True)
    mistakes_html = models.JSONField(default=list, editable=False)
    sources = models.JSONField(default=list, blank=True)
    has_maths = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["question", "-number"]
        constraints = [
            # Numbers count the edits of one question; two editors at once must not both write number 7.
            models.UniqueConstraint(fields=["question", "number"], name="version_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("questions:version", args=[self.question.slug, self.number])

    @property
    def headline(self) -> str:
        """The question itself in one line: the prompt's first paragraph without marks."""
        return markdown.to_text(self.prompt.split("\n\n", 1)[0])

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
            follow_ups=tuple(self.follow_ups),
            mistakes=tuple(self.mistakes),
            sources=tuple(self.sources),
            task=task and Task(starter=task.starter, solution=task.solution, tests=task.tests),
        )

    def render(self) -> None:
        self.prompt_html = markdown.to_html(self.prompt)
        self.answer_html = markdown.to_html(self.answer)
        self.hints_html = [markdown.to_inline_html(item) for item in self.hints]
        self.follow_ups_html = [markdown.to_inline_html(item) for item in self.follow_ups]
        self.mistakes_html = [markdown.to_inline_html(item) for item in self.mistakes]
        self.has_maths = self.has_maths or markdown.has_maths(
            self.prompt_html, self.answer_html, *self.hints_html, *self.follow_ups_html, *self.mistakes_html
        )


class KeyPoint(Unchanging):
    """One weighted line of a version's rubric."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="key_points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_html = models.TextField(editable=False)
    weight = models.PositiveSmallIntegerField(
        default=1, help_text="3: an answer fails without it. 2: expected. 1: shows depth."
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="key_point_position_unique"),
            models.CheckConstraint(condition=Q(weight__range=(1, 9)), name="key_point_weight_1_to_9"),
        ]

    def __str__(self) -> str:
        return self.text

    def render(self) -> None:
        self.text_html = markdown.to_inline_html(self.text)


class CodeTask(Unchanging):
    version = models.OneToOneField(QuestionVersion, on_delete=models.CASCADE, related_name="task")
    starter = models.TextField()
    solution = models.TextField()
    solution_html = models.TextField(editable=False)
    tests = models.TextField(help_text="Functions test_…() with asserts; they run after the learner's code.")

    def __str__(self) -> str:
        return f"Code of {self.version}"

    def render(self) -> None:
        self.solution_html = markdown.to_html(f"````python\n{self.solution}\n````")
