"""Where a next step can be taken: the links that go with what is explained."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from portal.web.citizen.route import Route
from portal.wording.code_words import Action
from portal.wording.explain import Explanation
from portal.wording.reader import Reader

JOBNET = "https://job.jobnet.dk/"


def of(
    reader: Reader, explanations: Iterable[Explanation], route: Route, *, searching: bool = False
) -> list[tuple[str, str]]:
    """(text, address) pairs, each once.

    `searching`: the page is the search itself and needs no link to it.
    """
    _ = reader.gettext
    known = {
        Action.A_KASSEN_MED: (_("Vælg, om din a-kasse er med"), url_for("citizen.a_kasse_med.show")),
        Action.MIN_PLAN: (_("Se dine samtaler i Min Plan"), url_for("citizen.plan.show")),
        Action.AFGOERELSE: (_("Læs afgørelsen"), url_for("citizen.letters.about_selvbooking")),
        Action.JOBNET: (_("Gå til jobnet.dk"), JOBNET),
    }
    if not searching:
        known[Action.FIND_TID] = (_("Se alle tider"), route.find())
    return list(dict.fromkeys(known[e.action] for e in explanations if e.action in known))
