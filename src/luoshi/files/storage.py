"""The bytes on disk: one file per digest, complete or absent, never changed."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import default_storage


def digest_of(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def path_of(digest: str) -> Path:
    """Where the bytes of a digest are kept."""
    return Path(default_storage.path(f"{digest[:2]}/{digest}"))


def keep(content: bytes, digest: str) -> None:
    """Write the bytes unless they are there; on return they survive a loss of power."""
    path = path_of(digest)
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
