"""Own documents, damaged at random: the engine reads on, and every draft quotes the text as it is."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.extraction import decompose

CORPUS = Path(__file__).parent / "corpus" / "labelled"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
NOISE = st.sampled_from(
    ["\x00", "\x07", "\x0b", "\ufeff", "\u200b", "\u2028", "\ufffd", "\t", "\n", "\r\n", "  ", "<p>", "</div>", "&nbsp;", "<br/>", "（", "）", "“", "”", "。", "；", "：", "，", "１２", "○", "𠀀", "1.", "一、"]
)  # fmt: skip
SHARE = st.floats(0, 1, allow_nan=False)
EDIT = st.tuples(st.sampled_from(["drop", "double", "swap", "insert"]), SHARE, SHARE, NOISE)


def damaged(text: str, edits: list[tuple[str, float, float, str]]) -> str:
    for kind, one, other, noise in edits:
        start, end = sorted((int(one * len(text)), int(other * len(text))))
        chunk = text[start:end]
        text = {
            "drop": text[:start] + text[end:],
            "double": text[:end] + chunk[:400] + text[end:],
            "swap": text[end:] + chunk + text[:start],
            "insert": text[:start] + noise + text[start:end] + noise + text[end:],
        }[kind]
    return text


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(EDIT, max_size=8))
def test_damaged_documents(text: str, edits: list[tuple[str, float, float, str]]) -> None:
    text = damaged(text, edits)
    found = decompose(text, on=date(2026, 3, 1))
    ends = 0
    for item in found.items:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
    for clause in found.clauses:
        assert ends <= clause.start < clause.end <= len(text)
        assert text[clause.start : clause.end] == clause.text
        ends = clause.end
