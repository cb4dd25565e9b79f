import random


class ThompsonSampler:
    def __init__(self, n_arms: int, rng: random.Random, alpha: float = 1.0, beta: float = 1.0) -> None:
        if n_arms <= 0 or min(alpha, beta) <= 0:
            raise ValueError("no arms, or a belief that is no distribution")
        self.rng, self.prior = rng, (alpha, beta)
        self.successes = dict.fromkeys(range(n_arms), 0)
        self.failures = dict.fromkeys(range(n_arms), 0)

    def _parameters(self, arm: int) -> tuple[float, float]:
        if arm not in self.successes:
            raise ValueError("no such arm")
        return self.prior[0] + self.successes[arm], self.prior[1] + self.failures[arm]

    def choose(self) -> int:
        best, top = -1, -1.0
        for arm in self.successes:
            draw = self.rng.betavariate(*self._parameters(arm))
            if draw > top:
                best, top = arm, draw
        return best

    def update(self, arm: int, reward: int) -> None:
        if arm not in self.successes or not (reward == 0 or reward == 1):
            raise ValueError("no such arm, or no such reward")
        self.successes[arm] += int(reward)
        self.failures[arm] += 1 - int(reward)

    def posterior(self, arm: int) -> tuple[float, float]:
        a, b = self._parameters(arm)
        mean = a / (a + b)
        return mean, mean * (1 - mean) / (a + b + 1)

    def probability_best(self, n_draws: int) -> list[float]:
        if n_draws <= 0:
            raise ValueError("no draws")
        picks = [self.choose() for _ in range(n_draws)]
        return [picks.count(arm) / n_draws for arm in self.successes]
