"""What each paragraph is for: title, addressee, heading, text, signature, annex, debris."""

import re

from luoshi.extraction.labels import ARTICLE, Label
from luoshi.extraction.model import ClauseRole
from luoshi.extraction.owners.grammar import LABELS
from luoshi.extraction.paragraphs import Paragraph
from luoshi.extraction.wording.orders import FORBIDS

_DEBRIS = re.compile(
    r"收集整理|更多[^。]{0,12}(?:文档|范文|内容|资料)[^。]{0,12}(?:请|移步|访问|点击|关注)|版权所有|网站地图|ICP备|公网安备|联系我们|扫一扫|返回顶部|打印本页|关闭窗口|分享到|浏览次数"
    r"|阅读辅助|网站标识码|责任编辑|上一篇|下一篇|相关链接|无障碍(?:浏览|阅读|模式|版)|繁体版|移动版|本文来源|转载请注明|点击下载|网站主办|您所在的位置|首页[ >]|本报记者"
)
_LINK = re.compile(r"www\.|https?:|\.com|\.net|\.cn")
_ASKING = re.compile("[请要须应]")
_PAGE = re.compile(r"[-—_ ]*(?:第 ?)?[0-9]{1,4}(?: ?页)?(?:[ /]*共 ?[0-9]+ ?页)?[-—_ ]*|.{0,3}(?:\.{3,}|…+)")
_PRINTED = re.compile(
    r"（此件[^）]{2,20}）|.{0,30}(?:印发|抄送|主题词)：.*|抄送[：:].*|.{4,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发"
)
_PRESENT = re.compile(
    r"(?:出席|列席|参加|参会|请假|缺席|主持|记录|分送|发送)(?:会议|人员|单位|领导|人)?[：:].*"
)
_DATE = re.compile(
    r"（?(?:[0-9]{4}|[二〇○零一三四五六七八九]{4}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日）?"
)
_ANNEX = re.compile(r"附 ?[件表录图](?: ?[0-9一二三四五六七八九十]{1,2})?(?:[：:].*|(?: .{0,60})?)")
_GREETING = re.compile(r"(?:各位|同志们|女士们|先生们|尊敬的)[^。]{0,30}[：！]")
_ADDRESSEE = re.compile(r"(?:各|[一-鿿]{2,12}(?:人民政府|委员会|厅|局|部|办公室))[^。；！？]{0,180}：")
_HEADING_END = tuple("。；：，、！？")
_HAN = re.compile(r"[一-鿿]")
_COMMANDS = re.compile("请|须|必须|不得|务必|[0-9]")


class Roles:
    """What each paragraph is for."""

    def __init__(self, folded: str, found: list[Paragraph]) -> None:
        self._folded = folded
        self._found = found
        self._head = self._head_length()
        self._tail = self._tail_start()
        self.numbered = any(paragraph.label and paragraph.label.level == 1 for paragraph in found)
        self.plain = not any(paragraph.label for paragraph in found)

    def role(self, index: int) -> ClauseRole:
        paragraph = self._found[index]
        text = self._folded[paragraph.start : paragraph.end]
        plain = self._plain_role(text, index)
        if plain is not None:
            return plain
        if index < self._head:
            return ClauseRole.TITLE
        return ClauseRole.HEADING if self._is_heading(paragraph, text, index) else ClauseRole.PARAGRAPH

    def _plain_role(self, text: str, index: int) -> ClauseRole | None:
        if self._is_debris(text, labelled=self._found[index].label is not None):
            return ClauseRole.DEBRIS
        if _ANNEX.fullmatch(text):
            return ClauseRole.ANNEX
        if index >= self._tail or self._closes(text, index):
            return ClauseRole.SIGNATURE
        if index < 30 and (_GREETING.fullmatch(text) or _ADDRESSEE.fullmatch(text)):
            return ClauseRole.ADDRESSEE
        return None

    def _closes(self, text: str, index: int) -> bool:
        """Who signed, printed, or sat in the meeting."""
        return bool(_PRINTED.fullmatch(text) or _PRESENT.fullmatch(text)) or self._signs(text, index)

    def _signs(self, text: str, index: int) -> bool:
        """A notice is signed before the paper that it carries."""
        if index < self._head:
            return False
        if _DATE.fullmatch(text):
            return True
        after = self._found[index + 1] if index + 1 < len(self._found) else None
        dated = after is not None and _DATE.fullmatch(self._folded[after.start : after.end])
        return bool(dated) and len(text) <= 30 and not text.endswith(_HEADING_END)

    def _is_debris(self, text: str, *, labelled: bool) -> bool:
        if _PAGE.fullmatch(text) or not _HAN.search(text):
            return True
        linked = _LINK.search(text) and not _ASKING.search(text)
        return not labelled and len(text) <= 160 and bool(_DEBRIS.search(text) or linked)

    def _head_length(self) -> int:
        """How many paragraphs stand before the first one that says something."""
        for index, paragraph in enumerate(self._found[:20]):
            text = self._folded[paragraph.start : paragraph.end]
            titled = (
                len(text) <= 90
                and "\t" not in text
                and not text.endswith(("。", "：", "；"))
                and "。" not in text
            )
            catalogue = paragraph.label is not None and paragraph.label.level == 3 and "《" in text
            if not titled or (paragraph.label is not None and not catalogue and paragraph.label.level != 6):
                return index if self._face(index) else 0
        return 0

    def _face(self, count: int) -> bool:
        """Short lines at the top are a face only when one of them is a title, a number or a date."""
        top = self._folded[: self._found[count].start].replace(" ", "")
        return bool(
            re.search(
                r"关于|报告|讲话|方案|意见|通知|纪要|要点|计划|办法|规定|决定|批复|通报|措施|条例|函|令|分工|分解|清单|部署|规划|预案|细则|通告|公告|〔",
                top,
            )
        )

    def _tail_start(self) -> int:
        """The signature: a date on a line of its own near the end, and the short lines before it."""
        last = len(self._found)
        for index in range(last - 1, max(self._head - 1, last - 6), -1):
            text = self._folded[self._found[index].start : self._found[index].end]
            if _DATE.fullmatch(text.strip("（）")):
                return self._signers(index)
        return last

    def _signers(self, index: int) -> int:
        while index > self._head:
            before = self._folded[self._found[index - 1].start : self._found[index - 1].end]
            if len(before) > 30 or before.endswith(_HEADING_END) or self._found[index - 1].label:
                break
            index -= 1
        return index

    def _is_heading(self, paragraph: Paragraph, text: str, index: int) -> bool:
        label = paragraph.label
        if label is None:
            return self._bare_heading(text, index)
        if label.level == ARTICLE:
            return False
        rest = self._folded[label.end : paragraph.end].rstrip()
        limit = 30 if rest.endswith("。") else 55
        inner = rest.rstrip("。：")
        short = (
            label.level < 6
            and len(rest) <= limit
            and not re.search("[。；！？]", inner)
            and not _says_more(inner)
            and not (rest.endswith("。") and FORBIDS.match(rest))
        )
        return short and self._heads(label, index)

    def _heads(self, label: Label, index: int) -> bool:
        """Below it, owners aside, stands a plain paragraph or a deeper number; in a list each line is a task."""
        for position in range(index + 1, self._tail):
            after = self._found[position]
            if not LABELS.match(self._folded, after.start, after.end):
                return after.label is None or after.label.level > label.level
        return False

    def _bare_heading(self, text: str, index: int) -> bool:
        after = self._found[index + 1] if index + 1 < len(self._found) else None
        if after is None or not 4 <= len(text) <= 32 or re.search("[。；|\t]|  ", text.removesuffix("。")):
            return False
        if text.endswith("。"):
            return after.label is None and after.end - after.start > 60 and not _COMMANDS.search(text)
        return not text.endswith(_HEADING_END) and (after.label is not None or after.end - after.start > 40)


def _says_more(text: str) -> bool:
    """A short numbered line with owners or a date is a task, not a heading."""
    return bool(re.search(r"负责|牵头|责任单位|月底前|年底前|日前完成", text)) and "（" not in text
