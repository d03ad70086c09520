"""Lists of units: 省科技厅、工业和信息化厅等单位，各市、县（市、区）人民政府."""

import re
from collections.abc import Iterator, Sequence

from luoshi.extraction.lexicon import UnitLexicon, is_group, looks_like_unit

_AND = re.compile(r"以及|等和|[和及与]")
_ETC = re.compile(r"等(?=[一-鿿]{0,6}(?:单位|部门|机构|地区|方面|企业|组织)$)|等$")
_ETC_ONLY = re.compile(
    r"(?:单位|部门|机构|方面|市|地|省|县|区|厅局|委办局)(?:[和及、]?(?:单位|部门|地区|地方))?"
)
_CONTINUES = re.compile(
    r"(?:县|区|市|州|盟|旗|乡镇|乡|镇|街道|自治区|直辖市|自治州|计划单列市|特别行政区|新疆生产建设兵团|行委|地区|自治县|林区|特区)"
    r"(?:[（〈]|$|人民政府|政府|党委|党政|各|有关|直|委)"
)
_OPEN_GROUP = re.compile(
    r"各?(?:设区)?(?:省|市|区|县|州|盟|旗|地|乡|镇|街道|设区市|地市|乡镇|自治区|园区|开发区)(?:[（〈][^）〉]{1,12}[）〉])?"
)
_LEVEL = re.compile(
    r"(省委|市委|县委|区委|州委|旗委|自治区党委|自治区|省(?!级|际)|市(?!场|级|容|域|政(?!府|务|协|法|数|研))|县(?!域|级)|区(?!域|级|划)|州|旗)"
)
_TWO_OFFICES = re.compile(r"(省|市|县|区|州|旗)委、\1(?:人民)?政府“?两办”?")
_INHERITS = re.compile(
    r"(?:厅|局|委|办|办公室|委员会|院|社|总工会|妇联|残联|科协|文联|中心|队|部|管委会|政府办|联合会|供销社|工商联)$"
)
_ORGANS = re.compile("(?:厅|局|委|办|总队|支队)$")
_OWN_PLACE = re.compile(
    r"(?:国家|国务院|中国|中央|全国|海关|人民银行|人行|各|有关|相关|其他|试点|驻|本|全|省|市(?!场|政)|县|区(?!域)|州|自治|团|辖区"
    r"|北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南"
    r"|西藏|陕西|甘肃|青海|宁夏|新疆)"
)
_PLACE_INSIDE = re.compile(
    r"[一-鿿]{2,5}(?:(?<!城)[市县区州镇乡](?!场|政|域|划)|街道|开发区)|[一-鿿]州[一-鿿]{2}"
)
_SEVERAL = re.compile(
    "(?P<names>[一-鿿]{2,3}(?:、[一-鿿]{2,3}){1,11})(?:[两二三四五六七八九]个?)(?P<kind>区|县|市|镇|乡|街道)(?P<tail>人民政府|政府|办事处)?"
)
SPOKEN = re.compile(
    "(?P<names>(?![对向把将由和在按从])[一-鿿]{2,6}(?:、[一-鿿]{2,6}){1,9})等(?:有关|相关)?(?:职能|主管)?(?:部门|单位)"
)
_EACH = re.compile(r"(?<=[区门位府地])(?=各)")
_ROLE_NOTE = re.compile(
    r"（(牵头|主办|主责|配合|协办|参与|责任|主|牵|协|配|辅|牵头单位|主办单位|责任单位|配合单位)）$"
)


def split_names(text: str, units: UnitLexicon | None, *, after: Sequence[str] = ()) -> list[str]:
    """The names of a list, with 省 or 市 carried over; from ``after`` only to names that the place lists."""
    names: list[str] = []
    text = _spoken_out(_TWO_OFFICES.sub(r"\1委办公室、\1政府办公室", text))
    for part in re.split(r"[，；\s]+", text):
        pieces = [name for piece in _grouped(_top_level(part)) for name in _conjoined(piece, units)]
        names.extend(_with_level(pieces, units, level=_last_level([*after, *names])))
    return list(dict.fromkeys(name for name in names if name))


def _spoken_out(text: str) -> str:
    """岚川、白鹭两县 is 岚川县、白鹭县; 教育、文旅等部门 is 教育部门、文旅部门."""
    text = _SEVERAL.sub(
        lambda match: "、".join(
            f"{name}{match['kind']}{match['tail'] or ''}" for name in match["names"].split("、")
        ),
        text,
    )
    return SPOKEN.sub(_departments, text)


def _departments(match: re.Match[str]) -> str:
    names = match["names"].split("、")
    if any(looks_like_unit(name) for name in names):
        return match[0]
    return "、".join(f"{name}部门" for name in names)


def _top_level(text: str) -> list[str]:
    """Parted at 、 outside of brackets."""
    pieces, depth, begin = [], 0, 0
    for position, sign in enumerate(text):
        if sign in "（〈":
            depth += 1
        elif sign in "）〉":
            depth = max(0, depth - 1)
        elif sign == "、" and depth == 0:
            pieces.append(text[begin:position])
            begin = position + 1
    pieces.append(text[begin:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _grouped(pieces: list[str]) -> Iterator[str]:
    """各市 + 县（市、区）人民政府 is one name."""
    held = ""
    for piece in (one for joined in pieces for one in _EACH.split(joined)):
        if held and _CONTINUES.match(piece):
            held = f"{held}、{piece}"
            continue
        if held:
            yield held
        held = piece if _OPEN_GROUP.fullmatch(piece) else ""
        if not held:
            yield piece
    if held:
        yield held


def _conjoined(piece: str, units: UnitLexicon | None) -> Iterator[str]:
    """A 和 parts two names only where both sides are names: 文化和旅游部 is one."""
    for part in _without_etc(piece):
        yield from _halves(part, units)


def _without_etc(piece: str) -> list[str]:
    match = _ETC.search(piece)
    if not match:
        return [piece]
    head, tail = piece[: match.start()], piece[match.end() :]
    return [head] if not tail or _ETC_ONLY.fullmatch(tail) else [head, tail]


def _halves(piece: str, units: UnitLexicon | None) -> Iterator[str]:
    if units is not None and piece in units:
        yield piece
        return
    for match in _AND.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if _is_name(left, units) and _is_name(right, units):
            yield left
            yield from _halves(right, units)
            return
    yield piece


def _is_name(name: str, units: UnitLexicon | None) -> bool:
    known = units is not None and name in units
    return known or (len(name) >= 3 and looks_like_unit(name))


def _last_level(names: Sequence[str]) -> str:
    return next((match[1] for name in reversed(names) if (match := _LEVEL.match(name))), "")


def _with_level(names: list[str], units: UnitLexicon | None, *, level: str) -> Iterator[str]:
    """``level`` is that of names before this list; it goes on behind a comma for those that are surely organs."""
    sure = False
    for name in names:
        match = _LEVEL.match(name)
        if match:
            level, sure = match[1], True
            yield name
        elif (
            level
            and _takes_level(name, units)
            and (sure or _ORGANS.search(name) or _is_listed(_prefix(level, name) + name, units))
        ):
            yield _prefix(level, name) + name
        else:
            yield name


def _is_listed(name: str, units: UnitLexicon | None) -> bool:
    return units is not None and name in units


def _prefix(level: str, name: str) -> str:
    """After 省委宣传部 a department of the party stays with 省委, an office of the government goes to 省."""
    party = level.endswith("委") and name.endswith("部")
    return level if party else level.removesuffix("党委").removesuffix("委")


def _takes_level(name: str, units: UnitLexicon | None) -> bool:
    if units is not None and name in units:
        return False
    own = _OWN_PLACE.match(name) or _PLACE_INSIDE.match(name) or is_group(name)
    return not own and bool(_INHERITS.search(name))


def role_note(name: str) -> tuple[str, str | None]:
    """省教育厅（牵头） parts into the name and its role."""
    match = _ROLE_NOTE.search(name)
    return (name[: match.start()], match[1][:2]) if match else (name, None)
