"""Every setting that an operator may change, declared once: name, type, default, help.

Values come from the process environment or from the file ``luoshi.env`` in the data directory.
docs/install.md lists each of them; a test fails when one is missing there.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ

env = environ.Env()


@dataclass(frozen=True, slots=True)
class Setting:
    """One operator setting. ``kind`` is the django-environ caster's name."""

    name: str
    kind: str
    default: Any
    help: str


SETTINGS = (
    Setting("LUOSHI_DATA", "str", "var", "数据目录：数据库、证据文件、密钥"),
    Setting(
        "LUOSHI_DATABASE_URL",
        "str",
        "",
        "数据库地址，空为数据目录内的 SQLite；如 postgres://用户:口令@主机/库",
    ),
    Setting("LUOSHI_HOSTS", "list", ["localhost", "127.0.0.1", "[::1]"], "允许的访问主机名，逗号分隔"),
    Setting("LUOSHI_ORIGINS", "list", [], "经反向代理访问时的来源地址，如 https://luoshi.example.gov"),
    Setting("LUOSHI_HTTPS", "bool", False, "是否只经 HTTPS 访问（Cookie 加 Secure 标志）"),
    Setting("LUOSHI_DEBUG", "bool", False, "调试模式，只在开发时打开"),
    Setting("LUOSHI_MFA_REQUIRED", "bool", False, "是否要求办公室、领导和管理员使用两步验证"),
    Setting("LUOSHI_LOCKOUT_FAILURES", "int", 5, "连续登录失败多少次后锁定"),
    Setting("LUOSHI_LOCKOUT_MINUTES", "int", 15, "锁定多少分钟"),
    Setting("LUOSHI_UPLOAD_MB", "int", 50, "单个上传文件的上限（兆字节）"),
    Setting(
        "LUOSHI_READER_URL",
        "str",
        "",
        "语言模型第二读的服务地址（内网，OpenAI 兼容），如 http://10.0.0.8:8000/v1；空为不用",
    ),
    Setting("LUOSHI_READER_MODEL", "str", "", "第二读所用的模型名称"),
    Setting("LUOSHI_READER_KEY", "str", "", "第二读服务的密钥，可空；不在页面和日志中出现"),
    Setting("LUOSHI_READER_KEY_FILE", "str", "", "存放密钥的文件，代替上一项"),
    Setting("LUOSHI_READER_SECONDS", "int", 60, "一次提问最多等待多少秒"),
    Setting("LUOSHI_HASH", "str", "sha256", "存证链的摘要算法，sha256 或 sm3；写入第一条存证后不能再改"),
    Setting("LUOSHI_PROXIES", "int", 0, "前面有几层可信的反向代理（取客户端地址用）"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str) -> Any:
    """The setting's value from the environment, else its default."""
    setting = _BY_NAME[name]
    return getattr(env, setting.kind)(name, default=setting.default)


def data_directory() -> Path:
    """The data directory, created on first use; its luoshi.env is read once here."""
    path = Path(value("LUOSHI_DATA")).resolve()
    path.mkdir(parents=True, exist_ok=True)
    env_file = path / "luoshi.env"
    if env_file.exists():
        env.read_env(str(env_file))
    return path


def secret_key(directory: Path) -> str:
    """The signing key: made on first start, readable by the owner only, never in the repository."""
    path = directory / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
