import itertools
import random
from statistics import pvariance


def test_weights_of_the_past() -> None:
    r"""With $\alpha = 0.3$ the weights of older values fall geometrically: 0.3, 0.21, 0.147 and so on."""

    def level(series: list[float]) -> float:
        result = 0.0
        for value in series:
            result = 0.3 * value + 0.7 * result
        return result

    weights = [level([0.0] * (9 - back) + [1.0] + [0.0] * back) for back in range(3)]
    assert [round(weight, 3) for weight in weights] == [0.3, 0.21, 0.147]


def test_weight_of_the_last_three() -> None:
    """0.3 plus 0.21 plus 0.147, so about 66%."""
    assert round(100 * (1 - 0.7**3)) == 66


def test_forecasts_of_an_autoregression() -> None:
    """with mean 50, coefficient 0.8 and last value 60 forecasts 58, then 56.4, 55.12, and tends to 50"""
    value, forecasts = 60.0, []
    for _ in range(60):
        value = 50 + 0.8 * (value - 50)
        forecasts.append(value)
    assert [round(f, 2) for f in forecasts[:3]] == [58, 56.4, 55.12]
    assert abs(forecasts[-1] - 50) < 0.001


def test_error_variance_of_an_autoregression() -> None:
    r"""towards $\sigma^2/(1-0.8^2) = 2.78\,\sigma^2$"""
    variance = 0.0
    for _ in range(200):
        variance = 0.8**2 * variance + 1
    assert round(variance, 2) == 2.78


def test_error_variance_of_a_random_walk() -> None:
    r"""with variance $h\,\sigma^2$ at horizon $h$"""
    rng = random.Random(0)
    ends = [sum(rng.gauss(0, 1) for _ in range(9)) for _ in range(6000)]
    assert abs(pvariance(ends) - 9) < 0.5


def test_smoothing_is_an_arima() -> None:
    """Simple exponential smoothing equals ARIMA(0,1,1)"""
    rng = random.Random(1)
    series = [rng.gauss(100, 5) for _ in range(40)]
    alpha = 0.3
    level = forecast = series[0]
    error = 0.0
    for before, value in itertools.pairwise(series):
        level = alpha * before + (1 - alpha) * level
        # y_t = y_{t-1} + e_t - (1 - alpha) e_{t-1}, so the forecast is y_{t-1} - (1 - alpha) e_{t-1}
        forecast = before - (1 - alpha) * error
        assert abs(forecast - level) < 1e-9
        error = value - forecast


def test_needless_differences_add_variance() -> None:
    """Each needless difference tends to add noise and variance to the forecast."""
    rng = random.Random(2)
    noise = [rng.gauss(0, 1) for _ in range(5000)]
    differences = [b - a for a, b in itertools.pairwise(noise)]
    assert 1.8 < pvariance(differences) / pvariance(noise) < 2.2
