import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput
from luoshi.kernel.terms import Term


class Colour(Term):
    RED = "red", "红"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (-7, "-7"),
        (2**70, "1180591620717411303424"),
        ("改造“二期”\n", '"改造“二期”\\n"'),
        ("\x00", '"\\u0000"'),
        ("e\u0301", '"e\u0301"'),
        (Colour.RED, '"red"'),
        ([], "[]"),
        ((1, [2]), "[1,[2]]"),
        ({}, "{}"),
        ({"b": 1, "a": {"d": None, "c": []}}, '{"a":{"c":[],"d":null},"b":1}'),
        ({"乙": 1, "Z": 2, "\U00010000": 3, "\uffff": 4}, '{"Z":2,"乙":1,"\uffff":4,"\U00010000":3}'),
        (MappingProxyType({"a": 1}), '{"a":1}'),
        (date(2026, 3, 2), '"2026-03-02"'),
        (datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC), '"2026-03-02T01:02:03.000000+00:00"'),
        (
            datetime(2026, 3, 2, 9, 2, 3, 4, tzinfo=timezone(timedelta(hours=8))),
            '"2026-03-02T01:02:03.000004+00:00"',
        ),
    ],
)
def test_each_value_has_one_form(value, expected):
    assert canonical(value) == expected.encode()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (1.5, "float has no canonical form: give a number with decimals as str"),
        ([{"a": float("nan")}], "float has no canonical form: give a number with decimals as str"),
        (Decimal("1.5"), "Decimal has no canonical form: give a number with decimals as str"),
        (b"a", "bytes has no canonical form: give a number with decimals as str"),
        ({1: "a"}, "a key must be str, not int: 1 and '1' would become the same key"),
        (datetime(2026, 3, 2), "a moment without a time zone has no canonical form"),  # noqa: DTZ001
    ],
)
def test_what_has_no_single_form_is_refused(value, reason):
    with pytest.raises(TypeError) as refusal:
        canonical(value)
    assert str(refusal.value) == reason


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(BadInput) as refusal:
        canonical({"text": "\ud800"})
    assert refusal.value.code == "text-not-unicode"


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(VALUES)
def test_reading_gives_the_value_back_and_writing_it_again_the_same_bytes(value):
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(TEXT, st.integers()))
def test_the_order_in_which_keys_were_set_does_not_matter(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)
