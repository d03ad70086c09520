"""The working-day calendar: look up a year, enter one, mark a day."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.units import actions
from luoshi.units import queries as units
from luoshi.units.rules.holidays import FIRST_YEAR, LAST_YEAR, months_of, read_holidays
from luoshi.web.http import ActorRequest
from luoshi.web.units.forms import DayForm, HolidaysForm

NEAR_YEARS = 5
"""So many are linked at once, the others are folded away."""


def this_year(request: ActorRequest) -> HttpResponse:
    """The present year."""
    return redirect("calendar_year", request.today.year)


def year(request: ActorRequest, year: int) -> HttpResponse:
    """The twelve sheets of a year."""
    _require(year)
    page = units.calendar_page(year)
    return _sheets(request, page, DayForm(initial={"mark": "off"}))


def edit(request: ActorRequest, year: int) -> HttpResponse:
    """Enter a year: the text is read and shown as sheets before it counts."""
    _require(year)
    page = units.calendar_page(year)
    source = page.source or f"国务院办公厅关于{year}年部分节假日安排的通知"
    form = HolidaysForm(request.POST or None, initial={"source": source, "text": "\n".join(page.lines)})
    context = {"form": form, "year": year, "page": page, "tab": "calendar"}
    if form.is_valid():
        reading = read_holidays(form.cleaned_data["text"], year=year)
        if "confirm" in request.POST and reading.days and not reading.problems:
            source = form.cleaned_data["source"]
            actions.set_calendar_year(
                year, by=request.actor, at=request.now, source=source, days=reading.days
            )
            messages.success(request, f"{year}年的工作日安排已保存。")
            return redirect("calendar_year", year)
        marked = {named.day: named for named in reading.days}
        context |= {"reading": reading, "months": months_of(year, marked)}
    return render(request, "units/calendar_edit.html", context)


@require_POST
def day(request: ActorRequest, year: int) -> HttpResponse:
    """Mark one day, or take its mark away."""
    form = DayForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        is_workday = {"off": False, "work": True, "clear": None}[said["mark"]]
        actions.set_calendar_day(
            said["day"], by=request.actor, at=request.now, is_workday=is_workday, name=said["name"]
        )
        messages.success(request, f"{said['day']:%Y-%m-%d} 已保存。")
        return redirect("calendar_year", said["day"].year)
    return _sheets(request, units.calendar_page(year), form)


def _sheets(request: ActorRequest, page: units.CalendarPage, form: DayForm) -> HttpResponse:
    this = request.today.year
    years = sorted({*page.years, this, this + 1, page.year}, reverse=True)
    context = {"page": page, "near": years[:NEAR_YEARS], "earlier": years[NEAR_YEARS:], "form": form}
    return render(request, "units/calendar.html", {**context, "tab": "calendar"})


def _require(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
