"""Vocabulary of directives, clauses and drafts."""

from luoshi.kernel.terms import Term


class DirectiveKind(Term):
    """Where a task comes from."""

    SPEECH = "speech", "领导讲话"
    MINUTES = "minutes", "会议纪要"
    DIVISION = "division", "任务分工"
    SUPERIOR = "superior", "上级文件"
    INSTRUCTION = "instruction", "领导批示"
    OPINION = "opinion", "意见方案"
    PLAN = "plan", "工作计划"
    PROPOSAL = "proposal", "建议提案"
    NOTICE = "notice", "通知"
    OTHER = "other", "其他"


class DirectiveStatus(Term):
    """How far a directive has been taken apart."""

    DRAFTING = "drafting", "分解中"
    PROPOSED = "proposed", "已提请立项"


class DraftKind(Term):
    """What a clause asks."""

    TASK = "task", "任务"
    TARGET = "target", "指标"
    PROHIBITION = "prohibition", "禁令"
    PROBLEM = "problem", "问题"


class DraftStatus(Term):
    """What the clerk has said of a draft."""

    PENDING = "pending", "待确认"
    CONFIRMED = "confirmed", "已确认"
    DISCARDED = "discarded", "已剔除"
    REPLACED = "replaced", "已拆并"
    PROPOSED = "proposed", "已提请立项"
    JOINED = "joined", "已并入在办事项"


class Judged(Term):
    """What is judged of the engine's reading once a clerk has decided."""

    FOUND = "found", "事项没有漏"
    KEPT = "kept", "识别出的确是事项"
    SPAN = "span", "原文范围"
    KIND = "kind", "类别"
    LEAD = "lead", "牵头单位"
    SUPPORT = "support", "配合单位"
    DUE = "due", "完成时限"
    MEASURES = "measures", "量化指标"


class Origin(Term):
    """How a draft came about."""

    ENGINE = "engine", "系统识别"
    ADDED = "added", "人工新增"
    SPLIT = "split", "拆分而来"
    MERGED = "merged", "合并而来"


class Relation(Term):
    """How the text names the owners (domain study §9.4)."""

    EXPLICIT = "explicit", "明确牵头"
    FIRST_IS_LEAD = "first_is_lead", "列首位者牵头"
    SINGLE = "single", "单独承办"
    JOINT = "joint", "共同负责，未明确牵头"
    NONE = "none", "未写明"


class Tag(Term):
    """Ledger tags of this module."""

    RECEIVED = "directive:receive", "接收文件"
    DESCRIBED = "directive:describe", "修改文件信息"
    PROPOSED = "directive:propose", "文件事项提请立项"
    DRAFT_CONFIRMED = "draft:confirm", "确认草稿"
    DRAFT_REOPENED = "draft:reopen", "草稿退回待确认"
    DRAFT_EDITED = "draft:edit", "修改草稿"
    DRAFT_SPLIT = "draft:split", "拆分草稿"
    DRAFT_MERGED = "draft:merge", "合并草稿"
    DRAFT_DISCARDED = "draft:discard", "剔除草稿"
    DRAFT_RESTORED = "draft:restore", "恢复草稿"
    DRAFT_JOINED = "draft:join", "草稿并入在办事项"
    DRAFT_PARTED = "draft:part", "草稿取消并入"
    DRAFT_ADDED = "draft:add", "新增草稿"
