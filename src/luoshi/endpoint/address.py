"""Which service may be asked: an address that the administrator has set, checked before anything is sent."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from luoshi.kernel.errors import BadInput

_END = "/chat/completions"
_KEY = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes; ``shown`` is what people may see of it."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def shown(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address, the model asked there, the longest that one answer may take, in seconds."""

    address: Address
    model: str
    seconds: int = 60
    key: str = field(default="", repr=False)


def endpoint(
    url: str, *, model: str, key: str = "", key_file: str = "", seconds: int = 60
) -> Endpoint | None:
    """The endpoint of these settings, None when no address is set; BadInput when one of them cannot be right."""
    if not url.strip():
        return None
    if not model.strip():
        raise BadInput("endpoint-model", "没有设置模型名称（LUOSHI_READER_MODEL）。请联系管理员补上。")
    if seconds < 1:
        raise BadInput(
            "endpoint-seconds", "等待模型服务的秒数（LUOSHI_READER_SECONDS）至少为 1。请联系管理员改正。"
        )
    secret = (_read(key_file) if key_file else key).strip()
    if secret and not _KEY.fullmatch(secret):
        raise BadInput("endpoint-key", "模型服务的密钥含有不能发送的字符。请联系管理员改正。")
    return Endpoint(address(url), model.strip(), seconds, secret)


def address(url: str) -> Address:
    """``http(s)://host[:port][/prefix]``, with or without ``/v1``; nothing else is accepted."""
    wrong = BadInput(
        "endpoint-address",
        "模型服务的地址（LUOSHI_READER_URL）不对：应写成 http://主机:端口/v1 或 https://主机/v1，"
        "不带用户名、口令和参数。请联系管理员改正。",
    )
    if not url.strip().isascii() or re.search(r"[\s\x00-\x1f\x7f]", url.strip()):
        raise wrong
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise wrong from None
    extra = parts.username or parts.password or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
        raise wrong
    secure = parts.scheme == "https"
    prefix = parts.path.rstrip("/").removesuffix(_END).removesuffix("/v1")
    return Address(secure, parts.hostname, port or (443 if secure else 80), f"{prefix}/v1{_END}")


def _read(key_file: str) -> str:
    try:
        return Path(key_file).read_text(encoding="ascii")
    except (OSError, ValueError):
        raise BadInput(
            "endpoint-key-file",
            "读不到模型服务的密钥文件（LUOSHI_READER_KEY_FILE）。请联系管理员检查文件和权限。",
        ) from None
