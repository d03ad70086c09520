"""The refusals that several readers share, each with its stable code."""

from luoshi.documents.formats import ADVICE, DEFAULT_ADVICE, Format
from luoshi.kernel.errors import BadInput

TEXT_LIMIT = 5_000_000


def empty() -> BadInput:
    """A file of no bytes, or one without a single letter in it."""
    return BadInput("empty-file", "文件是空的，里面没有文字，请检查后重新上传。")


def too_large(limit: int) -> BadInput:
    """``limit`` is in bytes."""
    return BadInput("file-too-large", f"文件超过 {limit / 1024 / 1024:g} MB，请删去图片或拆分后上传。")


def too_long() -> BadInput:
    """More than ``TEXT_LIMIT`` characters."""
    return BadInput("file-too-large", f"文件中的文字超过 {TEXT_LIMIT // 10_000} 万字，请拆分后上传。")


def unreadable(kind: Format) -> BadInput:
    """Cut off in transfer, or damaged."""
    return BadInput("unreadable-file", f"{kind.label}不完整或已损坏，请用原软件打开确认并重新保存后上传。")


def encrypted(kind: Format) -> BadInput:
    """Needs a password to open."""
    return BadInput("encrypted-file", f"{kind.label}设有打开密码，请取消密码后重新上传。")


def unsupported(kind: Format, *, advice: str = "") -> BadInput:
    """Known for what it is, but not a kind that is read here."""
    advice = advice or ADVICE.get(kind, DEFAULT_ADVICE)
    return BadInput("unsupported-type", f"文件内容是{kind.inline}，不能读取。{advice}")


def zip_bomb() -> BadInput:
    """Unpacks to far more than an office file ever does."""
    return BadInput("zip-bomb", "文件展开后大小异常，为保证系统安全未予读取，请核实文件来源。")


def scanned() -> BadInput:
    """A PDF whose pages are pictures."""
    return BadInput("scanned-pdf", "这份 PDF 是扫描件，没有文字层，无法读出文字，请上传 Word 版或文本版。")
