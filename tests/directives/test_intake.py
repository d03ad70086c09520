"""Receiving a document: what is kept, what is refused and leaves nothing behind."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document

from luoshi.directives import actions, queries, rules
from luoshi.directives.actions import Source
from luoshi.directives.models import Directive
from luoshi.directives.terms import DirectiveKind, DraftStatus
from luoshi.files.models import StoredFile
from luoshi.kernel.errors import LuoshiError
from luoshi.ledger.queries import tail
from tests.conftest import NOW
from tests.directives.samples import MINUTES


def word(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return out.getvalue()


@pytest.fixture
def take(actors, units, calendar, place):
    staff = actors.staff

    def run(
        text: str = "", *, content: bytes | None = None, filename: str = "", classified: bool | None = False
    ):
        source = Source(text=text, content=content, filename=filename)
        return actions.take(source, classified=classified, by=staff, at=NOW)

    return run


def test_a_pasted_text_is_received_with_clauses_and_drafts(paper, actors, units) -> None:
    directive = paper()
    assert (directive.title, directive.number) == ("云州市人民政府专题会议纪要", "云政专纪〔2026〕3号")
    assert (directive.kind, directive.dated_on) == (DirectiveKind.MINUTES, date(2026, 3, 10))
    assert (directive.text, directive.digest) == (MINUTES, rules.digest(MINUTES))
    assert (directive.received_by_id, directive.received_at) == (actors.staff.person_id, NOW)
    clauses = list(queries.clauses(directive.pk))
    assert [clause.ordinal for clause in clauses] == list(range(1, len(clauses) + 1))
    assert [MINUTES[clause.start : clause.end] for clause in clauses if clause.level == 1] == [
        "一、关于城区排水防涝",
        "二、关于惠企政策兑现",
    ]
    first = queries.drafts(directive.pk)[0]
    assert first.text == MINUTES[first.start : first.end]
    assert (first.lead, list(first.support.all())) == (units.housing, [units.finance])
    assert (first.due_on, first.status, first.origin) == (date(2026, 6, 30), DraftStatus.PENDING, "engine")
    assert first.engine["lead"] == [units.housing.name]


def test_units_that_share_a_duty_support_until_one_is_chosen(paper, units) -> None:
    shared = next(draft for draft in queries.drafts(paper().pk) if draft.text.startswith("开展河道清障"))
    assert (shared.lead, shared.relation) == (None, "joint")
    assert set(shared.support.all()) == {units.housing, units.reform}


def test_a_name_that_leads_to_no_unit_stays_as_it_is_written(paper) -> None:
    text = MINUTES.replace("市住建局负责，长期坚持", "市水务局负责，长期坚持")
    lasting = next(draft for draft in queries.drafts(paper(text).pk) if "排水口巡查" in draft.text)
    assert (lasting.lead, lasting.lead_raw) == (None, ["市水务局"])
    assert (lasting.due_on, lasting.deadline_kind) == (None, "ongoing")


def test_a_recurring_task_has_a_day_of_the_next_look(paper) -> None:
    text = MINUTES.replace("（市住建局负责，长期坚持）", "（市住建局负责，每季度反馈一次）")
    again = next(draft for draft in queries.drafts(paper(text).pk) if "排水口巡查" in draft.text)
    assert (again.due_on, again.next_check_on, again.deadline_kind) == (None, date(2026, 3, 31), "recurring")


def test_an_uploaded_file_is_kept_by_digest(take, actors) -> None:
    content = word(MINUTES)
    reading = take(content=content, filename="纪要.docx")
    assert (reading.stored.name, reading.stored.blob.size) == ("纪要.docx", len(content))
    again = actions.retake(reading.stored.pk, classified=False, by=actors.staff)
    assert (again.text, again.face, again.stored) == (reading.text, reading.face, reading.stored)
    directive = actions.receive(again, again.face, classified=False, by=actors.staff, at=NOW)
    assert (directive.source, directive.title) == (reading.stored, "云州市人民政府专题会议纪要")


def test_a_file_of_somebody_else_is_not_taken_again(take, actors) -> None:
    reading = take(content=word(MINUTES), filename="纪要.docx")
    with pytest.raises(LuoshiError) as refused:
        actions.retake(reading.stored.pk, classified=False, by=actors.head)
    assert refused.value.code == "not-found"


def test_control_characters_are_taken_out_and_noted(take) -> None:
    reading = take("会议\x00纪要\x07\r\n2026年3月10日\u202e")
    assert reading.text == "会议纪要\n2026年3月10日"
    assert reading.notes == ("已去除不可见的控制字符 3 个",)


def test_html_is_text(take) -> None:
    words = "关于<script>alert(1)</script>的通知\n2026年3月10日"
    assert take(words).text == words


BOMB = with_part(word("纪要"), "word/media/bomb.bin", b"0" * 60_000_000)
REFUSED = {
    "nothing": ({"text": " \n"}, "no-text"),
    "an empty file": ({"content": b"", "filename": "空.txt"}, "empty-file"),
    "huge": ({"content": b"x" * 2_000_001, "filename": "大.txt"}, "file-too-large"),
    "too many words": ({"text": "字" * 300_001}, "text-too-long"),
    "truncated": ({"content": word(MINUTES)[:-400], "filename": "断.docx"}, "unreadable-file"),
    "mislabelled": ({"content": word(MINUTES), "filename": "纪要.txt"}, "file-mislabelled"),
    "a zip bomb": ({"content": BOMB, "filename": "弹.docx"}, "zip-bomb"),
    "macros": (
        {"content": with_part(word(MINUTES), "word/vbaProject.bin", b"x"), "filename": "宏.docx"},
        "file-macros",
    ),
    "a web page": ({"content": b"<html><body>x</body></html>", "filename": "页.txt"}, "unsupported-type"),
    "an unanswered question": ({"text": MINUTES, "classified": None}, "classified-unanswered"),
    "a classified paper": ({"text": MINUTES, "classified": True}, "classified"),
    "a marked text": ({"text": f"机密★10年\n{MINUTES}"}, "classified-mark"),
    "a marked file": ({"content": word(f"机密★10年\n{MINUTES}"), "filename": "密.docx"}, "classified-mark"),
    "both at once": ({"text": "正文", "content": b"x", "filename": "a.txt"}, "two-sources"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_nothing_behind(case, take, settings) -> None:
    given, code = REFUSED[case]
    settings.UPLOAD_BYTES = 2_000_000
    size = tail()[0]
    with pytest.raises(LuoshiError) as refused:
        take(**given)
    assert refused.value.code == code
    assert (Directive.objects.count(), StoredFile.objects.count(), tail()[0]) == (0, 0, size)


def test_an_encrypted_file(take) -> None:
    """The header of an encrypted workbook of Office: a compound file with a stream EncryptedPackage."""
    from tests.directives.compound import compound_file

    with pytest.raises(LuoshiError) as refused:
        take(content=compound_file("EncryptedPackage"), filename="密码.docx")
    assert refused.value.code == "encrypted-file"


def test_the_same_text_is_received_once(paper, take, actors) -> None:
    first = paper()
    with pytest.raises(
        rules.AlreadyReceived, match="2026年3月16日接收：《云州市人民政府专题会议纪要》"
    ) as refused:
        take(MINUTES.replace("\n", "\r\n"))
    assert refused.value.directive_id == first.pk
    face = rules.Face("另一个标题", DirectiveKind.OTHER, date(2026, 3, 1))
    reading = actions.Reading(text=MINUTES, notes=(), stored=None, face=face)
    with pytest.raises(rules.AlreadyReceived):
        actions.receive(reading, face, classified=False, by=actors.staff, at=NOW)


def test_the_same_file_is_received_once(take, actors) -> None:
    reading = take(content=word(MINUTES), filename="纪要.docx")
    actions.receive(reading, reading.face, classified=False, by=actors.staff, at=NOW)
    with pytest.raises(rules.AlreadyReceived):
        take(content=word(MINUTES), filename="副本.docx")
    assert StoredFile.objects.count() == 1


def test_two_clerks_receive_one_text_at_once(take, actors, monkeypatch) -> None:
    """The second has checked before the first has written: the database decides."""
    reading = take(MINUTES)
    first = actions.receive(reading, reading.face, classified=False, by=actors.staff, at=NOW)
    answers = iter([None])
    seen = queries.same_text
    monkeypatch.setattr(queries, "same_text", lambda digest: next(answers, seen(digest)))
    with pytest.raises(rules.AlreadyReceived) as refused:
        actions.receive(reading, reading.face, classified=False, by=actors.head, at=NOW)
    assert refused.value.directive_id == first.pk
    assert Directive.objects.count() == 1


@pytest.mark.parametrize("who", ["leader", "liaison", "auditor", "administrator"])
def test_only_the_office_receives(who, actors, take) -> None:
    reading = take(MINUTES)
    for act in (
        lambda: actions.take(Source(text="别的文件"), classified=False, by=getattr(actors, who), at=NOW),
        lambda: actions.retake(1, classified=False, by=getattr(actors, who)),
        lambda: actions.receive(reading, reading.face, classified=False, by=getattr(actors, who), at=NOW),
    ):
        with pytest.raises(LuoshiError) as refused:
            act()
        assert refused.value.code == "not-permitted"


def test_an_integrity_error_of_another_kind_is_raised(take, actors, monkeypatch) -> None:
    from django.db import IntegrityError

    from luoshi.directives.actions import intake

    def broken(*args):
        raise IntegrityError("other")

    reading = take(MINUTES)
    monkeypatch.setattr(intake, "_write", broken)
    with pytest.raises(IntegrityError):
        actions.receive(reading, reading.face, classified=False, by=actors.staff, at=NOW)


def test_the_ledger_tells_what_came_in(paper) -> None:
    from luoshi.ledger.models import Entry

    directive = paper()
    entry = Entry.objects.filter(subject=f"directive/{directive.pk}").get()
    assert entry.tag == "directive:receive"
    assert directive.digest in entry.data
    assert '"declared_unclassified":true' in entry.data
