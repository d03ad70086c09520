"""``luoshi decompose``: the tasks, targets, bans and problems of a document, without a database."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from luoshi.kernel.errors import BadInput

if TYPE_CHECKING:
    from luoshi.extraction import Deadline, Decomposition, Item, Measure, UnitLexicon

HEADERS = ("序号", "类别", "任务内容", "牵头单位", "配合单位", "完成时限", "量化指标", "原文位置")
_WIDTHS = (4, 8, 44, 16, 16, 18)
_PAPER_WIDTHS = (8, 12, 44, 20, 20, 23, 18, 11)
_BINARY = {"xlsx", "docx"}


@click.command(
    help="把公文分解成任务、目标、禁止事项和问题。FILE 为 txt、docx、pdf、doc 文件，“-”表示从标准输入读文字。"
)
@click.argument("file", metavar="FILE")
@click.option("--on", metavar="日期", help="时限的起算日期，如 2026-03-15；不写则用文件上的日期。")
@click.option("--units", metavar="CSV", help="单位表：列名 name,short,aliases，别名用“|”或分号隔开。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "xlsx", "docx"]),
    default="table",
    help="输出格式。",
)
@click.option("--output", "-o", metavar="文件", help="写入这个文件；“-”表示标准输出。")
def decompose(*, file: str, on: str | None, units: str | None, form: str, output: str | None) -> None:
    """See the help text."""
    from luoshi import extraction
    from luoshi.kernel.workdays import load_national

    text = _text(file)
    found = extraction.decompose(text, on=_day(on), units=_units(units), calendar=load_national())
    content = _RENDERERS[form](found)
    _write(content, output or (_beside(file, form) if form in _BINARY else "-"))


def _text(file: str) -> str:
    from luoshi.documents import read

    name = "标准输入.txt" if file == "-" else Path(file).name
    return read(_bytes(file), filename=name).text


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise BadInput("file-missing", f"找不到文件“{file}”，请检查路径。") from None
    except OSError:
        raise BadInput("file-unreadable", f"读不了“{file}”，请确认它是文件而且有权限打开。") from None


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise BadInput("bad-date", f"“{value}”不是日期，请写成 2026-03-15 这样。") from None


def _units(path: str | None) -> "UnitLexicon | None":
    if path is None:
        return None
    from luoshi.documents.plain import decode
    from luoshi.extraction import UnitLexicon

    lexicon = UnitLexicon.from_csv(decode(_bytes(path))[0])
    if not len(lexicon):
        raise BadInput("no-units", f"“{path}”里没有单位，第一行应为 name,short,aliases。")
    return lexicon


def _beside(file: str, form: str) -> str:
    stem = "任务分解表" if file == "-" else f"{Path(file).stem}-任务分解表"
    return f"{stem}.{form}"


def _write(content: str | bytes, target: str) -> None:
    if target == "-":
        click.echo(content, nl=isinstance(content, str))
        return
    data = content.encode() if isinstance(content, str) else content
    try:
        Path(target).write_bytes(data)
    except OSError:
        raise BadInput("cannot-write", f"写不了“{target}”，请换一个位置，用 --output 指定。") from None
    click.echo(f"已写入 {target}", err=True)


def _json(found: "Decomposition") -> str:
    from luoshi.extraction import to_json

    return json.dumps(to_json(found), ensure_ascii=False, indent=2)


def _xlsx(found: "Decomposition") -> bytes:
    from luoshi.documents import write_table

    return write_table(HEADERS, _rows(found), title=_title(found), sheet="任务分解表")


def _docx(found: "Decomposition") -> bytes:
    from luoshi.documents.official import Align, Paper, Table, Title, render, title_lines

    aligns = tuple(Align.LEFT if header == "任务内容" else Align.CENTER for header in HEADERS)
    table = Table(HEADERS, tuple(_rows(found)), widths=_PAPER_WIDTHS, aligns=aligns)
    title = _title(found)
    return render(Paper((Title(title_lines(title)), table), subject=title))


def _table(found: "Decomposition") -> str:
    lines = [_title(found), *_face(found), ""]
    lines += _aligned(HEADERS[: len(_WIDTHS)])
    lines.append("-" * (sum(_WIDTHS) + 2 * (len(_WIDTHS) - 1)))
    for row in _rows(found):
        lines += _aligned(row[: len(_WIDTHS)])
    lines += ["", f"共 {len(found.items)} 条：{_counts(found.items)}。以上为机器草拟，须经人工核对。"]
    return "\n".join(lines)


_RENDERERS: dict[str, Callable[["Decomposition"], str | bytes]] = {
    "table": _table,
    "json": _json,
    "xlsx": _xlsx,
    "docx": _docx,
}


def _title(found: "Decomposition") -> str:
    return f"{found.document.title}任务分解表" if found.document.title else "任务分解表"


def _face(found: "Decomposition") -> Iterator[str]:
    face = found.document
    said = (
        ("文号", face.number),
        ("发文机关", face.issuer),
        ("成文日期", face.dated_on),
        ("文种", face.kind),
    )
    yield "  ".join(f"{name}：{value}" for name, value in said if value)


def _counts(items: "Sequence[Item]") -> str:
    from luoshi.extraction import ItemKind

    return "、".join(f"{kind.label} {sum(item.kind is kind for item in items)}" for kind in ItemKind)


def _rows(found: "Decomposition") -> Iterator[tuple[str, ...]]:
    for number, item in enumerate(found.items, 1):
        yield (
            str(number),
            item.kind.label,
            " ".join(item.text.split()),
            _lead(item),
            "、".join(item.support),
            _due(item.deadline),
            "；".join(_measure(measure) for measure in item.measures),
            f"{item.start}-{item.end}",
        )


def _lead(item: "Item") -> str:
    lead = "、".join(item.lead) or "（未写明）"
    return f"{lead}（责任领导：{'、'.join(item.sponsor)}）" if item.sponsor else lead


def _due(deadline: "Deadline | None") -> str:
    if deadline is None:
        return ""
    return (
        f"{deadline.on.isoformat()}（{deadline.raw}）"
        if deadline.on
        else f"{deadline.raw}（{deadline.kind.label}）"
    )


def _measure(measure: "Measure") -> str:
    return f"{measure.subject}：{measure.raw}" if measure.subject else measure.raw


def _aligned(cells: Sequence[str]) -> Iterator[str]:
    """Cells wrapped to their columns; a Han character takes two places."""
    columns = [list(_wrapped(cell, width)) for cell, width in zip(cells, _WIDTHS, strict=True)]
    for index in range(max(len(column) for column in columns)):
        parts = [
            _padded(column[index] if index < len(column) else "", width)
            for column, width in zip(columns, _WIDTHS, strict=True)
        ]
        yield "  ".join(parts).rstrip()


def _wrapped(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for sign in text:
        size = _columns(sign)
        if used + size > width:
            yield line
            line, used = "", 0
        line, used = line + sign, used + size
    yield line


def _padded(text: str, width: int) -> str:
    return text + " " * (width - sum(_columns(sign) for sign in text))


def _columns(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WFA" else 1
