"""The form in which a citizen takes a complaint back, while it is not with Ankestyrelsen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import sagsskridt
from portal.actions.sager import own_case
from portal.actions.sager.own_case import NotDone, Own, UnknownCase
from portal.actions.sager.withdraw_complaint import WithdrawComplaint, withdraw_complaint
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
from portal.web.citizen.asking import Asking
from portal.web.citizen.sager import read
from portal.web.context import database
from portal.web.signed_in import citizen
from portal.wording import own_case_words as words
from portal.wording.explain import Explanation
from portal.wording.reader import day


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_traek.html` shows. `by`: who decided. `stands`: the decision binds. `again`: until when one
    can complain anew; "": one cannot, or nobody knows. `refusals`: why it cannot be taken back.
    """

    sag: uuid.UUID
    title: str
    by: str
    stands: bool
    again: str
    refusals: list[Explanation]


def show(sag: uuid.UUID) -> str:
    return render_template("citizen/sag_traek.html", page=read(sag, _page))


def send(sag: uuid.UUID) -> Response | tuple[str, int]:
    try:
        outcome = withdraw_complaint(WithdrawComplaint(citizen().id, sag), database(), clock.now())
    except UnknownCase:
        abort(404)
    if isinstance(outcome, NotDone):
        return render_template("citizen/sag_traek.html", page=read(sag, _page)), 409
    return redirect(url_for("citizen.sager.show", sag=sag, kvittering="trukket"), 303)


def _page(own: Own, who: Asking) -> Page:
    judged = own_case.judge(own, Trin.TRUKKET, None)
    decided = own.sag.gang.har(Trin.AFGJORT)
    again = sagsskridt.still_to_complain(own.sag, day_of(own.now))
    return Page(
        sag=own.sag.view.public_id,
        title=who.reader.gettext(words.OM[own.sag.view.emne]),
        by=own.sag.view.organisation.name,
        stands=decided and sagsskridt.about(who.person.facts, own.sag, own.now).gaelder,
        again=day(who.reader, again) if again else "",
        refusals=who.refusals(judged),
    )
