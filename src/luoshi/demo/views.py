"""Register views that people of the city have kept."""

from luoshi.accounts.policy import Actor
from luoshi.demo.life import Play
from luoshi.matters import actions


def keep_views(play: Play) -> None:
    """A few for those who log in most."""
    cast = play.cast
    for staff in cast.staff:
        _keep(
            staff,
            ("我经办的超期事项", f"light=overdue&keeper={staff.person_id}"),
            ("最久未反馈", "sort=silent"),
        )
    _keep(
        cast.office_head,
        ("全部超期事项", "light=overdue"),
        ("超时未签收", "light=unanswered"),
        ("待核查认可", "light=in_review"),
    )
    for leader in (cast.mayor, cast.sponsors["112"]):
        _keep(leader, ("我分管的超期事项", f"light=overdue&sponsor={leader.person_id}"))
    renewal = play.directives.get("14-division-city-renewal.txt")
    if renewal:
        _keep(cast.office_head, ("城市更新任务", f"directive={renewal}"))
    _keep(cast.liaisons["112"], ("本单位牵头", "part=lead"), ("临近时限", "light=near_due"))


def _keep(by: Actor, *views: tuple[str, str]) -> None:
    for name, query in views:
        actions.save_view(name, query, by=by)
