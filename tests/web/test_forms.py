"""What forms say of a wrong field: every sentence is ours, in one table."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import BaseValidator, ProhibitNullCharactersValidator
from django.utils.functional import Promise

import luoshi.web
from luoshi.web.forms import Form, Spoken, sentence


def every(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


@pytest.fixture(scope="module")
def ours() -> list[type]:
    for module in pkgutil.walk_packages(luoshi.web.__path__, "luoshi.web."):
        importlib.import_module(module.name)
    return [
        form for form in every(forms.BaseForm) if form.__module__.startswith("luoshi.") and form is not Spoken
    ]


def faults(field: forms.Field) -> set[str]:
    """The codes of what the framework itself may find wrong with a field."""
    said = {code for code, words in field.error_messages.items() if isinstance(words, Promise)}
    checks = {
        check.code
        for check in field.validators
        if isinstance(check, BaseValidator | ProhibitNullCharactersValidator)
    }
    return (said if field.required else said - {"required"}) | checks


def test_every_form_speaks_our_words(ours) -> None:
    assert len(ours) > 30
    assert [form.__name__ for form in ours if not issubclass(form, Spoken)] == []


def test_every_fault_of_every_field_has_a_sentence(ours) -> None:
    fields = [(form, name, field) for form in ours for name, field in form.base_fields.items()]
    assert [
        f"{form.__name__}.{name}: {code}"
        for form, name, field in fields
        for code in faults(field)
        if not sentence(field, code)
    ] == []


class Sample(Form):
    words = forms.CharField(label="标题", max_length=3)
    count = forms.IntegerField(label="天数", min_value=1, max_value=9)
    on = forms.DateField(label="日期")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")])
    units = forms.MultipleChoiceField(label="单位", choices=[("1", "甲局")])
    sure = forms.BooleanField(label="已核对")
    own = forms.CharField(label="依据", error_messages={"required": "请写明依据。"})
    file = forms.FileField(label="附件")


def said(data: dict, files: dict | None = None) -> dict[str, list[str]]:
    form = Sample(data, files)
    form.is_valid()
    return {name: list(errors) for name, errors in form.errors.items()}


def test_what_is_missing() -> None:
    assert said({}) == {
        "words": ["请填写。"],
        "count": ["请填写。"],
        "on": ["请填写。"],
        "kind": ["请选择。"],
        "units": ["请至少选择一项。"],
        "sure": ["请勾选后再提交。"],
        "own": ["请写明依据。"],
        "file": ["请选择文件。"],
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("words", "四个字呢", "最多3个字，现在有4个。"),
        ("words", "a\x00", "含有不能保存的字符，请删去后重新填写。"),
        ("count", "x", "请填写整数。"),
        ("count", "0", "不能小于1。"),
        ("count", "10", "不能大于9。"),
        ("on", "昨天", "日期无法识别，请按“2026-06-30”的样子填写。"),
        ("kind", "b", "所选的内容已不能选用，请重新选择。"),
        ("units", ["9"], "所选的内容已不能选用，请重新选择。"),
    ],
)
def test_what_is_wrong(name: str, value: object, words: str) -> None:
    assert said({name: value})[name] == [words]


def test_an_empty_file() -> None:
    assert said({}, {"file": SimpleUploadedFile("a.txt", b"")})["file"] == ["文件是空的，请核对后重新选择。"]


def test_our_own_words_stay() -> None:
    form = Sample({})
    form.add_error("words", ValidationError("没有找到单位“甲”。", code="required"))
    form.add_error("count", "请与办公室核对。")
    form.add_error(None, "两个日期前后颠倒。")
    assert form.errors["words"][-1] == "没有找到单位“甲”。"
    assert form.errors["count"][-1] == "请与办公室核对。"
    assert list(form.non_field_errors()) == ["两个日期前后颠倒。"]
