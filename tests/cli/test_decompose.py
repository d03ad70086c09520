"""``luoshi decompose`` from file to file, without a database."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luoshi.cli.decompose import decompose
from luoshi.cli.main import main
from luoshi.documents import read
from luoshi.kernel.errors import BadInput

TEXT = (
    "云州市人民政府关于加强管理的通知\n云政发〔2026〕3号\n一、任务\n1.新建道路5.5公里，6月底前完成。（市住建局牵头，市财政局配合）\n"
    "2.=1+1工程，推进道路改造，尽快启动。\n云州市人民政府\n2026年3月1日"
)


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "通知.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(decompose, arguments, input=stdin)


def refusal(*arguments: str) -> BadInput:
    result = run(*arguments)
    assert isinstance(result.exception, BadInput)
    return result.exception


def test_a_table_for_people(paper: Path) -> None:
    result = run(str(paper))
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "云州市人民政府关于加强管理的通知任务分解表"
    assert lines[1] == "文号：云政发〔2026〕3号  发文机关：云州市人民政府  成文日期：2026-03-01  文种：通知"
    assert lines[5] == (
        "1     任务      新建道路5.5公里，6月底前完成                  市住建局          市财政局          2026-06-30（6月底"
    )
    assert lines[6].strip() == "前）"
    assert lines[7].split() == [
        "2",
        "任务",
        "=1+1工程，推进道路改造，尽快启动",
        "（未写明）",
        "尽快（未定期限）",
    ]
    assert lines[-1] == "共 2 条：任务 2、目标 0、禁止事项 0、问题 0。以上为机器草拟，须经人工核对。"


def test_json(paper: Path) -> None:
    plain = json.loads(run(str(paper), "--format", "json").stdout)
    text = TEXT
    for item in plain["items"]:
        assert text[item["start"] : item["end"]] == item["text"]
    assert plain["items"][0]["lead"] == ["市住建局"]
    assert "加强管理" in run(str(paper), "--format", "json").stdout


def test_the_base_day(paper: Path) -> None:
    plain = json.loads(run(str(paper), "--format", "json", "--on", "2027-01-15").stdout)
    assert plain["items"][0]["deadline"]["on"] == "2027-06-30"


def test_the_place_names_its_units(paper: Path, tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text(
        "name,short,aliases\n云州市住房和城乡建设局,市住建局,住建局|市建委\n", encoding="utf-8-sig"
    )
    plain = json.loads(run(str(paper), "--format", "json", "--units", str(units)).stdout)
    assert plain["items"][0]["lead"] == ["云州市住房和城乡建设局"]


def test_a_spreadsheet_holds_words_never_formulas(paper: Path) -> None:
    result = run(str(paper), "--format", "xlsx")
    assert (result.exit_code, result.stderr) == (0, "已写入 通知-任务分解表.xlsx\n")
    content = Path("通知-任务分解表.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1工程，推进道路改造，尽快启动" in sheet


def test_a_paper_in_word(paper: Path, tmp_path: Path) -> None:
    target = tmp_path / "表.docx"
    assert run(str(paper), "--format", "docx", "-o", str(target)).exit_code == 0
    text = read(target.read_bytes(), filename="表.docx").text
    assert "序号\t类别\t任务内容\t牵头单位\t配合单位\t完成时限\t量化指标\t原文位置" in text
    assert "1\t任务\t新建道路5.5公里，6月底前完成\t市住建局\t市财政局\t2026-06-30（6月底前）" in text


def test_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("-", stdin="一、任务\n推进改造工程。".encode()).stdout.splitlines()[0] == "任务分解表"
    result = run("-", "--format", "xlsx", "-o", "-", stdin="一、任务\n推进改造工程。".encode())
    assert result.stdout_bytes.startswith(b"PK")
    assert run("-", "--format", "docx", stdin="推进改造工程。".encode()).stderr == "已写入 任务分解表.docx\n"


def test_text_to_a_file(paper: Path, tmp_path: Path) -> None:
    target = tmp_path / "结果.txt"
    run(str(paper), "-o", str(target))
    assert target.read_text(encoding="utf-8").startswith("云州市人民政府")


def test_measures_with_their_subject(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "一、任务\n1.加强调度，地区生产总值增长6%以上，城镇新增就业3万人。（市发改委负责）", encoding="utf-8"
    )
    plain = run(str(path), "--format", "docx", "-o", str(tmp_path / "a.docx"))
    assert plain.exit_code == 0
    assert (
        "地区生产总值：增长6%以上；城镇新增就业：3万人"
        in read((tmp_path / "a.docx").read_bytes(), filename="a.docx").text
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("没有.txt",), "file-missing"),
        ((".",), "file-unreadable"),
        (("通知.txt", "--on", "三月"), "bad-date"),
        (("通知.txt", "--units", "通知.txt"), "no-units"),
        (("通知.txt", "--units", "没有.csv"), "file-missing"),
        (("通知.txt", "-o", "没有/表.txt"), "cannot-write"),
    ],
)
def test_refusals(paper: Path, arguments: tuple[str, ...], code: str) -> None:
    assert paper.exists()
    found = refusal(*arguments)
    assert found.code == code
    assert found.message.endswith("。")


def test_a_refusal_is_one_sentence_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["luoshi", "decompose", "没有.txt"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "找不到文件“没有.txt”，请检查路径。（代码：file-missing）\n"
