"""Made from the resolver and the table: every URL, every role. A new URL is covered the moment it exists."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi.accounts.policy import GRANTS
from luoshi.web.access import ACCESS, ANY, PUBLIC, allowed

SAMPLES = {"IntConverter": 1, "SlugConverter": "x", "StringConverter": "x", "PathConverter": "x"}
SET_UP_FIRST = {"mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_deactivate_totp"}
"""Pages without arguments that do not exist until the person has switched the second step on."""


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


URLS = {pattern.name: pattern for pattern in patterns(get_resolver())}
PROTECTED = sorted(set(URLS) - PUBLIC)


def arguments(pattern: URLPattern) -> dict:
    return {key: SAMPLES[type(converter).__name__] for key, converter in pattern.pattern.converters.items()}


def path_of(name: str) -> str:
    return reverse(name, kwargs=arguments(URLS[name]))


def test_the_table_lists_exactly_the_urls() -> None:
    assert len(URLS) == len(list(patterns(get_resolver()))), "two URLs share a name, or one has none"
    assert set(ACCESS) | PUBLIC == set(URLS)
    assert set(ACCESS) & PUBLIC == set()


@pytest.mark.parametrize("name", PROTECTED)
def test_each_role(name, people, client_as) -> None:
    """404 for those whom the table leaves out; for the others the page, or 404 for object 1 if there is none."""
    needs_object = bool(arguments(URLS[name])) or name in SET_UP_FIRST
    wrong = {}
    for person in people:
        person.set_password("yunzhou-2026-ok")
        person.save()
        role = person.posts.get().role
        may_open = bool(ACCESS[name] & GRANTS[role])
        status = client_as(person).get(path_of(name)).status_code
        right = (
            status == 404 if not may_open else status not in {403, 500} and (needs_object or status != 404)
        )
        if not right:
            wrong[role] = status
    assert wrong == {}


@pytest.mark.parametrize("name", PROTECTED)
def test_logged_out(name, client, place) -> None:
    response = client.get(path_of(name))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public(name, client, place) -> None:
    response = client.get(path_of(name))
    assert response.status_code in {200, 302}
    assert "next=" not in response.headers.get("Location", "")


def test_somebody_without_a_post_has_no_pages(person, client_as, place) -> None:
    nobody = client_as(person("钱进"))
    assert [name for name in PROTECTED if nobody.get(path_of(name)).status_code != 403] == []


def test_a_closed_account_is_logged_out(people, client_as, place) -> None:
    client = client_as(people.staff)
    people.staff.is_active = False
    people.staff.save()
    assert client.get("/").status_code == 302


def test_an_unlisted_url_is_open_to_nobody(actors) -> None:
    assert [actor.name for actor in actors if allowed(actor, "no_such_url")] == []
    assert [actor.name for actor in actors if not allowed(actor, "home")] == []


def test_each_role_has_a_permission_that_opens_the_first_page() -> None:
    assert [role for role, grants in GRANTS.items() if not grants & ANY] == []


def test_unknown_address_is_not_found(people, client_as, client, place) -> None:
    assert client.get("/no/such/page").status_code == 404
    answer = client_as(people.staff).get("/no/such/page")
    assert answer.status_code == 404
    assert people.staff.name in answer.content.decode()
