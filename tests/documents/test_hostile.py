"""Damaged files of every kind: whatever is done to the bytes, the answer is a text, a table or a refusal."""

import random
from contextlib import suppress

import pytest

from luoshi.documents import read, read_table, write_table
from luoshi.documents.papers import BreakdownItem, breakdown_table
from luoshi.kernel.errors import BadInput

from .docx_samples import SAMPLES
from .pdf_samples import pdf

ROUNDS = 150
WORD = breakdown_table("任务分解表", [BreakdownItem("修路", "市住建局", "", "", "年底前", "一、基础设施")])
SHEET = write_table(["编号", "事项"], [[n, "修路"] for n in range(20)], title="台账")


def damaged(content, seed):
    """A few bytes changed, a stretch cut out or doubled."""
    chance = random.Random(seed)
    data = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    start, size = chance.randrange(len(data)), chance.randrange(64)
    if seed % 3 == 0:
        del data[start : start + size]
    elif seed % 3 == 1:
        data[start:start] = data[start : start + size]
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "rounds"),
    [
        (WORD, ROUNDS),
        ((SAMPLES / "notice.doc").read_bytes(), ROUNDS),
        ((SAMPLES / "notes.doc").read_bytes(), ROUNDS),
        ("一、总体要求\n加快推进".encode("gb18030") * 20, ROUNDS),
        (pdf(["关于落实"], ["二"]), 10),
    ],
    ids=["docx", "doc", "doc with notes", "txt", "pdf"],
)
def test_documents(content, rounds):
    outcomes = set()
    for seed in range(rounds):
        try:
            outcomes.add(type(read(damaged(content, seed), filename="a.doc").text))
        except BadInput as refused:
            outcomes.add(type(refused))
    assert outcomes <= {str, BadInput}
    assert outcomes


@pytest.mark.parametrize("content", [SHEET, (SAMPLES / "register.xls").read_bytes()], ids=["xlsx", "xls"])
def test_tables(content):
    for seed in range(20):
        with suppress(BadInput):
            read_table(damaged(content, seed), filename="a.xlsx")
