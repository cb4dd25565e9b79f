from questions.content import FollowUp, Point
from questions.interchange import detect
from tests.questions.interchange.formats.sources import briefly, sample


def test_with_a_heading() -> None:
    document = sample("comma.csv")
    assert briefly(document) == [
        (2, "Regression", "What is a residual?", "easy"),
        (3, "Regression", "Why do we square residuals?", "medium"),
        (7, "Regression", 'Explain "heteroscedasticity"', "hard"),
        (9, "Classification", "Explain the sigmoid function", ""),
    ]
    assert [entry.is_stub for entry in document.entries] == [False, False, True, False]
    assert document.entries[3].content.answer == "=1/(1+EXP(-A1))"
    assert [(item.line, item.text) for item in document.skipped] == [
        (1, "Owner"),
        (8, "4 | An answer without a question | Regression | easy"),
        (9, "Insane"),
    ]


def test_without_a_heading_and_with_semicolons() -> None:
    document = sample("semicolon.csv")
    assert [(entry.category, entry.difficulty) for entry in document.entries] == [
        ("Statistics", "easy"),
        ("Statistics", "easy"),
        ("Experiments", "hard"),
        ("Experiments", "medium"),
    ]
    assert document.entries[0].content.answer.startswith("The probability")


def test_what_is_broken_is_told_and_the_rest_is_read() -> None:
    document = sample("half-broken.csv")
    assert [entry.content.prompt for entry in document.entries] == [
        "What is a good row?",
        "What is another good row?",
    ]
    assert [problem.line for problem in document.errors] == [3, 5]


def test_one_column() -> None:
    document = detect.read("list.csv", b"What is one; really?\nWhat is two?\n")
    assert [entry.content.prompt for entry in document.entries] == ["What is one; really?", "What is two?"]


def test_everything_a_question_has() -> None:
    text = (
        "question,key points,hints,follow-ups,sources,minutes,kind\n"
        '"Why?","(3) because\nof this","one\ntwo","- what\n- next","https://example.org/a; https://example.org/b",12,coding\n'
    )
    (entry,) = detect.read("all.csv", text.encode()).entries
    assert entry.content.key_points == (Point(text="because", weight=3), Point(text="of this"))
    assert entry.content.hints == ("one", "two")
    assert entry.content.follow_ups == (FollowUp(text="what"), FollowUp(text="next"))
    assert entry.content.sources == ("https://example.org/a", "https://example.org/b")
    assert (entry.minutes, entry.kind) == (12, "coding")


def test_excel_saves_utf16_too() -> None:
    document = detect.read("list.csv", "question\tanswer\nWhat is é?\tA letter\n".encode("utf-16"))
    assert document.entries[0].content.prompt == "What is é?"
