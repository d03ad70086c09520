"""What every form is made of: the sentences that say what is wrong with a field, and the usual fields."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

SENTENCES: Mapping[type[forms.Field], Mapping[str, str]] = {
    forms.Field: {
        "required": "请填写。",
        "null_characters_not_allowed": "含有不能保存的字符，请删去后重新填写。",
        "min_length": "至少%(limit_value)d个字，现在有%(show_value)d个。",
        "max_length": "最多%(limit_value)d个字，现在有%(show_value)d个。",
        "min_value": "不能小于%(limit_value)s。",
        "max_value": "不能大于%(limit_value)s。",
    },
    forms.IntegerField: {"invalid": "请填写整数。"},
    forms.DateField: {"invalid": "日期无法识别，请按“2026-06-30”的样子填写。"},
    forms.BooleanField: {"required": "请勾选后再提交。"},
    forms.ChoiceField: {"required": "请选择。", "invalid_choice": "所选的内容已不能选用，请重新选择。"},
    forms.MultipleChoiceField: {
        "required": "请至少选择一项。",
        "invalid_list": "所选的内容无法识别，请重新选择。",
    },
    forms.FileField: {
        "required": "请选择文件。",
        "invalid": "没有收到文件，请重新选择。",
        "missing": "没有收到文件，请重新选择。",
        "empty": "文件是空的，请核对后重新选择。",
        "max_length": "文件名最多%(max)d个字，现在有%(length)d个。",
        "contradiction": "请只做一样：选择新文件，或清除原来的文件。",
    },
}
"""By kind of field and code of the fault; a kind without a sentence of its own has its parent's."""


class Spoken(forms.BaseForm):
    """What the framework says of a field is said in our words; what we wrote ourselves stays."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Also called for each fault that the fields find."""
        if field is not None and isinstance(error, ValidationError):
            error = ValidationError([_said(one, of=self.fields[field]) for one in error.error_list])
        super().add_error(field, error)


class Form(Spoken, forms.Form):
    """The base of our forms."""


def sentence(field: forms.Field, code: str) -> str:
    """What is said of such a fault; nothing when the table has no words for it."""
    spoken = (SENTENCES[kind].get(code) for kind in type(field).__mro__ if kind in SENTENCES)
    return next(filter(None, spoken), "")


def _said(error: ValidationError, *, of: forms.Field) -> ValidationError:
    """The framework's messages wait for their translation; ours are plain text."""
    words = sentence(of, error.code or "") if isinstance(error.message, Promise) else ""
    return ValidationError(words, code=error.code, params=error.params) if words else error


def day_field(label: str, **options: Any) -> forms.DateField:
    """A date with the browser's own picker, which reads no other format."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


def words_field(label: str, *, rows: int = 4, **options: Any) -> forms.CharField:
    """Sentences."""
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), max_length=4000, **options)


def choice_of(label: str, **options: Any) -> forms.TypedChoiceField:
    """An id out of a list."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **options)
