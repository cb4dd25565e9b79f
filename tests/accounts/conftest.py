import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_limits_left_over(request: pytest.FixtureRequest) -> None:
    """What an earlier test used up of the sign-in limits."""
    if request.node.get_closest_marker("django_db"):
        cache.clear()
