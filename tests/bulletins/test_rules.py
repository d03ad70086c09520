"""A circular's sentences, from facts alone."""

from datetime import date

import pytest

from luoshi.bulletins import rules
from luoshi.bulletins.rules import FIGURES, Facts, Problem, UnitLine
from luoshi.kernel.errors import BadInput
from luoshi.matters.terms import Light

DUE = date(2026, 6, 30)


def line(name: str, **counts: int) -> UnitLine:
    return UnitLine(1, name, dict.fromkeys(FIGURES, 0) | counts)


def facts(*lines: UnitLine, problems: tuple[Problem, ...] = ()) -> Facts:
    return Facts(
        place="云州市", scope="全部在督事项", period_from=date(2026, 6, 1), period_to=DUE, as_of=date(2026, 7, 2),
        units=lines, problems=problems, remedy_by=date(2026, 7, 9), report_by=date(2026, 7, 16),
    )  # fmt: skip


def text(given: Facts) -> str:
    return "\n".join(part["text"] for part in rules.compose(given))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 3, "33.3%"), (2, 3, "66.7%"), (3, 3, "100%"), (2999, 3000, "99.9%"), (0, 0, "—")],
)
def test_percentages_have_a_base(part: int, whole: int, said: str) -> None:
    assert rules.percent(part, whole) == said


def test_figures_sum_the_units() -> None:
    values = rules.figures([line("甲局", total=4, done=3, in_time=2), line("乙局", total=2, done=0)])
    assert (values["total"], values["done_rate"], values["in_time_rate"]) == ("6", "50.0%", "66.7%")
    assert rules.based_on("done_rate") == "done"


def test_quiet_months_say_so() -> None:
    said = text(facts(line("甲局", total=1, going=1)))
    assert "本期没有办结两项以上、办结率达到六成且无超期事项的单位。" in said
    assert "本期没有超期未办结和超时未签收的事项。" in said
    assert "中止" not in said
    assert "长期推进" not in said
    assert "（二）" not in said


def test_good_work_is_named_without_rank_and_only_without_trouble() -> None:
    good, late = line("甲局", total=4, done=3), line("乙局", total=9, done=8, late=1)
    said = text(facts(good, late))
    assert "不分先后）：甲局牵头4项，已办结3项。" in said


def test_problems_are_named_with_cause_or_its_absence() -> None:
    problems = (
        Problem(7, "甲局", "修路", DUE, 2, Light.OVERDUE, "征拆未完成。"),
        Problem(8, "乙局", "治河", None, 0, Light.OVERDUE, ""),
        Problem(9, "丙局", "招商", DUE, 0, Light.UNANSWERED, ""),
    )
    said = text(facts(line("甲局", total=3, overdue=2, unanswered=1, paused=1, undated=1), problems=problems))
    assert "1.甲局牵头的“修路”（[[#7]]），应于2026年6月30日前完成，已超期2天。单位反映：征拆未完成。" in said
    assert "2.乙局牵头的“治河”（[[#8]]），已超期0天。单位在进展反馈中没有说明原因。" in said
    assert "1.丙局：“招商”（[[#9]]）。" in said
    assert "[[overdue]]项超过完成时限仍未办结，分别是：" in said
    assert "（三）超时未签收的单位" in said
    assert "中止办理[[paused]]项" in said


def test_only_unanswered_matters() -> None:
    said = text(
        facts(
            line("丙局", unanswered=1), problems=(Problem(9, "丙局", "招商", DUE, 0, Light.UNANSWERED, ""),)
        )
    )
    assert "[[unanswered]]项超过签收期限仍未签收" in said
    assert "超过完成时限" not in said


def test_long_lists_say_that_they_are_cut() -> None:
    many = tuple(Problem(n, "甲局", "修路", DUE, 2, Light.OVERDUE, "") for n in range(rules.MOST_NAMED))
    assert "按时限先后列出20项：" in text(facts(line("甲局", overdue=30), problems=many))


def test_every_token_in_the_text_is_a_figure_or_a_matter() -> None:
    given = facts(line("甲局", paused=1, undated=1, unanswered=1))
    known = set(rules.figures(given.units))
    rules.check_body(rules.compose(given), known=known)
    with pytest.raises(BadInput, match="ranking"):
        rules.check_body([{"kind": "paragraph", "text": "[[#3]]，[[ranking]]"}], known=known)
