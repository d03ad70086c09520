"""What every page has: navigation by permission, chips, dates, forms, messages, few queries."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path

from luoshi.accounts.models import Person
from luoshi.bulletins.terms import BulletinStatus
from luoshi.directives.terms import DirectiveStatus, DraftStatus
from luoshi.matters.terms import Light, Status
from luoshi.web import context
from luoshi.web.chips import LIGHT_LOOKS, MARKS, Look, look_of
from luoshi.web.templatetags import luoshi as tags

TODAY = date(2026, 3, 16)


@pytest.fixture
def staff(people, place) -> Person:
    people.staff.set_password("yunzhou-2026-ok")
    people.staff.save()
    return people.staff


@pytest.fixture
def in_march(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)


def shown(source: str, **values) -> str:
    return Template(source).render(Context(values)).strip()


def test_frame_of_a_page_costs_session_person_and_posts(staff, client_as, django_assert_num_queries) -> None:
    client = client_as(staff)
    client.get("/accounts/password/")
    with django_assert_num_queries(3):
        client.get("/accounts/password/")


def test_frame_names_the_place_and_the_person(staff, client_as) -> None:
    page = client_as(staff).get("/accounts/password/").content.decode()
    assert '<html lang="zh-Hans">' in page
    assert "云州市督查督办" in page
    assert f"<summary>{staff.name}</summary>" in page
    assert "<title>修改密码 · 云州市督查督办</title>" in page


def test_frame_before_the_place_is_set_up(client, db) -> None:
    assert "登录落实" in client.get("/accounts/login/").content.decode()


def test_navigation_shows_what_the_person_may_open(actors, monkeypatch) -> None:
    names = {"/": "home", "/matters/": "mfa_index", "/ledger/": "unlisted"}
    monkeypatch.setattr(context, "_name_at", lambda root: names.get(root, ""))
    entries = context.navigation(actors.staff, "/matters/7/")
    assert [(entry.label, entry.path, entry.current) for entry in entries] == [
        ("今日待办", "/", False),
        ("督办台账", "/matters/", True),
    ]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", "今日待办"),
        ("/matters/7/", "督办台账"),
        ("/units/3/", "单位与人员"),
        ("/people/", "单位与人员"),
        ("/accounts/password/", None),
        ("/nothing", None),
    ],
)
def test_navigation_marks_the_section_one_is_in(path, marked, actors) -> None:
    entries = context.navigation(actors.staff, path)
    assert [entry.label for entry in entries if entry.current] == ([marked] if marked else [])


def test_a_section_without_a_page_has_no_name(settings) -> None:
    assert context._name_at.__wrapped__("/no-such-section/") == ""
    assert context._name_at.__wrapped__("/") == "home"


def test_each_state_has_a_look_with_its_own_word() -> None:
    vocabularies = {
        "matter": Status,
        "directive": DirectiveStatus,
        "draft": DraftStatus,
        "bulletin": BulletinStatus,
    }
    for name, terms in vocabularies.items():
        assert [look_of(term.value, name).label for term in terms] == [term.label for term in terms]
    assert {code: look.label for code, look in LIGHT_LOOKS.items()} == {
        light.value: light.label for light in Light
    }
    tones = {look.tone for look in LIGHT_LOOKS.values()} | {
        look_of(term.value, name).tone for name, terms in vocabularies.items() for term in terms
    }
    assert tones <= set(MARKS)


def test_chips_say_it_in_words_and_marks() -> None:
    assert tags.light_chip("overdue") == (
        '<span class="chip chip-bad"><span class="chip-mark" aria-hidden="true">▲</span>超期</span>'
    )
    assert tags.light_chip("done_late") == (
        '<span class="chip chip-warn"><span class="chip-mark" aria-hidden="true">✓</span>超期办结</span>'
    )
    assert "已立项" in tags.status_chip("docketed")
    assert "待确认" in tags.status_chip("pending", "draft")
    assert shown('{% chip word "bad" %}', word="<特急>") == (
        '<span class="chip chip-bad"><span class="chip-mark" aria-hidden="true">▲</span>&lt;特急&gt;</span>'
    )
    assert Look("x", "quiet").mark == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (date(2026, 6, 30), "6月30日"),
        (date(2025, 12, 1), "2025年12月1日"),
        (datetime(2026, 1, 1, 17, 0, tzinfo=ZoneInfo("UTC")), "1月2日"),
    ],
)
def test_day(value, words, in_march) -> None:
    assert tags.day(value) == words


def test_moment(in_march) -> None:
    assert tags.moment(datetime(2026, 3, 1, 1, 5, tzinfo=ZoneInfo("UTC"))) == "3月1日 09:05"
    assert tags.moment(None) == ""


@pytest.mark.parametrize(
    ("days", "words"), [(3, "还有3天"), (1, "还有1天"), (0, "今天到期"), (-5, "已超期5天")]
)
def test_days_from(days, words, in_march) -> None:
    assert tags.days_from(TODAY + timedelta(days)) == words
    assert tags.days_from(date(2025, 1, 1) + timedelta(days), date(2025, 1, 1)) == words


def test_days_from_no_date() -> None:
    assert tags.days_from(None) == ""


def test_percent_bar() -> None:
    assert tags.percent_bar(60) == (
        '<span class="percent"><progress max="100" value="60" aria-label="进度">60%</progress> 60%</span>'
    )
    assert tags.percent_bar(0).endswith("0%</span>")
    assert tags.percent_bar(None) == '<span class="muted">进度未填</span>'


def test_may(actors) -> None:
    assert tags.may(actors.staff, "matter:issue") is True
    assert tags.may(actors.liaison, "matter:issue") is False
    assert tags.may(None, "matter:issue") is False


def test_query_string_keeps_filters_and_changes_one(db) -> None:
    request = RequestFactory().get("/matters/?unit=3&page=1&sort=due")
    page = Template("{% qs page=2 sort=None %}").render(RequestContext(request))
    assert page == "?unit=3&amp;page=2"


class Sample(forms.Form):
    title = forms.CharField(label="事项名称", help_text="不超过40字")
    note = forms.CharField(label="备注", required=False)
    agreed = forms.BooleanField(label="已核对")
    kind = forms.ChoiceField(label="方式", choices=[("a", "查阅"), ("b", "实地")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)


def test_field_ties_label_help_and_error_to_the_control() -> None:
    html = shown("{% field form.title %}", form=Sample({}))
    assert '<label for="id_title">事项名称</label>' in html
    assert '<p class="help" id="id_title_helptext">不超过40字</p>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_error"' in html


def test_field_says_what_may_stay_empty() -> None:
    assert '<label for="id_note">备注 <span class="optional">选填</span></label>' in shown(
        "{% field form.note %}", form=Sample()
    )
    assert "选填" not in shown("{% field form.title %}", form=Sample())


def test_field_puts_the_word_after_a_tick_box() -> None:
    html = shown("{% field form.agreed %}", form=Sample())
    assert html.index('type="checkbox"') < html.index('<label for="id_agreed">已核对</label>')


def test_field_groups_radio_buttons() -> None:
    html = shown("{% field form.kind %}", form=Sample({}))
    assert "<legend>方式</legend>" in html
    assert html.count('type="radio"') == 2
    assert 'id="id_kind_error"' in html


def test_field_hides_what_is_hidden() -> None:
    html = shown("{% field form.token %}", form=Sample())
    assert html == '<input type="hidden" name="token" id="id_token">'


def test_error_summary_leads_to_the_fields() -> None:
    form = Sample({"title": "x", "token": "x"})
    form.add_error(None, "两个日期前后颠倒。")
    html = shown('{% include "_errors.html" %}', form=form)
    assert 'href="#id_agreed"' in html
    assert 'href="#id_kind_0"' in html
    assert 'href="#id_title"' not in html
    assert "<li>两个日期前后颠倒。</li>" in html
    assert shown('{% include "_errors.html" %}', form=Sample()) == ""


def test_messages_are_announced() -> None:
    html = render_to_string("_messages.html", {"messages": [Message(constants.SUCCESS, "已交办<3>件")]})
    assert 'role="status"' in html
    assert '<p class="notice notice-success">已交办&lt;3&gt;件</p>' in html
    assert render_to_string("_messages.html", {"messages": []}).strip() == ""


def test_pages_link_back_and_forth(db) -> None:
    from django.core.paginator import Paginator

    def nav(number: int) -> str:
        request = RequestFactory().get("/?unit=3")
        page = Paginator(range(5), 2).page(number)
        return render_to_string("_pages.html", {"page": page}, request=request)

    assert "?unit=3&amp;page=2" in nav(1)
    assert "上一页" not in nav(1)
    assert "下一页" not in nav(3)
    assert "第2页，共3页" in nav(2)
    assert render_to_string("_pages.html", {"page": Paginator(range(2), 2).page(1)}).strip() == ""


def broken(request):
    raise ZeroDivisionError


urlpatterns = [path("broken", broken, name="healthz")]
handler500 = "luoshi.web.errors.server_error"


@pytest.mark.urls(__name__)
def test_an_error_of_ours_is_a_plain_page_without_the_database(client) -> None:
    client.raise_request_exception = False
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "您的操作没有生效" in answer.content.decode()
    fragment = client.get("/broken", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Retarget"]) == (500, "#refusal")
