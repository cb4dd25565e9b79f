import pytest

from questions.similarity import Wordings, is_same, wording


def met(*prompts: str) -> Wordings[str]:
    found: Wordings[str] = Wordings()
    for prompt in prompts:
        found.add(wording(prompt), prompt)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is AUC-ROC and when is it useful?", "what is **AUC-ROC** and when is it useful"),
        ("What’s recall?", "What's recall?"),
        ("How does it work?", "How does it work?\n\nWith an example."),
    ],
)
def test_same(one: str, other: str) -> None:
    assert is_same(wording(one), wording(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is recall?", "What is precision?"),
        ("What's the output?\n\n`print(1)`", "What's the output?\n\n`print(2)`"),
    ],
)
def test_not_same(one: str, other: str) -> None:
    assert not is_same(wording(one), wording(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is the bias-variance tradeoff?", "Explain the bias-variance tradeoff."),
        ("Explain overfitting vs underfitting.", "What is the difference between underfitting and overfitting?"),
        ("How do you handle imbalanced data?", "How would you handle imbalanced datas?"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert met(one).alike(wording(other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Explain L1 regularisation.", "Explain L2 regularisation."),
        ("What is question 17 about?", "What is question 18 about?"),
        ("What is recall?", "What is precision?"),
        ("What is k-means?", "What is k-nearest neighbours?"),
        ("What's the output?\n\nprint(len('abc'))", "What's the output?\n\nsorted({3, 1, 2})[-1] == max(1, 2, 3)"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert met(one).alike(wording(other)) is None


def test_the_most_similar_is_named() -> None:
    found = met("How do you deploy a large model?", "How do you deploy a large model safely?")
    assert found.alike(wording("Explain how you deploy a large model."))[0] == "How do you deploy a large model?"  # type: ignore[index]
