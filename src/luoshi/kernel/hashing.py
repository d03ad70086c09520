"""The hash over which the ledger's tree is built: SHA-256, or SM3 (GB/T 32905-2016) where a place requires it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from luoshi.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Hashing:
    """The two kinds of hash that RFC 9162 keeps apart, and the root of an empty tree."""

    name: str
    new: Callable[[bytes], "hashlib._Hash"]

    @property
    def empty_root(self) -> bytes:
        return self.new(b"").digest()

    def leaf(self, data: bytes) -> bytes:
        return self.new(b"\x00" + data).digest()

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.new(b"\x01" + left + right).digest()


SHA256 = Hashing("sha256", hashlib.sha256)
NAMES = ("sha256", "sm3")


@cache
def hashing(name: str) -> Hashing:
    """The hash of this name, as set or as recorded."""
    if name not in NAMES:
        raise BadInput("hash-unknown", f"存证链不支持摘要算法“{name}”，请将 LUOSHI_HASH 设为 sha256 或 sm3。")
    if name == SHA256.name:
        return SHA256
    made = Hashing(name, partial(hashlib.new, name))
    try:
        made.empty_root  # noqa: B018 -- asks the library of this machine
    except ValueError as error:
        raise BadInput(
            "hash-unavailable",
            f"本机的 OpenSSL 不含摘要算法 {name}，请安装含国密算法的 OpenSSL，或在初始化前改用 sha256。",
        ) from error
    return made
