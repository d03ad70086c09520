"""Keeping an uploaded file: checked by content, on disk before it is in the database."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from django.conf import settings
from django.db import transaction

from luoshi.accounts.policy import Actor
from luoshi.files import queries, rules
from luoshi.files.models import Blob, StoredFile
from luoshi.files.terms import Tag
from luoshi.ledger.actions import append


class Upload(Protocol):
    """What an uploaded file must be able to do."""

    size: int | None

    def read(self) -> bytes: ...


def store(content: bytes | Upload, *, name: str, by: Actor, at: datetime) -> StoredFile:
    """One upload. The same bytes are kept once; each upload has its own name, person and time."""
    data = _read(content)
    kind = rules.kind_of(data, name)
    digest = queries.digest_of(data)
    _keep(data, digest)
    with transaction.atomic():
        found = {"size": len(data), "media_type": kind.value}
        blob, _ = Blob.objects.get_or_create(digest=digest, defaults=found)
        stored = StoredFile.objects.create(
            blob=blob, name=rules.tidy_name(name, kind), uploaded_by_id=by.person_id, uploaded_at=at
        )
        append(
            tag=Tag.FILE_STORED,
            subject=f"file/{stored.pk}",
            data={"name": stored.name, "digest": digest, **found},
            actor_id=by.person_id,
            actor_name=by.name,
            at=at,
        )
    return stored


def _keep(content: bytes, digest: str) -> None:
    """Write the bytes unless they are there, complete or not at all; on return they survive a loss of power."""
    path = queries.path_of(digest)
    if path.exists():
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
