import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.shared import Mm, Pt
from lxml import etree

from luoshi.documents import read
from luoshi.documents.official import (
    Align,
    Annex,
    AnnexNote,
    DocumentNumber,
    EndBlock,
    Form,
    FormRow,
    Heading,
    IssueLine,
    Masthead,
    Paper,
    Paragraph,
    Recipients,
    RedLine,
    Signature,
    Table,
    Title,
    render,
    title_lines,
)
from luoshi.documents.official.wording import ems, one_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 11, 2)


def opened(*blocks):
    return docx.Document(BytesIO(render(Paper(blocks))))


def text(*blocks):
    return read(render(Paper(blocks)), filename="a.docx").text


def part(content, name):
    return zipfile.ZipFile(BytesIO(content)).read(name).decode()


def properties(paragraph):
    """Of a paragraph as written: each property with its attributes."""
    return {
        etree.QName(child).localname: {etree.QName(k).localname: v for k, v in child.attrib.items()}
        for child in paragraph._p.pPr
    }


def test_the_type_area():
    section = opened(Paragraph("x")).sections[0]
    assert (section.page_width, section.page_height) == (Mm(210).twips * 635, Mm(297).twips * 635)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_twenty_two_lines_of_twenty_eight_characters():
    styles = opened(Paragraph("x")).styles
    normal = styles["Normal"].paragraph_format
    assert normal.line_spacing == Pt(28)
    assert 225 / 25.4 * 72 // 28 == 22
    defaults = styles.element.find(f"{W}docDefaults").find(f".//{W}rPr")
    spacing = int(defaults.find(f"{W}spacing").get(f"{W}val")) / 20
    size = int(defaults.find(f"{W}sz").get(f"{W}val")) / 2
    assert (size, spacing) == (16, -0.25)
    assert 156 / 25.4 * 72 // (size + spacing) == 28
    assert 156 / 25.4 * 72 // size == 27


def test_fonts_of_the_levels():
    styles = opened(Paragraph("x")).styles
    fonts = {
        style.name: style.element.rPr.rFonts.get(f"{W}eastAsia")
        for style in styles
        if style.element.rPr is not None and style.element.rPr.rFonts is not None
    }
    assert fonts["Heading 1"] == "黑体"
    assert fonts["Heading 2"] == "楷体_GB2312"
    assert fonts["Heading 3"] == fonts["Heading 4"] == "仿宋_GB2312"
    assert fonts["Title"] == "方正小标宋简体"
    assert styles["Title"].font.size == Pt(22)
    default = styles.element.find(f".//{W}rFonts")
    assert {default.get(f"{W}{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"仿宋_GB2312"}


def test_every_run_reads_its_signs_as_chinese():
    document = opened(Paragraph("“清单化”—2026"), Heading(1, "一、总体"), Signature("办公室", DAY))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert {run._r.rPr.rFonts.get(f"{W}hint") for run in runs} == {"eastAsia"}


def test_what_people_write_survives():
    words = 'R&D <投资> "引号" \x01坏\x0b第二行\n\n第三行\t表'
    assert text(Paragraph(words)) == 'R&D <投资> "引号" 坏\n第二行\n第三行\t表'
    assert text(Table(("A&B",), [[words]])) == 'A&B\nR&D <投资> "引号" 坏\n第二行\n\n第三行\t表\n'


def test_an_issue_of_a_series():
    document = opened(
        Masthead("督 查 通 报", drop=15),
        IssueLine("市政府\n督查室", DAY, "第3期"),
        RedLine(),
        Title(("关于落实情况", "的通报")),
    )
    mark, issue, who, rule, title = document.paragraphs
    assert mark.runs[0].font.color.rgb == (0xFF, 0, 0)
    assert mark.runs[0].font.name == "方正小标宋简体"
    assert (issue.text, who.text, title.text) == (
        "第3期",
        "市政府 督查室\t2026年11月2日",
        "关于落实情况\n的通报",
    )
    border = rule._p.find(f".//{W}pBdr/{W}bottom")
    assert border.get(f"{W}color") == "FF0000"
    assert rule.paragraph_format.space_after == Pt(56)


@pytest.mark.parametrize(
    ("mark", "size"),
    [("督 查 通 报", 58), ("云州市人民政府办公室文件", 36), ("云州市人民政府", 58), ("", 58)],
)
def test_the_mark_is_as_large_as_fits(mark, size):
    paragraph = opened(Masthead(mark)).paragraphs[0]
    assert paragraph.runs[0].font.size == Pt(size)
    assert size * ems(mark) <= 156 / 25.4 * 72


def test_the_mark_stands_35_mm_below_the_type_area():
    layout = opened(Masthead("云州市人民政府文件")).paragraphs[0].paragraph_format
    size = 49
    assert layout.line_spacing == Pt(size * 1.2)
    assert round(layout.space_before.pt + (size * 1.2 - size) / 2) == round(35 / 25.4 * 72)


def test_a_numbered_document():
    number, recipients = opened(
        DocumentNumber("云政办督〔2026〕3号"), Recipients("各县（市、区）人民政府")
    ).paragraphs
    assert number.text == "云政办督〔2026〕3号"
    assert number.paragraph_format.space_before == Pt(56)
    assert recipients.text == "各县（市、区）人民政府："


def test_headings():
    first, second, more = opened(
        Heading(1, "一、总体情况"), Heading(2, "（一）办结。", run_on="共98项。\n另段")
    ).paragraphs
    assert (first.style.name, first.text, first.paragraph_format.keep_with_next) == (
        "Heading 1",
        "一、总体情况",
        True,
    )
    assert [run.text for run in second.runs] == ["（一）办结。", "共98项。"]
    assert second.runs[1].font.name == "仿宋_GB2312"
    assert second.paragraph_format.keep_with_next is None
    assert (more.style.name, more.text) == ("Body Text", "另段")


def test_tables():
    rows = [["1", "修路", "x"], ["2", "架桥", "y"]]
    aligns = (Align.CENTER, Align.LEFT, Align.RIGHT)
    document = opened(
        Table(("序号", "事项", "备注"), rows, widths=(16, 100, 40), aligns=aligns, caption="清单")
    )
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["序号", "事项", "备注"], *rows]
    grid = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
    assert [round(twips / 1440 * 25.4) for twips in grid] == [16, 100, 40]
    assert [row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows] == [True] * 3
    assert [row._tr.trPr.find(f"{W}tblHeader") is not None for row in table.rows] == [True, False, False]
    assert [cell.paragraphs[0].style.name for cell in table.rows[1].cells] == [
        "Cell Center",
        "Cell",
        "Cell Right",
    ]
    assert {cell.paragraphs[0].style.name for cell in table.rows[0].cells} == {"Cell Head"}
    assert (document.paragraphs[0].text, document.paragraphs[0].style.name) == ("清单", "Caption")
    assert document.paragraphs[1].paragraph_format.line_spacing == Pt(1)


def test_equal_columns_and_wrong_widths():
    grid = opened(Table(("甲", "乙", "丙"), [])).tables[0]._tbl.tblGrid
    assert {round(int(column.get(f"{W}w")) / 1440 * 25.4) for column in grid} == {52}
    for widths in ((100, 57), (156,), (50, 50, 50)):
        with pytest.raises(ValueError, match="one width for each header"):
            render(Paper((Table(("甲", "乙"), [], widths=widths),)))
    with pytest.raises(ValueError, match="zip"):
        render(Paper((Table(("甲", "乙"), [["1"]]),)))


def test_forms():
    form = Form(
        (FormRow((("编号", "1"), ("日期", "2日"))), FormRow((("事项", "第一行\n第二行"),), height=20))
    )
    table = opened(form).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["编号", "1", "日期", "2日"]
    assert [cell.text for cell in table.rows[1].cells] == ["事项", *["第一行\n第二行"] * 3]
    assert [round(row.height.mm) for row in table.rows] == [11, 20]


def test_annex_notes():
    assert text(AnnexNote(("甲表",))) == "附件：甲表"
    first, second = opened(AnnexNote(("甲\n表", "乙表"))).paragraphs
    assert (first.text, second.text) == ("附件：1.甲 表", "2.乙表")
    for line, indent, hanging in ((first, 6, 4), (second, 6, 1)):
        assert line.paragraph_format.left_indent == Pt(indent * 15.75)
        assert line.paragraph_format.first_line_indent == Pt(-hanging * 15.75)


@pytest.mark.parametrize(
    ("office", "left"),
    [("云州市人民政府", 13), ("云州市人民政府优化营商环境工作领导小组办公室", 5), ("字" * 40, 0)],
)
def test_the_office_is_centred_over_the_day(office, left):
    first, second = opened(Signature(office, date(2026, 11, 22))).paragraphs
    assert (first.text, second.text) == (office, "2026年11月22日")
    middle = 28 - 4 - ems(second.text) / 2 if left == 13 else None
    for line in (first, second):
        indent = line.paragraph_format.left_indent
        assert (indent.pt if indent else 0) == pytest.approx(left * 15.75, abs=0.05)
        assert properties(line)["jc"] == {"val": "center"}
    assert middle in {None, (28 + left) / 2}
    assert first.paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("blocks", "held"),
    [
        ((Paragraph("甲\n乙"), Signature("办公室", DAY)), ["乙", "办公室"]),
        ((Paragraph("甲"), Paragraph("乙"), Signature("办公室", DAY)), ["乙", "办公室"]),
        ((Heading(2, "（一）要求。", run_on="丙"), Signature("办公室", DAY)), ["（一）要求。丙", "办公室"]),
        ((Heading(2, "（一）要求。", run_on="丙\n丁"), Signature("办公室", DAY)), ["丁", "办公室"]),
        (
            (Paragraph("甲"), AnnexNote(("表",)), Signature("办公室", DAY)),
            ["甲", "附件：表", "办公室"],
        ),
        (
            (Paragraph("甲"), AnnexNote(("表", "册")), Signature("办公室", DAY)),
            ["甲", "附件：1.表", "2.册", "办公室"],
        ),
        ((Paragraph("甲"), Annex(None, "表", (Paragraph("乙"),))), []),
    ],
)
def test_no_page_holds_a_signature_alone(blocks, held):
    paragraphs = opened(*blocks).paragraphs
    assert [one.text for one in paragraphs if one.paragraph_format.keep_with_next] == held


def test_annexes():
    document = opened(Annex(1, "甲表", (Paragraph("x"),)), Annex(None, "乙表", ()))
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件1", "甲表", "x", "附件", "乙表"]
    assert [p.paragraph_format.page_break_before for p in document.paragraphs] == [
        True,
        None,
        None,
        True,
        None,
    ]
    assert document.paragraphs[0].paragraph_format.space_after == Pt(28)


def test_end_block():
    assert text(EndBlock("市委办公室，\n市人大", "市政府办公室", DAY)) == (
        "抄送：市委办公室， 市人大\n市政府办公室\t2026年11月2日印发\n"
    )
    assert text(EndBlock("", "市政府办公室", DAY)) == "市政府办公室\t2026年11月2日印发\n"
    table = opened(EndBlock("市委办公室", "市政府办公室", DAY)).tables[0]
    position = table._tbl.tblPr.find(f"{W}tblpPr")
    assert position.get(f"{W}tblpYSpec") == "bottom"
    sizes = {
        side: table._tbl.tblPr.find(f".//{W}{side}").get(f"{W}sz") for side in ("top", "insideH", "bottom")
    }
    assert sizes == {"top": "8", "insideH": "6", "bottom": "8"}


def test_page_numbers_stand_outside():
    content = render(Paper((Paragraph("x"),)))
    document = docx.Document(BytesIO(content))
    assert document.settings.odd_and_even_pages_header_footer is True
    section = document.sections[0]
    assert properties(section.footer.paragraphs[0])["jc"] == {"val": "right"}
    assert properties(section.even_page_footer.paragraphs[0])["jc"] == {"val": "left"}
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert " PAGE " in part(content, "word/footer1.xml")


def test_the_same_facts_give_the_same_bytes():
    paper = Paper((Masthead("督查通报"), Paragraph("x")), subject="通报 <R&D>", dated=DAY)
    content = render(paper)
    assert content == render(paper)
    found = docx.Document(BytesIO(content)).core_properties
    assert (found.title, found.created.date(), found.modified.date()) == ("通报 <R&D>", DAY, DAY)
    assert {info.date_time for info in zipfile.ZipFile(BytesIO(content)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


def test_every_part_is_sound_xml():
    content = render(Paper((Table(("甲",), [["x"]]), EndBlock("a", "b", DAY))))
    package = zipfile.ZipFile(BytesIO(content))
    for name in package.namelist():
        etree.fromstring(package.read(name))
    assert "Override" in part(content, "[Content_Types].xml")


def test_wording():
    assert ems("云州2026") == 4.0
    assert one_line(" 甲\n\n 乙\t丙 ") == "甲 乙 丙"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("督查通报", ("督查通报",)),
        ("字" * 40, ("字" * 13, "字" * 13, "字" * 14)),
        ("", ("",)),
        (
            "云州市人民政府办公室关于对重点项目建设推进缓慢的单位予以通报批评并限期整改有关事项的紧急通知",
            (
                "云州市人民政府办公室关于对",
                "重点项目建设推进缓慢的单位予以",
                "通报批评并限期整改有关事项的紧急通知",
            ),
        ),
        (
            "关于印发《云州市2026年政府工作报告重点任务分解方案》的通知",
            ("关于印发《云州市2026年政府工作报告", "重点任务分解方案》的通知"),
        ),
        ("关于2026年三季度全市重点工作落实情况的通报", ("关于2026年三季度全市", "重点工作落实情况的通报")),
        (
            "云州市人民政府督查室关于印发三季度重点工作清单的通知",
            ("云州市人民政府督查室关于", "印发三季度重点工作清单的通知"),
        ),
    ],
)
def test_title_lines(title, lines):
    assert title_lines(title) == lines
