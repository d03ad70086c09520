"""Against a real server on the loopback: what is sent, what is taken, and each way in which it can go wrong."""

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator

import pytest

from luoshi.endpoint import Endpoint, EndpointFailed, ask, endpoint, exchange
from tests.endpoint.fake import Handler, answers, serving

QUESTION = [("system", "规则"), ("user", "条款")]


def service(url: str, **facts) -> Endpoint:
    return endpoint(url, **{"model": "reader-7b", "seconds": 5, **facts})


def refusal_of(behave, **facts) -> EndpointFailed:
    with serving(behave) as fake, pytest.raises(EndpointFailed) as refused:
        ask(service(fake.url, **facts), QUESTION)
    return refused.value


def test_the_protocol_is_spoken() -> None:
    with serving(answers(words="你好")) as fake:
        assert ask(service(fake.url, key="k-123"), QUESTION) == "你好"
    ((path, headers, body),) = fake.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k-123"
    assert headers["Content-Type"] == "application/json"
    assert body == {
        "model": "reader-7b",
        "messages": [{"role": "system", "content": "规则"}, {"role": "user", "content": "条款"}],
        "temperature": 0,
        "max_tokens": 4096,
        "stream": False,
    }


def test_without_a_key_none_is_sent() -> None:
    with serving(answers(words="好")) as fake:
        ask(service(fake.url), QUESTION)
    assert "Authorization" not in fake.asked[0][1]


def test_proxies_of_the_environment_are_not_used(monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(answers(words="好")) as fake:
        assert ask(service(fake.url), QUESTION) == "好"


def test_an_answer_in_chunks_is_put_together() -> None:
    said = json.dumps({"choices": [{"message": {"content": "分段"}}]}).encode()

    def chunked(handler: Handler, body: dict) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json; charset=utf-8")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for part in (said[:7], said[7:]):
            handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True

    with serving(chunked) as fake:
        assert ask(service(fake.url), QUESTION) == "分段"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status) -> None:
    with serving(answers(words="别处")) as elsewhere:
        refused = refusal_of(lambda handler, body: handler.send(b"", status=status, Location=elsewhere.url))
    assert (refused.code, refused.status) == ("endpoint-redirect", 502)
    assert elsewhere.asked == []


@pytest.mark.parametrize("status", [201, 204, 400, 401, 404, 429, 500, 503])
def test_any_other_status_is_a_failure(status) -> None:
    refused = refusal_of(lambda handler, body: handler.send(b"{}", status=status), key="k-123")
    assert refused.code == "endpoint-status"
    assert refused.message == f"模型服务报错（{status}），没有回答。请联系管理员检查该服务、模型名称和密钥。"


def test_silence_ends_in_time() -> None:
    done = threading.Event()
    try:
        refused = refusal_of(lambda handler, body: done.wait(20), seconds=1)
    finally:
        done.set()
    assert refused.code == "endpoint-slow"
    assert refused.message == "模型服务在1秒内没有答完，已停止等待。请稍后再试。"


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "]
)
def test_a_byte_now_and_then_buys_no_time(head) -> None:
    done = threading.Event()

    def drip(handler: Handler, body: dict) -> None:
        handler.wfile.write(head)
        while not done.wait(0.05):
            handler.wfile.write(b" ")

    try:
        refused = refusal_of(drip, seconds=1)
    finally:
        done.set()
    assert refused.code == "endpoint-slow"


@pytest.mark.parametrize(
    "head", [b"", b"Content-Length: 1000000000000\r\n", b"Transfer-Encoding: chunked\r\n"]
)
def test_an_endless_body_is_cut_off(head, monkeypatch) -> None:
    monkeypatch.setattr(exchange, "MOST_BYTES", 20_000)
    start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + head + b"\r\n"
    block = b"400\r\n" + b" " * 1024 + b"\r\n" if b"chunked" in head else b" " * 1024

    def flood(handler: Handler, body: dict) -> None:
        handler.wfile.write(start)
        while True:
            handler.wfile.write(block)

    assert refusal_of(flood).code == "endpoint-long"


def test_an_answer_a_little_too_long_is_cut_off(monkeypatch) -> None:
    monkeypatch.setattr(exchange, "MOST_BYTES", 20_000)
    assert refusal_of(lambda handler, body: handler.send(b" " * 20_001)).code == "endpoint-long"


def test_endless_interim_answers_are_cut_off(monkeypatch) -> None:
    monkeypatch.setattr(exchange, "MOST_BYTES", 20_000)

    def again(handler: Handler, body: dict) -> None:
        while True:
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    assert refusal_of(again).code == "endpoint-long"


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointFailed) as refused:
        ask(service(f"http://127.0.0.1:{port}"), QUESTION)
    assert refused.value.code == "endpoint-unreachable"
    assert refused.value.message == (
        f"连不上模型服务（127.0.0.1:{port}）。请联系管理员检查服务是否开启、地址是否正确。"
    )


def test_a_host_name_that_cannot_be_one() -> None:
    with pytest.raises(EndpointFailed) as refused:
        ask(service(f"http://{'a' * 70}.example/v1"), QUESTION)
    assert refused.value.code == "endpoint-unreachable"


def test_hanging_up_without_a_word() -> None:
    assert refusal_of(lambda handler, body: handler.connection.close()).code == "endpoint-unreachable"


def test_not_even_http() -> None:
    def noise(handler: Handler, body: dict) -> None:
        handler.wfile.write(b"SSH-2.0-server\r\n\r\n")

    assert refusal_of(noise).code == "endpoint-nonsense"


@pytest.mark.parametrize("kind", ["text/html", "text/event-stream", "application/octet-stream"])
def test_the_wrong_kind_of_content(kind) -> None:
    said = json.dumps({"choices": [{"message": {"content": "好"}}]}).encode()
    assert refusal_of(lambda handler, body: handler.send(said, kind=kind)).code == "endpoint-nonsense"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>busy</html>",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{}",
        b'{"choices": []}',
        b'{"choices": {}}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": 7}}]}',
        b'{"choices": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"choices": [{"message": {"content": "cut',
    ],
)
def test_answers_that_are_not_the_protocol(content) -> None:
    refused = refusal_of(lambda handler, body: handler.send(content))
    assert (refused.code, refused.message) == (
        "endpoint-nonsense",
        "模型服务的回答不合约定的格式，没有采用。可以再试一次。",
    )


@pytest.fixture
def secured(tmp_path) -> Iterator[tuple[str, str]]:
    """A service under a certificate of its own: its address, and the certificate's path."""
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(answers(words="安全"), context=context) as fake:
        yield fake.url, certificate


def test_a_secure_service_must_prove_who_it_is(secured) -> None:
    """A certificate that no authority of this machine has signed is no proof."""
    url, _ = secured
    with pytest.raises(EndpointFailed) as refused:
        ask(service(url), QUESTION)
    assert refused.value.code == "endpoint-unreachable"


def test_a_secure_service_that_is_trusted_answers(secured, monkeypatch) -> None:
    url, certificate = secured
    monkeypatch.setenv("SSL_CERT_FILE", certificate)
    assert ask(service(url), QUESTION) == "安全"


def test_time_that_is_used_up_is_not_waited_for() -> None:
    with pytest.raises(TimeoutError):
        exchange._left(0.0)
