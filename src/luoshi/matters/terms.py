"""Vocabulary of the loop."""

from luoshi.kernel.terms import Term


class Status(Term):
    """Where a matter is in the loop; the unit's word, the office's and the leader's are separate acts."""

    PROPOSED = "proposed", "拟立项"
    DOCKETED = "docketed", "已立项"
    ISSUED = "issued", "已交办"
    ACCEPTED = "accepted", "已签收"
    UNDER_WAY = "under_way", "办理中"
    REPORTED_DONE = "reported_done", "申请办结"
    VERIFIED = "verified", "已核查"
    CLOSED = "closed", "已办结"
    RETURNED = "returned", "退回"
    SUSPENDED = "suspended", "中止"
    TERMINATED = "terminated", "终止"
    MERGED = "merged", "并案"
    DECLINED = "declined", "不予立项"


class MatterKind(Term):
    """What the directive asked."""

    TASK = "task", "任务"
    TARGET = "target", "指标"
    PROHIBITION = "prohibition", "禁令"
    PROBLEM = "problem", "问题整改"


class Category(Term):
    """The four contents of government supervision (政府督查工作条例 Art. 4)."""

    CENTRAL = "central", "党中央、国务院重大决策部署"
    DEPLOYMENT = "deployment", "上级和本级政府重要工作部署"
    DUTY = "duty", "督查对象法定职责"
    EFFECTIVENESS = "effectiveness", "行政效能"


class Urgency(Term):
    """How fast the matter must be signed for."""

    NORMAL = "normal", "一般"
    URGENT = "urgent", "急"
    EXTRA = "extra", "特急"


class PartyRole(Term):
    """A unit's part in a matter."""

    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"


class ReportKind(Term):
    """What a unit files."""

    PROGRESS = "progress", "进展反馈"
    NO_CHANGE = "no_change", "无变化"
    DONE = "done", "申请办结"


class CheckMethod(Term):
    """How the office verifies (Art. 12, the methods that a check of one matter uses)."""

    PAPERS = "papers", "查阅资料"
    VISIT = "visit", "实地核查"
    UNANNOUNCED = "unannounced", "暗访"
    CALL = "call", "电话回访"
    HEARING = "hearing", "听取汇报"


class CheckOutcome(Term):
    """What the office found."""

    PASSED = "passed", "核查通过"
    SENT_BACK = "sent_back", "退回补办"


class Light(Term):
    """How a matter stands on a day; a colour is the place's choice over these."""

    UNANSWERED = "unanswered", "超时未签收"
    OVERDUE = "overdue", "超期"
    NEAR_DUE = "near_due", "临期"
    RUNNING = "running", "正常"
    NO_DATE = "no_date", "待定时限"
    IN_REVIEW = "in_review", "待核查认可"
    DONE_IN_TIME = "done_in_time", "按期办结"
    DONE_LATE = "done_late", "超期办结"
    PAUSED = "paused", "暂停计时"
    ASIDE = "aside", "不再督办"
    NOT_ISSUED = "not_issued", "未交办"


class Tag(Term):
    """Ledger tags of this module, one per verb."""

    PROPOSED = "matter:propose", "提请立项"
    EDITED = "matter:edit", "修改事项"
    DOCKETED = "matter:docket", "批准立项"
    DECLINED = "matter:decline", "不予立项"
    ISSUED = "matter:issue", "交办"
    SIGNED = "matter:sign", "签收"
    RETURNED = "matter:return", "退回"
    REASSIGNED = "matter:reassign", "改派"
    UPHELD = "matter:uphold", "维持交办"
    PLANNED = "matter:plan", "报送办法"
    REPORTED = "matter:report", "反馈进展"
    NO_CHANGE = "matter:no_change", "反馈无变化"
    REPORTED_DONE = "matter:report_done", "申请办结"
    VERIFIED = "matter:verify", "核查通过"
    SENT_BACK = "matter:send_back", "退回补办"
    ACCEPTED = "matter:accept", "认可"
    CLOSED = "matter:close", "办结销号"
    REOPENED = "matter:reopen", "重新办理"
    SUSPENDED = "matter:suspend", "中止"
    RESUMED = "matter:resume", "恢复办理"
    TERMINATED = "matter:terminate", "终止"
    MERGED = "matter:merge", "并案"
    INSTRUCTED = "matter:instruct", "批示"
    OPENED_TO = "matter:open_to", "开放给督查员"
    CHECK_SET = "matter:check", "安排下次检查"
    SOURCE_ADDED = "matter:source", "增加交办来源"
    SOURCE_REMOVED = "matter:source_removed", "撤回交办来源"
    IMPORTED = "matter:import", "导入事项"
    EXPORTED = "matter:export", "导出台账"
