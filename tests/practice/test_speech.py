from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.speech import PAUSE, Delivery, Segment, Word, delivery, fillers, from_plain, text_of, to_plain

WORDS = ["bias", "variance", "um", "uh,", "you", "know", "F1", "-", "0.5"]


def said(*words: tuple[str, float, float]) -> Segment:
    """A segment of words with their times."""
    heard = tuple(Word(text=text, start=start, end=end) for text, start, end in words)
    return Segment(start=heard[0].start, end=heard[-1].end, text=" ".join(word.text for word in heard), words=heard)


def plain(told: Delivery) -> str:
    """What stands on the line, wherever it may be broken."""
    return str(told).replace("\N{NO-BREAK SPACE}", " ")


@st.composite
def speeches(draw: st.DrawFn) -> list[Segment]:
    """Segments one after the other, whose words have times or not; times in eighths, which floats hold exactly."""
    now, segments = draw(st.integers(0, 80)) / 8, []
    for _ in range(draw(st.integers(0, 6))):
        words = []
        for text in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)):
            start = now + draw(st.integers(0, 24)) / 8
            now = start + draw(st.integers(1, 8)) / 8
            words.append((text, start, now))
        segment = said(*words)
        segments.append(segment if draw(st.booleans()) else replace(segment, words=()))
    return segments


class TestDelivery:
    def test_is_counted(self) -> None:
        spoken = [
            said(("So,", 2, 2.5), ("um,", 2.5, 3), ("bias", 4, 4.5)),  # exactly PAUSE before "bias"
            said(("is", 4.6, 5), ("error.", 7.5, 8)),
        ]
        assert delivery(spoken) == Delivery(
            words=5, seconds=6, words_a_minute=50, pauses=2, longest_pause=2.5, fillers=(("um", 1),)
        )

    def test_between_segments_where_the_times_of_words_are_not_known(self) -> None:
        spoken = [Segment(start=0, end=10, text="twelve words"), Segment(start=13, end=20, text="and more")]
        assert (delivery(spoken).pauses, delivery(spoken).longest_pause) == (1, 3)

    def test_of_nothing(self) -> None:
        nothing = Delivery(words=0, seconds=0, words_a_minute=None, pauses=0, longest_pause=0, fillers=())
        assert delivery([]) == nothing
        assert delivery([Segment(start=3, end=9, text=" … ")]) == nothing

    def test_a_few_words_have_no_pace(self) -> None:
        assert delivery([said(("Yes.", 0, 0.5))]).words_a_minute is None

    def test_on_one_line(self) -> None:
        told = Delivery(words=1, seconds=9, words_a_minute=131, pauses=2, longest_pause=2.46, fillers=(("um", 2),))
        assert plain(told) == "1 word · 131 words a minute · 2 pauses, the longest 2.5 seconds · 2 fillers: 2 × um"
        assert plain(delivery([])) == "0 words · 0 pauses · 0 fillers"

    @given(speeches())
    def test_counts_are_within_what_was_said(self, spoken: list[Segment]) -> None:
        told = delivery(spoken)
        assert 0 <= told.words <= len(text_of(spoken).split())
        assert 0 <= told.pauses <= max(0, len(text_of(spoken).split()) - 1)
        assert told.pauses * PAUSE <= told.seconds
        assert told.longest_pause <= told.seconds
        assert (told.longest_pause >= PAUSE) == bool(told.pauses)
        assert told.filler_count <= len(text_of(spoken).split())

    @given(speeches(), st.integers(0, 1000))
    def test_beginning_later_changes_nothing(self, spoken: list[Segment], later: int) -> None:
        assert delivery([moved(segment, by=later) for segment in spoken]) == delivery(spoken)

    @given(speeches(), speeches())
    def test_what_follows_after_a_silence_adds_up(self, first: list[Segment], then: list[Segment]) -> None:
        end = max((segment.end for segment in first), default=0)
        both = delivery([*first, *(moved(segment, by=end + PAUSE) for segment in then)])
        one, other = delivery(first), delivery(then)
        assert both.words == one.words + other.words
        assert both.pauses == one.pauses + other.pauses + bool(one.seconds and other.seconds)

    @given(speeches())
    def test_twice_as_fast_is_twice_the_words_a_minute(self, spoken: list[Segment]) -> None:
        slow, fast = delivery(spoken), delivery([stretched(segment) for segment in spoken])
        if slow.words_a_minute is not None and fast.words_a_minute is not None:
            assert fast.words_a_minute == pytest.approx(2 * slow.words_a_minute, abs=1.5)
        assert fast.pauses <= slow.pauses

    @given(speeches())
    def test_is_the_same_after_it_was_stored(self, spoken: list[Segment]) -> None:
        assert from_plain(to_plain(spoken)) == spoken


def moved(segment: Segment, *, by: float) -> Segment:
    words = tuple(replace(word, start=word.start + by, end=word.end + by) for word in segment.words)
    return replace(segment, start=segment.start + by, end=segment.end + by, words=words)


def stretched(segment: Segment) -> Segment:
    words = tuple(replace(word, start=word.start / 2, end=word.end / 2) for word in segment.words)
    return replace(segment, start=segment.start / 2, end=segment.end / 2, words=words)


class TestFillers:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Um, so uhm … uh the loss, ummm.", {"um": 3, "uh": 1}),
            ("Er, erm, hmm, mhm and ah!", {"er": 2, "hmm": 2, "ah": 1}),
            ("You know, I mean, it is basically, like, literally done.",
             {"you know": 1, "I mean": 1, "basically": 1, "literally": 1, "like": 1}),
            ("I would like it like this; humans err, an uhlan, the drum, 5 mm, a museum.", {}),
            ("you\nknow", {"you know": 1}),
            ("", {}),
        ],
    )  # fmt: skip
    def test_are_found(self, text: str, found: dict[str, int]) -> None:
        assert dict(fillers(text)) == found

    def test_the_most_frequent_come_first(self) -> None:
        assert fillers("uh um uh, you know") == (("uh", 2), ("um", 1), ("you know", 1))

    @given(st.text(max_size=200))
    def test_of_any_text(self, text: str) -> None:
        assert fillers(text.upper()) == fillers(text.upper().lower())
        assert all(count > 0 for _, count in fillers(text))

    @given(st.lists(st.sampled_from(["um", "the", "uh", "loss", "er"])), st.sampled_from([" ", ", ", "… ", "\n"]))
    def test_punctuation_hides_none(self, words: list[str], between: str) -> None:
        assert dict(fillers(between.join(words))) == {
            name: words.count(name) for name in ("um", "uh", "er") if name in words
        }
