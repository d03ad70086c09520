"""A paragraph that no note assigns: its sentences, what belongs together, and its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.extraction.kinds.drafts import Draft, trimmed
from luoshi.extraction.kinds.faults import is_example, is_proof, read_problem
from luoshi.extraction.kinds.parts import Commands, named_end
from luoshi.extraction.kinds.sentence import read_sentence
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span, sentences
from luoshi.extraction.wording.faults import COUNTED
from luoshi.extraction.wording.hollow import SLOGAN, VAGUE
from luoshi.extraction.wording.orders import FORBIDS, REPORTS
from luoshi.extraction.wording.parties import PARTS_ONLY
from luoshi.extraction.wording.verbs import TOPICAL
from luoshi.extraction.zones import Zone

_BRIEF = 16
_SPOKEN = 20
_ONLY_DATED = re.compile(
    r"[^，；。]{0,14}(?:前|底|内|日|月|年|季度)(?:全部|全面|基本|正式)*(?:完成|建成|开工|投用|办结|到位|通车|完工|竣工|见效)[。；]"
)
_ONLY_HELPS = re.compile("[^，；。]{2,40}(?<!按)(?<!要)(?<!请)(?:配合|协助|参与)[。；]?")
_NOT_SUBJECT = re.compile("^关于|(?:问题|工作|情况|方面|事项|要求)$")


@dataclass(frozen=True, slots=True)
class Passage:
    """``title`` is the run-in title, empty when there is none; ``labelled``: a number stands before it."""

    title: Span
    body: Span
    zone: Zone
    labelled: bool


def read_passage(folded: str, passage: Passage, commands: Commands) -> list[Draft]:
    """The drafts of the paragraph, in order."""
    joined = _joined(folded, passage, commands)
    if passage.zone is Zone.PROBLEM and passage.labelled:
        ordered = any(draft.kind is ItemKind.TASK for draft in joined)
        stated = Span(passage.title.end, passage.title.end) if ordered else passage.body
        return [*read_problem(folded, passage.title, stated), *(joined if ordered else [])]
    drafts = list(_under_topics(folded, joined))
    return _with_title(folded, passage, drafts)


def _joined(folded: str, passage: Passage, commands: Commands) -> list[Draft]:
    """Sentences that only name owners or a day, and examples, stay with what stands before them."""
    drafts: list[Draft] = []
    for span in sentences(folded, passage.body.start, passage.body.end):
        if drafts and _goes_on(folded, span, drafts[-1], commands=commands):
            drafts[-1] = replace(drafts[-1], end=trimmed(folded, span.start, span.end).end)
            continue
        drafts.extend(read_sentence(folded, span, passage.zone, commands=commands))
    return drafts


def _goes_on(folded: str, span: Span, before: Draft, *, commands: Commands) -> bool:
    if folded[before.end : span.start].strip(" \n”。；！？"):
        return False
    joined = folded[span.start - 1] == "；"
    if before.kind is ItemKind.PROBLEM:
        said = Span(before.start, before.end)
        proof = is_proof(folded, said, span) and not joined
        counted = joined and COUNTED.match(folded, before.start, before.end)
        return is_example(folded, span) or proof or bool(counted)
    if before.kind is ItemKind.PROHIBITION:
        return joined and bool(FORBIDS.match(folded, span.start, span.end))
    unnamed_here = named_end(folded, span, commands) == span.start
    if unnamed_here and joined and REPORTS.fullmatch(folded, span.start, span.end):
        return True
    if _ONLY_DATED.fullmatch(folded, span.start, span.end) or _ONLY_HELPS.fullmatch(
        folded, span.start, span.end
    ):
        return True
    unnamed = named_end(folded, Span(before.start, before.end), commands) == before.start
    return unnamed and bool(PARTS_ONLY.fullmatch(folded, span.start, span.end))


def _under_topics(folded: str, drafts: list[Draft]) -> Iterator[Draft]:
    """着力扩大有效投资。 is the topic of the sentences behind it, unless nothing stands behind."""
    topic: Draft | None = None
    for index, draft in enumerate(drafts):
        after = drafts[index + 1] if index + 1 < len(drafts) else None
        if after is not None and _is_topic(folded, draft, after):
            topic = draft
        else:
            yield draft if topic is None else replace(draft, topic=folded[topic.start : topic.end])


def _is_topic(folded: str, draft: Draft, after: Draft) -> bool:
    text = folded[draft.start : draft.end]
    general = draft.kind is ItemKind.TASK and len(text) <= _BRIEF and TOPICAL.match(text)
    if not general or any(sign in "，0123456789“《" for sign in text):
        return False
    beside = after.start - draft.end <= 2 and folded[draft.end] == "。"
    return beside and after.end - after.start > _SPOKEN


def _with_title(folded: str, passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """The one task below a title that says what it is about begins with the title."""
    if len(drafts) != 1 or drafts[0].kind is not ItemKind.TASK:
        return drafts
    title = trimmed(folded, passage.title.start, passage.title.end)
    text = folded[title.start : title.end]
    adjoins = not folded[title.end : drafts[0].start].strip("。：；！ \n")
    if not text or not adjoins or _NOT_SUBJECT.search(text) or SLOGAN.search(text) or VAGUE.search(text):
        return drafts
    return [replace(drafts[0], start=title.start)]
