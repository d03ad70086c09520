"""What a matter is called: the first clause that says what is to be done."""

import pytest

from luoshi.matters.rules import title_of


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("推进云河治理工程。完成主体施工。", "推进云河治理工程"),
        ("推进云河治理工程", "推进云河治理工程"),
        ("推进云河治理工程；" + "完成主体施工，" * 9, "推进云河治理工程"),
        ("一" * 50, "一" * 39 + "…"),
        ("  ", ""),
        ("第一行说的事\n第二行", "第一行说的事"),
    ],
)
def test_it_is_the_first_words(content: str, title: str) -> None:
    assert title_of(content) == title


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("由市住建局牵头，推进云河治理工程", "推进云河治理工程"),
        ("市住建局负责，完成老旧小区改造", "完成老旧小区改造"),
        ("请市发改委会同市财政局，10月底前完成资金拨付", "完成资金拨付"),
        ("市发改委要会同市自规局、市生态环境局，对27个未开工项目逐一过堂", "对27个未开工项目逐一过堂"),
        ("省发展改革委牵头，会同省财政厅、省自然资源厅，制定实施方案", "制定实施方案"),
        ("由市政府办公室牵头、市数据局配合，8月底前取消重复报表75张", "取消重复报表75张"),
        ("请市城管局牵头，会同住建局和东岭区，3日内逐户查清不热的原因", "逐户查清不热的原因"),
        ("请市住建局牵头，城管、水务集团和东岭区配合，24小时内完成管线探测", "完成管线探测"),
        ("市投促局会同市发改、资规、应急等部门对拟签约项目开展联合会审", "对拟签约项目开展联合会审"),
        ("各县（市、区）人民政府要加快推进高标准农田建设", "加快推进高标准农田建设"),
        ("白鹭县、澄溪县人民政府8月底前建成5处湿地净化工程", "建成5处湿地净化工程"),
        ("区住建局、区城管局要联合整治占道经营", "联合整治占道经营"),
        ("云州供电公司要保持电网供电能力", "保持电网供电能力"),
        ("会议原则同意市林业局开展古树名木保险试点", "开展古树名木保险试点"),
    ],
)
def test_owners_and_dates_in_front_are_left_out(content: str, title: str) -> None:
    assert title_of(content) == title


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("剩余27个小区的改造由市住建局牵头，12月25日前完工", "剩余27个小区的改造"),
        ("云河二桥由市交通运输局牵头，市交发集团具体负责，12月底前完成主梁合龙", "云河二桥：完成主梁合龙"),
        ("市住建局牵头，11月底前完成，验收合格率达到98%", "验收合格率达到98%"),
    ],
)
def test_what_comes_before_its_owner_is_kept(content: str, title: str) -> None:
    assert title_of(content) == title


@pytest.mark.parametrize(
    "content",
    [
        "市图书馆新馆、市非遗馆建成开放",
        "推进政务服务一网通办",
        "市本级“三公”经费只减不增",
        "清理2022年以前完工未决算项目57个",
        "平均办理时间压缩到7日以内",
        "城区3处公共停车楼开工",
        "由市住建局牵头",
        "6月底前",
    ],
)
def test_what_is_no_owner_stays_and_nothing_becomes_empty(content: str) -> None:
    assert title_of(content) == content
