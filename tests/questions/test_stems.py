from questions import stems
from tests.threads import at_once

WORDS = [f"{word}{ending}" for word in ("regular", "general", "optim") for ending in ("ising", "isation", "ly")]


def test_forms_of_a_word_share_a_stem() -> None:
    assert {stems.stem(word) for word in ["trained", "training", "trains"]} == {"train"}


def test_what_is_no_word_is_left_as_it_is() -> None:
    assert stems.stem("running" * 20_000) == "running" * 20_000


def test_eight_threads_find_the_stems_that_one_finds() -> None:
    alone = [stems.stem(word) for word in WORDS]

    def all_stems() -> list[str]:
        return [stems._stem.__wrapped__(word) for word in WORDS * 20]  # past the cache

    assert at_once(all_stems) == [alone * 20] * 8
