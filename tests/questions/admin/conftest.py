import pytest
from django.test import Client

from tests.factories import make_writer


@pytest.fixture
def writer(client: Client) -> Client:
    """A curator who is signed in, and does not publish."""
    client.force_login(make_writer())
    return client


@pytest.fixture
def reviewer() -> Client:
    """A reviewer who is signed in, and does not write."""
    client = Client()
    client.force_login(make_writer("Reviewers"))
    return client
