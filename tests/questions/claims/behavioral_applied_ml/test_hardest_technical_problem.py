from math import ceil, log, log2
from random import Random


def test_sixty_replays() -> None:
    """sixty clean replays happen with a chance of 0.95 to the sixtieth, 5%"""
    assert round(100 * 0.95**60) == 5
    assert ceil(log(0.05) / log(0.95)) in (59, 60)


def test_halving_finds_the_device() -> None:
    """the half of the cluster that disagrees with itself is halved again"""
    random = Random(1)
    assert log2(256) == 8

    def search(replays: int) -> bool:
        devices, faulty = list(range(256)), random.randrange(256)
        while len(devices) > 1:
            left, right = devices[: len(devices) // 2], devices[len(devices) // 2 :]
            seen = any(random.random() < 0.05 for _ in range(replays))
            holds, other = (left, right) if faulty in left else (right, left)
            devices = holds if seen else other
        return devices == [faulty]

    assert sum(search(1) for _ in range(200)) < 20  # one clean replay says little
    assert sum(search(120) for _ in range(200)) > 180
