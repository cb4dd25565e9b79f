import pytest
from django.test import Client

from accounts.models import User
from tests.factories import make_user


@pytest.fixture
def user(client: Client) -> User:
    """The person who is signed in."""
    user = make_user()
    client.force_login(user)
    return user
