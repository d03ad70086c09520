"""Receiving a document: nothing classified, nothing twice; kept, read, cut into clauses, taken apart."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from luoshi import documents
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import queries, rules
from luoshi.directives.actions.act import Act, day_in_words, record
from luoshi.directives.actions.reading import Reader, decomposed
from luoshi.directives.models import Clause, Directive
from luoshi.directives.terms import Origin, Tag
from luoshi.documents.cleaning import clean
from luoshi.extraction.model import Decomposition
from luoshi.files import actions as files
from luoshi.files import queries as stored_files
from luoshi.files.models import StoredFile
from luoshi.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Source:
    """What was handed in: pasted text, or a file."""

    text: str = ""
    content: bytes | None = None
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as read: its text, what could not be read, the file it was kept as, and its face as proposed."""

    text: str
    notes: tuple[str, ...]
    stored: StoredFile | None
    face: rules.Face


def take(source: Source, *, classified: bool | None, by: Actor, at: datetime) -> Reading:
    """Read a source and keep its file; nothing is kept of what is refused."""
    require(by, Permission.DIRECTIVE_WRITE)
    rules.check_declared(classified=classified)
    if source.content is None:
        return _pasted(source.text)
    if source.text.strip():
        raise BadInput("two-sources", "粘贴的正文和上传的文件只能选一种。请清空正文，或取消选择文件。")
    reading = _read(source.content, source.filename)
    return replace(reading, stored=files.store(source.content, name=source.filename, by=by, at=at))


def retake(file_id: int, *, classified: bool | None, by: Actor) -> Reading:
    """Read again a file that ``take`` has kept for the same person."""
    require(by, Permission.DIRECTIVE_WRITE)
    rules.check_declared(classified=classified)
    stored = stored_files.own(by, file_id)
    return replace(_read(stored_files.content(stored.blob), stored.name), stored=stored)


def receive(
    reading: Reading, face: rules.Face, *, classified: bool | None, by: Actor, at: datetime
) -> Directive:
    """Keep the document under the face that the clerk has checked, with its clauses and drafts.

    The engine works before the transaction begins, so that no other writer waits for it.
    """
    require(by, Permission.DIRECTIVE_WRITE)
    rules.check_declared(classified=classified)
    rules.check_text(reading.text)
    act = Act(by, at)
    checked = rules.checked(face, today=act.day)
    _check_new(reading.text)
    found = decomposed(reading.text, on=checked.dated_on)
    try:
        return _write(replace(reading, face=checked), found, act)
    except IntegrityError:
        _check_new(reading.text)
        raise


def _pasted(text: str) -> Reading:
    words, removed = clean(text)
    notes = (f"已去除不可见的控制字符 {removed} 个",) if removed else ()
    return _reading(words, notes)


def _read(content: bytes, filename: str) -> Reading:
    read = documents.read(content, filename=filename, limit=settings.UPLOAD_BYTES)
    return _reading(read.text, read.notes)


def _reading(text: str, notes: tuple[str, ...]) -> Reading:
    rules.check_text(text)
    _check_new(text)
    found = decomposed(text).document
    title = found.title or ""
    face = rules.Face(
        title=title[: rules.TITLE_LENGTH],
        kind=rules.kind_of(title, found.kind),
        dated_on=found.dated_on,
        number=(found.number or "")[: rules.NUMBER_LENGTH],
        issuer=(found.issuer or "")[: rules.ISSUER_LENGTH],
    )
    return Reading(text=text, notes=notes, stored=None, face=face)


def _check_new(text: str) -> None:
    earlier = queries.same_text(rules.digest(text))
    if earlier is not None:
        on = day_in_words(earlier.received_at)
        raise rules.already_received(earlier.title, on=on, directive_id=earlier.pk)


@transaction.atomic
def _write(reading: Reading, found: Decomposition, act: Act) -> Directive:
    face = reading.face
    directive = Directive.objects.create(
        **asdict(face),
        source=reading.stored,
        text=reading.text,
        digest=rules.digest(reading.text),
        notes=list(reading.notes),
        received_by_id=act.by.person_id,
        received_at=act.at,
    )
    Clause.objects.bulk_create(_clauses(directive, found))
    reader = Reader(directive)
    drafts = reader.create([reader.row(item) for item in found.items], origin=Origin.ENGINE)
    data = {
        **asdict(face),
        "digest": directive.digest,
        "file": reading.stored.blob_id if reading.stored else None,
        "declared_unclassified": True,
        "drafts": len(drafts),
    }
    record(directive.pk, Tag.RECEIVED, act=act, data=data)
    return directive


def _clauses(directive: Directive, found: Decomposition) -> list[Clause]:
    return [
        Clause(
            directive=directive,
            ordinal=ordinal,
            start=clause.start,
            end=clause.end,
            level=clause.level,
            role=clause.role,
            label=clause.label[:20],
        )
        for ordinal, clause in enumerate(found.clauses, 1)
    ]
