from hypothesis import given
from hypothesis import strategies as st

from luoshi.extraction import decompose
from luoshi.extraction.unwrapping import unwrap

LINE = "推进老城区改造提升工程建设工作推进老城区改"


def whole(*lines: str) -> list[str]:
    return unwrap("\n".join(lines)).text.split("\n")


def test_full_lines_go_on() -> None:
    assert whole(*[LINE] * 6, "造。", "一、下一部分的标题") == [LINE * 6 + "造。", "一、下一部分的标题"]
    assert whole(*[LINE[:-1] + "。"] * 6) == [(LINE[:-1] + "。") * 6]


def test_nearly_full_lines_go_on_inside_of_a_sentence() -> None:
    short = LINE[:-2]
    assert whole(*[LINE] * 6, short, "造。") == [LINE * 6 + short + "造。"]
    assert whole(*[LINE] * 6, short[:-1] + "。", "另起。") == [LINE * 6 + short[:-1] + "。", "另起。"]
    assert whole(*[LINE] * 6, short[:-5], "造。") == [LINE * 6 + short[:-5], "造。"]


def test_what_begins_a_paragraph() -> None:
    assert whole(*[LINE] * 6, "  另起一段。") == [LINE * 6, "  另起一段。"]
    assert whole(*[LINE] * 6, "（二）推进改造。") == [LINE * 6, "（二）推进改造。"]
    assert whole(*[LINE] * 6, "", "另起。") == [LINE * 6, "", "另起。"]
    assert whole(*[LINE] * 6, LINE[:-7] + "（市教局负责）", "推进改造工作。")[-1] == "推进改造工作。"
    assert whole(*[LINE] * 6, LINE[:-1] + "：", "推进改造工作。")[-1] == "推进改造工作。"
    assert whole(*[LINE] * 6, LINE[:-4] + "（区市）", "推进改造。")[-1].endswith("（区市）推进改造。")


def test_lines_that_end_where_paragraphs_do() -> None:
    lines = [LINE, LINE[:-3], LINE * 2, LINE[:-1] * 3, LINE[:-2] * 4, LINE * 5]
    assert whole(*lines) == lines
    assert whole(LINE, LINE) == [LINE, LINE]


def test_the_way_back() -> None:
    text = "\n".join(["  " + LINE[:-2], *[LINE] * 5, " " + LINE + " ", "造。", "尾"])
    flat = unwrap(text)
    start = flat.text.index("造。")
    assert text[slice(*flat.source(start, start + 2))] == "造。"
    start, end = flat.source(2, start + 2)
    assert "".join(text[start:end].split()) == LINE[:-2] + LINE * 6 + "造。"


def test_names_and_dates_across_a_break() -> None:
    sentence = "1.加快推进城北水厂二期工程建设和配套管网改造，确保2026年6月底前全面建成通水。（市水务局牵头，市住房城乡建设局配合）"
    lines = [sentence[begin : begin + 20] for begin in range(0, len(sentence), 20)] * 2
    text = "方案\n一、任务\n" + "\n".join(lines)
    first, second = decompose(text).items
    assert (first.lead, first.support) == (("市水务局",), ("市住房城乡建设局",))
    assert first.deadline.raw == "2026年6月底前"
    assert text[second.start : second.end] == second.text
    assert second.text.replace("\n", "") == sentence[2 : sentence.index("。（")]


@given(st.lists(st.text(alphabet="甲乙。（）： 一、1.\t", min_size=0, max_size=24), max_size=14))
def test_nothing_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    flat = unwrap(text)
    assert "".join(flat.text.split()) == "".join(text.split())
    for position, sign in enumerate(flat.text):
        start, end = flat.source(position, position + 1)
        assert text[start:end] == sign


def test_ragged_lines_below_indented_paragraphs() -> None:
    text = (
        "  1. 新建社区食堂40家，对60岁以上老年人就餐给予补贴，9月底前全部\n开门营业。\n"
        "  2. 在用人单位、产业园区举办普惠托育点25个，新增托位1200个以上，\n每千人口托位数达到4.5个。\n"
        "  3. 实施中小学校午休工程，秋季学期开学前完成首批68所学校课桌椅的更\n换。\n"
        "  4. 改造老旧小区56个，其中上半年开工率不低于60%，11月底前全部完工\n并且投用。\n"
        "  这一段没有换行，因为它是从另一个文件里直接粘贴过来的，所以比别的行都要长得多，读的时候不能与前后相连。"
    )
    assert [line.strip() for line in unwrap(text).text.split("\n")] == [
        "1. 新建社区食堂40家，对60岁以上老年人就餐给予补贴，9月底前全部开门营业。",
        "2. 在用人单位、产业园区举办普惠托育点25个，新增托位1200个以上，每千人口托位数达到4.5个。",
        "3. 实施中小学校午休工程，秋季学期开学前完成首批68所学校课桌椅的更换。",
        "4. 改造老旧小区56个，其中上半年开工率不低于60%，11月底前全部完工并且投用。",
        "这一段没有换行，因为它是从另一个文件里直接粘贴过来的，所以比别的行都要长得多，读的时候不能与前后相连。",
    ]
