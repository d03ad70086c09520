"""What a section is about: what was done, what is wrong, what is wanted, what is to be done."""

import re
from enum import Enum

from luoshi.extraction.wording.verbs import ACTION


class Zone(Enum):
    INTRO = "intro"
    REVIEW = "review"
    PROBLEM = "problem"
    PRINCIPLE = "principle"
    TARGET = "target"
    PLAN = "plan"
    LAW = "law"
    TABLE = "table"


_NAMES_PROBLEMS = re.compile(
    "反馈|突出(?:的)?问题|通报|发现|督查|检查|督办|梳理|排查|审计|巡察|考核|核查|暗访|服务|监管|建设|规划|管理|调度|处理|审批|发展|改革"
)
_PROBLEM = re.compile(
    r"(?:存在|面临|突出|主要|发现|反馈|遗留|共性|个性|一些|通报)的?(?:主要|突出|一些|几个)*(?:的)?(?:问题|不足|困难|短板)|不足之处|薄弱环节$|(?:问题|不足|短板|困难|差距)(?:和(?:不足|困难|挑战|差距|原因))?$"
)
_FACES = re.compile(
    "问题(?:不容|不可|依然|仍然|还不少)|谈谈?(?:问题|不足)|(?:看清|正视|认清|直面|查摆|摆出)[^，]{0,8}(?:差距|问题|不足|短板|困难)"
)
_NOT_PROBLEM = re.compile(
    r"解决|坚持问题|整改|破解|化解|整治|有关问题|关于.{0,30}问题|处理|应对|补齐|攻坚|若干问题"
)
_REVIEW = re.compile(
    r"回顾|总结|成绩|成就|成效|历程|过去|(?<!自)以来|(?:工作|执行|落实|进展|完成|推进|基本|发展|办理|总体|整体|运行|建设|整改)情况$|已经?(?:开展|完成|做)的?(?:主要)?工作|^前期(?:办理|处置|工作)|主要经验|典型经验|典型做法|亮点|(?:显著|明显|稳步|持续|不断|全面)(?:提升|增强|改善|提高|加快|优化|向好|进步)$"
)
_PAST_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?:的)?(?:主要|重点)?(?:工作|经济社会发展)$")
_TARGET = re.compile(r"(?<!为)(?<!着)目标(?!责任|任务|考核|管理|导向|要求|绩效)|预期指标|主要指标|指标任务")
_PRINCIPLE = re.compile(
    r"指导思想|基本原则|工作原则|总体要求|总体思路|工作思路|总要求|总体考虑|重要意义|重大意义|必要性|形势(?!下)|充分认识|深刻认识|背景|适用范围|总则|目的和?依据|基本思路|指导方针"
)
_PLAN = re.compile(
    r"任务|措施|举措|安排|重点工作|主要工作|下步|下一步|下一阶段|今后|要求|部署|打算|建议|保障|分工|组织实施|组织领导|工作步骤|工作内容|整改|议定|交办|提醒|职责|贯彻|落实|行动|几点意见|工程|对策"
)
_GLOSSARY = re.compile("名词解释|名词注释|用语说明|用语解释|注释$|缩略语")
_LAW = re.compile(r"(?m)^ *第[一二三四五六七八九十百]+条")


def zone_of(heading: str, above: Zone, *, first: bool = False) -> Zone:
    """The zone that a heading opens under the one above it; ``first``: it is 一、 of its document."""
    if above in (Zone.LAW, Zone.TABLE):
        return above
    if _GLOSSARY.search(heading):
        return Zone.REVIEW
    if _FACES.search(heading) or (_PROBLEM.search(heading) and not _mends(heading)):
        return Zone.PROBLEM
    if above in (Zone.REVIEW, Zone.PROBLEM) and not _clear_plan(heading):
        return above
    return _by_words(heading, above, first=first)


def _mends(heading: str) -> bool:
    """补上学校食堂短板 is work, 反馈的问题 is not."""
    works = ACTION.match(heading) and not _NAMES_PROBLEMS.match(heading)
    return bool(_NOT_PROBLEM.search(heading) or works)


def _by_words(heading: str, above: Zone, *, first: bool) -> Zone:
    for pattern, zone in ((_PLAN_FIRST, Zone.PLAN), (_TARGET, Zone.TARGET), (_PRINCIPLE, Zone.PRINCIPLE)):
        if pattern.search(heading):
            return zone
    past = _REVIEW.search(heading) or (first and _PAST_YEAR.search(heading))
    if above is Zone.INTRO and past:
        return Zone.REVIEW
    if above in (Zone.PRINCIPLE, Zone.TARGET) and not _PLAN.search(heading):
        return above
    return Zone.PLAN


_PLAN_FIRST = re.compile(r"(?:重点|主要|目标|具体)任务|重点工作|工作(?:安排|部署|打算|措施)|下一?步|下一阶段")


def _clear_plan(heading: str) -> bool:
    return bool(_PLAN_FIRST.search(heading) or re.search(r"整改(?:措施|要求|任务)|今后|建议|要求$", heading))


def is_law(folded: str) -> bool:
    """A text in articles (第一条 …) is a regulation: it has no tasks to divide."""
    return len(_LAW.findall(folded)) >= 5
