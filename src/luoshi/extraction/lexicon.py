"""Names of units: those that a place has listed, and those that only their shape gives away."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

_SEPARATORS = re.compile("[\uff5c|;；、]")

_TAILS = (
    "委员会|管委会|领导小组|指挥部|办公室|办公厅|人民政府|政府|总局|分局|总署|分署|管理局|街道办事处|办事处|街道|开发区|高新区|经开区"
    "|新区|园区|示范区|实验室|研究院|研究所|研究中心|工作专班|专班|总队|支队|大队|分行|支行|银行|总社|供销社|联合社|联合会|协会|学会|商会|总工会"
    "|法院|检察院|公司|集团|海关|大学|学院|学校|中学|医院|电视台|报社|基金会|理事会|监事会|单位|部门|机构|组委|团委|妇联|残联|科协|文联|侨联|工商联"
    "|党组|党委|军区|军分区|武装部|证监会|银保监会|供电|中心|[车工电]务段|部|厅|局|署|委|办|行|会|院|所|站|社|队|馆|司|处|科|室|镇|乡|县|市|区|旗|州|盟|省|村|两办|企业|高校"
)
_SHAPE = re.compile(
    rf"[一-鿿A-Za-z0-9·“”]{{1,28}}?(?:{_TAILS})(?:（[^（）]{{1,24}}）)?(?:[一-鿿]{{0,4}}(?:政府|党委|负责同志|有关部门))?"
)
_ORGAN = re.compile(
    r"(?:省|市|县|区|州|国家|[一-鿿]{2,5}(?:省|市|县|区|州|镇|街道))[一-鿿]{1,20}"
    r"(?:局|委|办|厅|政府|管委会|委员会|办公室|公司|集团|法院|检察院|街道|部|院|联合会|中心)|[一-鿿]{2,12}(?:总局|总署|管委会|人民政府|委员会)"
)
_GROUP = re.compile(
    r"(?:全市|全省|全县|全区|市直|省直|县直|区直|各|有关|相关|省级|市级|县级|中央|驻|其他|沿线|试点|县属|市属|省属|区属)"
    r"[一-鿿（）〈〉、及和有关相]{0,24}"
    r"(?:单位|部门|政府|管委会|街道|办事处|企业|机构|乡镇|乡|镇|县|市|区|州|盟|旗|省|地|局|委|办|公司|院校|高校|医院|学校|银行|协会|党委|地区|方面|组|村|社区"
    r"|（[^（）]{1,16}）)(?:人民政府|政府|党委政府|党委|党政)?"
)
_NOT_NAMES = re.compile(
    r"(?:全|内|外|局|干|东|西|中|北|南|上|下|大|顶|底)部|(?:出|进|执|实|发|流|先|运|推|施|可|履|试|通|自)行|(?:机|社|大|开|晚|不|只|都|机|协)会|科室|处室|(?:有|相)地|.*(?:社会|布局|格局|大局|当局)"
)
_NOT_FIRST = frozenset("对在把按为以给使让就与将")
_VERBS = re.compile(
    r"加强|推进|推动|加快|促进|完善|建立|开展|强化|提升|提高|实施|落实|支持|鼓励|引导|确保|做好|抓好|的|由|将|应当|不得|对于|按照|根据|以及其|并|是|为了"
    r"|发挥|重视|加大|允许|建议|可以|委托|办好|坚持|传承|作为|必须|(?<![重主])要|请|举办|为主|改革(?![委办局部厅与和、])|年内"
)


def looks_like_unit(name: str) -> bool:
    """True when the shape alone says that this is an organ, a body or a class of them."""
    if not 2 <= len(name) <= 36 or name[0] in _NOT_FIRST or _VERBS.search(name) or _NOT_NAMES.fullmatch(name):
        return False
    return bool(_SHAPE.fullmatch(name) or _GROUP.fullmatch(name))


def is_group(name: str) -> bool:
    """True for classes of units (各县（市、区）政府, 有关部门), which have to be expanded before issue."""
    return bool(_GROUP.fullmatch(name))


def is_organ(name: str) -> bool:
    """Stricter, for a name that stands alone as a heading: 市发展改革委, 云川县人民政府; not 老旧小区."""
    return bool(_ORGAN.fullmatch(name)) and looks_like_unit(name)


_SEATS = (("政府", "人民政府"), ("管委会", "管理委员会"), ("街道办", "街道办事处"))
_SEAT = "(?:人民政府|政府)?$"
_CLASSES = {
    "县": re.compile(f"[一-鿿]{{2}}县{_SEAT}"),
    "区": re.compile(f"[一-鿿]{{2}}(?<!开发)(?<!高新)(?<!经开)(?<!新)区{_SEAT}"),
    "市": re.compile(f"[一-鿿]{{2}}市{_SEAT}"),
    "旗": re.compile(f"[一-鿿]{{2}}旗{_SEAT}"),
    "镇": re.compile(f"[一-鿿]{{2}}镇{_SEAT}"),
    "乡": re.compile(f"[一-鿿]{{2}}乡{_SEAT}"),
    "街道": re.compile("[一-鿿]{2}街道(?:办事处)?$"),
    "开发区": re.compile("(?:开发区|经开区|高新区|产业园区)(?:管理委员会|管委会)?$"),
}
_CLASS = re.compile(
    "(?:全市|全县|全区)?(?:各|(?=开发区|园区|功能区))(?P<kinds>(?:[县市区旗乡镇街（）、]|街道|办事处|开发区|园区|功能区)+)(?:人民政府|政府|党委政府|党委、政府|管委会|党委)?"
)
_KIND = re.compile("街道|办事处|开发区|园区|功能区|[县市区旗乡镇街]")
_OTHER_WORDS = {"办事处": "街道", "街": "街道", "园区": "开发区", "功能区": "开发区"}


def _kinds(group: str) -> list[re.Pattern[str]]:
    match = _CLASS.fullmatch(group)
    said = _KIND.findall(match["kinds"]) if match else []
    return [_CLASSES[_OTHER_WORDS.get(kind, kind)] for kind in said]


_INNER = re.compile(r"(?![各有会要和及与向对把为将按等由组指督协配负牵])[一-鿿]{2,4}(?:部门|窗口)")
_LEVELS = ("省", "市", "县", "区", "州", "旗")


def _own_governments(names: Iterable[str]) -> list[str]:
    """云州市人民政府 where half of the names begin with 云州市: the place itself is none of its districts."""
    known = list(names)
    stems = {name: name.removesuffix("人民政府") for name in known if name.endswith("人民政府")}
    return [
        name
        for name, stem in stems.items()
        if 2 * sum(one.startswith(stem) for one in known) >= len(known) > 2
    ]


class UnitLexicon:
    """The names, short names and aliases of a place's units, each leading to one full name."""

    def __init__(self, units: Mapping[str, Iterable[str]]) -> None:
        self._canonical: dict[str, str] = {}
        for name, aliases in units.items():
            for alias in (name, *aliases):
                if alias.strip():
                    self._canonical.setdefault(alias.strip(), name.strip())
        self._own = frozenset(_own_governments(set(self._canonical.values())))
        self._lengths = sorted({len(alias) for alias in self._canonical}, reverse=True)

    @classmethod
    def from_csv(cls, text: str) -> "UnitLexicon":
        """Columns name, short, aliases; aliases are parted by a bar or a semicolon."""
        rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
        units: dict[str, list[str]] = {}
        for row in rows:
            name = (row.get("name") or "").strip()
            if name:
                others = _SEPARATORS.split(row.get("aliases") or "")
                units[name] = [(row.get("short") or ""), *others]
        return cls(units)

    def canonical(self, name: str) -> str | None:
        """The full name of the unit: also of its part (市公安局交警部门) and of its spoken name (城管)."""
        return (
            self._canonical.get(name) or self._by_seat(name) or self._by_part(name) or self._by_spoken(name)
        )

    def name_end(self, text: str, start: int, end: int) -> int:
        """Behind the longest listed name that stands at ``start``, with the part of it that is named; else ``start``."""
        for length in self._lengths:
            stop = start + length
            if stop <= end and text[start:stop] in self._canonical:
                part = _INNER.match(text, stop, end)
                return part.end() if part else stop
        return start

    def _by_seat(self, name: str) -> str | None:
        """澄溪县政府 is 澄溪县人民政府."""
        longer = next(
            (name.removesuffix(short) + full for short, full in _SEATS if name.endswith(short)), None
        )
        return self._canonical.get(longer) if longer else None

    def _by_part(self, name: str) -> str | None:
        length = self.name_end(name, 0, len(name))
        listed = next((size for size in self._lengths if name[:size] in self._canonical), 0)
        return self._canonical[name[:listed]] if 0 < listed < length == len(name) else None

    def _by_spoken(self, name: str) -> str | None:
        """The one unit whose name is this one with a level before it and 局, 委 or 办 behind it."""
        if not 2 <= len(name) <= 4:
            return None
        tails = [f"{level}{name}{tail}" for level in ("", *_LEVELS) for tail in ("", "局", "委", "办")]
        found = {self._canonical[tail] for tail in tails if tail in self._canonical}
        return found.pop() if len(found) == 1 else None

    def __contains__(self, name: object) -> bool:
        return name in self._canonical

    def __len__(self) -> int:
        return len(set(self._canonical.values()))

    def full_names(self, name: str) -> tuple[str, ...]:
        """The unit, or the units of the class, that a text names; what the place does not list stays as it is written."""
        canonical = self.canonical(name) or self.canonical(name.removesuffix("部门"))
        return (canonical,) if canonical else self.members(name) or (name,)

    def members(self, group: str) -> tuple[str, ...]:
        """The listed units of a class: 各县（市、区）人民政府, 各乡镇（街道）, 各开发区管委会; none of an open one (各有关部门)."""
        kinds = _kinds(group)
        found = (unit for unit in dict.fromkeys(self._canonical.values()) if unit not in self._own)
        return tuple(unit for unit in found if any(kind.search(unit) for kind in kinds))
