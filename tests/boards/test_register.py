"""What a register shows to whom, page after page."""

from datetime import timedelta

import pytest

from luoshi.accounts.policy import Actor, granted
from luoshi.accounts.terms import Role
from luoshi.boards import register as board
from luoshi.boards.people import offered
from luoshi.boards.register import Answer, Line, Part, RegisterFilter, Sort, Span
from luoshi.boards.register import rows as board_rows
from luoshi.directives.models import Directive
from luoshi.kernel.errors import BadInput
from luoshi.matters import queries
from luoshi.matters.actions.act import index
from luoshi.matters.models import Matter
from luoshi.matters.terms import Light, MatterKind, PartyRole, Status
from tests.conftest import NOW, TODAY

COLUMNS = board.shown(())


def day(n: int):
    return TODAY + timedelta(days=n)


def page(actor: Actor, **wanted) -> board.Page:
    return board.read(actor, RegisterFilter(**wanted), COLUMNS, today=TODAY)


def ids(actor: Actor, **wanted) -> list[int]:
    return [line.id for line in page(actor, **wanted).lines]


def test_a_line_says_what_its_columns_need(loop) -> None:
    made = loop.at(Status.UNDER_WAY, sponsor_id=loop.actors.leader.person_id)
    made.refresh_from_db()
    (line,) = page(loop.actors.staff).lines
    assert line == Line(
        id=made.pk,
        status=Status.UNDER_WAY,
        light=Light.RUNNING,
        days=106,
        number="云督〔2026〕1号",
        title="推进云河治理工程",
        lead_name="市发改委",
        supporters=1,
        sponsor_name="陈志远",
        due_on=made.due_on,
        sign_by=made.sign_by,
    )


ORDERS = [(Sort.DUE, [0, 1, 2, 3, 4]), (Sort.DUE_LAST, [4, 3, 2, 1, 0]), (Sort.NEW, [4, 3, 2, 1, 0])]


@pytest.mark.parametrize("who", ["staff", "liaison", "both"])
@pytest.mark.parametrize(("sort", "order"), ORDERS)
def test_pages_lead_on_and_back_without_loss(matter, actors, city_units, who, sort, order) -> None:
    """Two matters share a date, one has none; 25 more lie between so that pages end inside a tie."""
    list(actors)
    made = [matter(due) for due in (day(1), *[day(2)] * 58, day(3), None)]
    every = [m.pk for m in (made if order[0] == 0 else reversed(made))]
    roles = frozenset({Role.LIAISON})
    both = Actor(1, "双岗", roles, (city_units.reform.pk, city_units.housing.pk), granted(roles))
    actor = both if who == "both" else getattr(actors, who)
    read, cursor, pages = [], "", []
    while True:
        part = page(actor, sort=sort, cursor=cursor)
        pages.append(part)
        read += [line.id for line in part.lines]
        assert part.total == 61
        if not part.after:
            break
        cursor = part.after
    assert read == every
    assert [len(part.lines) for part in pages] == [25, 25, 11]
    assert pages[0].before == ""
    back = page(actor, sort=sort, cursor=pages[2].before)
    assert [line.id for line in back.lines] == [line.id for line in pages[1].lines]
    first = page(actor, sort=sort, cursor=back.before)
    assert [line.id for line in first.lines] == every[:25]
    assert first.before == ""
    assert first.after != ""


def test_the_most_silent_first(matter, actors) -> None:
    new = matter(issued_on=day(-1))
    silent = matter(issued_on=day(-90), last_report_on=day(-60))
    never = matter(issued_on=day(-70))
    matter(status=Status.CLOSED, issued_on=day(-200))
    assert ids(actors.staff, sort=Sort.SILENT) == [never.pk, silent.pk, new.pk]


def test_an_empty_register_has_no_pages(place, actors) -> None:
    assert page(actors.staff) == board.Page([], 0)
    assert page(actors.staff, cursor=f"a{TODAY}.5") == board.Page([], 0)


@pytest.mark.parametrize(
    "cursor", ["x", "a", "a2026-13-01.5", "a2026-01-01", "a2026-01-01.x", "a5", "a1.2.3"]
)
def test_a_cursor_that_means_nothing_is_refused(place, actors, cursor: str) -> None:
    with pytest.raises(BadInput) as refusal:
        page(actors.staff, cursor=cursor)
    assert refusal.value.code == "bad-cursor"


def test_counting_stops(matter, actors, monkeypatch) -> None:
    for n in range(4):
        matter(day(n))
    for who in (actors.staff, actors.liaison):
        assert board.count(who, RegisterFilter(), today=TODAY, most=2) == 3
        assert board.count(who, RegisterFilter(), today=TODAY, most=4) == 4


def test_scope(matter, actors, city_units) -> None:
    led = matter(day(1), support=(city_units.finance,))
    supported = matter(day(2), lead=city_units.housing, support=(city_units.reform,))
    other = matter(day(3), lead=city_units.housing)
    matter(day(4), status=Status.DOCKETED)
    assert ids(actors.staff) == [led.pk, supported.pk, other.pk]
    assert ids(actors.liaison) == [led.pk, supported.pk]
    assert ids(actors.liaison, part=Part.LEAD) == [led.pk]
    assert ids(actors.liaison, part=Part.SUPPORT) == [supported.pk]
    assert ids(actors.liaison, part=Part.ANY, unit=city_units.reform.pk) == [led.pk, supported.pk]
    assert ids(actors.liaison, unit=city_units.housing.pk) == [supported.pk]
    assert ids(actors.liaison, unit=city_units.finance.pk, part=Part.SUPPORT) == [led.pk]
    assert ids(actors.liaison, unit=city_units.finance.pk, part=Part.ANY) == [led.pk]
    assert ids(actors.liaison, span=Span.ALL, sort=Sort.NEW) == [supported.pk, led.pk]
    assert ids(actors.inspector, span=Span.ALL) == []
    assert ids(actors.administrator, span=Span.ALL) == []


def test_units_of_the_office_filter(matter, actors, city_units) -> None:
    led = matter(day(1), support=(city_units.finance,))
    supported = matter(day(2), lead=city_units.housing, support=(city_units.reform,))
    reform = city_units.reform.pk
    assert ids(actors.staff, unit=reform) == [led.pk]
    assert ids(actors.staff, unit=reform, part=Part.LEAD) == [led.pk]
    assert ids(actors.staff, unit=reform, part=Part.SUPPORT) == [supported.pk]
    assert ids(actors.staff, unit=reform, part=Part.ANY) == [led.pk, supported.pk]
    assert ids(actors.staff, part=Part.SUPPORT) == [led.pk, supported.pk]


def test_people_of_two_units_say_the_part_alone(matter, actors, city_units) -> None:
    led = matter(day(1))
    supported = matter(day(2), lead=city_units.finance, support=(city_units.housing,))
    roles = frozenset({Role.LIAISON})
    both = Actor(1, "双岗", roles, (city_units.reform.pk, city_units.housing.pk), granted(roles))
    assert ids(both) == [led.pk, supported.pk]
    assert ids(both, part=Part.LEAD) == [led.pk]
    assert ids(both, part=Part.SUPPORT) == [supported.pk]


@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_each_light_is_that_of_the_rules(matter, actors, who: str) -> None:
    """Every status against every date that matters: the register by light finds just those lines."""
    for status in Status:
        for due in (None, day(-5), day(-1), day(0), day(7), day(8)):
            for sign_by in (None, day(-1), day(1)):
                columns = {"reported_done_on": day(-3)} if status is Status.CLOSED else {}
                matter(due, status=status, sign_by=sign_by, **columns)
    actor = getattr(actors, who)
    everything = list(
        board.stream(actor, RegisterFilter(span=Span.ALL), board.shown(("title",)), today=TODAY)
    )
    for light in Light:
        found = board.stream(actor, RegisterFilter(light=light), board.shown(("title",)), today=TODAY)
        assert {line.id for line in found} == {line.id for line in everything if line.light is light}
        wanted = RegisterFilter(light=light)
        assert board.count(actor, wanted, today=TODAY, most=10**6) == sum(
            line.light is light for line in everything
        )


def test_each_field_narrows(matter, actors, people) -> None:
    leader, staff = people.vice.pk, people.staff.pk
    one = matter(
        day(5), kind=MatterKind.TARGET, sponsor_id=leader, keeper_id=staff, issued_on=day(-9),
        next_check_on=day(-1), last_report_on=day(-40),
    )  # fmt: skip
    other = matter(day(9), issued_on=day(-1))
    both = [one.pk, other.pk]
    assert ids(actors.staff, kind=MatterKind.TARGET) == [one.pk]
    assert ids(actors.staff, sponsor=leader) == [one.pk]
    assert ids(actors.staff, keeper=staff) == [one.pk]
    assert ids(actors.staff, due_to=day(5)) == [one.pk]
    assert ids(actors.staff, due_from=day(6)) == [other.pk]
    assert ids(actors.staff, issued_to=day(-9)) == [one.pk]
    assert ids(actors.staff, issued_from=day(-8)) == [other.pk]
    assert ids(actors.staff, check_to=TODAY) == [one.pk]
    assert ids(actors.staff, heard_to=day(-30)) == [one.pk]
    assert ids(actors.staff, status=Status.UNDER_WAY) == both
    assert ids(actors.staff, directive=1) == []
    assert ids(actors.staff, portfolio=leader) == both
    assert ids(actors.staff, portfolio=people.leader.pk) == []


def test_acceptance(matter, actors) -> None:
    waiting = matter(status=Status.VERIFIED)
    accepted = matter(status=Status.VERIFIED, accepted_on=TODAY)
    matter(status=Status.CLOSED, accepted_on=TODAY, closed_on=TODAY)
    matter(status=Status.TERMINATED, accepted_on=TODAY)
    assert ids(actors.staff, accepted=Answer.NO) == [waiting.pk]
    assert ids(actors.staff, accepted=Answer.YES) == [accepted.pk]


@pytest.mark.parametrize("few", [500, 1])
def test_words_are_found_whether_few_or_many_hold_them(matter, actors, monkeypatch, few: int) -> None:
    monkeypatch.setattr(board_rows, "FEW_HITS", few)
    made = [matter(day(3 - n), title=f"老旧管网改造{n}期") for n in range(3)]
    made += [matter(day(9), title="学校建设"), matter(status=Status.CLOSED, title="供热改造", due_on=day(20))]
    for one in made:
        index(one, fresh=True)
    hit = [made[2].pk, made[1].pk, made[0].pk, made[4].pk]
    assert ids(actors.staff, q="改造") == hit
    assert page(actors.staff, q="改造").total == 4
    assert ids(actors.staff, q="改造", span=Span.RUNNING) == hit[:3]
    assert ids(actors.liaison, q="改造 管网") == hit[:3]
    assert ids(actors.staff, q="地铁") == []
    assert ids(actors.staff, q="，") == []


def test_the_whole_register_as_lines(matter, actors, city_units) -> None:
    late, soon = matter(day(9), support=(city_units.housing, city_units.finance)), matter(day(1))
    columns = board.shown(("title", "support"))
    lines = list(board.stream(actors.staff, RegisterFilter(sort=Sort.DUE_LAST), columns, today=TODAY))
    assert [(line.id, line.support) for line in lines] == [
        (late.pk, "云州市住房和城乡建设局、云州市财政局"),
        (soon.pk, ""),
    ]


def test_several_views_show_each_matter_once(matter, actors) -> None:
    made = [matter(day(n - 3)) for n in range(5)]
    views = [RegisterFilter(light=Light.OVERDUE, size=25), RegisterFilter(size=25)]
    first, second = board.tops(actors.staff, views, needs=("title",), today=TODAY)
    assert [line.id for line in first.lines] == [m.pk for m in made[:3]]
    assert (first.total, first.repeated) == (3, 0)
    assert [line.id for line in second.lines] == [m.pk for m in made[3:]]
    assert (second.total, second.repeated) == (5, 3)


def test_conditions_in_words(loop, people) -> None:
    wanted = RegisterFilter(
        q="水", light=Light.OVERDUE, unit=loop.units.reform.pk, sponsor=people.vice.pk, keeper=999,
        due_to=TODAY, directive=5, part=Part.SUPPORT, size=50,
    )  # fmt: skip
    found = board.conditions(loop.actors.staff, wanted, offered(TODAY))
    assert [(c.label, c.text) for c in found] == [
        ("关键词", "水"),
        ("时限状态", "超期"),
        ("单位", "市发改委"),
        ("参与方式", "配合"),
        ("责任领导", "赵春梅"),
        ("督办人", "编号999"),
        ("来源文件", "所选文件"),
        ("完成时限止", "2026-03-16"),
    ]
    assert found[1].query == wanted.without("light").query()


def test_the_title_of_a_document_is_for_those_who_may_read_it(loop) -> None:
    directive = Directive.objects.create(
        title="市政府专题会议纪要", kind="minutes", dated_on=TODAY, text="x", digest="0" * 64, received_at=NOW
    )
    wanted, choices = RegisterFilter(directive=directive.pk), offered(TODAY)
    (staff,) = board.conditions(loop.actors.staff, wanted, choices)
    (liaison,) = board.conditions(loop.actors.liaison, wanted, choices)
    assert (staff.text, liaison.text) == ("《市政府专题会议纪要》", "所选文件")


def test_parties_follow_the_loop(loop) -> None:
    """The columns that one unit's register reads are kept by the acts."""
    made = loop.at(Status.UNDER_WAY)
    assert ids(loop.actors.other_liaison, part=Part.SUPPORT) == [made.pk]
    assert Matter.objects.get().parties.get(role=PartyRole.LEAD).running is True


def test_words_that_hold_no_letter_are_nowhere(matter) -> None:
    index(matter(title="老旧管网改造"), fresh=True)
    assert (queries.hits("，", most=9), queries.count_hits("，", most=9)) == ([], 0)
    assert list(queries.search_each(Matter.objects.all(), "，")) == []
    assert queries.count_hits("改造", most=9) == 1
