"""What is asked for each act on a matter."""

from luoshi.web.matters.forms.fields import ActForm, NothingForm, ReasonForm, Setting
from luoshi.web.matters.forms.office import (
    AcceptForm,
    ApprovalForm,
    CheckForm,
    InstructForm,
    IssueForm,
    MergeForm,
    OpenForm,
    ReassignForm,
    SendBackForm,
    VerifyForm,
)
from luoshi.web.matters.forms.terms import TermsForm
from luoshi.web.matters.forms.work import DoneForm, ObjectForm, PlanForm, ReportForm

__all__ = [
    "AcceptForm",
    "ActForm",
    "ApprovalForm",
    "CheckForm",
    "DoneForm",
    "InstructForm",
    "IssueForm",
    "MergeForm",
    "NothingForm",
    "ObjectForm",
    "OpenForm",
    "PlanForm",
    "ReasonForm",
    "ReassignForm",
    "ReportForm",
    "SendBackForm",
    "Setting",
    "TermsForm",
    "VerifyForm",
]
