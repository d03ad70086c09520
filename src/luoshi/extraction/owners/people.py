"""Leaders whom a text names: 请张志远同志牵头, 由常务副县长亲自抓, 责任领导：张志远副市长."""

import re
from collections.abc import Iterator

_OFFICE = "(?:(?:省|市|县|区|州|旗)(?:委|政府|人大|政协)?)?(?:党组|党工委)?(?:常务)?(?:常委|副?书记|副?(?:省|市|县|区|州|旗|镇|乡)长|副?秘书长|副?部长|副?主席)"
_WORKS = "(?:亲自)?(?:牵头|负责|召集|调度|包[抓联保案靠]|挂[帅点牵包]|阅[示处研]?|研究|统筹|抓|主持|协调|具体|组织|督办|联系|定期|每[周月])"
_COMRADE = re.compile(
    rf"(?:(?<=[请由，、：；])|^(?![请由]))(?:{_OFFICE}、?){{0,3}}(?P<name>[一-鿿]{{2,4}}?)(?:同志|{_OFFICE})(?:同志)?(?:要|就|对此|并)?{_WORKS}"
)
_BY_OFFICE = re.compile(
    rf"(?:由|请)(?P<office>(?:(?:市|县|区)(?:委|政府))?(?:分管|联系|包联|常务|主管)(?:市|县|区|州)?(?:副?(?:市|县|区|州|秘书)长|领导)|副?(?:市|县|区|州|秘书)长){_WORKS}"
)
_NO_NAME = re.compile("常务|分管|主要|有关|各位|领导|负责|相关|部门|单位|书记|[市县区]长")
_TITLES = re.compile(rf"(?:(?:常务|分管)?{_OFFICE}|同志)")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米贝臧戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡霍"
    "虞万管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁甄曲封储靳段富巫焦谷车侯全班仲宁栾祖武符刘景詹龙叶黎白蒲赖卓蒙池乔党翟谭劳申冉桑桂牛尚温庄柴"
    "瞿阎连习艾向易廖耿匡文寇欧沃利师聂冷简曾关查游权覃佟岳哈付单区仇解肖代晏明佘隋褚"
)
_BRACKETS = re.compile("（[^（）]*）")


def bare_name(written: str) -> str:
    """张志远副市长 and 常务副市长张志远同志 are 张志远; 分管副市长 stays as it is written."""
    plain = _BRACKETS.sub("", written).strip()
    name = _TITLES.sub("", plain).strip("、 ")
    return name if 2 <= len(name) <= 4 and not _NO_NAME.search(name) else plain


def leaders(folded: str, start: int, end: int) -> list[str]:
    """The leaders whom a sentence charges with the work."""
    return list(dict.fromkeys(_leaders(folded[start:end])))


def _leaders(sentence: str) -> Iterator[str]:
    for match in _COMRADE.finditer(sentence):
        named = match["name"][0] in _SURNAMES or sentence.startswith("同志", match.end("name"))
        if named and not _NO_NAME.search(match["name"]):
            yield match["name"]
    for match in _BY_OFFICE.finditer(sentence):
        yield match["office"]
