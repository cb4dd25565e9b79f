import random
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from practice import feedback
from practice.feedback import Verdict
from questions import stems
from tests.threads import at_once

PROMPT = "What is the bias-variance tradeoff?"
POINTS = [
    "A model that is too simple underfits the data",
    "Regularisation trades training error for stability",
    "The test error is not the training error",
]


def recall(answer: str, points: list[str] = POINTS, prompt: str = PROMPT) -> list[float]:
    return feedback.recall(prompt, points, answer)


def verdicts(answer: str, points: list[str] = POINTS, prompt: str = PROMPT) -> list[Verdict]:
    return [match.verdict for match in feedback.match(prompt, points, answer)]


class TestShares:
    def test_a_word_counts_in_its_other_forms(self) -> None:
        assert recall("Simple models underfit data.")[0] == 1

    def test_the_questions_own_words_count_half(self) -> None:
        points = ["Bias and variance are governed by capacity"]
        assert recall("bias variance tradeoff", points) == [pytest.approx(1 / 3)]
        assert recall("capacity governs", points) == [pytest.approx(2 / 3)]

    def test_a_point_made_of_the_questions_words_can_still_be_reached(self) -> None:
        assert recall("bias and variance", ["bias and variance"]) == [1.0]

    def test_a_word_that_siblings_share_weighs_less(self) -> None:
        assert recall("gradient", ["gradient clipping", "gradient gradient"], "")[0] < 0.5

    def test_a_match_has_the_share_that_the_interviewer_goes_by(self) -> None:
        answer = "It is simple. No training error, stability."
        assert [match.share for match in feedback.match(PROMPT, POINTS, answer)] == recall(answer)

    @given(st.text(max_size=200), st.text(max_size=200))
    def test_saying_more_never_covers_less(self, answer: str, more: str) -> None:
        before, after = recall(answer), recall(f"{answer} {more}")
        assert all(0 <= share <= wider <= 1 for share, wider in zip(before, after, strict=True))

    def test_words_are_distinct_in_their_order_and_bounded(self) -> None:
        assert feedback.words("The model’s Model, the DATA's end") == ["the", "model", "data", "end"]
        assert len(feedback.words(" ".join(map(str, range(10_000))))) == feedback.MOST_WORDS


class TestVerdicts:
    POINTS = ["gradient clipping", "momentum decay schedule", "warmup length epochs steps"]

    def test_found_from_one_half_and_perhaps_from_a_third(self) -> None:
        answer = "We have the gradient and the momentum and the warmup."
        assert recall(answer, self.POINTS, "") == [pytest.approx(share) for share in (1 / 2, 1 / 3, 1 / 4)]
        assert verdicts(answer, self.POINTS, "") == [Verdict.FOUND, Verdict.NOT_FOUND, Verdict.NOT_FOUND]
        points = ["momentum decay schedule of the rates and of the steps"]
        assert recall("the momentum with its decay", points, "") == [pytest.approx(0.4)]
        assert verdicts("the momentum with its decay", points, "") == [Verdict.PERHAPS]

    @pytest.mark.parametrize("text", ["", "   ", "the of and", "…!?"])
    def test_nothing_covers_nothing(self, text: str) -> None:
        assert verdicts(text) == [Verdict.NOT_FOUND] * 3

    def test_a_point_without_telling_words_is_never_found(self) -> None:
        assert verdicts("it is so", ["it is so"], "") == [Verdict.NOT_FOUND]

    @pytest.mark.parametrize(
        "denied",
        [
            "A model that is too simple does not underfit the data.",
            "A model that is too simple doesn’t underfit the data.",
            "No model is so simple that it underfits the data.",
            "A simple model never underfits the data",
        ],
    )
    def test_what_is_denied_is_perhaps_found_at_most(self, denied: str) -> None:
        assert verdicts(denied)[0] == Verdict.PERHAPS

    def test_a_point_that_denies_is_found_where_it_is_denied(self) -> None:
        assert verdicts("You must not take the training error for the test error.")[2] == Verdict.FOUND

    @pytest.mark.parametrize(
        "listed",
        [
            "simple model, underfitting, data, overfitting",
            "- simple model\n- underfitting\n- data",
            "bias: simple model; underfit; data",
            "simple model | underfitting (data)",
        ],
    )
    def test_what_is_only_listed_is_perhaps_found(self, listed: str) -> None:
        assert verdicts(listed)[0] == Verdict.PERHAPS
        assert feedback.only_lists(listed)

    @pytest.mark.parametrize("said", ["Simple models underfit data.", "If it is simple, it underfits the data.", ""])
    def test_a_sentence_is_no_list(self, said: str) -> None:
        assert not feedback.only_lists(said)

    def test_a_sentence_among_lists_counts(self) -> None:
        answer = "bias, variance, capacity\nA simple model underfits the data.\nridge, lasso"
        assert verdicts(answer)[0] == Verdict.FOUND
        assert not feedback.only_lists(answer)


class TestEvidence:
    def evidence(self, answer: str) -> list[str]:
        return [match.evidence for match in feedback.match(PROMPT, POINTS, answer)]

    def test_is_the_sentence_that_shows_the_point_best(self) -> None:
        answer = "The data are noisy. If a model is too simple, then it underfits.  More data do little for it."
        assert self.evidence(answer) == ["If a model is too simple, then it underfits.", "", ""]

    def test_of_what_is_found_it_is_a_sentence_that_claims_it(self) -> None:
        claims, denies = "A simple model underfits.", "With simple data a model doesn’t underfit, I think."
        assert self.evidence(f"{denies} {claims}")[0] == claims

    def test_of_a_sentence_without_an_end_it_is_a_stretch(self) -> None:
        answer = "well so " * 500 + "a simple model underfits the data " + "and so on " * 500
        (shown, *_) = self.evidence(answer)
        assert "underfits" in shown
        assert shown in answer
        assert len(shown) <= feedback.LONGEST_EVIDENCE

    @given(st.text(alphabet="ab .!?\n,'’-é漢", max_size=300).map(lambda text: f"{text} simple model underfits data"))
    def test_stands_in_the_answer_word_for_word(self, answer: str) -> None:
        assert all(shown in answer for shown in self.evidence(answer))


WORDS = sorted({word for point in POINTS for word in point.split()} | {"I", "bias", "tradeoff", "not", "it", "because"})
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda some: " ".join(some) + ".")
ANSWERS = st.lists(SENTENCES, max_size=5).map(" ".join)


class TestWhateverIsSaid:
    @given(ANSWERS, st.lists(st.sampled_from(["the cat sat", "on", "a", "mat", "rain, snow", "not"])).map(" ".join))
    def test_unrelated_text_changes_nothing(self, answer: str, unrelated: str) -> None:
        before = feedback.match(PROMPT, POINTS, answer)
        assert feedback.match(PROMPT, POINTS, f"{answer}\n{unrelated}") == before
        assert feedback.match(PROMPT, POINTS, f"{unrelated}\n{answer}") == before

    @given(ANSWERS, st.sampled_from(range(len(POINTS))))
    def test_a_points_own_words_never_lower_it(self, answer: str, number: int) -> None:
        for later in (f"{answer}\n{POINTS[number]}", f"{POINTS[number]}\n{answer}"):
            assert all(after >= before for after, before in zip(verdicts(later), verdicts(answer), strict=True))
            assert verdicts(later)[number] == Verdict.FOUND

    @given(st.lists(SENTENCES, max_size=5), st.permutations(range(len(POINTS))), st.randoms())
    def test_neither_the_order_of_sentences_nor_of_points_matters(
        self, sentences: list[str], order: list[int], chance: random.Random
    ) -> None:
        straight = feedback.match(PROMPT, POINTS, " ".join(sentences))
        chance.shuffle(sentences)
        turned = feedback.match(PROMPT, [POINTS[place] for place in order], " ".join(sentences))
        assert [(match.share, match.verdict) for match in turned] == [
            (straight[place].share, straight[place].verdict) for place in order
        ]

    @given(ANSWERS, st.data())
    def test_denying_never_raises_a_verdict(self, answer: str, data: st.DataObject) -> None:
        words = answer.split(" ")
        place = data.draw(st.integers(0, len(words)))
        denial = data.draw(st.sampled_from(["not", "never", "no", "isn't", "without", "nobody", "neither"]))
        denied = " ".join([*words[:place], denial, *words[place:]])
        assert all(after <= before for after, before in zip(verdicts(denied), verdicts(answer), strict=True))

    @given(st.text(max_size=200), st.integers(2, 20))
    def test_length_counts_nothing(self, answer: str, times: int) -> None:
        assume("\n" not in answer)
        assert feedback.match(PROMPT, POINTS, "\n".join([answer] * times)) == feedback.match(PROMPT, POINTS, answer)

    @given(ANSWERS)
    def test_what_is_found_has_its_evidence(self, answer: str) -> None:
        matches = feedback.match(PROMPT, POINTS, answer)
        assert all(bool(match.evidence) == (match.verdict != Verdict.NOT_FOUND) for match in matches)


def test_eight_threads_see_what_one_sees() -> None:
    answer = " ".join(
        f"{word}{ending}." for word in ("simpl", "underfitt", "stabil") for ending in ("ing", "ity", "ed")
    )

    alone = feedback.match(PROMPT, POINTS, answer)

    def matches() -> list[list[feedback.Match]]:
        found = []
        for _ in range(50):
            stems._stem.cache_clear()
            found.append(feedback.match(PROMPT, POINTS, answer))
        return found

    assert at_once(matches) == [[alone] * 50] * 8


@pytest.mark.parametrize(
    "answer",
    [
        " ".join(f"w{n}ing" for n in range(13_000)),
        "a" * 100_000,
        "a'" * 50_000,
        "too simple a model " * 5_200,
        "a simple model. " * 6_250,
        "data\n" * 20_000,
        "," * 100_000,
        ". " * 50_000,
    ],
    ids=["distinct words", "one word", "apostrophes", "the same again", "sentences", "lines", "commas", "stops"],
)
def test_a_hundred_thousand_characters_take_less_than_a_second(answer: str) -> None:
    begun = time.process_time()
    feedback.match(PROMPT, POINTS * 7, answer[:100_000] + "What comes after is not looked at. " * 100_000)
    assert time.process_time() - begun < 1
