"""Keeping an uploaded file: checked by content, on disk before it is in the database."""

from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db import transaction

from luoshi.accounts.policy import Actor
from luoshi.files import rules, storage
from luoshi.files.models import Blob, StoredFile
from luoshi.files.terms import Kind, Tag
from luoshi.ledger.actions import append


class Upload(Protocol):
    """What an uploaded file must be able to do."""

    size: int | None

    def read(self) -> bytes: ...


@transaction.atomic
def store(content: bytes | Upload, *, name: str, by: Actor, at: datetime) -> StoredFile:
    """One upload. The same bytes are kept once; each upload has its own name, person and time."""
    data = _read(content)
    kind = rules.kind_of(data, name)
    digest = storage.digest_of(data)
    storage.keep(data, digest)
    blob, _ = Blob.objects.get_or_create(digest=digest, defaults={"size": len(data), "media_type": kind})
    stored = StoredFile.objects.create(
        blob=blob, name=rules.tidy_name(name, Kind(kind)), uploaded_by_id=by.person_id, uploaded_at=at
    )
    append(
        tag=Tag.FILE_STORED,
        subject=f"file/{stored.pk}",
        data={"name": stored.name, "digest": digest, "size": len(data), "media_type": kind.value},
        actor_id=by.person_id,
        actor_name=by.name,
        at=at,
    )
    return stored


def _read(content: bytes | Upload) -> bytes:
    limit = settings.UPLOAD_BYTES
    if isinstance(content, bytes):
        rules.check_size(len(content), limit=limit)
        return content
    rules.check_size(content.size or 0, limit=limit)
    return content.read()
