"""What is asked about units, the place and its calendar."""

import re
from typing import Any

from django import forms

from luoshi.units import queries as units
from luoshi.units import rules
from luoshi.units.terms import UnitKind
from luoshi.web.forms import Form, day_field

NO_PARENT = ("", "（无，直属本级）")
MARKS = (("off", "休息（放假）"), ("work", "上班（调休）"), ("clear", "取消标记，恢复平时安排"))
_SEPARATORS = re.compile(r"[、，,;；\n]")


def position_field() -> forms.IntegerField:
    """Where a unit stands in lists."""
    return forms.IntegerField(
        label="排序",
        required=False,
        min_value=0,
        max_value=rules.HIGHEST_POSITION,
        help_text="数字小的排在前面。",
    )


class NameForm(Form):
    """What a unit is called and where it belongs."""

    name = forms.CharField(label="单位全称", max_length=rules.NAME_LENGTH)
    short = forms.CharField(
        label="单位简称", max_length=rules.SHORT_LENGTH, help_text="台账和通报中使用，不能与其他单位相同。"
    )
    parent = forms.TypedChoiceField(label="上级单位", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [NO_PARENT, *units.choices()]  # type: ignore[attr-defined]


class RenameForm(NameForm):
    """New names and parent, from a day on."""

    on = day_field("启用日期", help_text="此前的文件和记录仍显示原名称。填现行名称的启用日期，则视为更正。")


class AliasesField(forms.CharField):
    """Several names in one text."""

    widget = forms.Textarea({"rows": 3})

    def clean(self, value: Any) -> list[str]:
        """The names apart."""
        return [part.strip() for part in _SEPARATORS.split(super().clean(value)) if part.strip()]


class DutiesField(forms.CharField):
    """One duty a line."""

    widget = forms.Textarea({"rows": 6})

    def clean(self, value: Any) -> list[str]:
        """The duties apart."""
        return [part.strip() for part in re.split(r"[；;\n]", super().clean(value)) if part.strip()]


class EditForm(Form):
    """What a unit has besides its names."""

    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices())
    position = position_field()
    aliases = AliasesField(
        label="别名",
        required=False,
        help_text="文件中对本单位的其他写法，用顿号或换行分开，如：发改委、市发展改革委。",
    )
    duties = DutiesField(
        label="职责",
        required=False,
        help_text="一行一条，摘自“三定”规定，如：老旧小区改造。系统据此建议牵头单位；修改后从今天起算，原职责保留在沿革中。",
    )


class NewUnitForm(NameForm, EditForm):
    """A unit from its opening day on."""

    code = forms.CharField(
        label="单位编码",
        required=False,
        max_length=rules.CODE_LENGTH,
        help_text="留空由系统编号，启用后不变。",
    )
    opened_on = day_field("启用日期", required=False, help_text="留空为今天。")
    field_order = ("name", "short", "kind", "parent", "aliases", "duties", "opened_on", "code", "position")

    def facts(self) -> rules.NewUnit:
        """What was filled in."""
        said = self.cleaned_data
        return rules.NewUnit(
            name=said["name"],
            short=said["short"],
            kind=UnitKind(said["kind"]),
            parent_id=said["parent"],
            code=said["code"],
            position=said["position"],
            opened_on=said["opened_on"],
            aliases=tuple(said["aliases"]),
            duties=tuple(said["duties"]),
        )


class CloseForm(Form):
    """The first day on which a unit no longer exists."""

    on = day_field("撤销日期", help_text="从这一天起不能再向该单位交办新事项；已交办的事项不受影响。")


class PlaceForm(Form):
    """What the place is called, and the limits it works with."""

    name = forms.CharField(label="本级名称", max_length=40, help_text="如：云州市。")
    government = forms.CharField(
        label="政府全称", max_length=80, help_text="用于公文落款，如：云州市人民政府。"
    )
    office = forms.CharField(label="督查室名称", max_length=80, help_text="如：云州市人民政府督查室。")
    masthead = forms.CharField(label="通报刊头", max_length=40)
    number_word = forms.CharField(
        label="文号代字", max_length=20, help_text="如：云督，文号即为“云督〔2026〕1号”。"
    )
    sign_workdays = forms.IntegerField(label="签收期限（工作日）", min_value=1, max_value=30)
    near_due_days = forms.IntegerField(label="临期提醒（提前天数）", min_value=1, max_value=60)
    contact_phone = forms.CharField(label="联系电话", required=False, max_length=40)
    recipients = forms.CharField(
        label="通报主送",
        max_length=rules.RECIPIENTS_LENGTH,
        help_text="通报抬头的主送单位，起草时自动填入，每期还可修改。",
    )


class HolidaysForm(Form):
    """A year's arrangement as text."""

    source = forms.CharField(label="依据（放假通知）", max_length=200)
    text = forms.CharField(
        label="放假和调休安排",
        widget=forms.Textarea({"rows": 14}),
        help_text="可直接粘贴放假通知的正文；也可每行一天或一段，如“2027-01-01 休 元旦”“2027-01-31 班 春节”。",
    )


class DayForm(Form):
    """One day, marked or no longer marked."""

    day = day_field("日期")
    mark = forms.ChoiceField(label="标记为", choices=MARKS)
    name = forms.CharField(label="名称", required=False, max_length=20, help_text="如：春节。")
