import hashlib

import pytest

from luoshi.kernel import hashing as module
from luoshi.kernel.errors import BadInput
from luoshi.kernel.hashing import SHA256, hashing


@pytest.fixture(autouse=True)
def asked_anew():
    hashing.cache_clear()
    yield
    hashing.cache_clear()


def test_sha256_is_the_one_of_rfc_9162():
    assert hashing("sha256") is SHA256
    assert SHA256.leaf(b"") == hashlib.sha256(b"\x00").digest()
    assert SHA256.node(b"l" * 32, b"r" * 32) == hashlib.sha256(b"\x01" + b"l" * 32 + b"r" * 32).digest()
    assert SHA256.empty_root.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_sm3_gives_the_value_of_the_standard():
    """The first example of GB/T 32905-2016, annex A."""
    sm3 = hashing("sm3")
    assert sm3.name == "sm3"
    assert sm3.new(b"abc").hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3.leaf(b"x") == hashlib.new("sm3", b"\x00x").digest()


def test_other_names_are_refused():
    with pytest.raises(BadInput) as refusal:
        hashing("md5")
    assert (refusal.value.code, refusal.value.message) == (
        "hash-unknown",
        "存证链不支持摘要算法“md5”，请将 LUOSHI_HASH 设为 sha256 或 sm3。",
    )


def test_what_this_machine_cannot_compute_is_refused(monkeypatch):
    def lacking(name, data):
        raise ValueError("unsupported hash type")

    monkeypatch.setattr(module.hashlib, "new", lacking)
    with pytest.raises(BadInput) as refusal:
        hashing("sm3")
    assert refusal.value.code == "hash-unavailable"
