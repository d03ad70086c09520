"""What may come in: nothing classified, nothing empty, nothing twice."""

import hashlib
import re

from luoshi.kernel.errors import BadInput, Conflict, RuleBroken

TEXT_LIMIT = 300_000
"""Characters; the longest plan of a province is a third of it."""

UNANSWERED = (
    "请先回答“是否涉密”。涉密文件、涉密事项不得进入本系统（《政府督查工作条例》第二十四条、"
    "《保守国家秘密法》第三十一条）；没有回答的，内容不予保存。"
)

_HEAD_LINES = 12
_MARK = re.compile(
    r"(?:^|[\s　：:【\[（(])(?:绝[\s　]*密|机[\s　]*密|秘[\s　]*密)[\s　]*(?:[★☆*]|[】\]）)]|$|[\s　]+(?:特急|特提|加急|急件|平急))"
)


def check_declared(*, classified: bool | None) -> None:
    """政府督查工作条例 Art. 24 and 保守国家秘密法 Art. 31: classified papers stay out of an unclassified system."""
    if classified is None:
        raise RuleBroken("classified-unanswered", UNANSWERED)
    if classified:
        raise RuleBroken(
            "classified",
            "涉密文件、涉密事项不得进入本系统（《政府督查工作条例》第二十四条、《保守国家秘密法》第三十一条）。"
            "内容没有保存，请通过涉密渠道办理，并在本机删除误传的文件。",
        )


def check_text(text: str) -> None:
    """Refuse what is empty, too long, or carries a classification mark at its head."""
    if not text.strip():
        raise BadInput("no-text", "没有读到文字。请粘贴文件正文，或选择要上传的文件。")
    if len(text) > TEXT_LIMIT:
        raise BadInput("text-too-long", f"正文超过{TEXT_LIMIT // 10_000}万字，请按章节拆分后分次接收。")
    if has_mark(text):
        raise RuleBroken(
            "classified-mark",
            "文件首部标有密级，不得进入本系统（《保守国家秘密法》第三十一条）。内容没有保存。"
            "如文件已经解密，请使用去除密级标志的版本。",
        )


def has_mark(text: str) -> bool:
    """Whether one of the first lines carries 绝密, 机密 or 秘密 as a mark, not as a word of a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_HEAD_LINES]
    return any(_MARK.search(line) for line in lines)


def digest(text: str) -> str:
    """SHA-256 in hex; the same words have the same digest, however they came in."""
    return hashlib.sha256(text.encode()).hexdigest()


class AlreadyReceived(Conflict):
    """The same text is here; ``directive_id`` says where."""

    def __init__(self, message: str, directive_id: int) -> None:
        super().__init__("already-received", message)
        self.directive_id = directive_id


def already_received(title: str, *, on: str, directive_id: int) -> AlreadyReceived:
    """The refusal of a text that was received before; ``on`` is a day in words."""
    return AlreadyReceived(
        f"这份文件已于{on}接收：《{title}》。请直接打开已有的文件，不必重复接收。", directive_id
    )
