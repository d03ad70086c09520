"""Units as people name them in speech and in running minutes, in a place without a register."""

import pytest

from luoshi.extraction import Relation
from luoshi.extraction.folding import fold
from luoshi.extraction.owners.grammar import read_owners
from luoshi.extraction.owners.notes import OwnerReader


def charged(text: str) -> tuple[list[str], list[str]]:
    folded = fold(text)
    found = OwnerReader(folded, None).subject(0, len(folded))
    return (found.owners.lead, found.owners.support) if found else ([], [])


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("住建局把全市的在建工地再过一遍", "住建局"),
        ("信访局要给我把积案盯到底", "信访局"),
        ("教育局带个头，把校门口清干净", "教育局"),
        ("桃源镇把三户的工作做通", "桃源镇"),
        ("桃源镇、青石乡各抽5个人", "桃源镇 青石乡"),
        ("客运这一块，交通局、公安交警要把客车盯死", "交通局 公安交警"),
        ("变更批复前，施工单位不得擅自施工", "施工单位"),
        ("施工单位中云建设集团要增加夜班", "中云建设集团"),
        ("分管副县长每周至少下访一天", "分管副县长"),
        ("安委办也别光发文件", "安委办"),
        ("供销社这两天把化肥调到位", "供销社"),
        ("燃气企业要立即自查", "燃气企业"),
        ("综窗人员不得要求重复提交", "综窗人员"),
        ("各乡镇班子成员一律包村", "各乡镇"),
        ("各责任单位提前两天把进展发来", "各责任单位"),
        ("此事拖了半年，请城关街道一包到底", "城关街道"),
        ("请发改委的同志再跑一趟省里", "发改委"),
        ("会议责成县教育局一周内全部换新", "县教育局"),
        ("会议明确，以上事项由县政府办公室督查股按月调度", "县政府办公室督查股"),
        ("由县住建局房管中心按应急程序审核", "县住建局房管中心"),
        ("请市教育局稳妥处置", "市教育局"),
        ("白石乡人民政府收到通知后10日内完成", "白石乡人民政府"),
        ("承办单位自交办之日起3日内见面", "承办单位"),
        ("县住建局拿方案、县财政局找资金，国庆节前动工", "县住建局 县财政局"),
        ("县住建局拿方案、县财政局配合落实，国庆节前动工", "县住建局"),
        ("县教育局（3月底前）、县卫健局（4月底前）分别完成", "县教育局 县卫健局"),
        ("成立领导小组，办公室设在县科工局，每季度开会", "县科工局"),
        ("成立领导小组，办公室设在三楼会议室东头，每季度开会", ""),
        ("飞线整治由云河实验室牵头", "云河实验室"),
        ("自来水公司3天之内把水通上", "自来水公司"),
        ("去年县水利局完成了加固", ""),
        ("新院区9月整体搬迁投用", ""),
        ("区中医院9月整体搬迁投用", ""),
        ("部分企业用工难", ""),
        ("任何企业不得抬价", ""),
    ],
)
def test_who_leads(text: str, lead: str) -> None:
    assert charged(text)[0] == lead.split()


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("3户房屋由竹溪镇负责，县自规局配合，3月底前拆除", "竹溪镇", "县自规局"),
        ("由市住建局牵头，会同市应急局、市消防支队，3月底前完成", "市住建局", "市应急局 市消防支队"),
        ("由县市监局牵头，会同承办单位督促物业公司更换", "县市监局", "承办单位"),
        ("消防支队你们来牵这个头，住建、应急、市场监管几家跟着一起干", "消防支队", "住建 应急 市场监管"),
        ("县水利局会同竹溪镇10日内修复", "县水利局", "竹溪镇"),
        ("县水利局要会同有关乡镇逐村制定方案", "县水利局", "有关乡镇"),
        ("市自规局要抓紧会同相关县区解决用地报批", "市自规局", "相关县区"),
    ],
)
def test_who_helps(text: str, lead: str, support: str) -> None:
    assert charged(text) == (lead.split(), support.split())


def test_bare_labels_and_short_signs_of_roles() -> None:
    text = fold("责任：市人社局（主）、局标准化科（协）")
    note = OwnerReader(text, None).line(0, len(text))
    assert note is not None
    assert (note.owners.lead, note.owners.support) == (["市人社局"], ["局标准化科"])
    assert read_owners("责任人：市人社局").lead == ["市人社局"]
    assert read_owners("责任人：张志远").sponsor == ["张志远"]


def test_we_are_who_signs() -> None:
    text = "我局将于6月底前出台办法。\n云州市交通运输局\n2026年7月15日"
    found = OwnerReader(text, None).subject(0, 14)
    assert found is not None
    assert (found.owners.lead, found.owners.relation) == (["云州市交通运输局"], Relation.SINGLE)
