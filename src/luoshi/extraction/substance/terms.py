"""What is marked in a report, each kind with the words in which it is explained."""

from luoshi.kernel.terms import Term


class Fact(Term):
    """Something that can be checked."""

    NUMBER = "number", "数量"
    TIME = "time", "时间"
    NAME = "name", "地点、单位或对象"
    PAPER = "paper", "文件或凭证"
    RESULT = "result", "完成的事"


class Phrase(Term):
    """Something that could stand in any report."""

    ATTITUDE = "attitude", "只表态"
    ARRANGING = "arranging", "只说开会、发文、部署"
    EFFECT = "effect", "说有成效，没有依据"
    OUTLOOK = "outlook", "说要继续，没有做法和日期"
    SLOGAN = "slogan", "口号"


WANTED: dict[Phrase, str] = {
    Phrase.ATTITUDE: "请改写为已经做了什么",
    Phrase.ARRANGING: "请补充部署以后办成了什么",
    Phrase.EFFECT: "请补充数量或前后对比，或附上证明材料",
    Phrase.OUTLOOK: "请写明下一步做哪件事、谁负责、哪天完成",
    Phrase.SLOGAN: "请删去，或换成具体的事",
}
"""What the writer may do about each."""


class Substance(Term):
    """How a sentence reads."""

    FACT = "fact", "有事实"
    PLAIN = "plain", "一般"
    EMPTY = "empty", "空泛"
