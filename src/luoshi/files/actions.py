"""Keeping an uploaded file in two steps: its bytes on disk, checked and hashed before any transaction begins, then
its rows and its ledger entry, in the transaction of the act that it belongs to and at the end of that.

Bytes whose act was refused stay on disk under their digest, seen by nobody, until ``sweep`` takes them away.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from django.conf import settings
from django.db import transaction

from luoshi.accounts.policy import Actor
from luoshi.files import queries, rules
from luoshi.files.models import Blob, StoredFile
from luoshi.files.terms import Kind, Tag
from luoshi.kernel.errors import Conflict
from luoshi.ledger.actions import append, take_turn

GRACE = timedelta(days=1)
"""So long bytes may lie on disk before the act that they belong to is done."""


class Upload(Protocol):
    """What an uploaded file must be able to do."""

    size: int | None

    def read(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are on disk, and what they are; ``digest`` is SHA-256 in hex."""

    digest: str
    size: int
    kind: Kind
    name: str


def keep(content: bytes | Upload, *, name: str) -> Kept:
    """Check the bytes and put them on disk, where they survive a loss of power. No transaction should be open:
    it would hold others up."""
    data = _read(content)
    kind = rules.kind_of(data, name)
    digest = queries.digest_of(data)
    _write(data, digest)
    return Kept(digest, len(data), kind, rules.tidy_name(name, kind))


@transaction.atomic
def enter(kept: Kept, *, by: Actor, at: datetime) -> StoredFile:
    """The upload as a row and an entry. The same bytes are one blob; each upload has its own name, person, time."""
    found = {"size": kept.size, "media_type": kept.kind.value}
    blob, _ = Blob.objects.get_or_create(digest=kept.digest, defaults=found)
    stored = StoredFile.objects.create(blob=blob, name=kept.name, uploaded_by_id=by.person_id, uploaded_at=at)
    append(
        tag=Tag.FILE_STORED,
        subject=f"file/{stored.pk}",
        data={"name": stored.name, "digest": kept.digest, **found},
        actor_id=by.person_id,
        actor_name=by.name,
        at=at,
    )
    if not queries.path_of(kept.digest).exists():
        raise Conflict("file-swept", f"“{kept.name}”上传后搁置太久，已被清理。请重新上传后再提交。")
    return stored


def store(content: bytes | Upload, *, name: str, by: Actor, at: datetime) -> StoredFile:
    """Both steps, where the upload is the whole act."""
    return enter(keep(content, name=name), by=by, at=at)


def sweep(*, at: datetime) -> Iterator[Path]:
    """Take away, one by one, bytes that nothing refers to and that have lain longer than GRACE. Whoever enters an
    upload has the ledger's turn at the end, so that bytes just entered are not taken."""
    for path in queries.orphans(before=at - GRACE):
        with transaction.atomic():
            take_turn()
            unwanted = not Blob.objects.filter(digest=path.name).exists()
            if unwanted:
                path.unlink()
        if unwanted:
            yield path


def _write(content: bytes, digest: str) -> None:
    """Write the bytes unless they are there, complete or not at all; on return they survive a loss of power."""
    path = queries.path_of(digest)
    if path.exists():
        path.touch()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).replace(path)
    _sync_directory(path.parent)


def _sync_directory(directory: Path) -> None:
    """A rename is on disk only with its directory; Windows cannot open directories and needs no such step."""
    if os.name == "nt":  # pragma: no cover -- the other system
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(content: bytes | Upload) -> bytes:
    limit = settings.UPLOAD_BYTES
    if isinstance(content, bytes):
        rules.check_size(len(content), limit=limit)
        return content
    rules.check_size(content.size or 0, limit=limit)
    return content.read()
