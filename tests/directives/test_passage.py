"""What is read in words that a clerk has chosen."""

from datetime import date

import pytest

from luoshi.directives.rules.passage import PassageReader, Setting
from luoshi.extraction import ItemKind, Relation, UnitLexicon
from luoshi.kernel.workdays import load_national
from tests.directives.samples import MINUTES, span

UNITS = UnitLexicon(
    {
        "云州市住房和城乡建设局": ("市住建局",),
        "云州市财政局": ("市财政局",),
        "云州市发展和改革委员会": ("市发改委",),
    }
)


@pytest.fixture(scope="module")
def reader() -> PassageReader:
    return PassageReader(MINUTES, Setting(date(2026, 3, 10), UNITS, load_national()))


def test_a_note_behind_the_words_names_the_owners(reader) -> None:
    item = reader.read(*span("完成老城区雨水管网改造12公里"))
    assert (item.kind, item.text) == (ItemKind.TASK, "完成老城区雨水管网改造12公里")
    assert (item.lead, item.support) == (("云州市住房和城乡建设局",), ("云州市财政局",))
    assert item.relation is Relation.EXPLICIT
    assert [measure.unit for measure in item.measures] == ["公里"]
    assert item.deadline is not None
    assert item.deadline.on == date(2026, 6, 30)
    assert item.why[0] == "人工选定"


def test_a_note_among_the_words(reader) -> None:
    words = "完成老城区雨水管网改造12公里。（市住建局牵头，市财政局配合，2026年6月底前完成）"
    item = reader.read(*span(words))
    assert item.lead == ("云州市住房和城乡建设局",)
    assert item.deadline is not None
    assert item.deadline.on == date(2026, 6, 30)


def test_the_units_that_the_words_command(reader) -> None:
    item = reader.read(*span("市发改委要在4月15日前公布惠企政策清单"))
    assert (item.lead, item.relation) == (("云州市发展和改革委员会",), Relation.SINGLE)
    assert item.deadline is not None
    assert item.deadline.on == date(2026, 4, 15)


def test_words_that_name_nobody(reader) -> None:
    item = reader.read(*span("不得以任何理由拖延兑现"))
    assert (item.lead, item.support, item.relation, item.deadline) == ((), (), Relation.NONE, None)


def test_a_note_of_the_next_task_is_not_taken() -> None:
    text = "清理河道。疏通管网。（市住建局负责）"
    reader = PassageReader(text, Setting(None, UNITS, load_national()))
    assert reader.read(0, 4).lead == ()
    assert reader.read(5, 9).lead == ("云州市住房和城乡建设局",)
