"""``luoshi ledger`` for recipients and witnesses: compare, prove, export, the verifier, signatures."""

import json
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from luoshi.cli.ledger import ledger
from luoshi.kernel import luoshi_verify
from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.ledger import actions, queries
from luoshi.ledger.rules import Act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries(db, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    acts = [
        Act(tag="matter:report", subject="matter/17", data={"n": n}, actor_id=7, actor_name="张三", at=at)
        for n in range(9)
    ]
    actions.append_many(acts)


def luoshi(*arguments, code=0, **options):
    result = CliRunner().invoke(ledger, [str(argument) for argument in arguments], **options)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert (result.exit_code, arguments) == (code, arguments)
    return result.stdout


def test_a_printed_head_is_compared():
    printed = queries.head(4)
    now = queries.head()
    assert luoshi("compare", printed) == f"一致：存证头 {printed} 之后，前4条一条未改。现有存证头 {now}\n"
    spaced = f"4: {printed.root[:32]} {printed.root[32:]}"
    proof = luoshi("compare", spaced, "--format", "json")
    said = f"证明成立：存证头 {printed} 的各条记录，在存证头 {now} 中一条未改、次序未变。\n"
    assert luoshi("check", "-", input=proof) == said
    forged = proof.replace(printed.root, "00" * 32)
    said = f"证明不成立：存证头 {now} 不包含存证头 4:{'00' * 32} 的全部记录。\n"
    assert luoshi("check", "-", input=forged, code=1) == said
    with pytest.raises(RuleBroken, match="给出的存证头与存证链前4条不符"):
        luoshi("compare", f"4:{'00' * 32}")


def test_a_proof_since_a_printed_head():
    printed = queries.head(4)
    proof = luoshi("prove", 7, "--since", printed)
    lines = luoshi("check", "-", input=proof).splitlines()
    assert lines[1:] == [f"存证头 {printed} 的各条记录也在其中，一条未改。", json.loads(proof)["record"]]
    Path("proof.json").write_text(proof, encoding="utf-8")
    assert luoshi_verify.main(["proof.json", str(printed)]) == 0


def test_the_export_is_checked_by_the_program_that_comes_along():
    head = queries.head()
    assert luoshi("export", "ledger.jsonl") == f"已导出9条，存证头 {head}\n"
    Path("luoshi_verify.py").write_bytes(luoshi("verifier").encode())
    assert Path("luoshi_verify.py").read_bytes() == Path(luoshi_verify.__file__).read_bytes()
    command = [sys.executable, "-I", "luoshi_verify.py", "ledger.jsonl", str(queries.head(5))]
    done = subprocess.run(command, capture_output=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    assert (done.returncode, done.stdout.decode().splitlines()) == (
        0,
        [
            f"导出文件成立：共9条，逐条重算一致，存证头 {head}",
            f"一致：存证头 {queries.head(5)} 与文件相符。",
        ],
    )


def test_an_export_is_not_overwritten_but_continued():
    luoshi("export", "ledger.jsonl")
    luoshi("export", "ledger.jsonl", code=2)
    assert luoshi("export", "ledger.jsonl", "--resume") == f"已导出9条，存证头 {queries.head()}\n"


def test_a_witness_signs_again_and_again_and_the_office_keeps_it():
    said = luoshi("witness-key", "audit.key", "--name", "云州市审计局")
    key = json.loads(Path("audit.key").read_text(encoding="utf-8"))
    assert said == f"已生成“云州市审计局”的密钥。公钥 {key['public']}，请书面告知出具通报的单位。\n"
    assert stat.S_IMODE(Path("audit.key").stat().st_mode) == 0o600
    luoshi("witness-key", "audit.key", "--name", "云州市审计局", code=2)

    first = queries.head()
    Path("head.json").write_text(luoshi("head", "--format", "json"), encoding="utf-8")
    Path("first.json").write_text(luoshi("cosign", "head.json", "--key", "audit.key"), encoding="utf-8")
    assert luoshi("witness", "first.json") == "已收存“云州市审计局”对前9条的见证签名，存证第9条。\n"

    proof = luoshi("compare", first, "--format", "json")
    Path("second.json").write_text(luoshi("cosign", "-", "--key", "audit.key", input=proof), encoding="utf-8")
    assert luoshi("witness", "second.json") == "已收存“云州市审计局”对前10条的见证签名，存证第10条。\n"
    assert stat.S_IMODE(Path("audit.key").stat().st_mode) == 0o600
    assert queries.verify().ok

    with pytest.raises(RuleBroken, match="请对方用 luoshi ledger compare 10:"):
        luoshi("cosign", "head.json", "--key", "audit.key")


def test_a_signature_is_checked_without_the_database(django_assert_num_queries):
    luoshi("witness-key", "audit.key", "--name", "云州市审计局")
    signed = luoshi("cosign", "-", "--key", "audit.key", input=luoshi("head", "--format", "json"))
    said = json.loads(signed)
    with django_assert_num_queries(0):
        assert luoshi("check", "-", input=signed) == (
            f"签名成立：“云州市审计局”于{said['signed_at']}见证存证头 {queries_free(said)}，"
            f"公钥 {said['key']}，请向该单位核实公钥。\n"
        )
    forged = signed.replace("云州市审计局", "云州市财政局")
    assert luoshi("check", "-", input=forged, code=1) == (
        f"签名不成立：不是“云州市财政局”的公钥 {said['key']} 所签，或内容已被改动。\n"
    )


def queries_free(said):
    return f"{said['size']}:{said['root']}"


def test_what_is_no_key_is_refused():
    Path("audit.key").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        luoshi("cosign", "-", "--key", "audit.key", input="{}")
    assert refusal.value.code == "witness-key-unreadable"
