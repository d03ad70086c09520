"""Another organ signs a head (its key, its machine, no database); the office keeps the signature."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from luoshi.cli.ledger.speaking import print_json, set_up
from luoshi.kernel.errors import BadInput
from luoshi.ledger.rules import (
    Consistency,
    Head,
    WitnessKey,
    read_consistency,
    read_cosignature,
    read_head,
)


@click.command("witness-key", help="为见证单位生成签名密钥，存入 FILE（须妥善保管），并显示公钥。")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="见证单位名称，如 云州市审计局。")
def witness_key(file: Path, name: str) -> None:
    if file.exists():
        raise click.UsageError(f"{file} 已存在，不能覆盖。请换一个文件名。")
    key = WitnessKey.generate(name)
    _write(file, key)
    click.echo(f"已生成“{key.name}”的密钥。公钥 {key.public}，请书面告知出具通报的单位。")


@click.command(help="见证：对存证头（首次）或一致性证明（以后各次）签名，输出签名文件。")
@click.argument("headfile", type=click.File("rb"))
@click.option(
    "--key",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="witness-key 生成的密钥文件。",
)
def cosign(headfile: BinaryIO, file: Path) -> None:
    key = _read(file)
    given, by = _signable(headfile.read())
    signature = key.sign(given, by=by, at=datetime.now(UTC).isoformat(timespec="seconds"))
    _write(file, WitnessKey(name=key.name, private=key.private, last=signature.head))
    print_json(asdict(signature))


@click.command(help="收存见证单位的签名文件；存证头与本存证链不符或签名不成立的不收。")
@click.argument("signature", type=click.File("rb"))
def witness(signature: BinaryIO) -> None:
    set_up()
    from django.utils import timezone

    from luoshi.ledger import actions

    said = read_cosignature(signature.read())
    kept = actions.witness(said, actor_id=None, actor_name="系统", at=timezone.now())
    click.echo(f"已收存“{kept.witness}”对前{kept.size}条的见证签名，存证第{kept.seq}条。")


def _signable(text: bytes) -> tuple[Head | Consistency, str]:
    if b'"old"' in text:
        proof = read_consistency(text)
        return proof, proof.hash
    return read_head(text)


def _read(file: Path) -> WitnessKey:
    try:
        given = json.loads(file.read_bytes())
        last = Head(**given["last"]) if given["last"] else None
        return WitnessKey(name=given["name"], private=given["private"], last=last)
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            "witness-key-unreadable", "这不是见证密钥文件，请使用 luoshi ledger witness-key 生成的文件。"
        ) from error


def _write(file: Path, key: WitnessKey) -> None:
    """Readable by the owner only, and never half written."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(json.dumps({**asdict(key), "public": key.public}, ensure_ascii=False), encoding="utf-8")
    new.replace(file)
