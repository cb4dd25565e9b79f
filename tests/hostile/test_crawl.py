"""Every link and every form, as each role: nothing breaks, and nobody meets what is somebody else's."""

import re
from collections.abc import Iterable

import pytest

from tests.hostile.crawl import crawl, filled, path_of
from tests.hostile.site import PLANTED, ROLES, Answer, Site

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hostile crawl")]

SEEN_BY_DUTY = {"curator": {"report"}, "reviewer": {"report"}, "superuser": {"report", "address", "name", "answer"}}
"""What of others a role sees, in the admin alone: curators answer reports, and whoever runs the site finds people and
interviews. On the site's own pages a superuser is a learner like any other."""

AT_LEAST = {"stranger": 10, "learner": 30, "other": 30, "curator": 100, "reviewer": 100, "superuser": 200}
"""Pages and forms. A crawl that finds less has lost its way."""


def of_others(role: str, answers: Iterable[Answer]) -> set[tuple[str, str]]:
    """Words of other people that a role was shown, and where."""
    found = set()
    for answer in answers:
        for owner, what in re.findall(rf"{PLANTED}-([a-z]+)-([a-z]+)", answer.text):
            by_duty = SEEN_BY_DUTY.get(role, ()) if answer.address.startswith("/admin/") else ()
            if owner != role and what not in by_duty:
                found.add((f"{owner}'s {what}", answer.address))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_who_presses_everything_breaks_nothing_and_meets_nobody(site: Site, role: str) -> None:
    visitor = site.visitor(role)
    found = crawl(visitor)
    answers = list(found.answers)
    for form in found.forms:
        answers += visitor.follow(form.method, path_of(form.action), filled(form))
    assert [fault for answer in answers for fault in answer.faults()] == []
    assert of_others(role, answers) == set()
    assert len(answers) >= AT_LEAST[role]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "learner"])
def test_the_addresses_of_one_persons_things_are_closed_to_others(site: Site, role: str) -> None:
    """By their numbers, which anybody can guess."""
    theirs = [answer.address for answer in crawl(site.visitor("learner")).answers]
    visitor = site.visitor(role)
    answers = [
        visitor.ask("get", address)
        for address in theirs
        if re.match(r"/(interviews|recordings|stories)/[0-9n]", address)
    ]
    assert answers
    assert of_others(role, answers) == set()
    assert [fault for answer in answers for fault in answer.faults()] == []
