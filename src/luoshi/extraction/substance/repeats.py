"""How much of a report was already in an earlier one, word for word or lightly reworded."""

import re
from dataclasses import dataclass

from luoshi.extraction.folding import fold

COPIED = 48
"""Percent of the pairs of letters from which a text counts as taken over."""

_LEAST = 6
_DAY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|份|上旬|中旬|下旬|末)?|\d{4}年|[上本下]个?[月周]|[今昨明]天"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CONNECTIVES = re.compile(
    "截至目前|到目前为止|截止目前|截至|目前|同时|此外|另外|并且|而且|因此|所以|由于|其中|首先|其次|最后|一是|二是|三是|一方面|另一方面|下一步|接下来|已经|均已|正在|继续|我局|我单位|我委|我市|本单位"
    "|有关|相关|进行|开展|组织|分别|累计|共计|一共|总共|大约|左右|以及|[已均并且和与及的了将对在把于约各共还又也按]"
)
_OTHER = re.compile(r"[^一-鿿A-Za-z%]+")
_SAME = {
    "完毕": "完成",
    "结束": "完成",
    "办结": "完成",
    "竣工": "完成",
    "完工": "完成",
    "督促": "推动",
    "推进": "推动",
    "促进": "推动",
    "强化": "加强",
    "加大": "加强",
    "提升": "提高",
    "增强": "提高",
    "解决": "处理",
    "处置": "处理",
    "化解": "处理",
    "开始": "启动",
    "着手": "启动",
    "确认": "核实",
    "核对": "核实",
    "核查": "核实",
    "检查": "排查",
    "查看": "排查",
    "报送": "上报",
    "提交": "上报",
    "递交": "上报",
    "制订": "制定",
    "编制": "制定",
    "安排": "部署",
    "布置": "部署",
    "全部": "全",
    "所有": "全",
    "项目": "工程",
    "企业": "公司",
    "群众": "居民",
    "问题": "事项",
    "预计": "计划",
    "拟": "计划",
    "力争": "计划",
    "尚未": "没有",
    "未": "没有",
    "需要": "需",
    "仍": "还",
    "资金": "经费",
    "款项": "经费",
}
_SYNONYM = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Repeat:
    """What one report has of an earlier one: ``percent`` of its wording, and its amounts that are new."""

    percent: int
    new_numbers: tuple[str, ...]

    @property
    def copied(self) -> bool:
        """Nearly the same words, and no amount has changed."""
        return self.percent >= COPIED and not self.new_numbers

    @property
    def why(self) -> str:
        """In words; nothing when the texts differ."""
        if self.percent < COPIED:
            return ""
        if self.new_numbers:
            return f"文字与上次反馈有{self.percent}%相同，数字有更新（{'、'.join(self.new_numbers[:3])}）。请说明变化是怎么来的。"
        return f"与上次反馈有{self.percent}%相同，数字没有变化。请写上次以后做了什么；确实没有新进展的，用“无变化”即可。"


def compare(text: str, earlier: str) -> Repeat:
    """Set a report against an earlier one; the order of clauses, connectives, common synonyms and dates do not count."""
    now, before = _Bare(text), _Bare(earlier)
    if len(now.pairs) < _LEAST:
        same = 100 * (now.letters == before.letters and bool(now.letters))
    else:
        same = 100 * len(now.pairs & before.pairs) // len(now.pairs)
    return Repeat(same, tuple(sorted(now.numbers - before.numbers)))


class _Bare:
    """What is left of a text for comparing."""

    def __init__(self, text: str) -> None:
        undated = _DAY.sub("，", fold(text))
        self.numbers = frozenset(_NUMBER.findall(undated))
        plain = _SYNONYM.sub(lambda found: _SAME[found[0]], _CONNECTIVES.sub("", undated))
        clauses = _OTHER.split(plain)
        self.letters = "".join(clauses)
        self.pairs = frozenset(clause[at : at + 2] for clause in clauses for at in range(len(clause) - 1))
