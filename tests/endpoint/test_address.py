"""Which addresses and keys are accepted, and that a key is shown nowhere."""

import pytest

from luoshi.endpoint import Address, endpoint
from luoshi.endpoint.address import address
from luoshi.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://10.0.0.8:8000/v1", Address(False, "10.0.0.8", 8000, "/v1/chat/completions")),
        ("http://10.0.0.8:8000", Address(False, "10.0.0.8", 8000, "/v1/chat/completions")),
        ("http://10.0.0.8/", Address(False, "10.0.0.8", 80, "/v1/chat/completions")),
        ("https://model.yunzhou.example/v1/", Address(True, "model.yunzhou.example", 443, "/v1/chat/completions")),
        ("https://gateway.example/llm/v1/chat/completions", Address(True, "gateway.example", 443, "/llm/v1/chat/completions")),
        (" http://[fd00::8]:9000/v1 ", Address(False, "fd00::8", 9000, "/v1/chat/completions")),
    ],
)  # fmt: skip
def test_an_address_is_read(url, expected) -> None:
    assert address(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "10.0.0.8:8000",
        "ftp://10.0.0.8/v1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///v1",
        "http://10.0.0.8:99999/v1",
        "http://10.0.0.8:port/v1",
        "http://[fd00::8/v1",
        "http://user:secret@10.0.0.8/v1",
        "http://user@10.0.0.8/v1",
        "http://10.0.0.8/v1?key=secret",
        "http://10.0.0.8/v1#part",
        "http://10.0.0.8/v 1",
        "http://10.0.0.8/v1\r\nX-Other: 1",
        "http://模型/v1",
    ],
)
def test_anything_else_is_refused(url) -> None:
    with pytest.raises(BadInput) as refused:
        address(url)
    assert refused.value.code == "endpoint-address"


def test_people_see_host_and_port() -> None:
    assert address("https://model.example/v1").shown == "model.example:443"
    assert address("http://[fd00::8]:9000/v1").shown == "[fd00::8]:9000"


def test_without_an_address_there_is_no_endpoint() -> None:
    assert endpoint("", model="m") is None
    assert endpoint("  ", model="") is None


def test_a_model_must_be_named() -> None:
    with pytest.raises(BadInput) as refused:
        endpoint("http://10.0.0.8/v1", model=" ")
    assert refused.value.code == "endpoint-model"


def test_the_wait_is_at_least_a_second() -> None:
    with pytest.raises(BadInput) as refused:
        endpoint("http://10.0.0.8/v1", model="m", seconds=0)
    assert refused.value.code == "endpoint-seconds"


def test_the_key_comes_from_a_file_or_the_setting_and_is_not_shown(tmp_path) -> None:
    file = tmp_path / "key"
    file.write_text("from-file-123\n", encoding="ascii")
    assert endpoint("http://h/v1", model="m", key="set-456").key == "set-456"
    made = endpoint("http://h/v1", model="m", key="set-456", key_file=str(file))
    assert made.key == "from-file-123"
    assert "from-file-123" not in repr(made)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "ключ", "x" * 5000])
def test_a_key_that_no_header_can_carry_is_refused(key) -> None:
    with pytest.raises(BadInput) as refused:
        endpoint("http://h/v1", model="m", key=key)
    assert refused.value.code == "endpoint-key"
    assert key not in refused.value.message


def test_a_missing_key_file_is_refused(tmp_path) -> None:
    with pytest.raises(BadInput) as refused:
        endpoint("http://h/v1", model="m", key_file=str(tmp_path / "none"))
    assert refused.value.code == "endpoint-key-file"


def test_a_key_file_of_bytes_is_refused(tmp_path) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput) as refused:
        endpoint("http://h/v1", model="m", key_file=str(file))
    assert refused.value.code == "endpoint-key-file"
