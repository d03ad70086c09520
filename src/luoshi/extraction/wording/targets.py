"""How figures to be reached are worded."""

import re

from luoshi.extraction.wording.verbs import either

_REACHES = either(
    "干到 做到 提升到 增加到 压减到 增长 达到 达 控制在 下降 降低 突破 超过 保持在 稳定在 提高到 提高 不低于 不超过 新增 完成"
)
_UNITS = either("% 个百分点 亿 万 元 人 户 家 个 项 套 公里 吨 亩")

QUOTA = re.compile(
    rf"^(?:(?:到|至)[^，]{{2,8}}，)?(?:确保|力争|实现|争取)?[^，；：]{{2,30}}?(?:要|确保|力争)?(?:同比|年均|比[^，]{{2,6}})?(?:{_REACHES}|不少于)"
    rf"[^，0-9]{{0,12}}(?:[0-9.]+(?:{_UNITS})|[一二三四五六七八九]成|一半)"
)
"""地区生产总值增长6%左右: an indicator, then its figure."""

GOAL = re.compile(
    r"到(?:19|20)[0-9]{2}年|力争|达到|超过|突破|增长|不低于|不少于|控制在|以内|以上|左右|下降|降低|提高到|新增|总规模"
    r"|覆盖率|完成|建成|培育|形成|打造|实现"
)
REPORTED = re.compile(r"以来|已经|取得")
INDICATOR = re.compile(
    either(
        """
        财政收入 利税 外贸 出口 招商引资 生产总值 增加值 固定资产投资 零售总额 可支配收入 就业 失业率 消费价格 进出口 经济指标
        各项指标 新开工率 完成投资 计划投资 到位资金 覆盖率 达标率 优良率 入统率 开工率 合格率 参保率 目标任务 年度目标 预期目标 任务目标 税收 预算收入 能耗 优良天数 入库
        """
    )
)
FULFIL = re.compile(r"(?:完成|实现|达到|兑现)[^，。；]{0,12}(?:任务|目标|指标)|圆满完成")
REACHED = re.compile(
    "(?:确保|力争|争取|努力)[^，]{2,30}[0-9]|(?:实现|达到|完成|保持|稳定|控制|增长|突破|提高到|下降|降低|不低于|超过)[^，]{0,24}[0-9]"
)
"""确保…达到85%: an act that is nothing but a figure."""
YEARLY = re.compile("(?:确保|力争|争取)(?:全年|年内|今年|全市全年|全县全年)[^，；。]{4,40}[。；]?$")
"""确保全年不发生较大事故: a result of the year, without a word on the way."""
