"""The speech that the loop carries, and the files in which it is handed in. All of its dates lie around ``today``."""

import io
from datetime import date, timedelta

from docx import Document

TITLE = "在全市城市更新和民生实事推进会上的讲话"
OTHER_TITLE = "在全市城市更新和民生实事调度会上的讲话"
ADDED_WORDS = "向受影响的居民公开过渡安置办法"
"""Words of the speech that stand within a task, for the clerk to select."""


def said(day: date) -> str:
    """2026年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def speech(today: date, title: str = TITLE) -> str:
    """Problems with examples, tasks with owners, dates and measures, a prohibition; and words that ask nothing."""
    soon, later, last = (today + timedelta(days=days) for days in (25, 45, 60))
    return f"""{title}
（{said(today - timedelta(days=3))}）
同志们：
今年以来，全市上下齐心协力，城市更新和民生实事取得了明显成效，这是大家共同努力的结果。今天开会，主要是把剩下的几件事一件一件定下来。
一、正视存在的问题
一是老旧小区改造进度偏慢。已经开工的12个小区中，还有5个停在管线迁改环节，个别小区开挖后两个月没有回填。
二是学校食堂改造有缺口。城南3所小学的食堂至今没有通过验收，学生中午仍在教室就餐。
二、抓好下一步的重点任务
（一）加快老旧小区改造。由市住建局牵头，市财政局配合，{said(later)}前完成12个小区的管线迁改，改造面积不少于18万平方米，{ADDED_WORDS}。
（二）抓好学校食堂改造。市教育局负责，{said(soon)}前完成9所学校食堂改造并投入使用。
（三）打通东环路断头路。市交通运输局牵头，市发改委、市财政局配合，{said(last)}前实现东环路主车道通车。
（四）落实配套资金。市财政局要在{said(later)}前把第二批补助资金2400万元拨付到项目。
三、严明工作纪律
各单位要实事求是，严禁虚报进度、弄虚作假，不得以任何名义向基层摊派报表。
同志们，民生无小事，枝叶总关情。让我们振奋精神，扎实工作，交出一份群众满意的答卷！
"""


def as_gb18030(text: str) -> bytes:
    """The text file that an old office machine saves."""
    return text.replace("\n", "\r\n").encode("gb18030")


def as_docx(text: str) -> bytes:
    """One paragraph a line."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def text_of(word_file: bytes) -> str:
    """All words of a Word file, those in tables too."""
    return "".join(Document(io.BytesIO(word_file)).element.body.itertext())
