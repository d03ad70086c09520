"""Which files are taken, under which name, and how a download is named."""

import re
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import quote
from zipfile import ZipFile

import olefile

from luoshi.documents import Format, sniff
from luoshi.documents.cleaning import clean
from luoshi.files.terms import Kind
from luoshi.kernel.errors import BadInput

NAME_LENGTH = 120
"""In characters; in UTF-8 that is at most 480 bytes, and the file on disk is named by its digest anyway."""

KINDS = {
    Format.PDF: Kind.PDF,
    Format.OFD: Kind.OFD,
    Format.DOCX: Kind.DOCX,
    Format.XLSX: Kind.XLSX,
    Format.PPTX: Kind.PPTX,
    Format.DOC: Kind.DOC,
    Format.XLS: Kind.XLS,
    Format.PPT: Kind.PPT,
    Format.TXT: Kind.TXT,
    Format.CSV: Kind.CSV,
}

SUFFIXES = {
    Kind.PDF: (".pdf",),
    Kind.OFD: (".ofd",),
    Kind.DOCX: (".docx", ".wps", ".dotx"),
    Kind.XLSX: (".xlsx", ".et", ".xltx"),
    Kind.PPTX: (".pptx", ".dps", ".ppsx"),
    Kind.DOC: (".doc", ".wps", ".wpt", ".dot"),
    Kind.XLS: (".xls", ".et", ".ett", ".xlt"),
    Kind.PPT: (".ppt", ".dps", ".dpt", ".pps"),
    Kind.JPEG: (".jpg", ".jpeg", ".jpe"),
    Kind.PNG: (".png",),
    Kind.GIF: (".gif",),
    Kind.MP4: (".mp4", ".m4v"),
    Kind.TXT: (".txt", ".md", ".log", ".text"),
    Kind.CSV: (".csv", ".tsv"),
}
"""The first one is put on a name that has none."""

_MEDIA = ((b"\xff\xd8\xff", Kind.JPEG), (b"\x89PNG\r\n\x1a\n", Kind.PNG), (b"GIF8", Kind.GIF))
_MACRO_STORAGES = ("Macros", "_VBA_PROJECT_CUR", "VBA")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]')
_OUR_KINDS = "PDF、OFD、Word、Excel、演示文稿、JPG/PNG/GIF 图片、MP4 视频、TXT 或 CSV"


def kind_of(content: bytes, name: str) -> Kind:
    """What the content is; raises BadInput for kinds that are not taken, macros and misleading names."""
    kind = _media(content) or _document(content, name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix and suffix not in SUFFIXES[kind]:
        raise BadInput(
            "file-mislabelled",
            f"“{name}”的扩展名是 {suffix}，内容却是{kind.label}。请核对文件，按实际类型改名后再上传。",
        )
    return kind


def tidy_name(name: str, kind: Kind) -> str:
    """A file name without path, invisible or reserved characters, with the suffix of its kind, cut to length."""
    last = re.split(r"[\\/]", clean(name)[0])[-1]
    tidy = " ".join(_NOT_IN_NAMES.sub(" ", last).split()).strip(". ")
    path = PurePosixPath(tidy or "附件")
    suffix = path.suffix if path.suffix.lower() in SUFFIXES[kind] else SUFFIXES[kind][0]
    return path.stem[: NAME_LENGTH - len(suffix)].rstrip(". ") + suffix


def check_size(size: int, *, limit: int) -> None:
    """Refuse the empty and the too large; both in bytes."""
    if size == 0:
        raise BadInput("file-empty", "文件是空的，请检查后重新上传。")
    if size > limit:
        raise BadInput(
            "file-too-large", f"文件超过 {limit / 1024 / 1024:g} MB，请压缩图片、视频或拆分后上传。"
        )


def disposition(name: str) -> str:
    """The Content-Disposition of a download: never shown in the page; the name by RFC 6266 and RFC 8187."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", name).split()) or "附件"
    suffix = PurePosixPath(name).suffix
    plain = name if name.isascii() else f"file{suffix if suffix.isascii() else ''}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _media(content: bytes) -> Kind | None:
    for magic, kind in _MEDIA:
        if content.startswith(magic):
            return kind
    return Kind.MP4 if content[4:8] == b"ftyp" else None


def _document(content: bytes, name: str) -> Kind:
    found = sniff(content, name)
    if found is Format.ENCRYPTED:
        raise BadInput("file-encrypted", "文件设有打开密码，别人无法核实。请取消密码后再上传。")
    if found not in KINDS or _is_markup(content):
        raise BadInput("file-type", f"“{name}”不是可以上传的类型。请上传{_OUR_KINDS}文件。")
    kind = KINDS[found]
    if _has_macros(content, kind):
        raise BadInput("file-macros", f"“{name}”含有宏，打开时可能执行程序。请另存为不含宏的格式后上传。")
    return kind


def _is_markup(content: bytes) -> bool:
    """SVG and other XML run scripts in a browser, whatever they are called."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<?xml", b"<svg", b"<!doctype", b"<!--", b"<script"))


def _has_macros(content: bytes, kind: Kind) -> bool:
    if kind in {Kind.DOCX, Kind.XLSX, Kind.PPTX}:
        with ZipFile(BytesIO(content)) as archive:
            return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    if kind in {Kind.DOC, Kind.XLS}:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            return any(ole.exists(storage) for storage in _MACRO_STORAGES)
    return False
