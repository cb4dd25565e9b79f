"""A question asked in an interview: its answer, the parts that this is made of, and what is known of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from practice import feedback, scenes
from practice.gaps import Gap
from questions.content import Stage
from questions.models import Kind, QuestionVersion, Told

from .interview import Interview
from .recording import Recording
from .story import Story
from .summed import ALL_SUMS_OR_NONE, Summed


class Rating(models.IntegerChoices):
    """How well one knew it, as spaced repetition asks (the four grades of FSRS)."""

    AGAIN = 1, "Not at all"
    HARD = 2, "With gaps"
    GOOD = 3, "Well"
    EASY = 4, "Without effort"


class Role(models.TextChoices):
    """What a part of an answer is for; what each kind of question begins with is in questions.kinds."""

    TEXT = "text", "Words"
    CODE = "code", "Code"
    NOTES = "notes", "Notes"
    REPLY = "reply", "Reply to a follow-up"
    INQUIRY = "inquiry", "Question to the interviewer"
    STAGE = "stage", "Stage of a design"
    BLOCKS = "blocks", "Blocks and arrows"
    SKETCH = "sketch", "Sketch"


NOT_SAID = (Role.NOTES, Role.INQUIRY)
"""Notes are for oneself, and a question to the interviewer is no answer."""

IN_STAGES = (Role.STAGE, Role.BLOCKS, Role.SKETCH)
"""What belongs to a stage of a design, by its `place`; a sketch only where one of the stages is for drawing."""


def covered_weight(path: str = "") -> Case:
    """What a key point adds to the score: its weight if it was said, half of it if that took the interviewer's nudge.

    `path` leads to the coverage.
    """
    weight = Cast(F(f"{path}key_point__weight"), models.FloatField())
    return Case(
        When(**{f"{path}covered": True, f"{path}nudged": True}, then=weight * 0.5),
        When(**{f"{path}covered": True}, then=weight),
        default=0.0,
    )


class Confidence(models.IntegerChoices):
    """How much of a full answer one expects to give, in per cent, said before the reference is shown. Five steps: finer
    ones nobody can tell apart."""

    NOTHING = 0, "nothing"
    LITTLE = 25, "a little"
    HALF = 50, "half"
    MOST = 75, "most"
    ALL = 100, "all"


def confirmed(path: str = "") -> Q:
    """The coverage that is the learner's own word, as PointCoverage.is_confirmed has it; `path` leads there."""
    differs = [{f"{path}covered": covered, f"{path}suggested": not covered} for covered in (True, False)]
    return Q(**{f"{path}confirmed": True}) | Q(**differs[0]) | Q(**differs[1])


class AnswerQuerySet(models.QuerySet["Answer"]):
    def rated(self) -> "AnswerQuerySet":
        """Those of which one has said how well one knew them; annotates `known_at`, the moment that is said of."""
        shown = Coalesce("revealed_at", "interview__finished_at")
        return self.filter(rating__isnull=False).annotate(known_at=shown).filter(known_at__isnull=False)

    def revealed(self) -> "AnswerQuerySet":
        """Those whose reference was shown while their interview goes, or went, on."""
        return self.exclude(revealed_at=None)

    def annotate_answered(self) -> "AnswerQuerySet":
        """Annotate `written` and `spoken`, whether there are words or a recording that count, `answered`, which is
        either, and `how`, as lists say it. Nothing of them is fetched."""
        written = Exists(Part.objects.said().written().filter(answer=OuterRef("pk")))
        spoken = Exists(Recording.objects.counting().filter(answer=OuterRef("pk")))
        return self.annotate(
            written=written,
            spoken=spoken,
            answered=Case(When(written, then=True), When(spoken, then=True), default=False),
            how=Case(
                When(written, then=Value("answered")), When(spoken, then=Value("spoken")), default=Value("not answered")
            ),
        )

    def reached(self) -> "AnswerQuerySet":
        """Those of finished interviews that were on the screen for a second, or answered: what was never reached says
        nothing."""
        finished = self.filter(interview__finished_at__isnull=False).annotate_answered()
        return finished.filter(Q(seconds__gt=0) | Q(answered=True))

    def annotate_unheard(self) -> "AnswerQuerySet":
        """Annotate `unheard`, after `annotate_answered`: spoken only, and nobody has the words."""
        heard = Exists(Recording.objects.counting().transcribed().filter(answer=OuterRef("pk")))
        return self.annotate(unheard=Q(spoken=True, written=False) & ~heard)

    def answered(self) -> "AnswerQuerySet":
        """Those with words or a recording that count."""
        return self.annotate_answered().filter(Q(written=True) | Q(spoken=True))

    def with_points(self) -> "AnswerQuerySet":
        """Annotate `points_covered`, how much of it is `points_confirmed`, and `points_total`, by weight, and
        `own_words`, the number of key points that the learner has confirmed. The order is said, as Django drops it from
        sums."""
        own = confirmed("coverage__")
        return self.annotate(
            points_covered=Coalesce(Sum(covered_weight("coverage__")), 0.0),
            points_confirmed=Coalesce(Sum(covered_weight("coverage__"), filter=own), 0.0),
            own_words=Count("coverage", filter=own),
            points_total=Coalesce(Sum("coverage__key_point__weight"), 0),
        ).order_by("interview", "position")


class Answer(Summed):
    """One question asked in an interview; what it says is in its parts."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    minutes = models.PositiveSmallIntegerField(help_text="What an interviewer would give this question.")
    flagged = models.BooleanField(default=False)
    seconds = models.PositiveIntegerField(default=0, help_text="How long the question was on the screen.")
    hints_shown = models.PositiveSmallIntegerField(default=0, help_text="Hints taken; timed interviews have none.")
    booked_until = models.DateTimeField(
        null=True, blank=True, help_text="Up to when its time is booked to the parts that were written."
    )
    drawn = models.JSONField(
        default=list, db_default=[], blank=True, help_text="Components of the reference diagram that one had, too."
    )
    curveball_at = models.DateTimeField(null=True, blank=True, help_text="When the curveball was told.")
    confidence = models.PositiveSmallIntegerField(
        choices=Confidence, null=True, blank=True, help_text="How much of it one expected to cover, in per cent."
    )
    revealed_at = models.DateTimeField(
        null=True, blank=True, help_text="When its reference was shown while the interview went on."
    )
    rating = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    acts = models.JSONField(
        default=dict,
        db_default={},
        blank=True,
        editable=False,
        help_text="Of each control of the review: how often one acted, and the newest act of each writer.",
    )
    story = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers", help_text="What it tells."
    )

    objects: ClassVar[models.Manager["Answer"]] = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "position"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "position"], name="answer_position_unique"),
            # No interview asks the same thing twice.
            models.UniqueConstraint(fields=["interview", "version"], name="answer_version_unique"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 4)), name="answer_rating_1_to_4"
            ),
            # What was said freely could not be compared with what was covered, step by step.
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__in=Confidence.values),
                name="answer_confidence_in_five_steps",
            ),
            ALL_SUMS_OR_NONE,
        ]

    def __str__(self) -> str:
        return f"Answer {self.position} of {self.interview}"

    def get_absolute_url(self) -> str:
        return reverse("practice:question", args=[self.interview_id, self.position])

    @property
    def is_revealed(self) -> bool:
        """Whether its reference may be read: then it is rated and ticked, and no longer written."""
        return self.revealed_at is not None or not self.interview.is_open

    @property
    def said(self) -> "list[Part]":
        """The parts that count, in their order; reads `parts`, so prefetch them."""
        return [part for part in self.parts.all() if part.role not in NOT_SAID]

    @property
    def first(self) -> "list[Part]":
        """What was said unprompted."""
        return [part for part in self.said if part.role != Role.REPLY]

    @property
    def replies(self) -> "list[Part]":
        return [part for part in self.said if part.role == Role.REPLY]

    @property
    def staged(self) -> "list[Part]":
        """What was written stage by stage."""
        return [part for part in self.said if part.is_staged]

    @property
    def drawings(self) -> "list[Part]":
        """What one drew: a sketch, and blocks and arrows that draw themselves."""
        return [part for part in self.said if part.role in {Role.SKETCH, Role.BLOCKS} and not part.is_blank]

    @property
    def is_drawn(self) -> bool:
        """Whether a picture belongs to it: one's own, or the reference's."""
        in_stages = Kind(self.version.question.kind).traits.in_stages
        return in_stages and bool(self.drawings or self.version.reference_diagram)

    @property
    def unstaged(self) -> "list[Part]":
        """What was said in boxes of no stage. The first of them stands empty where one wrote by stages."""
        return [part for part in self.said if not part.is_staged]

    @property
    def inquiries(self) -> "list[Part]":
        """What one asked the interviewer, each with what was told; the last may still be open."""
        return [part for part in self.parts.all() if part.role == Role.INQUIRY]

    @property
    def notes(self) -> "Part":
        """What one jots down for oneself; it is never assessed."""
        return next(part for part in self.parts.all() if part.role == Role.NOTES)

    @property
    def asked_nothing(self) -> bool:
        """Whether the interviewer was asked for no fact at all."""
        return all(part.is_blank for part in self.inquiries)

    @property
    def is_story(self) -> bool:
        return Kind(self.version.question.kind).traits.is_story

    @property
    def never_asked(self) -> list[Told]:
        """The facts that the interviewer was not asked for."""
        asked = {part.place for part in self.inquiries}
        return [fact for place, fact in enumerate(self.version.told) if place not in asked]

    @property
    def sentences(self) -> list[str]:
        """What was said, sentence by sentence: what one points to as evidence."""
        return [found for sentence in feedback.SENTENCE_END.split(self.words) if (found := sentence.strip())]

    @property
    def only_lists(self) -> bool:
        """Whether it names words and says nothing of them in a sentence."""
        return feedback.only_lists(self.words)

    @property
    def words(self) -> str:
        """All that was said, as one text: written, and spoken where it was transcribed."""
        return joined(self.said)

    @property
    def is_spoken(self) -> bool:
        """Whether there is a recording that counts; reads `recordings`, so prefetch them."""
        return any(not recording.late for recording in self.recordings.all())

    @property
    def is_blank(self) -> bool:
        """Whether there is no answer at all, neither written nor spoken."""
        return all(part.is_blank for part in self.said) and not self.is_spoken

    @property
    def is_unheard(self) -> bool:
        """Whether it was spoken and nobody has the words: then nothing can tell which key points it touches."""
        return self.is_spoken and not self.words.strip()

    @property
    def speaking_part(self) -> "Part":
        """The part that what is recorded now belongs to: the last reply, else the words that are of no stage."""
        return [part for part in self.said if part.role in {Role.TEXT, Role.REPLY}][-1]

    @property
    def saved_at(self) -> datetime | None:
        """When a text was last applied to any part."""
        return max((part.saved_at for part in self.parts.all() if part.saved_at), default=None)


class PartQuerySet(models.QuerySet["Part"]):
    def said(self) -> "PartQuerySet":
        """What counts as the answer."""
        return self.exclude(role__in=NOT_SAID)

    def written(self) -> "PartQuerySet":
        return self.exclude(text="")


class Part(models.Model):
    """One box of an answer, saved by the one protocol (practice.autosave). `revision` counts the texts applied."""

    NOTES_POSITION = 0
    FIRST_POSITION = 1

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(help_text="Its place within the answer, from 1; the notes are at 0.")
    role = models.CharField(max_length=7, choices=Role)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    said_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was closed as said; what is written later stands beside it."
    )
    # What a reply replies to and what an inquiry was told, as it was said that day; where in the version it stands.
    line = models.TextField("interviewer's line", blank=True, default="", db_default="")
    line_html = models.TextField(blank=True, default="", db_default="", editable=False)
    place = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Which follow-up or fact of the version the line is, or which stage, from 0."
    )
    seconds = models.PositiveIntegerField(default=0, db_default=0, help_text="How long one worked on it, in a stage.")
    gap = models.CharField(
        max_length=11,
        choices=[(gap.value, gap.value) for gap in Gap],
        blank=True,
        default="",
        db_default="",
        help_text="Which gap of a story the line asks about.",
    )

    objects: ClassVar[models.Manager["Part"]] = PartQuerySet.as_manager()

    class Meta:
        ordering = ["answer", "position"]
        constraints = [
            # A page names the part that it saves by its place.
            models.UniqueConstraint(fields=["answer", "position"], name="part_position_unique"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="part_role_known"),
            # An answer's sketch has its own addresses, which name the answer alone.
            models.UniqueConstraint(fields=["answer"], condition=Q(role="sketch"), name="part_one_sketch"),
            # A reply to nothing would be shown as one.
            models.CheckConstraint(condition=~Q(role="reply") | ~Q(line=""), name="part_reply_to_something"),
            # What one writes in a stage is shown, and its time counted, with that stage.
            models.CheckConstraint(
                condition=~Q(role__in=["stage", "blocks"]) | Q(place__isnull=False), name="part_stage_has_its_place"
            ),
            # Pages find the notes by their place, and nothing that counts may stand there.
            models.CheckConstraint(
                condition=Q(role="notes", position=0) | ~Q(role="notes") & Q(position__gt=0), name="part_notes_at_0"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.answer}"

    @property
    def label(self) -> str:
        """What the box is called where one writes and where one reads."""
        return self._words[0]

    @property
    def placeholder(self) -> str:
        """What an empty box invites to."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        if self.role == Role.TEXT and self.position == self.FIRST_POSITION:
            return "Your answer", "Write as you would speak"
        if self.role == Role.STAGE:
            return self.stage.title, "Write as you would speak"
        return {
            Role.TEXT: ("Beside the code", "The idea, what it costs, what you would test"),
            Role.CODE: ("Your code", "Your code"),
            Role.NOTES: ("Notes", "For yourself"),
            Role.REPLY: ("Your reply", "Reply as you would speak"),
            Role.INQUIRY: ("Ask the interviewer", "One question: scale, users, latency …"),
            Role.BLOCKS: ("Blocks and arrows", "API -> Feature store: features"),
            Role.SKETCH: ("Sketch", ""),
        }[Role(self.role)]

    @property
    def is_staged(self) -> bool:
        """Whether it belongs to a stage of a design."""
        return self.role in IN_STAGES and self.place is not None

    @property
    def stage(self) -> Stage:
        """Of what belongs to a stage: which one."""
        return Stage(**self.answer.version.stages[self.place or 0])

    @property
    def probes(self) -> tuple[int, ...]:
        """Of a reply: the numbers of the key points that its follow-up asked for."""
        probes = self.answer.version.follow_up_probes
        return tuple(probes[self.place]) if self.place is not None and self.place < len(probes) else ()

    @property
    def reference_html(self) -> str:
        """Of a reply: what one would say to its follow-up; "" where the bank does not tell."""
        answers = self.answer.version.follow_up_answers_html
        return answers[self.place] if self.place is not None and self.place < len(answers) else ""

    @property
    def choice(self) -> "int | Gap | None":
        """What the interviewer chose to say here, as practice.interviewer has it."""
        return Gap(self.gap) if self.gap else self.place

    @property
    def is_code(self) -> bool:
        return self.role == Role.CODE

    @property
    def is_sketch(self) -> bool:
        return self.role == Role.SKETCH

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def description(self) -> str:
        """Of a sketch: what it shows, in words."""
        return scenes.described(scenes.read(self.text))

    @property
    def words(self) -> str:
        """What it says: the text, and what was spoken to it in time as far as that was transcribed. Of a sketch: what
        is written in it."""
        text = "\n".join(scenes.labels(scenes.read(self.text))) if self.is_sketch else self.text
        return "\n\n".join(filter(None, [text, *(recording.transcribed for recording in self.spoken)]))

    @property
    def spoken(self) -> list[Recording]:
        """The recordings that were spoken to it in time; reads the answer's, so prefetch them."""
        return [each for each in self.answer.recordings.all() if each.part_position == self.position and not each.late]

    @property
    def starter(self) -> str:
        """What stands in a box for code before anything is written."""
        task = getattr(self.answer.version, "task", None) if self.is_code else None
        return task.starter if task else ""

    @property
    def shown(self) -> str:
        """What stands in the box when the page is opened."""
        return self.text if self.revision else self.starter


def joined(parts: "Iterable[Part]") -> str:
    """What they say, as one text."""
    return "\n\n".join(part.words for part in parts if part.words)
