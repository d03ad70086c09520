"""Organs that their name alone gives away, at the head of a stretch and before what they are to do: 市财政局足额安排资金."""

import re
from collections.abc import Iterator

from luoshi.extraction.lexicon import looks_like_unit
from luoshi.extraction.wording.verbs import ACTION, ADVERBS

_LEVEL = "省委|市委|县委|区委|州委|旗委|自治区党委|自治区|省(?!级|际)|市(?!场|级|容|域|内|外|民(?!政|族|宗)|政(?!府|务|协|法|数|研))|县(?!域|级|内)|区(?!域|级|划|内|位)|州|旗"
_HEAD = re.compile(
    rf"(?:{_LEVEL})|[一-鿿]{{2,4}}?(?:省|市|县|区|州|旗|镇|乡|街道)(?=人民政府|政府|党委|管委会)|[一-鿿]{{2}}(?=经开区|高新区|新区)"
)
_TAIL = re.compile(
    "中心(?!小学|城区|工作|任务|组|村|站|医院|街|地)|[车工电]务段|人民政府|政府|管委会|管理委员会|委员会|办公室|办公厅|督查室|研究室|信访局|分局|总队|支队|大队|工作专班|指挥部|领导小组|总工会|工商联|妇联|残联|文联|科协|侨联"
    "|红十字会|供销社|联合社|检察院|法院|办事处|公司|集团|支行|分行|纪委监委|监委|纪委|[局委办厅署院](?!员会|公室|公厅|事处|系|校)|(?<=[宣组统])传?织?战?部"
)
_BARE_TAIL = re.compile(
    "局(?!部|面|势|长)|(?:指挥部|领导小组|专班)(?:办公室)?|工作组|管委会|街道(?!办)|集团(?!公司)|公司|办事处|(?<!城)(?<!小)(?<!集)(?<!点)(?<!强)(?<!名)(?<!型)(?<!特色)镇(?!村|域|区|人民|政府|办)"
    "|(?<!城)乡(?!镇|村|村|亲|人民|政府)|委(?!员|托|派|屈|会|办)|(?<=[委安改防督治热线旅编信])办(?![理好成公事法结学案证实])|[支大]队|交警|(?<=供销)社|派出所|研究院|设计院"
    "|(?<=施工|承办|配合|牵头|责任|建设|监理|设计|产权|运营|物业|代建|业主|主办|协办|成员|承包|勘察)单位|(?<=分管)副?[市县区]长|(?<=包案)[市县区]?领导"
)
_IN_OFFICE = re.compile("(?:分管|包案|包联|联系)(?:副?[市县区]长|[市县区]?领导)|[一-鿿]{2,6}交警")
_TOLD_TAIL = re.compile(
    "(?:企业|人员|工作者|网格员|站长|所长)(?=(?:都|也|还|一定|务必)?(?:要|应当?|必须|须|不得|立即)(?!求))"
)
_NOT_NOW = re.compile(
    "去年|前年|上次|刚才|前期|目前|此前|日前|近日|近年|昨天|任何|一些|有的|个别|部分|不少|多数|交(?![通警投发])|派(?!出)"
)
_PART = re.compile(
    rf"(?![对把将为在向于每按给跟各要应须负组牵]|{ADVERBS})[一-鿿]{{2,6}}?(?:股|科|处|室|办|所|站|中心|专班)(?![理室学置])"
)
_TIMED = re.compile("（[^（）]{0,12}(?:前|内|日|底)）")
_ASKED = re.compile("[的、和及与，。；：）]|关于|$")
_OWN = re.compile("(?:我|本)(?:局|委|办|厅|中心|公司|单位)(?=已|将|会同|按|拟|正在)")
_CLASS = re.compile("各(?!自|项|类|种|级各)|市直|县直|区直|省直|属地")
_CLASS_TAIL = re.compile(
    "(?:人民政府|党委、?政府|政府|党委|党政|部门|单位|乡镇（街道）|乡镇|镇街|街道|县区|区县|县（市、区）|县（区）|乡|镇|管委会|开发区|园区|企业|学校|医院|社区|村|处室|科室|专班)(?![一-鿿]{0,2}(?:政府|党委|管委会|单位|部门)|（)"
)
_GOES_ON = re.compile(
    "会(?![后议同上])|办(?![理好成结实])|组织部|宣传部|统战部|政法委|社会工作部|办公室|办公厅|督查室|研究室|编办|机关|系统|党组|党委|[（(](?![^（）]{0,12}[前内日底]）)|所属|下属|直属|[一-鿿]{2,4}(?:大队|支队|分局|中心|委员会)|门前|大楼|牵头责任"
)
_NOT_DONE = re.compile(
    r"[，。；：）》”]|(?![对把将为在向要按给])[一-鿿]{0,3}(?<!目标)的|等|关于|反馈|去年|前期|近年|目前|已|曾|共[0-9]|累计|先后|原|作(?!为)|$"
)
_IN_PERSON = re.compile(
    "(?:党政)?(?:主要|有关|分管)?负责(?:同志|人)|主要领导|一把手|(?:的)?同志们?|(?:领导)?班子(?:成员)?|你们|那边|这边"
)
_JOINT = re.compile("、|和|及|与|以及")
DOES = re.compile(
    r"[对把将为在向于每按给跟盯去来再先得多别带做搞查抓管跑抽修清补]|各[抽派出自]|出(?!了|现|问|席)|同步|牵头|负责|会同|联合|配合|具体|统筹|(?:首先|都|也|还|同时|一定|务必|切实)?(?:要|应|必须|须)(?![求素点闻用急道])|根据|依据|依照|结合|会后|汛期|响应期间"
    r"|[0-9]{1,4}[年月日时]|[一二三四]季度|[上下本]半?[年月周]|今[天晚日年]|明[天日年]|年[底内]|[0-9一二三四五六七八九十两]{1,3}(?:个工作日|个月|天|日|周)(?:之|以)?内|"
    rf"自(?=收到|接到|即日|己|[^，。；]{{0,8}}之日起)|(?:收|接)到|提前|一律|连夜|今晚|当晚|晚上|这[两几]?[天周月]|随时|跟进|想办法|拆|实行|备足|备齐|拿|找|派|带队|牵[这个]{{0,2}}头|到现场|就|也|别|不[能得再]|通过|依托|利用|国庆|春节|元旦|节前|月[底内末]|再|也要|务必|抓紧|进一步|及时|尽快|抓紧|切实|认真|严格|全面|积极|主动|立即|限期|持续|依法|足额|按时|按期|逐[一项户个]|提出|拿出|形成|{ACTION.pattern}"
)
_DOES_AFTER_A_WORD = re.compile(rf"(?!的|和|及|与|在|是|有|自行)[一-鿿]{{1,2}}{ACTION.pattern}")
_BUILT = re.compile(
    "(?:[0-9]{1,2}月[底前]?)?(?:整体|全面|正式|如期)?(?:建设|建成|改造|新建|扩建|改建|搬迁|迁建|投用|启用|项目|工程)"
)
_PLAIN = frozenset("局委办厅府部署会室位")
_LONGEST = 26
_SHORTEST = 2
_BRIEF = 9
_NO_NAME = frozenset("对在把按为以给使让就与将向从到由报经送抄并该本全受被代同令责转及和")
_MANY = 12


def organs_end(folded: str, start: int, end: int, *, asked: bool = False) -> int:
    """Behind the organs that open the stretch, when it says what they do; else ``start``. ``asked``: behind 请 or 责成 any
    words may follow."""
    own = _OWN.match(folded, start, end)
    if own:
        return own.end()
    position = start
    for count in range(_MANY):
        stop, joint = _next_name(folded, position, end, first=count == 0, asked=asked)
        if stop == position:
            return start
        if joint == stop:
            return stop
        position = joint
    return start


def _next_name(folded: str, start: int, end: int, *, first: bool, asked: bool) -> tuple[int, int]:
    """Behind one name, and behind what joins it to the next; both are the same behind the last, and ``start`` if none is."""
    for stop in _ends(folded, start, end, first=first):
        done = _behind(folded, stop, end)
        acts = not _ASKED.match(folded, done, end) if asked else _acts(folded, done, end)
        if acts and not _NOT_DONE.match(folded, done, end):
            return stop, stop
        joint = _JOINT.match(folded, done, end)
        if joint:
            return stop, joint.end()
    return start, start


def _behind(folded: str, stop: int, end: int) -> int:
    """Behind what may stand between a unit and its verb: （3月底前）, 主要负责同志."""
    for between in (_TIMED, _IN_PERSON):
        match = between.match(folded, stop, end)
        stop = match.end() if match else stop
    return stop


def _acts(folded: str, stop: int, end: int) -> bool:
    """市财政局足额安排: behind a plain organ a word may stand before the verb; a 中心 that is built is no owner."""
    if folded.endswith(("中心", "院", "馆", "学校"), 0, stop) and _BUILT.match(folded, stop, end):
        return False
    plain = folded[stop - 1] in _PLAIN and _DOES_AFTER_A_WORD.match(folded, stop, end)
    return bool(DOES.match(folded, stop, end) or plain)


def _ends(folded: str, start: int, end: int, *, first: bool) -> Iterator[int]:
    """Where a name that begins here may end, the shortest first."""
    limit = min(end, start + _LONGEST)
    if _CLASS.match(folded, start, limit):
        yield from (tail.end() for tail in _CLASS_TAIL.finditer(folded, start + 1, limit))
        return
    head = _HEAD.match(folded, start, limit)
    if head and len(head[0]) > _SHORTEST and ACTION.match(folded, start, head.end()):
        return
    if head and head[0].endswith("委") and not _GOES_ON.match(folded, head.end(), end):
        yield head.end()
    if head is None:
        yield from _bare_ends(folded, start, limit)
    if head is None and first:
        return
    for tail in _TAIL.finditer(folded, head.end() if head else start + _SHORTEST, limit):
        if not folded[start : tail.end()].isalnum():
            return
        yield from _with_part(folded, tail.end(), end)


def _with_part(folded: str, stop: int, end: int) -> Iterator[int]:
    """县政府办公室督查股 before 县政府办公室."""
    part = _PART.match(folded, stop, end)
    if part:
        yield from _with_part(folded, part.end(), end)
    if not _GOES_ON.match(folded, stop, end):
        yield stop


def _bare_ends(folded: str, start: int, limit: int) -> Iterator[int]:
    """住建局, 云州海关 and 望云区政府 without a level before them."""
    if folded[start : start + 1] in _NO_NAME or _NOT_NOW.match(folded, start, limit):
        return
    near = min(limit, start + _BRIEF)
    for tail in (
        *_BARE_TAIL.finditer(folded, start, near),
        *_TOLD_TAIL.finditer(folded, start + _SHORTEST, limit),
    ):
        name = folded[start : tail.end()]
        if not name.isalnum():
            return
        if looks_like_unit(name) or tail.re is _TOLD_TAIL or _IN_OFFICE.fullmatch(name):
            yield from _with_part(folded, tail.end(), limit)
