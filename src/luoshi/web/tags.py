"""What stands in the ledger as tags and subjects, in words."""

from collections.abc import Mapping
from itertools import chain

from luoshi.accounts import terms as accounts
from luoshi.advice import terms as advice
from luoshi.bulletins import terms as bulletins
from luoshi.directives import terms as directives
from luoshi.files import terms as files
from luoshi.kernel.terms import Term
from luoshi.ledger import terms as ledger
from luoshi.matters import terms as matters
from luoshi.precedents import terms as precedents
from luoshi.units import terms as units

TAGS: tuple[type[Term], ...] = (
    ledger.Tag,
    units.Tag,
    accounts.Tag,
    files.Tag,
    directives.Tag,
    advice.Tag,
    matters.Tag,
    precedents.Tag,
    bulletins.Tag,
)
"""The acts of every module that has any."""

_ACTS: Mapping[str, str] = {tag.value: tag.label for tag in chain.from_iterable(TAGS)}
_SUBJECTS: Mapping[str, str] = {
    "head": "存证摘要",
    "numbers": "编号",
    "place": "本级信息",
    "calendar": "工作日历",
    "units": "单位名单",
    "unit": "单位",
    "people": "人员名单",
    "person": "人员",
    "file": "文件",
    "directive": "交办来源",
    "matter": "督查事项",
    "bulletin": "通报",
}


def act_words(tag: str) -> str:
    """What was done; the tag itself when no module of ours has it."""
    return _ACTS.get(tag, tag)


def subject_words(subject: str) -> str:
    """What it was done to: ``matter/17`` is 督查事项17."""
    kind, _, number = subject.partition("/")
    return f"{_SUBJECTS[kind]}{number}" if kind in _SUBJECTS else subject
