"""Agreements on joint times: a jobcenter proposes them, and an a-kasse answers."""

from __future__ import annotations

from datetime import timedelta

from e2e.staff_desk import comes_in_at_a_desk
from e2e.visitor import Visitor
from portal import clock

AGREEMENTS = "/sagsbehandler/aftaler"
NEW = f"{AGREEMENTS}/ny"
JOBCENTER, A_KASSE = "0751-administrator", "ak01-administrator"


def who_proposes_and_answers_joint_times(visitor: Visitor) -> None:
    """Both sides' leaders: a proposal, a counter-proposal, a yes, and a change of what holds."""
    comes_in_at_a_desk(visitor, JOBCENTER)
    agreement = _proposes(visitor)
    comes_in_at_a_desk(visitor, A_KASSE)
    _answers(visitor, agreement)
    comes_in_at_a_desk(visitor, JOBCENTER)
    answer = f"{agreement}/svar"
    visitor.looks_at(answer)
    visitor.sends(answer, **{"svar-alle": "ja"}, set="1", besked="Det passer.")
    visitor.sends_as_it_stands(answer)
    visitor.sends_as_it_stands(f"{answer}/send")
    visitor.looks_at(answer, f"{agreement}/aendr")


def _proposes(visitor: Visitor) -> str:
    """Wrong at first; then something is left out, and the rest is sent. Gives the agreement's page."""
    visitor.looks_at(NEW)
    visitor.sends(NEW, d1_fra="x", besked="x" * 2001)
    visitor.opens(NEW)
    form = visitor.main.locator("form.case-form")
    a_kasse = form.locator("#a_kasse option", has_text="3F").get_attribute("value")
    form.locator("#a_kasse").select_option(str(a_kasse))
    form.locator("#til_dag").fill(str(clock.today() + timedelta(days=60)))
    form.locator("input[name=a_kasse_form][value=fremmoede]").check()
    visitor.follows(form.locator("button").last)
    visitor.stops()
    form = visitor.main.locator("form.case-form")
    for part in ("#rejse_foer", "#rejse_efter"):
        form.locator(part).fill("30")
    form.locator("input[name=former][value=telefon]").uncheck()
    form.locator("#besked").fill("Passer tirsdag?\nSig til, hvis en anden dag er bedre.")
    visitor.follows(form.locator("button").last)
    visitor.stops()
    visitor.sends_as_it_stands(f"{NEW}/send")
    return visitor.path.partition("?")[0]


def _answers(visitor: Visitor, agreement: str) -> None:
    """Yes to all but one, which is to be later; nothing at first, and much too late in the end."""
    answer = f"{agreement}/svar"
    visitor.looks_at(answer)
    visitor.sends_as_it_stands(answer)
    form = visitor.main.locator(f"form[action='{answer}']")
    form.locator("input[name=svar-alle][value=ja]").check()
    form.locator("#hvem-alle").select_option(index=1)
    form.locator("#svar-1").select_option("andet")
    form.locator("#fra-1").fill("x")
    visitor.follows(form.locator("button").last)
    visitor.stops()
    form.locator("#fra-1").fill("10")
    visitor.follows(form.locator("button").last)
    visitor.stops()
    visitor.sends_as_it_stands(f"{answer}/send")
    visitor.looks_at(answer)
    visitor.sends(answer, set="1", besked="Det passer.")
