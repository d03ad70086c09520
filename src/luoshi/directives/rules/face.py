"""The face of a document: what it is called, who issued it under which number, and when."""

from dataclasses import dataclass
from datetime import date

from luoshi.directives.terms import DirectiveKind
from luoshi.kernel.errors import BadInput
from luoshi.units.rules import check_year

TITLE_LENGTH = 200
NUMBER_LENGTH = 80
ISSUER_LENGTH = 120

_TITLE_WORDS = (
    ("分工", DirectiveKind.DIVISION),
    ("任务分解", DirectiveKind.DIVISION),
    ("整改方案", DirectiveKind.OPINION),
    ("建议", DirectiveKind.PROPOSAL),
    ("提案", DirectiveKind.PROPOSAL),
)
_KIND_WORDS = (
    ("纪要", DirectiveKind.MINUTES),
    ("讲话", DirectiveKind.SPEECH),
    ("批示", DirectiveKind.INSTRUCTION),
    ("方案", DirectiveKind.OPINION),
    ("意见", DirectiveKind.OPINION),
    ("措施", DirectiveKind.OPINION),
    ("办法", DirectiveKind.OPINION),
    ("计划", DirectiveKind.PLAN),
    ("规划", DirectiveKind.PLAN),
    ("要点", DirectiveKind.PLAN),
    ("通知", DirectiveKind.NOTICE),
    ("通报", DirectiveKind.NOTICE),
)


@dataclass(frozen=True, slots=True)
class Face:
    """What a clerk has checked of the face of a document; ``dated_on`` None: not found in the text."""

    title: str
    kind: DirectiveKind
    dated_on: date | None
    number: str = ""
    issuer: str = ""


def kind_of(title: str, word: str) -> DirectiveKind:
    """The kind that a title and the engine's word for the document speak for."""
    for words, table in ((title, _TITLE_WORDS), (word, _KIND_WORDS), (title, _KIND_WORDS)):
        for sign, kind in table:
            if sign in words:
                return kind
    return DirectiveKind.OTHER


def checked(face: Face, *, today: date) -> Face:
    """The face without stray blanks; BadInput when the title or the date is missing, too long or to come."""
    tidy = Face(
        title=" ".join(face.title.split()),
        kind=face.kind,
        dated_on=face.dated_on,
        number=" ".join(face.number.split()),
        issuer=" ".join(face.issuer.split()),
    )
    if not tidy.title:
        raise BadInput("no-title", "请填写文件标题。")
    if tidy.dated_on is None:
        raise BadInput("no-document-date", "没有从正文读出成文日期，请填写。时限按成文日期推算。")
    if tidy.dated_on > today:
        raise BadInput("document-date-ahead", "成文日期晚于今天，请核对。")
    check_year(tidy.dated_on, label="成文日期", today=today)
    limits = (
        ("标题", tidy.title, TITLE_LENGTH),
        ("文号", tidy.number, NUMBER_LENGTH),
        ("发文单位", tidy.issuer, ISSUER_LENGTH),
    )
    for label, text, limit in limits:
        if len(text) > limit:
            raise BadInput("field-too-long", f"{label}最多{limit}个字，现有{len(text)}个字，请缩短。")
    return tidy
