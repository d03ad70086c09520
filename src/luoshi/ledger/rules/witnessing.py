"""Signatures of other organs under a head (Ed25519): whoever signed it has seen it, then.

A witness keeps the last head it signed beside its key, and signs the next one only against a proof that nothing
before it was changed: so one witness never stands for two histories.
"""

import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.kernel.hashing import hashing
from luoshi.ledger.rules.entries import NAME_LENGTH
from luoshi.ledger.rules.proofs import UNREADABLE, Consistency, Head, consistent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosignature:
    """``witness`` has signed this head at ``signed_at`` (ISO 8601); key and signature in hex."""

    size: int
    root: str
    hash: str
    witness: str
    signed_at: str
    key: str
    signature: str

    @property
    def head(self) -> Head:
        return Head(self.size, self.root)

    def message(self) -> bytes:
        """What is signed."""
        said = ("luoshi-cosign-1", self.hash, self.size, self.root, self.witness, self.signed_at)
        return "".join(f"{part}\n" for part in said).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessKey:
    """The secret of a witness; ``last`` is the head that it signed last."""

    name: str
    private: str
    last: Head | None = None

    @classmethod
    def generate(cls, name: str) -> "WitnessKey":
        if not name.strip() or len(name) > NAME_LENGTH or not name.isprintable():
            raise BadInput(
                "witness-name", f"见证单位名称应为1至{NAME_LENGTH}个字，写在一行内，请改正后重试。"
            )
        return cls(name=name.strip(), private=Ed25519PrivateKey.generate().private_bytes_raw().hex())

    @property
    def public(self) -> str:
        return self._secret().public_key().public_bytes_raw().hex()

    def sign(self, given: Head | Consistency, *, by: str, at: str) -> Cosignature:
        """Sign a head (the first time) or what follows the last one signed; ``by`` names the hash."""
        head = self._next(given)
        said = Cosignature(
            size=head.size,
            root=head.root,
            hash=by,
            witness=self.name,
            signed_at=at,
            key=self.public,
            signature="",
        )
        signature = self._secret().sign(said.message()).hex()
        return Cosignature(
            size=said.size,
            root=said.root,
            hash=by,
            witness=said.witness,
            signed_at=at,
            key=said.key,
            signature=signature,
        )

    def _next(self, given: Head | Consistency) -> Head:
        if isinstance(given, Head):
            if self.last not in (None, given):
                raise RuleBroken(
                    "witness-needs-proof",
                    f"本单位已为存证头 {self.last} 签过名。请对方用 luoshi ledger compare {self.last} --format json "
                    "出具一致性证明，再对证明文件签名。",
                )
            return given
        if given.old != self.last or not consistent(given):
            raise RuleBroken(
                "witness-inconsistent",
                f"证明不能说明新的存证头包含上次签名的 {self.last}，不能签名。请向出具单位查明原因。",
            )
        return given.new

    def _secret(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.private))


def check_cosignature(said: Cosignature) -> bool:
    """Whether the key of the witness made the signature; whose key it is must be known from elsewhere."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said.key))
        key.verify(bytes.fromhex(said.signature), said.message())
    except (InvalidSignature, ValueError):
        return False
    return True


def read_cosignature(text: bytes) -> Cosignature:
    """The signature of a witness written as JSON."""
    try:
        given: Any = json.loads(text)
        return Cosignature(
            size=int(given["size"]),
            root=_hex(given["root"], 32),
            hash=hashing(given["hash"]).name,
            witness=_line(given["witness"]),
            signed_at=_line(given["signed_at"]),
            key=_hex(given["key"], 32),
            signature=_hex(given["signature"], 64),
        )
    except UNREADABLE as error:
        raise BadInput(
            "cosignature-unreadable", "这不是见证签名文件，请使用 luoshi ledger cosign 出具的文件。"
        ) from error


def _hex(given: str, length: int) -> str:
    value = bytes.fromhex(given)
    if len(value) != length:
        raise ValueError(f"{length} bytes expected")
    return value.hex()


def _line(given: str) -> str:
    if not given or not given.isprintable() or len(given) > NAME_LENGTH:
        raise ValueError("one printable line expected")
    return given
