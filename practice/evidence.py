"""One's own text, cut where sentences of it are evidence, so that a page can mark them. Pure functions of texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A piece of a text, and whose evidence it is: those it belongs to, and which of them begin here."""

    text: str
    shows: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def stretches(text: str, evidence: Mapping[int, str]) -> list[Stretch]:
    """Cut a text at the ends of the sentences found in it, which may stand within one another. What is blank, or does
    not stand there word for word, marks nothing; of what stands there twice the first is meant."""
    found = {key: text.find(sentence) for key, sentence in evidence.items() if sentence.strip()}
    spans = {key: (start, start + len(evidence[key])) for key, start in found.items() if start >= 0}
    cuts = sorted({0, len(text), *(end for span in spans.values() for end in span)})
    return [
        Stretch(
            text=text[start:end],
            shows=tuple(key for key, span in spans.items() if span[0] <= start and end <= span[1]),
            begins=tuple(key for key, span in spans.items() if span[0] == start),
        )
        for start, end in pairwise(cuts)
    ]
