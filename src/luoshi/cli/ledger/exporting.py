"""The ledger as a file, and the program that checks it elsewhere."""

import sys
from pathlib import Path

import click

from luoshi.cli.ledger.speaking import set_up
from luoshi.kernel import luoshi_verify


@click.command(help="将全部存证导出为一个文件，可用 luoshi_verify.py 脱离本系统逐条核对。")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--resume", is_flag=True, help="接着已有的导出文件写（中断过的，或上次以后又有新记录的）。")
def export(file: Path, *, resume: bool) -> None:
    if file.exists() and not resume:
        raise click.UsageError(f"{file} 已存在。请换一个文件名，或加 --resume 接着写。")
    set_up()
    from luoshi.ledger import queries

    with click.progressbar(length=queries.size(), label="导出", file=sys.stderr) as bar:
        head = queries.export(file, resume=resume, progress=lambda done, _: bar.update(done - bar.pos))
    click.echo(f"已导出{head.size}条，存证头 {head}")


@click.command(help="输出核对程序 luoshi_verify.py（只需 Python 3.8 以上，不需要本系统）。")
def verifier() -> None:
    click.echo(Path(luoshi_verify.__file__).read_bytes(), nl=False)
