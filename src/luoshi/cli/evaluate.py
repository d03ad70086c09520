"""``luoshi eval``: how well the engine has read this place's own documents, and these documents as a corpus to measure by."""

import json
import os
from pathlib import Path

import click


@click.command("eval", help="本地识别质量：按月列出各项内容的正确率；可把核对过的文件导出为评测语料。")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="导出到这个空目录；之后可用 make eval CORPUS=目录 评测。内容只写在本机。",
)
def evaluate(*, out: Path | None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    import django

    django.setup()
    from luoshi.accounts.policy import SYSTEM
    from luoshi.directives import queries
    from luoshi.directives.terms import Judged

    for month, shares in queries.accuracy(SYSTEM).items():
        click.echo(month)
        for field in (field for field in Judged if field in shares):
            share = shares[field]
            click.echo(f"  {field.label}：{share.percent}%（{share.right}/{share.total}）")
    if out is not None:
        click.echo(f"已导出{_export(out)}份文件到 {out}")


def _export(out: Path) -> int:
    """Each document as NAME.txt with NAME.jsonl; a directory with something in it is refused."""
    from luoshi.accounts.policy import SYSTEM
    from luoshi.directives import queries
    from luoshi.kernel.errors import Conflict

    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise Conflict("eval-not-empty", f"目录 {out} 里已有内容，请另指定一个空目录。")
    count = 0
    for paper in queries.marked_papers(SYSTEM):
        lines = [{"document": paper.head}, *paper.rows]
        (out / f"{paper.name}.txt").write_text(paper.text, encoding="utf-8", newline="")
        marks = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (out / f"{paper.name}.jsonl").write_text(marks, encoding="utf-8")
        count += 1
    return count
