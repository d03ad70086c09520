"""A paper that orders again what is in work, and a draft that names nobody."""

import pytest

from luoshi.directives import actions as drafting
from luoshi.directives.actions import Source
from luoshi.directives.models import Directive, Draft
from luoshi.matters import actions as matters
from luoshi.matters.actions import Terms
from luoshi.matters.models import Matter
from tests.conftest import NOW

AGAIN = """云州市人民政府专题会议纪要
云政专纪〔2026〕5号
（2026年3月12日）

会议议定：
（一）市发改委6月底前完成老城区雨水管网和排水泵站改造。
（二）加强固定资产投资调度，推进重大项目建设。
（三）尽快完成老城区雨水管网、排水泵站改造并验收。
"""


@pytest.fixture
def matter(actors, city_units, calendar, place) -> Matter:
    """In work already, under another lead."""
    content = "完成老城区雨水管网和排水泵站改造，建立巡查台账。"
    terms = Terms(title="管网改造", content=content, lead_id=city_units.housing.pk)
    return matters.propose(terms, by=actors.staff, at=NOW)


@pytest.fixture
def directive(matter, actors, city_units) -> Directive:
    _ = city_units.reform
    reading = drafting.take(Source(text=AGAIN), classified=False, by=actors.staff, at=NOW)
    received = drafting.receive(reading, reading.face, classified=False, by=actors.staff, at=NOW)
    received.drafts.all().delete()
    return received


@pytest.fixture
def drafts(directive, city_units) -> list[Draft]:
    """Three, whatever the engine finds: led by the reform commission, led by nobody, said again."""
    made = []
    for words, lead in (
        ("市发改委6月底前完成老城区雨水管网和排水泵站改造", city_units.reform),
        ("加强固定资产投资调度，推进重大项目建设", None),
        ("尽快完成老城区雨水管网、排水泵站改造并验收", None),
    ):
        start = AGAIN.index(words)
        place = {"start": start, "end": start + len(words), "text": words, "kind": "task", "lead": lead}
        measures = [{"raw": "12公里", "value": 12, "unit": "公里"}, {"raw": "若干"}]
        made.append(
            Draft.objects.create(directive=directive, measures=measures, engine={"lead": []}, **place)
        )
    return made
