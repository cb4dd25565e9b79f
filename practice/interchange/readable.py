"""An attempt as a page of Markdown that one reads, prints, or puts among one's own notes; and what stands beside it."""

from collections.abc import Iterator

from django.template.defaultfilters import floatformat
from django.utils.text import slugify

from accounts.models import User
from practice.models import Answer, Interview, Part, PointCoverage, Rating, Role, Story


def path(interview: Interview) -> str:
    """Its place in the archive: sorted by day, and no two at one place."""
    return f"attempts/{interview.started_at:%Y-%m-%d}-{slugify(interview.title)[:60] or 'interview'}-{interview.pk}.md"


def attempt(interview: Interview) -> str:
    """Reads the answers with all that practice.export prefetches."""
    blocks = [f"# {interview.title}", " · ".join(_facts(interview))]
    for answer in interview.answers.all():
        blocks += _answer(answer)
    return _page(blocks)


def _facts(interview: Interview) -> Iterator[str]:
    yield f"{interview.started_at:%d %B %Y, %H:%M} UTC"
    if interview.time_taken is not None and interview.duration is not None:
        yield f"{_minutes(interview.time_taken.total_seconds())} of {_minutes(interview.duration.total_seconds())}"
    else:
        yield "without a clock"
    if interview.is_open:
        yield "still open"
    elif interview.ending == Interview.Ending.TIME_UP:
        yield "time ran out"
    if interview.imported_at:
        yield f"brought in on {interview.imported_at:%d %B %Y}"


def _answer(answer: Answer) -> Iterator[str]:
    version = answer.version
    yield f"## {answer.position}. {version.title}"
    yield version.prompt
    parts = [part for part in answer.parts.all() if part.role != Role.NOTES]
    for part in parts:
        if part.text or part.line:
            yield from _part(part)
    if not any(part.text for part in parts):
        yield "*Spoken, not written.*" if answer.is_spoken else "*Left blank.*"
    yield from _recordings(answer)
    yield from _points(list(answer.coverage.all()))
    if answer.rating:
        yield f"How well I knew it: {Rating(answer.rating).label.lower()}."
    if answer.story:
        yield f"The story I told: {answer.story.title}."
    notes = next((part.text for part in answer.parts.all() if part.role == Role.NOTES), "")
    if notes:
        yield from ("### My notes", quoted(notes))
    for comment in answer.mentor_comments.all():
        yield from (f"### {comment.name}, {comment.created_at:%d %B %Y}", quoted(comment.text))
    if not answer.interview.is_open:
        yield from _reference(answer)


def _part(part: Part) -> Iterator[str]:
    if part.line and part.role == Role.REPLY:
        yield f"### Interviewer: {part.line}"
    else:
        yield f"### {part.label}"
    if part.is_code:
        yield _fenced(part.text)
    elif part.text:
        yield quoted(part.description if part.is_sketch else part.text)
    if part.line and part.role == Role.INQUIRY:
        yield f"Interviewer: {part.line}"


def _recordings(answer: Answer) -> Iterator[str]:
    for recording in answer.recordings.all():
        yield f"Recorded: {_minutes(recording.seconds)}{', after time' if recording.late else ''}."
        if recording.transcribed:
            yield quoted(recording.transcribed)


def _points(points: list[PointCoverage]) -> Iterator[str]:
    if not points:
        return
    total = sum(each.key_point.weight for each in points)
    covered = sum(each.key_point.weight * (0.5 if each.nudged else 1) for each in points if each.covered)
    yield f"### Key points: {floatformat(covered, -1)} of {total}"
    yield "\n".join(
        f"- [{'x' if each.covered else ' '}] {each.key_point.text} ({each.how}, {each.key_point.weight})"
        for each in points
    )


def _reference(answer: Answer) -> Iterator[str]:
    version = answer.version
    if version.answer:
        yield from ("### Reference answer", version.answer)
    if task := getattr(version, "task", None):
        yield from ("### Reference solution", _fenced(task.solution))


def beside_attempts(user: User) -> Iterator[tuple[str, str]]:
    """Notes, bookmarks and stories, each where there are any, by their paths."""
    if notes := list(user.notes.select_related("question__current").order_by("question__slug")):
        blocks = [block for each in notes for block in (f"## {each.question}", quoted(each.text))]
        yield "notes.md", _page(["# Notes on questions", *blocks])
    if bookmarks := list(user.bookmarks.select_related("question__current").order_by("created_at", "pk")):
        lines = [f"- {each.question}, {each.created_at:%d %B %Y}" for each in bookmarks]
        yield "bookmarks.md", _page(["# Bookmarks", "\n".join(lines)])
    if stories := list(user.stories.prefetch_related("prompts__current")):
        yield "stories.md", _page(["# Stories", *(block for story in stories for block in _story(story))])


def _story(story: Story) -> Iterator[str]:
    yield f"## {story.title}"
    if story.tags:
        yield f"Tags: {', '.join(story.tags)}"
    for name in Story.NOTES:
        if text := getattr(story, name):
            yield from (f"### {name.replace('_', ' ').capitalize()}", text)
    if prompts := [str(question) for question in story.prompts.all()]:
        yield from ("### Could serve", "\n".join(f"- {prompt}" for prompt in prompts))


def quoted(text: str) -> str:
    """Words of a person, so that no mark in them becomes a heading of the page."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _fenced(code: str) -> str:
    """Between fences that the code does not hold itself."""
    fence = "```"
    while fence in code:
        fence += "`"
    return f"{fence}python\n{code.rstrip()}\n{fence}"


def _minutes(seconds: float) -> str:
    return f"{round(seconds / 60)} min" if seconds >= 60 else f"{round(seconds)} s"


def _page(blocks: list[str]) -> str:
    return "\n\n".join(block.rstrip() for block in blocks) + "\n"
