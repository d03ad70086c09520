import pytest

from luoshi.units.rules import NameIndex, Names

UNITS = (
    Names(
        unit_id=1,
        name="云州市发展和改革委员会",
        short="市发改委",
        aliases=("发改委",),
        former=("云州市计划委员会",),
    ),
    Names(unit_id=2, name="云州市市场监督管理局", short="市市场监管局"),
    Names(unit_id=3, name="云州市财政局", short="市财政局"),
    Names(unit_id=4, name="青河县财政局", short="县财政局", aliases=("云州财政局",)),
    Names(unit_id=5, name="云州市人民政府", short="市政府"),
    Names(unit_id=6, name="云州市人民政府办公室", short="市政府办"),
    Names(unit_id=7, name="云州经济技术开发区管理委员会", short="经开区", aliases=("经开区管委会",)),
)
INDEX = NameIndex(UNITS, place="云州市")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("云州市发展和改革委员会", (1,)),
        ("市发改委", (1,)),
        ("发改委", (1,)),
        ("云州市计划委员会", (1,)),
        (" 市 发改委 ", (1,)),
        ("云州市发改委", (1,)),
        ("发展和改革委员会", (1,)),
        ("市发展和改革委员会", (1,)),
        ("市市场监管局", (2,)),
        ("市场监管局", (2,)),
        ("云州市市场监管局", (2,)),
        ("财政局", (3, 4)),
        ("云州财政局", (4,)),
        ("市人民政府办公室", (6,)),
        ("政府办", (6,)),
        ("经济技术开发区管理委员会", (7,)),
        ("政府", ()),
        ("场监管局", ()),
        ("水利局", ()),
        ("", ()),
    ],
)
def test_a_written_name_leads_to_its_units(written, expected):
    assert INDEX.candidates(written) == expected


def test_the_better_agreement_wins():
    """“市财政局” is a short name of one unit and the bare alias of the other."""
    assert INDEX.candidates("市财政局") == (3,)


def test_without_a_place_nothing_is_left_out():
    index = NameIndex(UNITS, place="")
    assert index.candidates("市发改委") == (1,)
    assert index.candidates("云州市发改委") == ()


def test_the_same_name_twice_in_one_unit_is_one_candidate():
    index = NameIndex([Names(unit_id=9, name="妇联", short="妇联", aliases=("妇联",))], place="云州市")
    assert index.candidates("妇联") == (9,)
