"""The verifier alone, against a naive tree: what holds is said to hold, what was touched is not."""

import ast
import hashlib
import json
import random
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from luoshi.kernel import luoshi_verify
from luoshi.kernel.luoshi_verify import ADVICE, Sm3, hash_named, main

SOURCE = Path(luoshi_verify.__file__)
SM3 = partial(hashlib.new, "sm3")
NEW = {"sha256": hashlib.sha256, "sm3": SM3}


def lines(count):
    return [f'{{"actor_id":null,"data":{{"text":"改造"}},"seq":{seq}}}' for seq in range(count)]


def power_below(size):
    return 1 << (size - 1).bit_length() - 1


def naive_root(leaves, new=hashlib.sha256):
    if len(leaves) < 2:
        return leaves[0] if leaves else new(b"").digest()
    left = power_below(len(leaves))
    return new(b"\x01" + naive_root(leaves[:left], new) + naive_root(leaves[left:], new)).digest()


def leaves_of(texts, new=hashlib.sha256):
    return [new(b"\x00" + text.encode()).digest() for text in texts]


def head(texts, name="sha256"):
    return {"size": len(texts), "root": naive_root(leaves_of(texts, NEW[name]), NEW[name]).hex()}


def printed(texts, name="sha256"):
    return "{size}:{root}".format(**head(texts, name))


def path(index, leaves):
    if len(leaves) == 1:
        return []
    left = power_below(len(leaves))
    if index < left:
        return [*path(index, leaves[:left]), naive_root(leaves[left:])]
    return [*path(index - left, leaves[left:]), naive_root(leaves[:left])]


def subproof(old, leaves, *, known=True):
    if old == len(leaves):
        return [] if known else [naive_root(leaves)]
    left = power_below(len(leaves))
    if old <= left:
        return [*subproof(old, leaves[:left], known=known), naive_root(leaves[left:])]
    return [*subproof(old - left, leaves[left:], known=False), naive_root(leaves[:left])]


def inclusion(texts, seq, since=None):
    steps = [step.hex() for step in path(seq, leaves_of(texts))]
    proof = {"hash": "sha256", "seq": seq, "record": texts[seq], "path": steps, "head": head(texts)}
    return {**proof, "since": since}


def consistency(texts, old):
    steps = subproof(old, leaves_of(texts)) if old else []
    return {
        "hash": "sha256",
        "old": head(texts[:old]),
        "new": head(texts),
        "path": [step.hex() for step in steps],
    }


def export(texts, name="sha256"):
    said = [json.dumps({"format": "luoshi-ledger-1", "hash": name}, separators=(",", ":"))]
    for start in range(0, len(texts), 256):
        block = texts[start : start + 256]
        leaves = "".join(leaf.hex() for leaf in leaves_of(block, NEW[name]))
        said += [*block, f'{{"leaves":"{leaves}","size":{start + len(block)}}}']
    root = head(texts, name)["root"]
    said.append(f'{{"hash":"{name}","root":"{root}","size":{len(texts)}}}')
    return "\n".join([*said, ""]).encode()


@pytest.fixture
def check(tmp_path, capsys):
    """Runs the verifier on what is given: bytes and dicts become files."""

    def run(*given):
        words = []
        for number, one in enumerate(given):
            if isinstance(one, str):
                words.append(one)
                continue
            file = tmp_path / f"{number}.json"
            file.write_bytes(one if isinstance(one, bytes) else json.dumps(one).encode())
            words.append(str(file))
        code = main(words)
        return code, capsys.readouterr().out.splitlines()

    return run


def test_it_stands_alone_and_runs_on_python_3_8():
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names])
    }
    assert sorted(imported - set(sys.stdlib_module_names)) == []


@pytest.mark.parametrize("size", [0, 1, 2, 3, 255, 256, 257, 512, 600])
@pytest.mark.parametrize("name", ["sha256", "sm3"])
def test_an_honest_export_holds_with_every_head_before(check, size, name):
    texts = lines(size)
    said = f"导出文件成立：共{size}条，逐条重算一致，存证头 {printed(texts, name)}"
    assert check(export(texts, name)) == (0, [said, ADVICE])
    olds = sorted({1, 2, size // 2, size - 1, size} & set(range(1, size + 1)))
    heads = [printed(texts[:old], name) for old in olds]
    if heads:
        assert check(export(texts, name), *heads) == (
            0,
            [said, *(f"一致：存证头 {one} 与文件相符。" for one in heads)],
        )


@pytest.mark.parametrize("old", [1, 256, 300, 600])
def test_an_export_of_another_history_contradicts_the_printed_head(check, old):
    texts = lines(600)
    forged = [*texts[: old - 1], texts[old - 1].replace("改造", "停建"), *texts[old:]]
    code, said = check(export(forged), printed(texts[:old]))
    assert (code, said[1]) == (
        1,
        f"不一致：存证头 {printed(texts[:old])} 与文件不符，前{old}条中有改动，或抄写有误。",
    )


def changed(texts, place, text):
    return [*texts[:place], text, *texts[place + 1 :]]


DAMAGE = {
    "an entry": (lambda all_: changed(all_, 300, b"{}"), "自第298条起"),
    "left out": (lambda all_: all_[:10] + all_[11:], "自第9条起"),
    "put in": (lambda all_: [*all_[:20], b"{}", *all_[20:]], "第0条以后有增删"),
    "exchanged": (lambda all_: [*all_[:5], all_[6], all_[5], *all_[7:]], "自第4条起"),
    "the leaves": (lambda all_: changed(all_, 257, all_[257].replace(b"size", b"Size")), "自第256条起"),
    "a leaf": (lambda all_: changed(all_, 257, all_[257][:11] + b"~" + all_[257][12:]), "自第0条起"),
    "the first line": (lambda all_: changed(all_, 0, all_[0] + b" "), "第一行已被改动"),
    "the head": (lambda all_: changed(all_, len(all_) - 1, b"{}"), "文件末尾与"),
    "no head": (lambda all_: all_[:-1], "第512条以后有增删，或文件不完整"),
    "cut": (lambda all_: all_[:400], "第256条以后有增删"),
    "something after": (lambda all_: [*all_, b"{}"], "第512条以后有增删，或文件不完整、多出内容"),
    "an empty block": (lambda all_: [*all_[:-1], b'{"leaves":"","size":512}', all_[-1]], "第512条以后有增删"),
}


@pytest.mark.parametrize(("damage", "said"), DAMAGE.values(), ids=DAMAGE)
def test_what_was_touched_is_found_and_placed(check, damage, *, said):
    whole = export(lines(512)).splitlines()
    code, told = check(b"\n".join([*damage(whole), b""]))
    assert code == 1
    assert told[0].startswith("导出文件不成立：")
    assert said in told[0]


def test_any_touched_byte_is_found(check):
    honest = export(lines(300))
    dice = random.Random(5)
    for _ in range(300):
        place, byte = dice.randrange(len(honest)), dice.randrange(256)
        if honest[place] != byte:
            assert check(honest[:place] + bytes([byte]) + honest[place + 1 :])[0] != 0


SIZES = [1, 2, 3, 4, 5, 7, 8, 13, 33]


@pytest.mark.parametrize("size", SIZES)
def test_every_entry_and_every_older_head_is_proved(check, size):
    texts = lines(size)
    for seq in range(size):
        since = consistency(texts, seq + 1)
        code, said = check(inclusion(texts, seq, since), printed(texts[: seq + 1]))
        assert (code, said[0], said[1]) == (
            0,
            f"证明成立：第{seq}条在存证头 {printed(texts)} 之内，原文：",
            texts[seq],
        )
    assert check(consistency(texts, 0))[0] == 0


@pytest.mark.parametrize("size", SIZES)
def test_no_touched_proof_holds(check, size):
    texts = lines(size)
    dice = random.Random(size)
    for proof in (inclusion(texts, size - 1), consistency(texts, max(1, size - 1)), consistency(texts, 0)):
        sizes = [key for key in ("head", "old", "new") if key in proof]
        forged = [
            {**proof, "path": [*proof["path"], "00" * 32]},
            {**proof, "path": proof["path"][1:]},
            {**proof, "path": ["00" * 32, *proof["path"]]},
            *({**proof, key: {**proof[key], "root": "11" * 32}} for key in sizes[:1]),
            *({**proof, key: {**proof[key], "size": 0}} for key in ("head", "new") if key in proof),
            {**proof, "seq": size + 1},
            {**proof, "seq": -1},
            {**proof, "record": "{}"},
        ]
        dice.shuffle(forged)
        held = [
            one
            for one in forged
            if one != proof
            and not ({*one} - {*proof})
            and check(one)[0] == 0
            and one["path"] != proof["path"]
        ]
        assert held == []


def test_a_proof_about_other_heads_proves_nothing_for_the_printed_one(check):
    ours, forged = lines(8), [line.replace("改造", "停建") for line in lines(9)]
    code, said = check(inclusion(forged, 3), consistency(ours, 5), printed(ours[:5]))
    assert (code, said[-1]) == (2, f"无法判断：文件中的存证头 {printed(forged)} 未与给出的存证头相连。")
    false_since = inclusion(forged, 3, consistency(ours, 5))
    assert check(false_since, printed(ours[:5]))[0] == 2


def test_a_broken_bridge_makes_the_proof_fail(check):
    texts = lines(8)
    since = {**consistency(texts, 5), "old": {"size": 5, "root": "22" * 32}}
    code, said = check(inclusion(texts, 3, since))
    assert (code, said[-1]) == (
        1,
        f"证明不成立：存证头 5:{'22' * 32} 的各条记录，在存证头 {printed(texts)} 中未能全部找到，其中有改动。",
    )


def test_a_head_that_no_file_speaks_of_cannot_be_told(check):
    texts = lines(8)
    code, said = check(consistency(texts, 5), printed(texts[:4]))
    assert (code, said[1]) == (
        2,
        f"无法判断：文件未证明存证头 {printed(texts[:4])}，请索取它的一致性证明。",
    )


def test_two_heads_alone_are_told_apart_when_their_sizes_are_equal(check):
    one, other = printed(lines(5)), f"5:{'33' * 32}"
    assert check(one, one.upper()) == (0, [f"一致：存证头 {one} 与文件相符。"])
    assert check(one, other)[0] == 1
    assert check(one, printed(lines(6)))[0] == 2


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"7",
        b"[" * 100_000,
        b'{"format":',
        b'{"format":"luoshi-ledger-1","hash":"md5"}\n',
        json.dumps({**inclusion(lines(3), 1), "hash": "md5"}).encode(),
        json.dumps({**inclusion(lines(3), 1), "path": ["00" * 33]}).encode(),
        json.dumps({**inclusion(lines(3), 1), "path": ["0 " * 32]}).encode(),
        json.dumps({**inclusion(lines(3), 1), "seq": "1"}).encode(),
        json.dumps({**inclusion(lines(3), 1), "record": "\ud800"}).encode(),
    ],
)
def test_what_is_no_file_of_ours_cannot_be_told(check, text):
    code, said = check(text)
    assert code == 2
    assert said[-1].endswith("不是落实系统出具的导出文件或证明文件，或已损坏，无法核对。")


def test_a_file_that_is_not_there_cannot_be_told(check, tmp_path):
    code, said = check(str(tmp_path / "none"))
    assert (code, said[0].startswith("无法打开文件：")) == (2, True)


@pytest.mark.parametrize("words", [[], [printed(lines(2))]])
def test_too_few_words_are_answered_with_the_usage(check, words):
    code, said = check(*words)
    assert (code, said[0]) == (2, "用法：python luoshi_verify.py 文件… [条数:摘要…]")


def test_what_fails_outweighs_what_cannot_be_told(check):
    broken = {**inclusion(lines(3), 1), "record": "{}"}
    assert check(broken, b"{}")[0] == 1
    assert check(b"{}", broken)[0] == 1


@pytest.mark.parametrize("length", [0, 1, 3, 55, 56, 63, 64, 65, 119, 200])
def test_its_own_sm3_is_that_of_openssl(length):
    data = bytes(range(length))
    assert Sm3(data).digest() == SM3(data).digest()


def test_its_own_sm3_steps_in_where_openssl_has_none(monkeypatch):
    assert hash_named("sm3") is not Sm3
    monkeypatch.setattr(luoshi_verify.hashlib, "algorithms_available", {"sha256"})
    assert hash_named("sm3") is Sm3
    assert hash_named("sha256") is hashlib.sha256


def test_as_a_program_it_needs_nothing_else(tmp_path):
    (tmp_path / "luoshi_verify.py").write_bytes(SOURCE.read_bytes())
    (tmp_path / "ledger.jsonl").write_bytes(export(lines(3)))
    command = [sys.executable, "-I", "-S", "luoshi_verify.py", "ledger.jsonl", printed(lines(3))]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
