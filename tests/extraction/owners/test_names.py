import pytest

from luoshi.extraction.lexicon import UnitLexicon, is_group, is_organ, looks_like_unit
from luoshi.extraction.owners.names import role_note, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省科技厅、工业和信息化厅", "省科技厅 省工业和信息化厅"),
        (
            "省委编办，省档案局、机要局，省民政厅、水和林业局",
            "省委编办 省档案局 省机要局 省民政厅 省水和林业局",
        ),
        ("省政务服务局、农业农村厅、市场监管局", "省政务服务局 省农业农村厅 省市场监管局"),
        ("省发展改革委、云湖实验室、省科技厅", "省发展改革委 云湖实验室 省科技厅"),
        ("省自然资源厅、住房城乡建设厅", "省自然资源厅 省住房城乡建设厅"),
        ("省法院、检察院", "省法院 省检察院"),
        ("省公安厅、云州海关、云东市教育局", "省公安厅 云州海关 云东市教育局"),
        ("人民银行云州分行、云州金融监管局", "人民银行云州分行 云州金融监管局"),
        ("自治区财政厅、教育厅", "自治区财政厅 自治区教育厅"),
        ("县委组织部、县发改局、教育局、青川镇政府", "县委组织部 县发改局 县教育局 青川镇政府"),
        ("各市、县（市、区）人民政府", "各市、县（市、区）人民政府"),
        ("各省、自治区、直辖市人民政府，市教育局", "各省、自治区、直辖市人民政府 市教育局"),
        ("市政府办公室，各区县、市直各部门", "市政府办公室 各区县 市直各部门"),
        ("市教育局 市财政局", "市教育局 市财政局"),
        ("市教育局、市教育局", "市教育局"),
        ("市教育局以及市财政局", "市教育局 市财政局"),
        ("各县、市教育局", "各县 市教育局"),
        ("市教育局，各县", "市教育局 各县"),
        ("市司法局和市信访局和市民政局", "市司法局 市信访局 市民政局"),
        ("", ""),
    ],
)
def test_lists(text: str, names: str) -> None:
    assert split_names(text, None) == names.split()


def test_listed_names_are_taken_as_they_are() -> None:
    units = UnitLexicon({"云州市水和土地事务局": ["水和土地局"], "云投集团": []})
    assert split_names("市教育局、水和土地局、云投集团", units) == ["市教育局", "水和土地局", "云投集团"]


def test_roles_behind_a_name() -> None:
    assert role_note("市教育局（牵头）") == ("市教育局", "牵头")
    assert role_note("市教育局（配合单位）") == ("市教育局", "配合")
    assert role_note("市市场监管局（市知识产权局）") == ("市市场监管局（市知识产权局）", None)


@pytest.mark.parametrize(
    "name",
    [
        "市教育局",
        "发展改革委",
        "海关总署",
        "云川县人民政府",
        "开发区管委会",
        "北湖街道",
        "市水务集团公司",
        "各有关部门",
        "市直各单位",
        "各县（市、区）政府",
        "云湖实验室",
    ],
)
def test_units(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize(
    "name", ["局", "全部", "执行", "机会", "推进工作的部门", "加强部门", "对部门", "科室", "市" * 40, "道路"]
)
def test_not_units(name: str) -> None:
    assert not looks_like_unit(name)


def test_groups_and_organs() -> None:
    assert is_group("各县（市、区）政府")
    assert not is_group("市教育局")
    assert is_organ("市教育局")
    assert is_organ("云川县人民政府")
    assert not is_organ("老旧小区")
    assert not is_organ("开发区")


def test_a_lexicon_from_csv() -> None:
    units = UnitLexicon.from_csv(
        "\ufeffname,short,aliases\n云州市教育局,市教育局,教育局｜市教委;教体局\n ,空,\n云州市财政局,,\n"
    )
    assert units.canonical("教体局") == "云州市教育局"
    assert units.canonical("市教委") == "云州市教育局"
    assert units.canonical("空") is None
    assert ("云州市财政局" in units, len(units)) == (True, 2)


def test_a_csv_without_the_columns_lists_nothing() -> None:
    assert len(UnitLexicon.from_csv("单位\n云州市教育局\n")) == 0


def test_the_full_name_behind_a_part_and_behind_a_spoken_name() -> None:
    units = UnitLexicon({"市公安局": [], "市城市管理局": ["市城管局"], "县城管办": []})
    assert units.canonical("市公安局交警部门") == "市公安局"
    assert units.canonical("市公安局督促部门") is None
    assert units.canonical("市公安局大楼") is None
    assert units.canonical("公安") == "市公安局"
    assert units.canonical("城管") is None
    assert units.canonical("公") is None
    assert units.canonical("教育") is None
