"""The register's filter as a query string, and back."""

from datetime import date

import pytest

from luoshi.boards.register import Answer, Part, RegisterFilter, Sort, Span, parse
from luoshi.kernel.errors import BadInput
from luoshi.matters.terms import Light, MatterKind, Status

COLUMNS = ["number", "title", "due"]

FULL = RegisterFilter(
    q="供水 改造",
    span=Span.ALL,
    status=Status.ISSUED,
    light=Light.OVERDUE,
    unit=5,
    part=Part.SUPPORT,
    kind=MatterKind.TASK,
    sponsor=7,
    portfolio=8,
    keeper=9,
    directive=10,
    due_from=date(2026, 1, 1),
    due_to=date(2026, 2, 1),
    issued_from=date(2026, 1, 2),
    issued_to=date(2026, 2, 2),
    check_to=date(2026, 3, 1),
    heard_to=date(2026, 3, 2),
    accepted=Answer.YES,
    sort=Sort.SILENT,
    size=100,
    cols=("number", "due"),
    cursor="a2026-01-01.3",
)


def read(query: str) -> RegisterFilter:
    from urllib.parse import parse_qs

    return parse(parse_qs(query), columns=COLUMNS)


def test_every_field_survives_the_address() -> None:
    assert read(FULL.query()) == FULL


def test_the_default_view_has_no_address() -> None:
    assert RegisterFilter().query() == ""
    assert read("") == RegisterFilter()


def test_blank_values_and_strange_keys_say_nothing() -> None:
    assert read("q=+&unit=&page=7&cols=") == RegisterFilter()


def test_columns_come_once_and_in_their_own_order() -> None:
    assert read("cols=due&cols=number,nothing&cols=due").cols == ("number", "due")


def test_the_last_of_several_values_counts() -> None:
    assert read("unit=3&unit=4").unit == 4


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("unit=abc", "单位"),
        ("unit=-1", "单位"),
        (f"unit={'9' * 19}", "单位"),
        ("due_from=2026-02-30", "完成时限起"),
        ("status=lost", "状态"),
        ("light=red", "时限状态"),
        ("size=1000", "每页行数"),
        ("sort=up", "排序"),
    ],
)
def test_what_means_nothing_is_refused_by_name(query: str, label: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(query)
    assert refusal.value.code == "bad-filter"
    assert label in refusal.value.message


def test_a_search_is_cut_to_what_anybody_types() -> None:
    assert len(read("q=" + "水" * 200).q) == 60


@pytest.mark.parametrize(
    ("wanted", "running"),
    [
        (RegisterFilter(), True),
        (RegisterFilter(unit=5, kind=MatterKind.TASK), True),
        (RegisterFilter(q="水"), False),
        (RegisterFilter(status=Status.CLOSED), False),
        (RegisterFilter(light=Light.DONE_LATE), False),
        (RegisterFilter(directive=3), False),
        (RegisterFilter(accepted=Answer.NO), False),
        (RegisterFilter(span=Span.ALL), False),
        (RegisterFilter(span=Span.RUNNING, q="水"), True),
        (RegisterFilter(span=Span.ALL, sort=Sort.SILENT), True),
    ],
)
def test_what_is_open_unless_something_says_otherwise(wanted: RegisterFilter, running: bool) -> None:
    assert wanted.running_only is running


def test_removing_a_condition_starts_from_the_first_page() -> None:
    assert FULL.without("light") == FULL.changed(light=None, cursor="")
    assert FULL.changed(q="x").cursor == ""


@pytest.mark.parametrize(
    ("wanted", "narrowed"),
    [
        (RegisterFilter(q="水"), False),
        (RegisterFilter(q="水", span=Span.ALL, sort=Sort.NEW, size=100), False),
        (RegisterFilter(q="水", unit=3), True),
        (RegisterFilter(q="水", span=Span.RUNNING), True),
    ],
)
def test_whether_only_words_are_asked(wanted: RegisterFilter, narrowed: bool) -> None:
    assert wanted.narrowed_beyond_search is narrowed
