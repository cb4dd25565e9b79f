PARAMETERS = 7e9
EXTRA_TOKENS = 20 * 150
TRAINING_TOKENS = 2000 * 200 * 3


def _forward(tokens: float) -> float:
    """A multiplication and an addition per parameter and token."""
    return tokens * PARAMETERS * 2


def _training(tokens: float) -> float:
    """The forward pass, and a backward pass with two products for each one."""
    return _forward(tokens) + 2 * _forward(tokens)


def test_a_longer_prompt() -> None:
    r"""adds 3,000 tokens: $2N\times 3000 = 4.2\times10^{13}$ per request"""
    assert EXTRA_TOKENS == 3000
    assert f"{_forward(EXTRA_TOKENS):.1e}" == "4.2e+13"


def test_fine_tuning() -> None:
    r"""is 1.2 million tokens: $6N \times 1.2\times 10^6 = 5.0\times10^{16}$"""
    assert TRAINING_TOKENS == 1_200_000
    assert f"{_training(TRAINING_TOKENS):.1e}" == "5.0e+16"


def test_break_even() -> None:
    """The ratio is 1,200 requests."""
    assert round(_training(TRAINING_TOKENS) / _forward(EXTRA_TOKENS)) == 1200


def test_break_even_with_a_cache() -> None:
    """If a cached token costs a tenth, the break-even of 1,200 requests becomes 12,000."""
    assert round(_training(TRAINING_TOKENS) / (_forward(EXTRA_TOKENS) / 10)) == 12_000
