import pytest

from luoshi.documents import read

from .docx_samples import abstract, level, numbered, paragraph, with_body

OFFICIAL = abstract(
    1,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)
STANDARD = OFFICIAL + numbered(1, 1)


def lines(*blocks, numbering=STANDARD, styles=""):
    return read(with_body(*blocks, numbering=numbering, styles=styles), filename="a.docx").text.split("\n")


def test_the_four_levels_of_official_papers():
    found = lines(
        paragraph("总体情况", level=0),
        paragraph("加强领导", level=1),
        paragraph("第一", level=2),
        paragraph("第二", level=2),
        paragraph("细目", level=3),
        paragraph("落实责任", level=1),
        paragraph("重新起算", level=2),
        paragraph("正文"),
        paragraph("存在问题", level=0),
        paragraph("又一", level=1),
    )
    assert found == [
        "一、总体情况",
        "（一）加强领导",
        "1.第一",
        "2.第二",
        "（1）细目",
        "（二）落实责任",
        "1.重新起算",
        "正文",
        "二、存在问题",
        "（一）又一",
    ]


def test_a_label_never_runs_into_the_text():
    articles = abstract(1, level(0, "chineseCountingThousand", "第%1条"), level(1, "decimal", "%2."))
    found = lines(
        paragraph("总则", level=0),
        paragraph("5亿元", level=1),
        paragraph("", level=1),
        numbering=articles + numbered(1, 1),
    )
    assert found == ["第一条 总则", "1. 5亿元", "2."]


def test_two_uses_of_one_list_share_the_count_unless_one_restarts():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = OFFICIAL + numbered(1, 1) + numbered(2, 1) + numbered(3, 1, restart)
    found = lines(
        paragraph("甲", level=0),
        paragraph("乙", level=0, numbering=2),
        paragraph("丙", level=0, numbering=3),
        paragraph("丁", level=0, numbering=3),
        paragraph("戊", level=0),
        numbering=numbering,
    )
    assert found == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊"]


def test_overridden_level_keeps_its_own_look():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.", start=3)}</w:lvlOverride>'
    broken = "<w:lvlOverride/>"
    found = lines(paragraph("甲", level=0), numbering=OFFICIAL + numbered(1, 1, override + broken))
    assert found == ["III.甲"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["一、", "1.", "二、", "1."]),
        ('<w:lvlRestart w:val="0"/>', ["一、", "1.", "二、", "2."]),
        ('<w:lvlRestart w:val="1"/>', ["一、", "1.", "二、", "1."]),
    ],
)
def test_lower_levels_restart_as_told(restart, expected):
    numbering = abstract(1, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", more=restart))
    order = [paragraph(level=0), paragraph(level=1), paragraph(level=0), paragraph(level=1)]
    assert lines(*order, numbering=numbering + numbered(1, 1)) == expected


def test_numbers_of_higher_levels():
    legal = "<w:isLgl/>"
    numbering = abstract(
        1,
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", more=legal),
        level(3, "decimal", "%9%4)"),
    )
    found = lines(
        paragraph("甲", level=1),
        paragraph("乙", level=0),
        paragraph("丙", level=1),
        paragraph("丁", level=2),
        paragraph("戊", level=3),
        numbering=numbering + numbered(1, 1),
    )
    assert found == ["一.1 甲", "一、乙", "一.1 丙", "1.1.1 丁", "1)戊"]


def test_bullets_hidden_labels_and_no_number():
    numbering = abstract(
        1,
        level(0, "bullet", "\uf06c"),
        level(1, "decimal", "%2.", more="<w:rPr><w:vanish/></w:rPr>"),
        level(2, "none", "注"),
    )
    found = lines(
        paragraph("甲", level=0),
        paragraph("乙", level=1),
        paragraph("丙", level=2),
        paragraph("丁", level=3),
        numbering=numbering + numbered(1, 1),
    )
    assert found == ["• 甲", "乙", "注 丙", "丁"]


def style(name, properties="", *, based_on="", more=""):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" {more} w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:pPr>{properties}</w:pPr></w:style>'


def listed(number="", index=""):
    number = f'<w:numId w:val="{number}"/>' if number else ""
    index = f'<w:ilvl w:val="{index}"/>' if index else ""
    return f"<w:numPr>{index}{number}</w:numPr>"


def test_lists_through_styles():
    numbering = abstract(
        1,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="Second"/>'),
    )
    styles = (
        style("First", listed(1))
        + style("Second", listed(1), based_on="First")
        + style("Deeper", listed(index=1), based_on="First")
        + style("Plain", listed("0"), based_on="First")
        + style("Circle", based_on="Round")
        + style("Round", based_on="Circle")
    )
    found = lines(
        paragraph("甲", style="First"),
        paragraph("乙", style="Second"),
        paragraph("丙", style="Deeper"),
        paragraph("丁", style="Plain"),
        paragraph("戊", style="Circle"),
        paragraph("己", style="First", level=1, numbering=1),
        paragraph("庚", style="First").replace("</w:pPr>", listed(index=1) + "</w:pPr>"),
        paragraph("辛", style="Unknown"),
        numbering=numbering + numbered(1, 1),
        styles=styles,
    )
    assert found == ["一、甲", "（一）乙", "（二）丙", "丁", "戊", "（三）己", "（四）庚", "辛"]


def test_a_list_defined_by_a_list_style():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lists"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Nowhere"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Circular"/></w:abstractNum>'
        + OFFICIAL.replace('abstractNumId="1"', 'abstractNumId="4"')
        + numbered(1, 1)
        + numbered(2, 2)
        + numbered(3, 3)
        + numbered(4, 4)
    )
    styles = style("Lists", listed(4)) + style("Circular", listed(3)) + style("Dangling", listed(9))
    found = lines(
        paragraph("甲", level=0, numbering=1),
        paragraph("乙", level=0, numbering=2),
        paragraph("丙", level=0, numbering=3),
        paragraph("丁", level=0, numbering=9),
        paragraph("戊", style="Dangling"),
        numbering=numbering,
        styles=styles,
    )
    assert found == ["一、甲", "乙", "丙", "丁", "戊"]


def test_nonsense_in_attributes_is_ignored():
    broken = (
        level(0, "decimal", "%1.", start="x") + level("x", "decimal", "%1.") + level(44, "decimal", "%1.")
    )
    found = lines(
        paragraph("甲", level=0),
        paragraph("乙", level="x"),
        numbering=abstract(1, broken) + numbered(1, 1),
    )
    assert found == ["0.甲", "1.乙"]
