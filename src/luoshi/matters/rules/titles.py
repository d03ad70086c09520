"""What a matter is called: what is to be done, in its own first words, without who and by when."""

import re

LONGEST = 40
READ = 300
"""Characters; whoever has not said by then what is to be done has no title made."""
SHORTEST = 6

_BODY = (
    "人民政府|(?:政府)?(?:办公室|督查室)|政府|委员会|管委会|管理办|指挥部|单位|集团|公司|中心(?!医院)|[支总大]队|分行|法院|检察院"
    "|局(?![面部势长限])|委(?![员托派内办])|办(?![公理法学结好事案件])|厅|部门"
)
_HOME = "省|市|县|区|各|有关|相关|[一-鿿]{2,4}[市县区州]"
_UNIT = (
    rf"(?:(?:{_HOME})(?:(?!加强|推进|完成|建立|开展|实施|做好|抓好)[一-鿿]){{0,16}}?(?:{_BODY})(?:[一-鿿]{{2,3}}部门)?"
    "|(?![对在把将为按])[一-鿿]{2,8}?(?:管委会|集团|公司))"
)
_SEAT = "(?:各?(?:县（(?:市、)?区）|县区)|各区|[一-鿿]{2,4}(?:[县区镇乡]|街道))"
_NEXT = "(?:以及|[、和及与])"
_SHORT = "[一-鿿]{2,6}[局委办]|[一-鿿]{1,6}(?=[、和及与牵负会配])"
_LIST = rf"(?:{_SEAT}{_NEXT})*+(?>{_UNIT})(?:{_NEXT}(?>{_UNIT}|{_SEAT}|{_SHORT}))*+(?:等(?:[一-鿿]{{0,4}}(?:部门|单位))?)?"
_SEATS = rf"{_SEAT}(?:{_NEXT}{_SEAT})*+(?:人民政府|政府)?"
_CHARGED = re.compile(
    rf"(?:请|由|责成|(?:会议)?(?:原则)?同意)?(?:{_LIST}(?![、和及与的等新老路提])|{_SEATS}(?=牵头|负责|会同|要|应|须|把|将))"
)
_TASKED = re.compile(
    rf"(?:牵头|(?:具体)?负责|统筹|组织落实|(?:会同|联合)(?:{_LIST}|有关(?:部门|县区|单位)|[^，；]{{2,40}}?(?:等部门|(?:[局委办县区]|部门|单位)$))"
    rf"|配合|督促|(?:要|应当?|必须|须)(?!求)|[，、])+"
)
_ELSEWHERE = re.compile(rf"(?<=.)(?:工作)?由{_LIST}.*$")
_ONLY_WHO = re.compile("(?:(?!负责.)[^0-9]){2,40}(?:牵头|配合|具体负责)")
_DATE = re.compile(
    r"(?:于|在|从|自)?(?:(?:20\d\d|今|明|当|本)年)?\d{1,2}月(?:\d{1,2}日|底)?(?:\d{1,2}时)?(?:以?前|之前|前|起)"
    r"|(?:20\d\d年|今年)?(?:年底前|年内|上半年|下半年|[一二三四]季度前|汛期前)"
    r"|(?<![到于为起0-9])\d+个?(?:工作日|日|天|小时|个月)以?内"
)
_EMPTY = re.compile("(?:完成|实施|执行|上线|发布|落地|实现|全部)*")
_MARKS = re.compile("[，；。：]")


def title_of(content: str) -> str:
    """The first clause that says something; with the next one when it is but a word or two. Names of units are
    known by their shape, so that a unit of an unusual name stays in the title."""
    first = content.strip().split("\n", 1)[0][:READ]
    clauses = [said for clause in _MARKS.split(first) if (said := _bare(clause))] or [first]
    title = clauses[0]
    if len(title) < SHORTEST and len(clauses) > 1:
        title = f"{title}：{clauses[1]}"
    return title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"


def _bare(clause: str) -> str:
    """The clause without its owners and dates; nothing when it holds nothing else."""
    clause = _ELSEWHERE.sub("", clause.strip())
    if _ONLY_WHO.fullmatch(clause):
        return ""
    while found := _CHARGED.match(clause) or _TASKED.match(clause):
        clause = clause[found.end() :]
    clause = _DATE.sub("", clause).strip("、，")
    return "" if _EMPTY.fullmatch(clause) else clause
