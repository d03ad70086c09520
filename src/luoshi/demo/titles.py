"""A short name for a task, as a clerk would write it: what is to be done, without who and by when."""

import re
from functools import cache

from luoshi.demo.city import rows

LONGEST = 32
SHORTEST = 6

_BRACKETS = re.compile(r"（[^）]*）$")
_PROPOSAL = re.compile(r"^(关于.+?的(?:建议|提案))（(第\d+号)）")
_DATES = (
    r"(?:(?:从现在起到明年|20\d\d年|今年|明年|当年)?\d{1,2}月(?:\d{1,2}日)?(?:\d{1,2}时)?底?(?:前|起)"
    r"|(?:20\d\d年)?(?:年底|年内|全年|上半年|[一二三四]季度)前?|\d+个工作日内|\d+日内|24小时内|一季度|元旦、春节前|汛期前|每月|每季度)"
)
_DATED = re.compile(_DATES)
_ONLY_DATE = re.compile(rf"^{_DATES}(?:完成|实施|执行|上线|发布|落地|实现)?$")
_OWNED = re.compile(r"^(?:由|请)?[^，；]*?(?:牵头|配合|具体负责|统筹|联合)$")
_LEADING = re.compile(
    r"^(?:请|由)?(?:各?(?:市|县|区|云州|东岭|西渡|望云|清河口|澄溪|岚川|桐岭|白鹭|文庙|渡口|望江门)[^，；、要负会]{1,12}?"
    r"(?:委员会|管委会|办公室|督查室|人民政府|集团|公司|中心|分行|街道|部门|单位|局|委|办|队|院|县|区)、?)+"
)
_VERBS = re.compile(
    r"^(?:联合(?=有关)|会同[^，；]*?(?=(?:，|推|编|抓|开|清|完|采|制|保|对|逐|督))|要|应|负责|督促|牵头|组织落实|，)+"
)
_MARKS = re.compile(r"[，；。：]")


def title_of(text: str) -> str:
    """At most LONGEST characters; the clerk's own where the words of the task do not begin with what is to be done."""
    given = next((title for start, title in _given() if text.startswith(start)), "")
    if given:
        return given
    proposal = _PROPOSAL.match(text)
    if proposal:
        return f"{proposal[1]}（{proposal[2]}）"
    clauses = [_bare(clause) for clause in _MARKS.split(text)]
    named = [clause for clause in clauses if len(clause) >= SHORTEST]
    best = named[0] if named else _MARKS.split(text)[0]
    return best if len(best) <= LONGEST else best[: LONGEST - 1] + "…"


@cache
def _given() -> tuple[tuple[str, str], ...]:
    return tuple((row["start"], row["title"]) for row in rows("script/titles.csv"))


def _bare(clause: str) -> str:
    clause = clause.strip()
    if _OWNED.match(clause) or _ONLY_DATE.match(clause):
        return ""
    clause = _LEADING.sub("", clause)
    clause = _VERBS.sub("", clause)
    return _DATED.sub("", clause).strip("、，")
