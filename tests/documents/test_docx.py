import struct
import zipfile
import zlib
from io import BytesIO

import docx
import pytest

from luoshi.documents import archives, read
from luoshi.documents.docx.names import STRICT, TRANSITIONAL
from luoshi.kernel.errors import BadInput

from .docx_samples import NAMESPACES, paragraph, run, saved, with_body, with_parts

DELETED = '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'


def text(*blocks):
    return read(with_body(*blocks), filename="a.docx")


def code(content):
    with pytest.raises(BadInput) as refused:
        read(content, filename="a.docx")
    return refused.value.code


def of(*inner):
    return f"<w:p>{''.join(inner)}</w:p>"


def test_what_python_docx_writes():
    document = docx.Document()
    document.add_paragraph("关于“落实”的通知 R&D <投资>")
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("任务", "单位", "修路\n铺设管线", "市住建局"), strict=True):
        cell.text = words
    found = read(saved(document), filename="a.docx")
    assert found.text == "关于“落实”的通知 R&D <投资>\n1.甲\n2.乙\n任务\t单位\n修路 铺设管线\t市住建局"
    assert (found.format, found.notes, found.pages) == ("docx", (), None)


def test_signs_within_a_run():
    signs = (
        "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/><w:cr/>"
        '<w:t>戊</w:t><w:ptab/><w:t/><w:sym w:char="2611"/><w:sym w:char="F0FE"/><w:sym w:char="x"/>'
    )
    found = text(of(f"<w:r>{signs}</w:r>"))
    assert found.text == "甲\t乙\n丙-丁\n戊\t☑□□"
    assert found.notes == ("含图形符号 2 个，以“□”标出",)


def test_text_in_wrappers():
    found = text(
        of(
            f'<w:hyperlink r:id="rId9">{run("链接")}</w:hyperlink>', f"<w:smartTag>{run('标记')}</w:smartTag>"
        ),
        of(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtContent>{of(run('整段控件'))}</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr/></w:sdt>",
        of("<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t><m:t/></m:r></m:oMath></m:oMathPara>"),
        of(f"<w:r><w:ruby><w:rt>{run('zhù')}</w:rt><w:rubyBase>{run('注')}</w:rubyBase></w:ruby></w:r>"),
        of(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>',
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "<w:bookmarkStart/>",
    )
    assert found.text == "链接标记\n控件\n整段控件\nx=1\n注\n7"
    assert found.notes == ()


def test_tracked_changes_read_as_accepted():
    mark = "<w:rPr><w:del/></w:rPr>"
    found = text(
        of(run("保留"), DELETED, f"<w:ins>{run('新增')}</w:ins>", f"<w:moveFrom>{run('移走')}</w:moveFrom>"),
        f"<w:ins>{of(run('新段'))}</w:ins>",
        paragraph("前半", mark=mark),
        paragraph("后半"),
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        f"<w:tr><w:trPr/><w:tc>{of(run('行'))}</w:tc><w:tc>{of(run('列'))}</w:tc></w:tr></w:tbl>",
    )
    assert found.text == "保留新增\n新段\n前半后半\n行\t列"
    assert found.notes == ("文件含修订痕迹，已按接受全部修订后的文字读取",)


def test_tables():
    def cell(*blocks):
        return f"<w:tc>{''.join(blocks)}</w:tc>"

    def table(*rows):
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    inner = table(cell(of(run("内"))) + cell(of(run("层"))))
    found = text(
        table(
            cell(of(run("一格")), of(run("两段"))),
            cell(of("<w:r><w:t>有</w:t><w:tab/><w:t>缩进</w:t></w:r>"), of()) + cell(of()),
            cell(inner, of()) + f"<w:sdt><w:sdtContent>{cell(of(run('控件格')))}</w:sdtContent></w:sdt>",
        )
    )
    assert found.text == "一格\n两段\n有 缩进\t\n内 层\t控件格"


def test_text_boxes_are_read_once_and_noted():
    box = f"<w:txbxContent>{of(run('框中文字'))}</w:txbxContent>"
    modern = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    found = text(
        of(
            f"<w:r><w:t>前</w:t><mc:AlternateContent>{modern}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>",
            run("后"),
        ),
        of(f"<w:r>{old}</w:r>"),
    )
    assert found.text == "前后\n框中文字\n\n框中文字"
    assert found.notes == ("含文本框 2 个，文字列在所在段落之后",)


def test_pictures_hidden_text_and_embedded_documents_are_noted():
    hidden = run("隐藏", properties="<w:rPr><w:vanish/></w:rPr>")
    shown = run("显示", properties='<w:rPr><w:vanish w:val="0"/></w:rPr>')
    found = text(
        of(
            "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:pict><v:imagedata/></w:pict></w:r>",
            hidden,
            shown,
        ),
        '<w:altChunk r:id="rId9"/>',
    )
    assert found.text == "显示"
    assert found.notes == (
        "含隐藏文字 1 处，未读入",
        "含图片 2 幅，图片中的文字未能读出",
        "含嵌入的文档 1 个，未读入",
    )


def part(name, inner):
    return f"<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def test_notes_comments_margins_and_macros():
    content = with_parts(
        with_body(paragraph("正文")),
        {
            "word/footnotes.xml": part(
                "footnotes",
                f'<w:footnote w:type="separator">{of(run("—"))}</w:footnote><w:footnote>{of(run(" 脚注"))}</w:footnote>'
                "<w:footnote><w:p/></w:footnote>",
            ),
            "word/endnotes.xml": part(
                "endnotes", f'<w:endnote w:type="normal">{of(run("尾注"))}</w:endnote>'
            ),
            "word/comments.xml": part("comments", "<w:comment/><w:comment/>"),
            "word/header1.xml": part("hdr", of(run("内部资料"))),
            "word/footer1.xml": part("ftr", of(run("— 1 —"), "<w:r><w:t/></w:r>")),
            "word/vbaProject.bin": b"x",
        },
    )
    found = read(content, filename="a.docm")
    assert found.text == "正文\n注1：脚注\n注2：尾注"
    assert found.notes == (
        "文件含宏，宏已忽略",
        "含脚注、尾注 2 条，已列在文末",
        "含批注 2 条，未读入",
        "页眉、页脚中的文字未读入",
    )


def test_strict_documents():
    plain = with_body(paragraph("甲"))
    body = zipfile.ZipFile(BytesIO(plain)).read("word/document.xml")
    strict = with_parts(plain, {"word/document.xml": body.replace(TRANSITIONAL.encode(), STRICT.encode())})
    assert read(strict, filename="a.docx").text == "甲"


def test_main_part_is_found_through_relations():
    plain = with_body(paragraph("甲"))
    body = zipfile.ZipFile(BytesIO(plain)).read("word/document.xml")
    relation = '<Relationships><Relationship Type="x"/><Relationship Type="y/officeDocument" Target="/word/main.xml"/></Relationships>'
    moved = with_parts(
        plain, {"_rels/.rels": relation, "word/main.xml": body}, without=("word/document.xml",)
    )
    assert read(moved, filename="a.docx").text == "甲"
    assert read(with_parts(plain, {"_rels/.rels": "<Relationships/>"}), filename="a.docx").text == "甲"
    assert read(with_parts(plain, {}, without=("_rels/.rels",)), filename="a.docx").text == "甲"
    assert code(with_parts(plain, {}, without=("word/document.xml",))) == "unreadable-file"


ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f"]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("document", [ENTITY, LAUGHS, "<w:document", "", "<a>" * 300 + "</a>" * 300])
def test_xml_with_entities_or_damage_is_refused(document):
    assert code(with_parts(with_body(paragraph("甲")), {"word/document.xml": document})) == "unreadable-file"


def test_unknown_entities_inside_the_text_are_refused_too():
    undeclared = f"<w:document {NAMESPACES}><w:body><w:p>&nbsp;</w:p></w:body></w:document>"
    assert (
        code(with_parts(with_body(paragraph("甲")), {"word/document.xml": undeclared})) == "unreadable-file"
    )


def test_cut_off_packages():
    content = with_body(paragraph("甲" * 1000))
    for share in (0.1, 0.5, 0.9, 0.99):
        assert code(content[: int(len(content) * share)]) == "unreadable-file"


def test_damaged_member():
    content = bytearray(with_body(paragraph("甲")))
    place = content.index(b"word/document.xml") + 60
    content[place : place + 8] = b"\xff" * 8
    assert code(bytes(content)) == "unreadable-file"


def bomb(size, *, members=1):
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for index in range(members):
            package.writestr(f"word/document{index or ''}.xml", b" " * size)
    return output.getvalue()


def test_zip_bombs():
    assert code(bomb(archives.SMALL_TOTAL + 1)) == "zip-bomb"
    assert code(bomb(1, members=archives.MAX_MEMBERS + 1)) == "zip-bomb"


def test_a_part_larger_than_any_real_one():
    assert code(bomb(archives.MAX_PART + 1)) == "zip-bomb"
    archive = archives.Archive(bomb(100), kind=archives.Format.DOCX, part_limit=100)
    assert archive.read("word/document.xml") == b" " * 100


def test_a_header_that_understates_the_size_is_not_believed():
    """The reader stops at the stated size, and then the checksum is wrong."""
    content = bytearray(bomb(1_000_000))
    real, stated = struct.pack("<I", 1_000_000), struct.pack("<I", 10)
    assert content.count(real) == 2
    assert code(bytes(content.replace(real, stated))) == "unreadable-file"


def test_unknown_compression_and_passwords():
    plain = bytearray(bomb(10))
    unknown = plain.replace(b"PK\x03\x04\x14\x00\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00\x63")
    central = unknown.index(b"PK\x01\x02")
    unknown[central + 10] = 0x63
    assert code(bytes(unknown)) == "unreadable-file"
    locked = bytearray(plain)
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert code(bytes(locked)) == "encrypted-file"


def test_a_damaged_part_behind_an_intact_check(monkeypatch):
    """A part may still fail when it is read for use, for instance when memory runs short."""
    content = with_body(paragraph("甲"))
    archive = archives.Archive(content, kind=archives.Format.DOCX)

    def broken(*_):
        raise zlib.error("x")

    monkeypatch.setattr(archive._zip, "open", broken)
    with pytest.raises(BadInput) as refused:
        archive.read("word/document.xml")
    assert refused.value.code == "unreadable-file"


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["xl/workbook.xml"], " Excel 工作簿（xlsx）"),
        (["ppt/presentation.xml"], "演示文稿"),
        (["OFD.xml"], " OFD 版式文件"),
        (["mimetype"], " OpenDocument 文档"),
        (["a.txt"], "压缩包"),
        ([], "压缩包"),
    ],
)
def test_other_packages(names, label):
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name in names:
            package.writestr(name, "x")
    with pytest.raises(BadInput) as refused:
        read(output.getvalue(), filename="a.docx")
    assert refused.value.code == "unsupported-type"
    assert str(refused.value).startswith(f"文件内容是{label}，不能读取。")
