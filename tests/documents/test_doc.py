import struct
from io import BytesIO

import olefile
import pytest

from luoshi.documents import Format, read, read_table, sniff
from luoshi.documents.doc import pieces as pieces_module
from luoshi.documents.doc.body import _row, _without_instructions, _without_removed
from luoshi.documents.doc.numbering import _override, _styles
from luoshi.documents.doc.pieces import Piece, _piece_table
from luoshi.documents.doc.properties import Run, _disjoint, list_membership, sprms
from luoshi.documents.doc.streams import LIST_USES, LISTS, PARAGRAPH_RUNS, PIECES, STYLES
from luoshi.kernel.errors import BadInput

from .docx_samples import SAMPLES

SAMPLE = (SAMPLES / "notice.doc").read_bytes()
TEXT = """关于“落实”的通知
一、总体
（一）加强
1.第一项
2. 5亿元
（1）小
（二）推进
1.又一
二、问题
（一）子
第一条 总则
第二条 附则
I.罗马
a)字母
① 圈
任务\t单位
修路 铺设管线\t
\t市水利局
一格
两段
见链接
保留新增完
首行
次行-连
English R&D"""


def changed(change, *, stream="WordDocument"):
    """The sample with one stream changed in place."""
    content = BytesIO(SAMPLE)
    with olefile.OleFileIO(content, write_mode=True) as ole:
        data = bytearray(ole.openstream(stream).read())
        change(data)
        ole.write_stream(stream, bytes(data))
    return content.getvalue()


def put(offset, pattern, *values):
    return lambda data: struct.pack_into(pattern, data, offset, *values)


def code(content):
    with pytest.raises(BadInput) as refused:
        read(content, filename="a.doc")
    return refused.value.code


def pointer(index):
    return 0x9A + 8 * index


def table_offset(index):
    with olefile.OleFileIO(BytesIO(SAMPLE)) as ole:
        return struct.unpack_from("<2I", ole.openstream("WordDocument").read(), pointer(index))


def test_a_word_97_file_under_any_name():
    for name in ("通知.doc", "通知.wps"):
        found = read(SAMPLE, filename=name)
        assert found.text == TEXT
        assert (found.format, found.pages) == ("doc", None)
        assert found.notes == ("文件含修订痕迹，已按接受全部修订后的文字读取", "含隐藏文字 1 处，未读入")


def test_notes_boxes_comments_and_pictures():
    found = read((SAMPLES / "notes.doc").read_bytes(), filename="a.doc")
    assert found.text == "正文有脚注\n框中文字\n注1：脚注文字"
    assert found.notes == (
        "含文本框，文字列在文末",
        "含脚注、尾注 1 条，已列在文末",
        "含批注，未读入",
        "含图片，图片中的文字未能读出",
    )


@pytest.mark.parametrize("flags", [0x0100, 0x8000])
def test_encrypted(flags):
    assert code(changed(put(0x0A, "<H", flags))) == "encrypted-file"


def test_older_than_word_97():
    with pytest.raises(BadInput) as refused:
        read(changed(put(2, "<H", 0x0065)), filename="a.doc")
    assert refused.value.code == "unsupported-type"
    assert str(refused.value).startswith("文件内容是 Word 95 或更早的文档，不能读取。")


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_cut_off(share):
    assert code(SAMPLE[: int(len(SAMPLE) * share)]) == "unreadable-file"


def test_pieces_that_lead_nowhere():
    offset, _ = table_offset(PIECES)
    assert code(changed(put(pointer(PIECES) + 4, "<I", 0))) == "unreadable-file"
    assert code(changed(put(offset + 5, "<I", 1), stream="1Table")) == "unreadable-file"
    assert code(changed(put(offset + 9, "<I", 0xFFFFFFFF), stream="1Table")) == "unreadable-file"
    assert code(changed(put(offset + 15, "<I", 0x3FFFFFFF), stream="1Table")) == "unreadable-file"


def test_more_characters_than_a_file_has(monkeypatch):
    monkeypatch.setattr(pieces_module, "MAX_CHARACTERS", 10)
    assert code(SAMPLE) == "unreadable-file"


@pytest.mark.parametrize("index", [STYLES, PARAGRAPH_RUNS, LISTS, LIST_USES])
def test_without_lists_or_properties_the_words_remain(index):
    found = read(changed(put(pointer(index) + 4, "<I", 0)), filename="a.doc")
    assert "加强" in found.text
    assert ("一、" in found.text) is (index == STYLES)


def test_lists_that_lead_nowhere():
    offset, _ = table_offset(LISTS)
    assert code(changed(put(offset, "<H", 0xFFFF), stream="1Table")) == "unreadable-file"


def test_property_pages_that_lead_nowhere():
    offset, length = table_offset(PARAGRAPH_RUNS)
    count = (length - 4) // 8
    nowhere = changed(put(offset + 4 * (count + 1), "<I", 0x003FFFFF), stream="1Table")
    assert "加强" in read(nowhere, filename="a.doc").text


def test_compressed_pieces():
    main = b"\x00\x00caf\xe9 \x93x\x94"
    assert Piece(0, 8, 2, 1).text(main) == "café “x”"
    assert Piece(5, 8, 10, 2).place(6) == 12
    assert Piece(5, 8, 10, 2).overlap(12, 14) == (6, 7)


def test_overlapping_runs_are_left_out():
    runs = [Run(0, 9, "hidden"), Run(3, 5, "hidden"), Run(9, 12, "revision")]
    assert list(_disjoint(runs)) == [runs[0], runs[2]]


def test_modifiers():
    data = b"\x0b\x46\x02\x00\x0a\x26\x01" + b"\x08\xd6\x04\x00abc" + b"\x15\xc6\x02xy" + b"\x16\x24\x01"
    assert list(sprms(data)) == [
        (0x460B, b"\x02\x00"),
        (0x260A, b"\x01"),
        (0xD608, b"abc"),
        (0xC615, b"xy"),
        (0x2416, b"\x01"),
    ]
    assert list(sprms(b"\x15\xc6\xff\x01\x02")) == []
    assert list_membership(data) == (2, 1)
    assert list_membership(b"\x0b\x46\x02") == (None, None)


def test_styles_that_are_cut_off():
    assert _styles(b"") == {}
    assert _styles(struct.pack("<3H", 4, 3, 10)) == {}


def test_overrides():
    start_only = struct.pack("<2I", 5, 0x10)
    unknown = struct.pack("<2I", 5, 0x13)
    own = (
        struct.pack("<2I", 0, 0x20)
        + struct.pack("<IBB", 3, 0, 0)
        + bytes(22)
        + struct.pack("<H", 2)
        + "\x00.".encode("utf-16-le")
    )
    levels, (position,) = {}, (0,)
    restarts, position = _override(own + start_only + unknown, levels, (0, 4))
    assert (levels[0].text, levels[0].start, restarts) == ("%1.", 5, frozenset({0, 3}))
    assert position == len(own + start_only + unknown)


def test_other_compound_files():
    assert sniff((SAMPLES / "register.xls").read_bytes(), "a.doc") is Format.XLS
    assert code((SAMPLES / "register.xls").read_bytes()) == "unsupported-type"


def renamed(old, new):
    """The sample with a stream under another name."""
    place = SAMPLE.index(old.encode("utf-16-le") + b"\0\0")
    entry = new.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(new) + 2)
    return SAMPLE[:place] + entry + SAMPLE[place + len(entry) :]


def test_compound_files_of_other_programs():
    foreign = renamed("WordDocument", "Quill")
    assert sniff(foreign, "a.pub") is Format.BINARY
    assert code(foreign) == "unreadable-file"
    assert code(renamed("1Table", "9Table")) == "unreadable-file"
    assert code(SAMPLE[:8] + b"\0" * 600) == "unreadable-file"


def test_encrypted_packages():
    content = renamed("WordDocument", "EncryptedPackage")
    assert code(content) == "encrypted-file"
    with pytest.raises(BadInput) as refused:
        read_table(content, filename="a.xlsx")
    assert (refused.value.code, str(refused.value)) == (
        "encrypted-file",
        "加密的 Office 文件设有打开密码，请取消密码后重新上传。",
    )


def test_a_stream_too_short_to_say_anything():
    short = bytearray(SAMPLE)
    place = short.index("WordDocument".encode("utf-16-le")) + 120
    short[place : place + 4] = struct.pack("<I", 100)
    assert code(bytes(short)) == "unreadable-file"


def test_piece_table_after_other_parts():
    offset, length = table_offset(PIECES)
    with olefile.OleFileIO(BytesIO(SAMPLE)) as ole:
        clx = ole.openstream("1Table").read()[offset : offset + length]
    assert _piece_table(b"\x01\x02\x00ab" + clx) == _piece_table(clx) != b""


def test_fields():
    assert shown("甲\x13 PAGE \x147\x15乙") == "甲7乙"
    assert shown("甲\x13 TOC \x15乙") == "甲乙"
    assert shown("\x13 IF \x13 X \x14外\x15 \x14内\x13 Y \x14里\x15\x15") == "内里"
    assert shown("没有\x13结束") == "没有\x13结束"
    assert len(shown("\x13" * 30 + "\x15" * 30)) == 40


def shown(text):
    blanked = _without_instructions(text)
    assert len(blanked) == len(text)
    return blanked.replace("\0", "")


def test_removed_runs_over_several_pieces():
    pieces = [Piece(0, 4, 100, 1), Piece(4, 8, 20, 2)]
    runs = [Run(22, 26, "hidden"), Run(101, 102, "revision"), Run(103, 200, "hidden")]
    assert _without_removed("甲乙丙丁戊己庚辛", pieces, runs) == (
        "甲\0丙\0戊\0\0辛",
        {"hidden": 2, "revision": 1},
    )


def test_rows_without_cells():
    assert list(_row([])) == []
    assert list(_row([["甲"], ["乙", "丙"]])) == ["甲\t乙 丙"]
