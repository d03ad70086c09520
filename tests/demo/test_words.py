"""What the people of the city write, and when."""

from datetime import date, datetime, timedelta
from random import Random

import pytest

from luoshi.demo.city import read_city
from luoshi.demo.clock import Agenda, in_hours, last_day, later, moment, workday, workday_before
from luoshi.demo.conduct import conduct_of, finish_day, percent_on
from luoshi.demo.evidence import Shown, made
from luoshi.demo.intake import title_of
from luoshi.demo.words import Scene, Words, goal_of
from luoshi.documents import Format, sniff

SCENE = Scene(day=date(2026, 6, 20), percent=40, tags=frozenset({"in_time"}), unit="市财政局")


def words(text: str, topic: str = "engineering") -> Words:
    return Words(text, topic, frozenset(), Random("words"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("改造老旧小区156个、惠及居民2.3万户", "62个"),
        ("采购可躺式课桌椅5.2万套，9月1日前配备到位", "2.1万套"),
        ("审查时限压缩至15个工作日以内，年内完成加装60部", "24部"),
    ],
)
def test_a_goal_is_the_first_amount_that_can_be_counted_towards(text, part):
    goal = goal_of(text)
    assert goal.worded(goal.done(40)) == part


def test_a_task_without_an_amount_has_no_goal():
    assert goal_of("云河二桥建成通车") is None
    assert goal_of("每月集中行动不少于2次") is None


def test_slots_are_filled_from_the_moment_and_the_matter():
    said = words("改造老旧小区50个")
    assert (
        said.fill("截至{day}，{goal}的任务已完成{done}，占{pct}%。", SCENE)
        == "截至6月20日，50个的任务已完成20个，占40%。"
    )
    assert said.fill("与{unit}会商，{month}完成", SCENE) == "与市财政局会商，5月完成"
    assert said.fill("预计{month}进场", SCENE) == "预计7月进场"


def test_days_lie_ahead_or_behind_as_the_sentence_has_it():
    said = words("改造")
    behind = said.fill("工程于{day}通过验收", SCENE).removeprefix("工程于").removesuffix("通过验收")
    ahead = said.fill("{day}前完成移交", SCENE).removesuffix("前完成移交")
    assert behind in {f"6月{day}日" for day in range(14, 20)}
    assert ahead in {*(f"6月{day}日" for day in range(27, 31)), *(f"7月{day}日" for day in range(1, 11))}


def test_nothing_is_said_twice_while_there_is_something_else():
    said = words("市城投集团建成停车楼")
    heard = [said.say("next", SCENE, repeat=False) for _ in range(30)]
    spoken = [text for text in heard if text]
    assert len(set(spoken)) == len(spoken) > 3
    assert heard[-1] == ""
    assert said.say("next", SCENE)


def test_phrases_keep_to_season_and_subject():
    winter = Scene(day=date(2026, 1, 10), percent=40, tags=frozenset({"late"}))
    tasks = [words("建设道路"), words("开展检查", "enforcement")]
    heard = {task.choose("delay", winter) for task in tasks for _ in range(12)}
    assert len(heard) > 6
    assert [text for text in heard if "降雨" in text or "高温" in text or "{unit}" in text] == []


def test_every_task_has_a_short_name():
    titles = [title_of(task.text) for task in read_city().tasks]
    assert max(map(len, titles)) <= 40
    assert [title for title in titles if title.startswith(("会同", "由", "请", "，")) or len(title) < 5] == []


def test_the_city_ends_yesterday_or_where_working_days_are_no_longer_known():
    assert last_day(date(2026, 11, 22)) == date(2026, 11, 21)
    assert last_day(date(2027, 5, 1)) == date(2026, 12, 17)
    assert workday(date(2026, 12, 30), 5).year > 2090
    assert workday_before(date(2026, 10, 5), 1) == date(2026, 9, 29)


def test_acts_happen_in_working_hours():
    rng = Random("hours")
    moments = [in_hours(date(2026, 10, 1), rng) for _ in range(50)]
    assert {at.date() for at in moments} == {date(2026, 10, 8)}
    assert min(moments) >= moment(date(2026, 10, 8), 8, 45)
    assert later(moment(date(2026, 10, 9), 17, 30), 0, rng).date() == date(2026, 10, 10)


def test_the_agenda_keeps_the_order_of_time():
    told: list[tuple[str, datetime]] = []
    start = moment(date(2026, 3, 2), 9)

    def process(name: str, step: timedelta):
        at = start
        for _ in range(3):
            at = yield at + step
            told.append((name, at))

    agenda = Agenda()
    agenda.add(process("slow", timedelta(hours=2)))
    agenda.add(process("quick", timedelta(minutes=-5)))
    days: list[date] = []
    agenda.run(start + timedelta(hours=5), days.append)
    assert [name for name, _ in told] == ["quick", "quick", "quick", "slow", "slow"]
    assert [at for _, at in told] == sorted(at for _, at in told)
    assert days == [date(2026, 3, 2)]


def test_a_unit_stays_what_it_is():
    conducts = {code: conduct_of("云州", code) for code in map(str, range(100, 160))}
    assert conducts == {code: conduct_of("云州", code) for code in conducts}
    assert {conduct.promptness > 0.9 for conduct in conducts.values()} == {True, False}


def test_a_prompt_unit_finishes_in_time_and_progress_never_goes_back():
    start, due = date(2026, 3, 1), date(2026, 9, 30)
    rng, prompt = (
        Random("finish"),
        max((conduct_of("云州", str(n)) for n in range(99)), key=lambda c: c.promptness),
    )
    days = [finish_day(start, due, conduct=prompt, rng=rng) for _ in range(40)]
    assert sum(day <= due for day in days) >= 36
    endless = [finish_day(start, None, conduct=prompt, rng=rng) for _ in range(40)]
    assert {day is None for day in endless} == {True, False}
    assert percent_on(date(2026, 9, 30), start, due, before=10) == 95
    assert percent_on(date(2026, 3, 5), start, due, before=10) == 10


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("现场施工进度照片.jpg", "png"),
        ("公示截图.jpg", "png"),
        ("整改台账.xlsx", "csv"),
        ("监理月报.pdf", "docx"),
        ("施工日志摘录.txt", "txt"),
    ],
)
def test_evidence_is_a_real_file_of_its_kind(name, kind):
    shown = Shown("白鹭溪清淤14公里", "市水务局", "完成清淤6公里。", date(2026, 6, 20), 40)
    made_name, content = made(name, shown, Random("file"))
    assert made_name == f"{name.rpartition('.')[0]}（0620）.{kind}"
    assert (made_name, content) == made(name, shown, Random("file"))
    if kind == "png":
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
    else:
        assert sniff(content, made_name) is Format[kind.upper()]
