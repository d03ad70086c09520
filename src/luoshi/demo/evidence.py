"""Files that units show: papers, lists, notes and pictures, made on the spot; the same matter gives the same bytes."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from luoshi.demo.words import in_words
from luoshi.documents.official import Block, Paper, Paragraph, Signature, Title, render

WIDTH, HEIGHT = 320, 200
_PALETTE = bytes(
    value
    for colour in (
        (222, 232, 240),  # sky
        (176, 164, 142),  # ground
        (196, 92, 64),  # brick
        (120, 132, 148),  # steel
        (250, 250, 248),  # paper
        (168, 176, 184),  # line of text
        (60, 96, 140),  # window frame
    )
    for value in colour
)
_SKY, _GROUND, _BRICK, _STEEL, _PAPER, _LINE, _FRAME = range(7)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file is evidence of."""

    title: str
    unit: str
    text: str
    day: date
    percent: int


def made(name: str, shown: Shown, rng: Random) -> tuple[str, bytes]:
    """The file for a name as the unit calls it; pictures and papers come in the kinds that can be made here."""
    stem, _, suffix = name.rpartition(".")
    stem = f"{stem}（{shown.day:%m%d}）"
    if suffix == "jpg":
        drawn = _screen(rng) if "截图" in stem else _site(shown.percent, rng)
        return f"{stem}.png", _png(drawn)
    if suffix == "xlsx":
        return f"{stem}.csv", _list(shown, rng)
    if suffix == "txt":
        return f"{stem}.txt", f"{shown.title}\n{shown.unit}　{in_words(shown.day)}\n\n{shown.text}\n".encode()
    return f"{stem}.docx", _paper(stem, shown)


def _paper(stem: str, shown: Shown) -> bytes:
    blocks: tuple[Block, ...] = (
        Title((stem.partition("（")[0],)),
        Paragraph(f"事项：{shown.title}。"),
        *(Paragraph(line) for line in shown.text.splitlines()),
        Signature(shown.unit, shown.day),
    )
    return render(Paper(blocks, subject=shown.title, dated=shown.day))


def _list(shown: Shown, rng: Random) -> bytes:
    """A list as offices keep it, for Excel."""
    lines = ["序号,事项,状态,日期,备注"]
    count = rng.randint(6, 14)
    for number in range(1, count + 1):
        done = number * 100 <= count * shown.percent
        state = "已完成" if done else "办理中"
        lines.append(
            f"{number},第{number}批,{state},{shown.day if done else ''},{shown.title if number == 1 else ''}"
        )
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _site(percent: int, rng: Random) -> list[bytes]:
    """A building that grows with the work, and a crane while it does."""
    floors, ground = 1 + percent * 8 // 100, HEIGHT - 40
    left, width = rng.randint(60, 110), rng.randint(90, 130)
    roof = ground - floors * 16
    rows = []
    for y in range(HEIGHT):
        row = bytearray([_GROUND if y >= ground else _SKY]) * WIDTH
        if roof <= y < ground:
            wall = _STEEL if (ground - y) % 16 < 3 else _BRICK
            row[left : left + width] = bytes([wall]) * width
        if percent < 95:
            _crane(row, y, mast=left + width + 30, top=20, ground=ground)
        rows.append(bytes(row))
    return rows


def _crane(row: bytearray, y: int, *, mast: int, top: int, ground: int) -> None:
    if top <= y < ground:
        row[mast : mast + 4] = bytes([_STEEL]) * 4
    if top <= y < top + 4:
        row[mast - 90 : mast + 40] = bytes([_STEEL]) * 130


def _screen(rng: Random) -> list[bytes]:
    """A page on a screen: its frame and lines of text."""
    lengths = [rng.randint(120, 260) for _ in range(11)]
    rows = []
    for y in range(HEIGHT):
        row = bytearray([_FRAME if y < 18 else _PAPER]) * WIDTH
        line, within = divmod(y - 32, 14)
        if 0 <= line < len(lengths) and within < 5:
            row[24 : 24 + lengths[line]] = bytes([_LINE]) * lengths[line]
        rows.append(bytes(row))
    return rows


def _png(rows: Sequence[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    parts = ((b"IHDR", header), (b"PLTE", _PALETTE), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
