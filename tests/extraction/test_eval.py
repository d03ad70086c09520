"""The measuring of the engine, on a corpus of a few sentences, and the marks that the project itself keeps."""

import importlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MARKED = sorted((ROOT / "tests" / "extraction" / "marked").rglob("*.jsonl"))
HEAD = {
    "document": {"title": "云州市人民政府关于加强供水工作的意见", "kind": "opinion", "dated_on": "2026-03-02"}
}
TEXT = """云州市人民政府关于加强供水工作的意见

各县（市、区）人民政府：
供水事关民生。
（一）市水务局要于６月底前完成水厂改造12座。
（二）严禁擅自停水。
云州市人民政府
2026年3月2日
"""
TASK = {
    "kind": "task",
    "text": "市水务局要于６月底前完成水厂改造12座",
    "lead": ["市水务局"],
    "relation": "single",
    "deadline": {"raw": "6月底前", "kind": "point", "on": "2026-06-30"},
    "measures": [{"raw": "12座", "value": 12, "unit": "座", "comparator": "="}],
}
ROWS = [
    {"kind": "none", "why": "face", "text": "云州市人民政府关于加强供水工作的意见"},
    {"kind": "none", "why": "face", "text": "各县（市、区）人民政府："},
    {"kind": "none", "why": "slogan", "text": "供水事关民生"},
    TASK,
    {"kind": "prohibition", "text": "严禁擅自停水"},
    {"kind": "none", "why": "signature", "text": "云州市人民政府\n2026年3月2日"},
]


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    return importlib.import_module("eval")


def write(folder, rows, text=TEXT):
    folder.mkdir(exist_ok=True)
    (folder / "paper.txt").write_text(text, encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in [HEAD, *rows]]
    (folder / "paper.jsonl").write_text("\n".join(lines), encoding="utf-8")


def measured(bench, capsys, folder):
    code = bench.main(["--corpus", str(folder), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)["marked"]


def changed(**fields):
    return [row if row is not TASK else TASK | fields for row in ROWS]


def test_all_right(bench, capsys, tmp_path):
    write(tmp_path / "deep", changed(deadline=TASK["deadline"] | {"raw": "６月底前"}))
    code, result = measured(bench, capsys, tmp_path)
    assert (code, result["misses"], result["flaws"]) == (0, [], [])
    assert result["kinds"]["task"] == {
        "marks": 1, "drafts": 1, "matched": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0, "f1_loose": 1.0,
    }  # fmt: skip
    assert {name: row["total"] for name, row in result["fields"].items()} == {
        "lead": 1, "lead+support": 1, "relation": 1, "deadline phrase": 1, "deadline kind": 1, "due date": 1,
        "measures": 1, "title": 1, "dated_on": 1,
    }  # fmt: skip
    assert result["figures"] == {"want": 1, "have": 1, "hit": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert result["touched"] == {"wrong": 0, "missing": 0, "fields": 0, "drafts": 2, "share": 0.0}


@pytest.mark.parametrize(
    ("fields", "causes"),
    [
        ({"lead": ["市住建局"]}, ["lead wrong", "lead+support wrong"]),
        ({"support": ["市财政局"]}, ["lead+support wrong"]),
        ({"relation": "explicit"}, ["relation wrong"]),
        ({"deadline": None}, ["deadline phrase wrong", "deadline kind wrong", "due date wrong"]),
        ({"deadline": {"raw": "6月底前", "kind": "trigger"}}, ["deadline kind wrong"]),
        ({"deadline": {"raw": "6月底前", "kind": "point", "on": None}}, ["due date wrong"]),
        ({"measures": []}, ["measures wrong"]),
        ({"measures": [TASK["measures"][0] | {"comparator": ">="}]}, ["measures wrong"]),
    ],
)
def test_a_wrong_field_is_a_draft_to_touch(bench, capsys, tmp_path, fields, causes):
    write(tmp_path, changed(**fields))
    _, result = measured(bench, capsys, tmp_path)
    assert list(result["causes"]) == causes
    assert result["touched"] == {"wrong": 0, "missing": 0, "fields": 1, "drafts": 2, "share": 0.5}


def test_the_names_of_a_unit(bench):
    same = bench.judging.same
    assert same(["清河口县", "市水务局|市水利局"], ["市水利局", "清河口县人民政府"])
    assert not same(["清河口县"], ["清河口县", "市水务局"])
    assert not same(["清河口县", "清河口县政府"], ["清河口县", "市水务局"])
    assert not same(["清河口县"], [])


def test_missing_and_needless_drafts(bench, capsys, tmp_path):
    rows = [
        row if row is not TASK else {"kind": "none", "why": "background", "text": TASK["text"]}
        for row in ROWS
    ]
    write(tmp_path, [*rows[:4], rows[4] | {"kind": "problem"}, rows[5]])
    _, result = measured(bench, capsys, tmp_path)
    assert result["causes"] == {
        "problem read as prohibition": 1,
        "extra task in none/background": 1,
        "extra prohibition in problem": 1,
    }
    assert result["touched"]["share"] == 1.5
    assert [result["kinds"]["task"][name] for name in ("precision", "recall", "f1")] == [0.0, 1.0, 0.0]


def test_a_draft_cut_otherwise(bench, capsys, tmp_path):
    longer = {"kind": "task", "text": "供水事关民生。\n（一）市水务局要于６月底前完成水厂改造12座"}
    write(tmp_path, [*ROWS[:2], longer, *ROWS[4:]])
    _, result = measured(bench, capsys, tmp_path)
    assert list(result["causes"]) == ["task cut short", "extra task in task"]
    row = result["kinds"]["task"]
    assert (row["f1"], row["f1_loose"]) == (0.0, 1.0)


def test_slips_of_marking(bench, capsys, tmp_path):
    write(
        tmp_path,
        [ROWS[0], TASK | {"relation": "shared"}, {"kind": "none", "why": "face", "text": "没有的话"}],
    )
    code, result = measured(bench, capsys, tmp_path)
    assert code == 1
    assert [flaw.split(": ")[1] for flaw in result["flaws"]] == [
        "not understood", "not in the text from there on", "unmarked", "unmarked",
    ]  # fmt: skip
    assert result["flaws"][-1].endswith("严禁擅自停水。\n云州市人民政府\n2026年3月2日")


def test_the_tables(bench, capsys, tmp_path):
    write(tmp_path, changed(lead=["市住建局"]))
    (tmp_path / "labelled").mkdir()
    (tmp_path / "labelled" / "paper.txt").write_text(TEXT, encoding="utf-8")
    label = {
        "doc": "paper",
        "n": 1,
        "support": [],
        **{name: TASK[name] for name in ("text", "lead", "relation")},
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(label), encoding="utf-8")
    assert bench.main(["--corpus", str(tmp_path)]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[1] == "paper 1 1 1 1 1 0/0 2"
    assert "task 1 1 1 1.000 1.000 1.000 1.000" in lines
    assert "lead 0 of 1 0.0 %" in lines
    assert "a clerk must touch 0 wrong + 0 missing + 1 with a wrong field, for 2 drafts: 50.0 %" in lines
    assert "paper: lead wrong: 市水务局要于６月底前完成水厂改造12座" in lines


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("新建托位1200个。（市卫健委、市总工会，各区人民政府）\n", "新建托位1200个"),
        ("完成投资（含征地费用）8亿元。\n", "完成投资含征地费用8亿元"),
        ("3\t建成企业码平台并推广应用。\t数据管理中心\t三季度\n", "建成企业码平台并推广应用"),
        ("查处哄抬价格行为。责任领导：戚某某\n", "查处哄抬价格行为"),
        ("事项2　修订指南\n责任：市人社局\n时限：4月10日前\n", "修订指南"),
    ],
)
def test_notes_of_owners_do_not_count(bench, text, kept):
    assert "".join(text[place] for place in sorted(bench.marks.core(text, 0, len(text)))) == kept


def test_nothing_to_measure(bench, capsys, tmp_path):
    assert bench.main(["--corpus", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"no gold.jsonl and no marked document in {tmp_path}\n"


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_every_sentence_is_marked(bench, path):
    assert bench.marks.load(path).flaws == ()
