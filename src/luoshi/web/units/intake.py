"""Taking in a list: upload, preview, confirm. The file is kept between the steps, so nothing is chosen twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from luoshi.documents.tables import Table, read_table, write_table
from luoshi.files import actions as files
from luoshi.files import queries as stored_files
from luoshi.files.rules import disposition
from luoshi.files.terms import Kind
from luoshi.units.rules.importing import RowPlan, Step, check_headers, fingerprint, tally
from luoshi.web.http import ActorRequest
from luoshi.web.units.forms import UploadForm

ROW_LIMIT = 5_000


class Confirmed(Protocol):
    """What is done with a list that has been confirmed, and the answer to it."""

    def __call__(
        self, request: ActorRequest, table: Table, *, skip_errors: bool, expected: str
    ) -> HttpResponse: ...


@dataclass(frozen=True, slots=True)
class Intake:
    """One kind of list."""

    what: str
    pages: str
    headers: Sequence[str]
    required: Sequence[str]
    examples: Sequence[Sequence[str]]
    plan: Callable[..., Sequence[RowPlan]]
    confirmed: Confirmed

    def template(self) -> HttpResponse:
        """A workbook with the headers and examples to write over."""
        marked = [f"{header}*" if header in self.required else header for header in self.headers]
        content = write_table(marked, self.examples, sheet=self.what)
        response = HttpResponse(content, content_type=Kind.XLSX.value)
        response["Content-Disposition"] = disposition(f"{self.what}导入模板.xlsx")
        return response

    def upload(self, request: ActorRequest) -> HttpResponseBase:
        """Choose the file."""
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            name, content = form.cleaned_data["file"].name, form.cleaned_data["file"].read()
            self._read(content, name)
            stored = files.store(content, name=name, by=request.actor, at=request.now)
            return redirect(f"{self.pages}_preview", stored.pk)
        context = {
            "form": form,
            "intake": self,
            "tab": self.pages,
            "template": reverse(f"{self.pages}_template"),
        }
        return render(request, "units/import.html", context)

    def preview(self, request: ActorRequest, file_id: int) -> HttpResponseBase:
        """What each row would do; on confirmation, do it."""
        stored = stored_files.own(request.actor, file_id)
        table = self._read(stored_files.content(stored.blob), stored.name)
        if request.method == "POST":
            skip, expected = "skip_errors" in request.POST, request.POST.get("expected", "")
            return self.confirmed(request, table, skip_errors=skip, expected=expected)
        plan = self.plan(table, on=request.today)
        context = {
            "intake": self,
            "tab": self.pages,
            "notes": table.notes,
            "count": tally(plan),
            "expected": fingerprint(plan),
            "groups": [(step, [row for row in plan if row.step is step]) for step in _SHOWN],
        }
        return render(request, "units/import_preview.html", context)

    def _read(self, content: bytes, name: str) -> Table:
        table = read_table(content, filename=name, expected=self.required, limit=ROW_LIMIT)
        check_headers(table.headers, self.required)
        return table


_SHOWN = (Step.ERROR, Step.CREATE, Step.UPDATE, Step.SAME)
