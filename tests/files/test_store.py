import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi.accounts.policy import SYSTEM
from luoshi.files import actions, queries
from luoshi.files.models import Blob, StoredFile
from luoshi.kernel.errors import BadInput, Conflict, NotFound
from luoshi.ledger.models import Entry
from tests.conftest import NOW

PDF = b"%PDF-1.7\n1 0 obj\n"
DIGEST = sha256(PDF).hexdigest()


@pytest.fixture
def stored(actors):
    return actions.store(PDF, name="批复.pdf", by=actors.liaison, at=NOW)


def test_an_upload_is_kept_under_its_digest(stored, people, tmp_path):
    assert (stored.name, stored.blob_id, stored.uploaded_by, stored.uploaded_at) == (
        "批复.pdf",
        DIGEST,
        people.liaison,
        NOW,
    )
    assert (stored.blob.size, stored.blob.media_type) == (len(PDF), "application/pdf")
    path = tmp_path / "files" / DIGEST[:2] / DIGEST
    assert path.read_bytes() == PDF
    assert [found.name for found in path.parent.iterdir()] == [DIGEST]
    entry = Entry.objects.get(tag="file:store")
    assert entry.subject == f"file/{stored.pk}"
    assert json.loads(entry.data) == {
        "name": "批复.pdf",
        "digest": DIGEST,
        "size": len(PDF),
        "media_type": "application/pdf",
    }


def test_the_same_bytes_are_kept_once(stored, actors):
    again = actions.store(PDF, name="又一份.pdf", by=actors.staff, at=NOW)
    assert (again.blob, again.name) == (stored.blob, "又一份.pdf")
    assert (Blob.objects.count(), StoredFile.objects.count()) == (1, 2)


def test_an_uploaded_file_is_stored_like_its_bytes(db):
    upload = SimpleUploadedFile("a/批复.pdf", PDF)
    assert actions.store(upload, name=upload.name, by=SYSTEM, at=NOW).blob_id == DIGEST


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7" + b"x" * 100])
def test_size_is_checked_before_anything_is_read(db, settings, content):
    settings.UPLOAD_BYTES = 50

    class Upload(BytesIO):
        size = len(content)

        def read(self):
            raise AssertionError("not to be read")

    for given in (content, Upload(content)):
        with pytest.raises(BadInput):
            actions.store(given, name="批复.pdf", by=SYSTEM, at=NOW)
    assert StoredFile.objects.count() == 0


def test_a_refused_file_leaves_nothing(db, tmp_path):
    with pytest.raises(BadInput):
        actions.store(b"MZ" + b"\x00" * 100, name="a.pdf", by=SYSTEM, at=NOW)
    assert not (tmp_path / "files").exists()


def test_bytes_that_were_kept_belong_to_nobody_until_entered(db, tmp_path):
    kept = actions.keep(PDF, name="批复.pdf")
    assert (kept.digest, kept.size, kept.name) == (DIGEST, len(PDF), "批复.pdf")
    assert (Blob.objects.count(), StoredFile.objects.count(), Entry.objects.count()) == (0, 0, 0)
    assert (tmp_path / "files" / DIGEST[:2] / DIGEST).read_bytes() == PDF
    assert actions.enter(kept, by=SYSTEM, at=NOW).blob_id == DIGEST


def test_keeping_again_renews_the_grace(db):
    kept = actions.keep(PDF, name="批复.pdf")
    path = queries.path_of(kept.digest)
    os.utime(path, (0, 0))
    actions.keep(PDF, name="批复.pdf")
    assert list(queries.orphans(before=datetime(2000, 1, 1, tzinfo=UTC))) == []


def test_what_was_swept_meanwhile_is_not_entered(db):
    kept = actions.keep(PDF, name="批复.pdf")
    os.utime(queries.path_of(kept.digest), (0, 0))
    assert [path.name for path in actions.sweep(at=NOW)] == [DIGEST]
    with pytest.raises(Conflict) as refused:
        actions.enter(kept, by=SYSTEM, at=NOW)
    assert refused.value.code == "file-swept"
    assert (StoredFile.objects.count(), Entry.objects.count()) == (0, 0)


def test_what_was_entered_meanwhile_is_not_swept(db, monkeypatch):
    kept = actions.keep(PDF, name="批复.pdf")
    actions.enter(kept, by=SYSTEM, at=NOW)
    monkeypatch.setattr(queries, "orphans", lambda before: [queries.path_of(kept.digest)])
    assert list(actions.sweep(at=NOW)) == []
    assert queries.path_of(kept.digest).exists()


def test_a_file_is_read_back(stored):
    with queries.open_file(stored.blob) as opened:
        assert opened.read() == PDF
    assert queries.content(stored.blob) == PDF
    assert queries.one(stored.pk) == stored


def test_a_file_belongs_to_who_uploaded_it(stored, actors):
    assert queries.own(actors.liaison, stored.pk) == stored
    for stranger in (actors.staff, SYSTEM):
        with pytest.raises(NotFound):
            queries.own(stranger, stored.pk)
    with pytest.raises(NotFound):
        queries.one(0)


def test_a_file_of_the_system_is_nobodys_own(db):
    stored = actions.store(PDF, name="批复.pdf", by=SYSTEM, at=NOW)
    with pytest.raises(NotFound):
        queries.own(SYSTEM, stored.pk)


def test_a_file_that_was_changed_or_lost_is_noticed(stored):
    path = queries.path_of(DIGEST)
    path.write_bytes(PDF + b"x")
    with pytest.raises(NotFound) as refused:
        queries.content(stored.blob)
    assert refused.value.code == "file-damaged"
    path.unlink()
    with pytest.raises(NotFound) as refused:
        queries.open_file(stored.blob)
    assert refused.value.code == "file-missing"
