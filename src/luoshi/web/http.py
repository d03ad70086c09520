"""What every page works with: a request that carries its actor, and the moment of the act."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone

from luoshi.accounts.policy import Actor


class ActorRequest(HttpRequest):
    """A request past ActorMiddleware: somebody is acting, or the page is public."""

    actor: Actor
    today: date

    @property
    def now(self) -> datetime:
        """The moment of the act, in the place's time zone when shown."""
        return timezone.now()
