"""The end of a matter: the unit says done, the office looks, the leader accepts, the office closes; or it comes back."""

from luoshi.demo.clock import Process, later
from luoshi.demo.life import Life, Over
from luoshi.matters import actions
from luoshi.matters.actions import Said
from luoshi.matters.terms import CheckMethod

SEND_BACK_SHARE = 0.12
REOPEN_SHARE = 0.03
METHODS = (
    ("暗访", CheckMethod.UNANNOUNCED),
    ("回访", CheckMethod.CALL),
    ("现场", CheckMethod.VISIT),
    ("实地", CheckMethod.VISIT),
    ("抽查", CheckMethod.VISIT),
)
"""How the office went about it, by what it says it found; otherwise it read papers."""


def end(life: Life) -> Process:
    """Until the matter is closed and stays so."""
    again = ""
    while True:
        _say_done(life, again)
        if life.case.hold == "reported_done":
            raise Over
        yield from life.wait(later(life.now, life.rng.randint(2, 10), life.rng))
        if not (again == "redone" or life.case.hold) and life.rng.random() < SEND_BACK_SHARE:
            yield from _send_back(life)
            again = "redone"
            continue
        yield from _conclude(life)
        if again or life.rng.random() >= REOPEN_SHARE:
            return
        yield from _reopen(life)
        again = "again"


def _say_done(life: Life, again: str) -> None:
    by = life.unit_actor()
    life.percent, life.done_on = 100, life.day
    sentences = [life.words.say("progress", life.scene(), stage="end")]
    if again:
        sentences.insert(0, life.words.say(again, life.scene()))
    elif life.words.goal and life.rng.random() < 0.6:
        sentences.insert(0, life.words.say("measure", life.scene(), stage="end"))
    text = "".join(sentences)
    files = life.show(text, count=life.rng.choice((1, 1, 2)))
    said = Said(text, percent=100, done_milestones=[ahead.pk for ahead in life.milestones], files=files)
    actions.report_done(life.case.matter_id, said, by=by, at=life.now)
    life.milestones = []
    life.reports += 1


def _send_back(life: Life) -> Process:
    """The office was not satisfied; the unit puts it right and says so."""
    category, stage = life.rng.choice((("verification", "sent_back"), ("return", "any")))
    reason = life.words.say(category, life.scene(), stage=stage) or life.words.say("return", life.scene())
    method = _method(reason)
    actions.send_back(life.case.matter_id, reason=reason, method=method, by=life.keeper, at=life.now)
    life.percent, life.done_on = 90, None
    yield from life.wait(later(life.now, life.rng.randint(3, 12), life.rng))


def _conclude(life: Life) -> Process:
    matter_id, rng = life.case.matter_id, life.rng
    finding = life.words.say("verification", life.scene(), stage="passed")
    finding = finding or life.words.say("passed", life.scene())
    actions.verify(matter_id, method=_method(finding), finding=finding, by=life.keeper, at=life.now)
    if life.case.hold == "verified":
        raise Over
    yield from life.wait(later(life.now, rng.randint(1, 7), rng))
    comment = life.words.say("comment", life.scene("accepting")) if rng.random() < 0.35 else ""
    actions.accept(matter_id, comment=comment, by=life.sponsor, at=life.now)
    yield from life.wait(later(life.now, rng.randint(0, 1), rng))
    actions.close(matter_id, by=life.keeper, at=life.now)


def _reopen(life: Life) -> Process:
    """A look back finds that the result did not hold."""
    yield from life.wait(later(life.now, life.rng.randint(15, 40), life.rng))
    reason = life.words.say("reopen", life.scene())
    actions.reopen(life.case.matter_id, reason=reason, by=life.keeper, at=life.now)
    life.percent, life.done_on = 80, None
    yield from life.wait(later(life.now, life.rng.randint(8, 30), life.rng))


def _method(words: str) -> CheckMethod:
    return next((method for sign, method in METHODS if sign in words), CheckMethod.PAPERS)
