"""Where in its document a matter comes from."""

from luoshi.directives.models import Clause
from luoshi.matters.models import Matter


def clause_of(matter: Matter) -> int | None:
    """The ordinal of the clause in which the matter's words begin."""
    if matter.directive_id is None or matter.quote_start is None:
        return None
    before = Clause.objects.filter(directive_id=matter.directive_id, start__lte=matter.quote_start)
    return before.order_by("-start").values_list("ordinal", flat=True).first()
