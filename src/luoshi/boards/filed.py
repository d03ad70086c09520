"""What the units filed on a matter, as its page shows it."""

from dataclasses import dataclass, field
from datetime import datetime

from luoshi.matters.models import Evidence, Matter, Report
from luoshi.matters.terms import ReportKind


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of evidence; ``size`` in bytes, ``digest`` is SHA-256 in hex."""

    file_id: int
    name: str
    size: int
    digest: str


@dataclass(slots=True)
class Filed:
    """One report."""

    pk: int
    kind: str
    unit_id: int
    unit: str
    by: str | None
    filed_at: datetime
    text: str
    problem: str
    next_step: str
    percent: int | None
    corrects_id: int | None
    evidence: list[Attached] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The kind of report in words."""
        return ReportKind(self.kind).label


_COLUMNS = (
    *("pk", "kind", "unit_id", "unit__short", "filed_by__name", "filed_at"),
    *("text", "problem", "next_step", "percent", "corrects_id"),
)


def filed(matter: Matter) -> list[Filed]:
    """Everything, newest first; two queries, one when there is no evidence."""
    rows = Report.objects.filter(matter=matter).order_by("-filed_at", "-pk").values_list(*_COLUMNS)
    reports = [Filed(*row) for row in rows]
    if matter.evidence_count:
        by_id = {report.pk: report for report in reports}
        files = Evidence.objects.filter(report__matter=matter).order_by("pk")
        columns = ("report_id", "file_id", "file__name", "file__blob__size", "file__blob_id")
        for report_id, *attached in files.values_list(*columns):
            by_id[report_id].evidence.append(Attached(*attached))
    return reports
