"""A minutes paper as offices write it; the offsets of its sentences are found by their words."""

MINUTES = """云州市人民政府专题会议纪要
云政专纪〔2026〕3号
（2026年3月10日）

市长近日主持召开专题会议，研究城区排水防涝和惠企政策兑现工作。现纪要如下：

一、关于城区排水防涝
（一）完成老城区雨水管网改造12公里。（市住建局牵头，市财政局配合，2026年6月底前完成）
（二）开展河道清障行动，拆除违法建设不少于30处。（市住建局、市发改委按职责分工负责，2026年5月底前完成）
（三）常态化开展排水口巡查，建立巡查台账。（市住建局负责，长期坚持）

二、关于惠企政策兑现
（一）市发改委要在4月15日前公布惠企政策清单，市财政局要在4月底前拨付到位。
（二）不得以任何理由拖延兑现。

出席：略
"""


def span(words: str, text: str = MINUTES) -> tuple[int, int]:
    """Where the words stand in the text."""
    start = text.index(words)
    return start, start + len(words)
