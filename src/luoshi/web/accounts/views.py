"""allauth's account pages in our words and our frame."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from luoshi.kernel.errors import LuoshiError, RuleBroken
from luoshi.web import errors
from luoshi.web.accounts import forms, second_step
from luoshi.web.http import actor_of

sign_in = account.LoginView.as_view(form_class=forms.SignInForm, template_name="account/sign_in.html")
sign_out = account.LogoutView.as_view(template_name="account/sign_out.html")
confirm_password = account.ReauthenticateView.as_view(
    form_class=forms.ConfirmPasswordForm, template_name="account/confirm.html"
)
confirm_code = mfa.ReauthenticateView.as_view(
    form_class=forms.ConfirmCodeForm, template_name="account/confirm.html"
)
activate = totp.ActivateTOTPView.as_view(form_class=forms.ActivateForm, template_name="mfa/activate.html")
codes = recovery.ViewRecoveryCodesView.as_view(template_name="mfa/codes.html")
renew_codes = recovery.GenerateRecoveryCodesView.as_view(template_name="mfa/renew_codes.html")
download_codes = recovery.DownloadRecoveryCodesView.as_view(template_name="mfa/codes.txt")


class ChangePassword(account.PasswordChangeView):  # type: ignore[misc]
    """A new password for the old one."""

    form_class = forms.ChangePasswordForm
    template_name = "account/change_password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse where there is no old one."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise RuleBroken("no-password", "这个账号还没有密码，不能修改。请联系系统管理员设置。")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """What the act refuses is said at the new password."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except LuoshiError as refusal:
            form.add_error("password1", refusal.message)
            answer = self.form_invalid(form)
        return answer


class EnterCode(mfa.AuthenticateView):  # type: ignore[misc]
    """The second step of login. A wrong code counts like a wrong password, so that both lock together."""

    form_class = forms.CodeForm
    template_name = "mfa/enter_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the code unless the account is locked."""
        if not AxesProxyHandler.is_allowed(request, self._credentials()):
            return errors.locked_out(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count the failure; the lockout's page replaces this answer at the limit."""
        user_login_failed.send(sender=__name__, credentials=self._credentials(), request=self.request)
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def _credentials(self) -> dict[str, str]:
        return {"username": self.stage.login.user.get_username()}


class SecondStep(mfa.IndexView):  # type: ignore[misc]
    """Whether the second step is on, and what can be done about it."""

    template_name = "mfa/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether the place demands it of this person."""
        actor = actor_of(self.request)
        required = actor is not None and second_step.is_required(actor)
        return {**super().get_context_data(**kwargs), "required": required}


class Deactivate(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Switch the second step off, unless the place demands it."""

    template_name = "mfa/deactivate.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse before anything else."""
        actor = actor_of(request)
        if actor is not None and second_step.is_required(actor):
            raise RuleBroken(
                "second-step-required", "您的岗位必须使用两步验证，不能停用。更换手机的，请联系系统管理员。"
            )
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


change_password = ChangePassword.as_view()
enter_code = EnterCode.as_view()
overview = SecondStep.as_view()
deactivate = Deactivate.as_view()
