"""The export as the verifier reads it, continued after an interruption, and never mixed with another ledger's."""

import hashlib
import json

import pytest

from luoshi.kernel import luoshi_verify
from luoshi.kernel.errors import BadInput
from luoshi.ledger import actions, queries
from luoshi.ledger.queries import exporting
from luoshi.ledger.rules import leaf_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(capsys):
    def run(*words):
        code = luoshi_verify.main([str(word) for word in words])
        return code, capsys.readouterr().out.splitlines()

    return run


@pytest.fixture(params=[4096, 256])
def part(request, monkeypatch):
    monkeypatch.setattr(exporting, "PART", request.param)


def test_the_lines_are_the_bytes_that_were_hashed(act, tmp_path):
    actions.next_number("通报", 2026)
    actions.append_many(act(number) for number in range(3))
    head = queries.export(tmp_path / "ledger.jsonl")
    lines = (tmp_path / "ledger.jsonl").read_bytes().splitlines()
    assert lines[0] == b'{"format":"luoshi-ledger-1","hash":"sha256"}'
    assert lines[1:4] == [leaf_data(queries.entry(seq)) for seq in range(3)]
    leaves = b"".join(hashlib.sha256(b"\x00" + line).digest() for line in lines[1:4]).hex()
    assert json.loads(lines[4]) == {"leaves": leaves, "size": 3}
    assert json.loads(lines[5]) == {"hash": "sha256", "root": head.root, "size": 3}
    assert (len(lines), head) == (6, queries.head())


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 700])
def test_every_export_is_found_to_hold(act, tmp_path, verifier, part, size):
    actions.append_many(act(number) for number in range(size))
    told = []
    queries.export(tmp_path / "ledger.jsonl", progress=lambda done, of: told.append((done, of)))
    code, said = verifier(tmp_path / "ledger.jsonl")
    assert (code, said[0]) == (0, f"导出文件成立：共{size}条，逐条重算一致，存证头 {queries.head()}")
    assert told == [(min(end, size), size) for end in range(256, size + 256, 256)]


def test_an_export_with_sm3_is_found_to_hold(act, tmp_path, verifier, settings, monkeypatch):
    settings.LEDGER_HASH = "sm3"
    actions.append_many(act(number) for number in range(5))
    queries.export(tmp_path / "ledger.jsonl")
    assert verifier(tmp_path / "ledger.jsonl", queries.head(3), queries.head())[0] == 0
    monkeypatch.setattr(luoshi_verify.hashlib, "algorithms_available", {"sha256"})
    assert verifier(tmp_path / "ledger.jsonl", queries.head(3), queries.head())[0] == 0


@pytest.mark.parametrize("size", [1, 255, 256, 512, 600])
@pytest.mark.parametrize("cut", [1, 60, 400])
def test_an_export_goes_on_where_it_was_broken_off(act, tmp_path, *, size, cut):
    actions.append_many(act(number) for number in range(size))
    file = tmp_path / "ledger.jsonl"
    queries.export(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: max(44 + 1, len(whole) - cut)])
    queries.export(file, resume=True)
    assert file.read_bytes() == whole


def test_an_export_is_continued_with_what_came_since(act, tmp_path):
    file, anew = tmp_path / "ledger.jsonl", tmp_path / "anew.jsonl"
    file.touch()
    for size in (0, 10, 300, 512, 520):
        actions.append_many(act(number) for number in range(queries.size(), size))
        queries.export(file, resume=True)
        queries.export(anew)
        assert file.read_bytes() == anew.read_bytes()


def test_the_file_of_another_ledger_is_not_continued(act, tmp_path, owner):
    file = tmp_path / "ledger.jsonl"
    actions.append_many(act(number) for number in range(300))
    queries.export(file)
    kept = file.read_bytes()
    with owner.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET leaf = %s WHERE seq = 200", [bytes(32)])
    with pytest.raises(BadInput) as refusal:
        queries.export(file, resume=True)
    assert (refusal.value.code, file.read_bytes()) == ("export-other", kept)
    file.write_bytes(b"{}\n")
    with pytest.raises(BadInput):
        queries.export(file, resume=True)


def test_what_the_database_has_wrong_the_export_shows(act, tmp_path, owner, verifier):
    actions.append_many(act(number) for number in range(300))
    with owner.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET actor_name = '李四' WHERE seq = 277")
    queries.export(tmp_path / "ledger.jsonl")
    code, said = verifier(tmp_path / "ledger.jsonl")
    assert (code, said) == (
        1,
        ["导出文件不成立：自第277条起与文件中的校验值不符：有改动、增删或换位。"],
    )


def test_a_past_that_was_written_anew_with_all_its_hashes_is_exposed_by_the_printed_head(
    act, tmp_path, owner, verifier
):
    """Somebody owns the database: forges an old circular, computes everything anew, leaves no trace inside."""
    circular = act(5, tag="bulletin:publish", data={"number": 3, "late": 12})
    acts = [*(act(number) for number in range(5)), circular, *(act(number) for number in range(6, 20))]
    actions.append_many(acts)
    printed = queries.head(10)
    with owner.cursor() as cursor:
        for table in ("entry", "node", "tree"):
            cursor.execute(f"DELETE FROM ledger_{table}")  # noqa: S608 -- from the list above
    acts[5] = act(5, tag="bulletin:publish", data={"number": 3, "late": 2})
    actions.append_many(acts)
    with owner.cursor() as cursor:
        cursor.execute("UPDATE ledger_tree SET size = 20")
    assert queries.verify().ok
    assert [problem.code for problem in queries.verify(heads=[printed]).problems] == ["head-contradicted"]
    queries.export(tmp_path / "ledger.jsonl")
    assert verifier(tmp_path / "ledger.jsonl")[0] == 0
    code, said = verifier(tmp_path / "ledger.jsonl", printed)
    assert (code, said[1]) == (
        1,
        f"不一致：存证头 {printed} 与文件不符，前10条中有改动，或抄写有误。",
    )
