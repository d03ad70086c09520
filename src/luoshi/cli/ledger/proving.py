"""Heads, and proofs for those who do not have the database."""

import sys
from dataclasses import asdict
from typing import BinaryIO

import click

from luoshi.cli.ledger.speaking import FORMAT, print_json, printed_head, set_up
from luoshi.ledger.rules import (
    Head,
    check_cosignature,
    consistent,
    holds,
    read_consistency,
    read_cosignature,
    read_inclusion,
)


@click.command(help="显示当前（或前 N 条时）的存证头。")
@click.option("--size", type=click.IntRange(min=0), help="前多少条时的存证头，默认为全部。")
@FORMAT
def head(size: int | None, form: str) -> None:
    set_up()
    from luoshi.ledger import queries

    found = queries.head(size)
    if form == "json":
        print_json({**asdict(found), "hash": queries.state().by.name})
    else:
        click.echo(f"存证链前{found.size}条的存证头：{found}")


@click.command(help="核对通报上印的存证头是否仍是现有存证链的前一段；--format json 出具一致性证明。")
@click.argument("printed", type=printed_head, metavar="条数:校验值")
@FORMAT
def compare(printed: Head, form: str) -> None:
    set_up()
    from luoshi.ledger import queries

    proof = queries.compare(printed)
    if form == "json":
        print_json(asdict(proof))
    else:
        click.echo(f"一致：存证头 {printed} 之后，前{printed.size}条一条未改。现有存证头 {proof.new}")


@click.command(
    help="出具第 ENTRY 条（从 0 开始）的存证证明，JSON 格式，可用 check 命令或 luoshi_verify.py 核对。"
)
@click.argument("seq", type=click.IntRange(min=0), metavar="ENTRY")
@click.option("--size", type=click.IntRange(min=1), help="对应前多少条时的存证头，默认为全部。")
@click.option(
    "--since", type=printed_head, metavar="条数:校验值", help="另附自该存证头（如通报上所印）起的一致性证明。"
)
def prove(seq: int, size: int | None, since: Head | None) -> None:
    set_up()
    from luoshi.ledger import queries

    print_json(asdict(queries.inclusion(seq, size, since=since)))


@click.command(help="核对证明文件或见证签名（- 为标准输入）；不需要数据库，不成立时退出码为 1。")
@click.argument("proof", type=click.File("rb"))
def check(proof: BinaryIO) -> None:
    text = proof.read()
    kinds = {b'"record"': _inclusion, b'"old"': _consistency, b'"signature"': _cosignature}
    judge = next((judge for key, judge in kinds.items() if key in text), _inclusion)
    ok, sentence = judge(text)
    click.echo(sentence)
    sys.exit(0 if ok else 1)


def _inclusion(text: bytes) -> tuple[bool, str]:
    proof = read_inclusion(text)
    if not holds(proof):
        return False, f"证明不成立：第{proof.seq}条的内容不在存证头 {proof.head} 之内。"
    since = f"\n存证头 {proof.since.old} 的各条记录也在其中，一条未改。" if proof.since else ""
    said = f"证明成立：下列第{proof.seq}条在存证头 {proof.head} 之内，请核对通报上印的是同一存证头。"
    return True, f"{said}{since}\n{proof.record}"


def _consistency(text: bytes) -> tuple[bool, str]:
    proof = read_consistency(text)
    if not consistent(proof):
        return False, f"证明不成立：存证头 {proof.new} 不包含存证头 {proof.old} 的全部记录。"
    return True, f"证明成立：存证头 {proof.old} 的各条记录，在存证头 {proof.new} 中一条未改、次序未变。"


def _cosignature(text: bytes) -> tuple[bool, str]:
    said = read_cosignature(text)
    if not check_cosignature(said):
        return False, f"签名不成立：不是“{said.witness}”的公钥 {said.key} 所签，或内容已被改动。"
    return True, (
        f"签名成立：“{said.witness}”于{said.signed_at}见证存证头 {said.head}，公钥 {said.key}，请向该单位核实公钥。"
    )
