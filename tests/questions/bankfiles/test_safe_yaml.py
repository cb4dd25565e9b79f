import pytest

from questions.bankfiles import safe_yaml


def test_aliases_are_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{n}: &b{n} [*a, *a]\n" for n in range(20))
    with pytest.raises(safe_yaml.Invalid):
        safe_yaml.load(bomb)
