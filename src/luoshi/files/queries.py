"""Reading stored files. Who may see one is decided by what it is attached to, above this module."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import default_storage

from luoshi.accounts.policy import Actor
from luoshi.files.models import Blob, StoredFile
from luoshi.kernel.errors import NotFound


def digest_of(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def path_of(digest: str) -> Path:
    """Where the bytes of a digest are kept."""
    return Path(default_storage.path(f"{digest[:2]}/{digest}"))


def one(file_id: int) -> StoredFile:
    """One upload with its blob, whoever asks; or NotFound."""
    stored = StoredFile.objects.select_related("blob").filter(pk=file_id).first()
    if stored is None:
        raise NotFound("not-found", "没有找到这个文件，或者它不在您的查看范围内。")
    return stored


def own(actor: Actor, file_id: int) -> StoredFile:
    """One upload of the actor's own, or NotFound."""
    stored = one(file_id)
    if actor.person_id is None or stored.uploaded_by_id != actor.person_id:
        raise NotFound("not-found", "没有找到这个文件，或者它不在您的查看范围内。")
    return stored


def open_file(blob: Blob) -> BinaryIO:
    """The bytes as an open file; NotFound when they are gone from disk."""
    try:
        return path_of(blob.digest).open("rb")
    except FileNotFoundError as error:
        raise NotFound("file-missing", "文件的原件不在存储目录中，请联系系统管理员从备份恢复。") from error


def content(blob: Blob) -> bytes:
    """All bytes, checked against the digest; NotFound when they are gone or have been changed."""
    with open_file(blob) as opened:
        found = opened.read()
    if digest_of(found) != blob.digest:
        raise NotFound("file-damaged", "文件的原件与入库时的数字指纹不符，请联系系统管理员从备份恢复。")
    return found


def orphans(*, before: datetime) -> Iterator[Path]:
    """What lies in the store since before that moment and belongs to no upload: bytes of refused acts, and what an
    interrupted writer has left."""
    for path in sorted(Path(default_storage.path("")).glob("??/*")):
        untouched = path.stat().st_mtime < before.timestamp()
        if untouched and not Blob.objects.filter(digest=path.name).exists():
            yield path
