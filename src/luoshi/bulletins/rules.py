"""From counted facts to the text of a circular (督查通报): sober sentences, every figure a named count.

A paragraph carries its figures as ``[[name]]`` and the matters it names as ``[[#17]]``; page and paper put
the values in, so that text and figure cannot drift apart. Order and parts follow practice (domain study §3.7).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from luoshi.kernel.dates import long_date
from luoshi.kernel.errors import BadInput
from luoshi.matters.terms import Light

TOKEN = re.compile(r"\[\[(#\d+|[a-z_]+)\]\]")
MOST_NAMED = 20
PART_LENGTH = 10_000
"""Characters; the longest that composing gives names every unit of a large city."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count over the matters in scope: how they stand, or in the period of what act."""

    label: str
    lights: frozenset[Light] = frozenset()
    period: str = ""


_DONE = frozenset({Light.DONE_IN_TIME, Light.DONE_LATE})
_GOING = frozenset({Light.RUNNING, Light.NEAR_DUE, Light.OVERDUE, Light.UNANSWERED, Light.NO_DATE})

FIGURES: Mapping[str, Figure] = {
    "total": Figure("督办事项"),
    "fresh": Figure("本期新交办", period="issued_on"),
    "done": Figure("已办结", _DONE),
    "done_in_period": Figure("本期办结", _DONE, period="closed_on"),
    "in_time": Figure("按期办结", frozenset({Light.DONE_IN_TIME})),
    "late": Figure("超期办结", frozenset({Light.DONE_LATE})),
    "review": Figure("待核查认可", frozenset({Light.IN_REVIEW})),
    "going": Figure("正在办理", _GOING),
    "overdue": Figure("超期未办结", frozenset({Light.OVERDUE})),
    "unanswered": Figure("超时未签收", frozenset({Light.UNANSWERED})),
    "near": Figure("临近时限", frozenset({Light.NEAR_DUE})),
    "undated": Figure("长期推进、定期检查", frozenset({Light.NO_DATE})),
    "paused": Figure("中止办理", frozenset({Light.PAUSED})),
}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's counts, by figure name."""

    unit_id: int
    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """A matter named for a problem, with what the unit itself gave as the reason."""

    matter_id: int
    unit: str
    title: str
    due_on: date | None
    days_late: int
    light: Light
    cause: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a circular is written from; ``units`` in the order of the list of units."""

    place: str
    scope: str
    period_from: date
    period_to: date
    as_of: date
    units: Sequence[UnitLine]
    problems: Sequence[Problem]
    remedy_by: date
    report_by: date

    def count(self, name: str) -> int:
        return total(self.units, name)


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the body: ``kind`` is heading or paragraph."""

    kind: str
    text: str


def percent(part: int, whole: int) -> str:
    """With one decimal, half up, by integers; “—” without a base, 100% only for all."""
    if not whole:
        return "—"
    if part == whole:
        return "100%"
    tenths = min((part * 2000 + whole) // (2 * whole), 999)
    return f"{tenths // 10}.{tenths % 10}%"


def total(lines: Sequence[UnitLine], name: str) -> int:
    """A figure over all units."""
    return sum(line.counts[name] for line in lines)


def figures(lines: Sequence[UnitLine]) -> dict[str, str]:
    """The value of each figure as it is printed."""
    counts = {name: total(lines, name) for name in FIGURES}
    values = {name: str(count) for name, count in counts.items()}
    values["done_rate"] = percent(counts["done"], counts["total"])
    values["in_time_rate"] = percent(counts["in_time"], counts["done"])
    return values


def based_on(name: str) -> str:
    """The count whose matters stand behind a figure; a rate is shown by its numerator."""
    return name.removesuffix("_rate")


def compose(facts: Facts) -> list[dict[str, Any]]:
    """The body: overall, good work, problems by name, requirements with dates."""
    parts = [*_overall(facts), *_good(facts), *_problems(facts), *_requirements(facts)]
    return [asdict(part) for part in parts]


def check_body(body: Sequence[Mapping[str, str]], *, known: set[str]) -> None:
    """Refuse a part that is too long, and one that names a figure which does not exist."""
    for number, part in enumerate(body, 1):
        length = len(part["text"])
        if length > PART_LENGTH:
            raise BadInput(
                "part-too-long", f"第{number}段有{length}个字，最多{PART_LENGTH}个字。请精简，或改用附件。"
            )
        for token in TOKEN.findall(part["text"]):
            if not token.startswith("#") and token not in known:
                raise BadInput("unknown-figure", f"正文中的“[[{token}]]”不是本通报的数据项，请核对后修改。")


def _overall(facts: Facts) -> list[Part]:
    span = f"{long_date(facts.period_from)}至{long_date(facts.period_to)}"
    counted = (
        f"{span}，纳入本期通报的督办事项共[[total]]项（{facts.scope}），其中本期新交办[[fresh]]项。"
        f"截至{long_date(facts.as_of)}，已办结[[done]]项，本期办结率[[done_rate]]；其中按期办结[[in_time]]项，"
        "超期办结[[late]]项，按期办结占办结总数的[[in_time_rate]]。"
    )
    rest = "正在办理[[going]]项，单位已申请办结、待核查认可[[review]]项"
    if facts.count("paused"):
        rest += "，中止办理[[paused]]项"
    rest += "。正在办理的事项中，超期未办结[[overdue]]项，临近时限[[near]]项，超时未签收[[unanswered]]项"
    if facts.count("undated"):
        rest += "，长期推进、定期检查[[undated]]项"
    return [Part("heading", "一、总体情况"), Part("paragraph", counted), Part("paragraph", rest + "。")]


def _good(facts: Facts) -> list[Part]:
    clean = [line for line in facts.units if _sound(line)]
    parts = [Part("heading", "二、落实较好的方面")]
    if not clean:
        return [*parts, Part("paragraph", "本期没有办结两项以上、办结率达到六成且无超期事项的单位。")]
    named = "；".join(
        f"{line.name}牵头{line.counts['total']}项，已办结{line.counts['done']}项" for line in clean
    )
    text = (
        f"下列单位办结两项以上、办结率达到六成，没有超期和超时未签收的事项（按单位序列，不分先后）：{named}。"
    )
    return [*parts, Part("paragraph", text)]


def _sound(line: UnitLine) -> bool:
    """Worth naming: several matters done, most of them, and none late or unanswered."""
    done, led = line.counts["done"], line.counts["total"]
    return done >= 2 and done * 10 >= led * 6 and not _trouble(line)


def _trouble(line: UnitLine) -> int:
    return line.counts["overdue"] + line.counts["late"] + line.counts["unanswered"]


def _problems(facts: Facts) -> list[Part]:
    parts = [Part("heading", "三、存在的问题")]
    if not facts.problems:
        return [*parts, Part("paragraph", "本期没有超期未办结和超时未签收的事项。")]
    overdue = [p for p in facts.problems if p.light is Light.OVERDUE]
    unanswered = [p for p in facts.problems if p.light is Light.UNANSWERED]
    if overdue:
        parts.append(Part("paragraph", _lead(len(overdue), "overdue", "超过完成时限仍未办结")))
        parts += [Part("paragraph", f"{n}.{_overdue(problem)}") for n, problem in enumerate(overdue, 1)]
    if unanswered:
        parts.append(Part("paragraph", _lead(len(unanswered), "unanswered", "超过签收期限仍未签收")))
        parts += [
            Part("paragraph", f"{n}.{p.unit}：“{p.title}”（[[#{p.matter_id}]]）。")
            for n, p in enumerate(unanswered, 1)
        ]
    return parts


def _lead(named: int, figure: str, what: str) -> str:
    listed = f"按时限先后列出{named}项" if named >= MOST_NAMED else "分别是"
    return f"[[{figure}]]项{what}，{listed}："


def _overdue(problem: Problem) -> str:
    due = f"应于{long_date(problem.due_on)}前完成，" if problem.due_on else ""
    cause = f"单位反映：{problem.cause.rstrip('。')}。" if problem.cause else "单位在进展反馈中没有说明原因。"
    return f"{problem.unit}牵头的“{problem.title}”（[[#{problem.matter_id}]]），{due}已超期{problem.days_late}天。{cause}"


def _requirements(facts: Facts) -> list[Part]:
    asked = {
        "overdue": f"有超期事项的牵头单位，请于{long_date(facts.remedy_by)}前逐项报送补救措施，写明原因、具体责任人和新的节点。",
        "near": "临近时限的[[near]]项，请牵头单位对照节点逐项检查，存在困难的及时提出，不要等到期后再说明。",
        "total": f"各牵头单位请于{long_date(facts.report_by)}前反馈进展；没有新进展的可直接选择“无变化”，不需要另行报送材料。",
        "unanswered": "超时未签收的单位，请立即签收；认为不属于本单位职责的，请写明依据，由督查室裁定。",
    }
    texts = [text for figure, text in asked.items() if figure == "total" or facts.count(figure)]
    numbered = [Part("paragraph", f"（{'一二三四'[place]}）{text}") for place, text in enumerate(texts)]
    return [Part("heading", "四、工作要求"), *numbered]
