import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfiles import question_file
from questions.bankfiles.load import BANK
from questions.bankfiles.question_file import FileError, read_list, write_list
from questions.content import Content, Curveball, Entry, Fact, FollowUp, Point, Stage, Task


def probing_what_is_there(content: Content) -> Content:
    count = len(content.key_points)
    aimed = [
        replace(each, probes=tuple(number for number in each.probes if number <= count)) for each in content.follow_ups
    ]
    return replace(content, follow_ups=tuple(aimed))


LETTERS = string.ascii_letters + string.digits + " .,:;'\"#&*[]{}()?!%@`<>|~=+-_$\\/éß漢🙂"
line = st.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(bool)
# A line of a passage: no heading or fence of its own, which would change the file's structure.
prose = line.filter(
    lambda text: not text.startswith(("#", "```", "~~~", "---")) and "```" not in text and "~~~" not in text
)
passage = st.lists(prose, min_size=1, max_size=4).map("\n\n".join)
item = st.lists(prose, min_size=1, max_size=3).map("\n".join)
items = st.lists(item, max_size=4).map(tuple)
word = prose.filter(lambda text: not {",", ":"} & set(text))
# The first line of an item; what it says must not look like what stands before it.
first_line = prose.filter(lambda text: not text.startswith("("))
follow_ups = st.builds(
    FollowUp, text=first_line, answer=st.just("") | item, probes=st.sets(st.integers(1, 4)).map(sorted).map(tuple)
)
facts = st.builds(Fact, asked_by=st.lists(word, min_size=1, max_size=3).map(tuple), told=item)
curveballs = st.builds(Curveball, share=st.integers(1, 99).map(lambda share: share / 100), text=item)
stages = st.builds(Stage, title=first_line, minutes=st.integers(0, 99))
code = st.lists(st.text(LETTERS + "`", max_size=30), min_size=1, max_size=5).map(
    lambda lines: "\n".join([*lines, "x"]) + "\n"
)
points = st.lists(st.builds(Point, text=item, weight=st.integers(1, 9)), max_size=4).map(tuple)
contents = st.builds(
    Content,
    title=line,
    prompt=passage,
    hints=items,
    key_points=points,
    answer=st.one_of(st.just(""), passage),
    follow_ups=st.lists(follow_ups, max_size=3).map(tuple),
    mistakes=items,
    facts=st.lists(facts, max_size=3).map(tuple),
    curveball=st.none() | curveballs,
    stages=st.lists(stages, max_size=3).map(tuple),
    sources=st.lists(line, max_size=3).map(tuple),
    task=st.none()
    | st.builds(
        Task,
        starter=code,
        solution=code,
        tests=code,
        hidden_tests=st.just("") | code,
        requires=st.sampled_from([(), ("numpy",)]),
    ),
).map(probing_what_is_there)
entries = st.builds(
    Entry,
    content=contents,
    category=st.just("theory"),
    slug=st.just("a-question"),
    kind=st.sampled_from(["theory", "coding"]),
    difficulty=st.sampled_from(["easy", "hard"]),
    minutes=st.integers(1, 120),
    tags=st.lists(line, max_size=4).map(tuple),
    line=st.just(1),
)


@given(entries)
def test_what_is_written_reads_back_the_same(entry: Entry) -> None:
    text = question_file.write(entry)
    assert question_file.read(text, category="theory", slug="a-question") == entry


def entry_or_error(text: str) -> Entry | FileError:
    try:
        return question_file.read(text, category="c", slug="s")
    except FileError as error:
        return error


@given(st.text(max_size=400) | st.text("-#: \n`abt[]&*\t'\"", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for source in (text, f"---\n{text}\n---\nWhat?\n", f"---\ntitle: t\n---\n{text}"):
        read = entry_or_error(source)
        if isinstance(read, FileError):
            assert 1 <= read.line <= source.count("\n") + source.count("\r") + 1
        else:
            again = question_file.read(question_file.write(read), category="c", slug="s")
            assert again.content == read.content


@given(items)
def test_lists_round_trip(texts: tuple[str, ...]) -> None:
    assert read_list(write_list(texts)) == texts


@pytest.mark.parametrize("path", sorted(BANK.glob("*/*.md")), ids=lambda path: path.stem)
def test_the_banks_files_are_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert question_file.write(question_file.read(text, category=path.parent.name, slug=path.stem)) == text


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("What?", 1, "front matter"),
        ("---\ntitle: [\n---\nWhat?", 2, "YAML"),
        ("---\ntitle: t\nminutes: soon\n---\nWhat?", 1, "whole number"),
        ("---\ntitle: t\nnews: x\n---\nWhat?", 1, "unknown key"),
        ("---\ntitle: t\n---\n\n", 4, "missing"),
        ("---\ntitle: t\n---\nWhat?\n\n## Hints\n\nno list\n", 8, "hyphen"),
        ("---\ntitle: t\n---\nWhat?\n\n## Key points\n\n- no weight\n", 6, "weight"),
        ("---\ntitle: t\n---\nWhat?\n\n## Answer\n\n## Answer\n", 8, "twice"),
        ("---\ntitle: t\n---\nWhat?\n\n```\nopen\n", 8, "not closed"),
        ("---\ntitle: t\nrequires: [numpy]\n---\nWhat?\n", 1, "Only a question with code"),
        ("---\ntitle: t\nrequires: [torch]\n---\nWhat?\n", 1, "cannot require 'torch'; it can require numpy"),
        ("---\ntitle: t\n---\nWhat?\n\n## Tests\n\n```python\nx\n```\n", 6, "needs all"),
        ("---\ntitle: t\n---\nWhat?\n\n## Hidden tests\n\n```python\nx\n```\n", 6, "needs all"),
        ("---\ntitle: t\n---\nWhat?\n\n## Follow-ups\n\n- (probes 1) And?\n", 6, "probes key point 1, and there are 0"),
        ("---\ntitle: t\n---\nWhat?\n\n## Facts\n\n- no colon\n", 6, "a colon"),
        ("---\ntitle: t\n---\nWhat?\n\n## Curveball\n\n- (1) late\n", 6, "share of the time"),
        ("---\ntitle: t\n---\nWhat?\n\n## Curveball\n\n- (0.00) early\n", 6, "share of the time"),
        ("---\ntitle: t\n---\nWhat?\n\n## Curveball\n\n- (0.5) one\n- (0.6) two\n", 6, "one curveball at most"),
        ("---\ntitle: t\n---\nWhat?\n\n## Stages\n\n- one\n  two\n", 6, "one line"),
        ("---\ntitle: &a t\ntags: [*a]\n---\nWhat?", 2, "aliases"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(FileError) as caught:
        question_file.read(text, category="c", slug="s")
    assert caught.value.line == line
    assert words in caught.value.message
