"""Finding a matter by what people write of it."""

from luoshi.accounts.policy import Actor
from luoshi.kernel.errors import BadInput
from luoshi.matters import queries as matters
from luoshi.matters.models import Matter

_BRACKETS = str.maketrans("[]【】()（）", "〔〕〔〕〔〕〔〕")


def numbers(matter_ids: set[int]) -> dict[int, str]:
    """Number and title of matters that the ledger names."""
    found = Matter.objects.filter(pk__in=matter_ids).values_list("pk", "number", "title")
    return {pk: f"{number}《{title}》" if number else f"《{title}》" for pk, number, title in found}


def numbered(actor: Actor, number: str) -> Matter:
    """The actor's matter of that number, in whatever brackets it was typed; or BadInput."""
    typed = "".join(number.split()).translate(_BRACKETS)
    found = matters.visible(actor).filter(number=typed).first() if typed else None
    if found is None:
        raise BadInput("number-unknown", f"没有找到编号为“{number.strip()}”的事项，请照台账中的编号填写。")
    return found
