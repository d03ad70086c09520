"""Checks what an installation of Luoshi says of its ledger, without it: this one file, Python 3.8 or newer.

    python luoshi_verify.py FILE... [HEAD...]

FILE is an export or a proof; HEAD is 条数:摘要 as printed in a circular. Exit code 0: all holds, 1: something does
not, 2: it cannot be told. Written from RFC 9162 and GB/T 32905-2016, not from the program that it checks.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

    New = Callable[[bytes], Any]
    Stack = list[tuple[int, bytes]]

BLOCK = 256
LEAVES = b'{"leaves":'
UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
ADVICE = "请把上面的存证头与通报上印的逐字核对，或写在命令后面由本程序核对。"
USAGE = "用法：python luoshi_verify.py 文件… [条数:摘要…]\n文件为导出文件或证明文件；条数:摘要为通报上印的存证头。"


class Sm3:
    """GB/T 32905-2016 in plain Python, for machines whose OpenSSL lacks it."""

    START = "7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e"

    def __init__(self, data: bytes) -> None:
        padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
        state = [int(self.START[i : i + 8], 16) for i in range(0, 64, 8)]
        for i in range(0, len(padded), 64):
            state = [old ^ new for old, new in zip(state, self._compress(state, padded[i : i + 64]))]  # noqa: B905
        self._digest = b"".join(word.to_bytes(4, "big") for word in state)

    def digest(self) -> bytes:
        return self._digest

    @staticmethod
    def _compress(state: list[int], block: bytes) -> list[int]:
        w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ _left(w[j - 3], 15)
            w.append(x ^ _left(x, 15) ^ _left(x, 23) ^ _left(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            early = j < 16
            ss1 = _left(_left(a, 12) + e + _left(0x79CC4519 if early else 0x7A879D8A, j % 32), 7)
            ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if early else (e & f) | (~e & g)
            tt1 = ff + d + (ss1 ^ _left(a, 12)) + (w[j] ^ w[j + 4]) & 0xFFFFFFFF
            tt2 = gg + h + ss1 + w[j] & 0xFFFFFFFF
            a, b, c, d = tt1, a, _left(b, 9), c
            e, f, g, h = tt2 ^ _left(tt2, 9) ^ _left(tt2, 17), e, _left(f, 19), g
        return [a, b, c, d, e, f, g, h]


def _left(word: int, bits: int) -> int:
    word &= 0xFFFFFFFF
    return (word << bits | word >> (32 - bits)) & 0xFFFFFFFF


def hash_named(name: str) -> New:
    """KeyError for a hash that is none of ours."""
    if name == "sm3" and name not in hashlib.algorithms_available:
        return Sm3
    known: dict[str, New] = {"sha256": hashlib.sha256, "sm3": partial(hashlib.new, "sm3")}
    return known[name]


def _node(new: New, left: bytes, right: bytes) -> bytes:
    return bytes(new(b"\x01" + left + right).digest())


def root_by_path(new: New, leaf: bytes, path: list[bytes], *, index: int, size: int) -> bytes:
    """The head that the path leads to; no head where steps and sizes do not fit."""
    if size < 2 or not path:
        return leaf if (index, size, path) == (0, 1, []) else b""
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        return _node(new, root_by_path(new, leaf, path[:-1], index=index, size=split), path[-1])
    return _node(new, path[-1], root_by_path(new, leaf, path[:-1], index=index - split, size=size - split))


def both_roots(new: New, path: list[bytes], known: bytes, *, old: int, size: int) -> tuple[bytes, bytes]:
    """The old and the new head that the path leads to; ``known`` is the old one, empty inside of a tree."""
    if old == size:
        whole = [known] if known else path
        return (whole[0], whole[0]) if len(path) == (not known) else (b"", b"")
    if not path or not 0 < old < size:
        return b"", b""
    split, rest, last = 1 << (size - 1).bit_length() - 1, path[:-1], path[-1]
    if old <= split:
        before, after = both_roots(new, rest, known, old=old, size=split)
        return before, _node(new, after, last)
    before, after = both_roots(new, rest, b"", old=old - split, size=size - split)
    return _node(new, last, before), _node(new, last, after)


class Export:
    """Reads an export once, in order; ``roots`` are the heads at the sizes that were asked for."""

    def __init__(self, file: BinaryIO, wanted: list[int]) -> None:
        opening = file.readline()
        self.name = str(json.loads(opening)["hash"])
        self.new = hash_named(self.name)
        self.file, self.wanted, self.size = file, wanted, 0
        self.stack: Stack = []
        self.roots: dict[int, str] = {0: self.new(b"").digest().hex()}
        right = b'{"format":"luoshi-ledger-1","hash":"%s"}\n' % self.name.encode()
        self.wrong = "" if opening == right else "第一行已被改动。"

    def check(self) -> None:
        """Sets ``wrong`` to the first difference, if there is one."""
        rest: list[bytes] = []
        while not self.wrong:
            lines = list(islice(self.file, BLOCK + 1))
            if len(lines) <= BLOCK or not lines[BLOCK].startswith(LEAVES):
                rest = self._last(lines)
                break
            self._block(lines.pop(), lines)
        if not self.wrong:
            root = self.roots[self.size] = self._root(self.stack)
            closing = f'{{"hash":"{self.name}","root":"{root}","size":{self.size}}}\n'
            if rest != [closing.encode()]:
                self.wrong = f"文件末尾与逐条算出的存证头 {self.size}:{root} 不符，或不完整、多出内容。"

    def _last(self, lines: list[bytes]) -> list[bytes]:
        at = next((n for n, line in enumerate(lines) if line.startswith(LEAVES)), None)
        if not at:
            if len(lines) != 1:
                self.wrong = f"第{self.size}条以后有增删，或文件不完整、多出内容。"
            return lines
        self._block(lines[at], lines[:at])
        return lines[at + 1 :]

    def _block(self, closing: bytes, lines: list[bytes]) -> None:
        new, start = self.new, self.size
        level = leaves = [new(b"\x00" + line[:-1]).digest() for line in lines]
        self.size += len(leaves)
        text = b"".join(leaves).hex()
        if closing != b'{"leaves":"%s","size":%d}\n' % (text.encode(), self.size):
            self.wrong = f"自第{start + self._first_difference(text, closing)}条起与文件中的校验值不符：有改动、增删或换位。"
            return
        for size in self.wanted:
            if start < size <= self.size:
                self.roots[size] = self._root(self._pushed(leaves[: size - start]))
        while len(leaves) == BLOCK and len(level) > 1:
            pairs = iter(level)
            level = [new(b"\x01" + one + other).digest() for one, other in zip(pairs, pairs)]  # noqa: B905
        self.stack = self._pushed(level, 8 if len(leaves) == BLOCK else 0)

    @staticmethod
    def _first_difference(text: str, closing: bytes) -> int:
        claimed = re.findall("[0-9a-f]{64}", closing.decode("ascii", "replace"))
        computed = re.findall("[0-9a-f]{64}", text)
        same = (one == other for one, other in zip(computed, claimed))  # noqa: B905
        return next((n for n, equal in enumerate(same) if not equal), min(len(claimed), len(computed)))

    def _pushed(self, nodes: list[bytes], height: int = 0) -> Stack:
        stack = list(self.stack)
        for node in nodes:
            level = height
            while stack and stack[-1][0] == level:
                level, node = level + 1, _node(self.new, stack.pop()[1], node)  # noqa: PLW2901
            stack.append((level, node))
        return stack

    def _root(self, stack: Stack) -> str:
        if not stack:
            return self.roots[0]
        root = stack[-1][1]
        for _, node in reversed(stack[:-1]):
            root = _node(self.new, node, root)
        return root.hex()


class Report:
    """Says what holds; ``code`` is the exit code, ``groups`` are heads that were shown to belong together."""

    def __init__(self, wanted: list[int]) -> None:
        self.wanted, self.code = wanted, 0
        self.groups: list[set[tuple[int, str]]] = []

    def say(self, text: str, code: int = 0) -> None:
        sys.stdout.write(text + "\n")
        self.code = code if code and self.code != 1 else self.code

    def vouch(self, *heads: tuple[int, str]) -> None:
        """These heads hold, one within the other; so do those already known to go with one of them."""
        joined = {head for head in heads if head[0]}
        joined.update(*(group for group in self.groups if group & joined))
        self.groups = [joined, *(group for group in self.groups if not group & joined)]

    def file(self, path: str) -> None:
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                opening = file.read(10)
                file.seek(0)
                if opening == b'{"format":':
                    self.export(Export(file, self.wanted))
                else:
                    given = json.loads(file.read().decode())
                    (self.inclusion if "record" in given else self.consistency)(given)
        except OSError as error:
            self.say(f"无法打开文件：{error}", 2)
        except UNREADABLE:
            self.say(f"{path} 不是落实系统出具的导出文件或证明文件，或已损坏，无法核对。", 2)

    def export(self, export: Export) -> None:
        export.check()
        if export.wrong:
            self.say(f"导出文件不成立：{export.wrong}", 1)
            return
        self.vouch(*export.roots.items())
        head = f"{export.size}:{export.roots[export.size]}"
        self.say(f"导出文件成立：共{export.size}条，逐条重算一致，存证头 {head}")

    def inclusion(self, given: Any) -> None:
        new, (size, root), seq = hash_named(given["hash"]), _head(given["head"]), given["seq"]
        leaf, path = new(b"\x00" + given["record"].encode()).digest(), [_hash(step) for step in given["path"]]
        if root_by_path(new, leaf, path, index=seq, size=size).hex() != root:
            self.say(f"证明不成立：第{seq}条的内容不在存证头 {size}:{root} 之内。", 1)
            return
        self.vouch((size, root))
        self.say(f"证明成立：第{seq}条在存证头 {size}:{root} 之内，原文：\n{given['record']}")
        if given.get("since"):
            self.consistency(given["since"])

    def consistency(self, given: Any) -> None:
        new, path = hash_named(given["hash"]), [_hash(step) for step in given["path"]]
        old, now = _head(given["old"]), _head(given["new"])
        if old[0] == 0 and not path:
            found = new(b"").digest(), bytes.fromhex(now[1])
        else:
            found = both_roots(new, path, bytes.fromhex(old[1]), old=old[0], size=now[0])
        said = f"存证头 {old[0]}:{old[1]} 的各条记录，在存证头 {now[0]}:{now[1]} 中"
        if (found[0].hex(), found[1].hex()) == (old[1], now[1]):
            self.vouch(old, now)
            self.say(f"证明成立：{said}一条未改、次序未变。")
        else:
            self.say(f"证明不成立：{said}未能全部找到，其中有改动。", 1)

    def compare(self, heads: list[tuple[int, str]]) -> None:
        """Each head as printed against the files; a file that none of them vouches for proves nothing."""
        for size, root in heads:
            found = {other for group in self.groups for at, other in group if at == size}
            if found - {root}:
                self.say(f"不一致：存证头 {size}:{root} 与文件不符，前{size}条中有改动，或抄写有误。", 1)
            elif found:
                self.say(f"一致：存证头 {size}:{root} 与文件相符。")
            else:
                self.say(f"无法判断：文件未证明存证头 {size}:{root}，请索取它的一致性证明。", 2)
        for group in self.groups:
            if self.code == 0 and group and not group & set(heads):
                size, root = max(group)
                self.say(f"无法判断：文件中的存证头 {size}:{root} 未与给出的存证头相连。", 2)


def _head(given: Any) -> tuple[int, str]:
    return int(given["size"]), _hash(given["root"]).hex()


def _hash(text: str) -> bytes:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(text)
    return bytes.fromhex(text)


def main(arguments: list[str]) -> int:
    printed = [re.fullmatch("([0-9]+):([0-9a-f]{64})", word.lower()) for word in arguments]
    heads = [(int(match[1]), match[2]) for match in printed if match]
    files = [word for word, match in zip(arguments, printed) if not match]  # noqa: B905
    report = Report([size for size, _ in heads])
    if not files and len(heads) < 2:
        report.say(USAGE, 2)
        return 2
    for path in files:
        report.file(path)
    if not files:
        report.vouch(heads[0])
    if heads:
        report.compare(heads[not files :])
    elif report.code == 0:
        report.say(ADVICE)
    return report.code


if __name__ == "__main__":  # pragma: no cover -- the tests start it as a program
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
