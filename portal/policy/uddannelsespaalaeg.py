"""The target group of uddannelsespålæg, which the a-kasse sends on to the jobcenter (LAB § 27, stk. 3; point
4).

Three objective criteria, nothing else. They are read on the day of the visitation, and then stay as they
were.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts
from portal.policy.kalender import age_on, days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding, Json, Outcome
from portal.policy.sag import Sag


@dataclass(frozen=True, slots=True)
class Kriterier:
    """The three criteria, each met or not; `ung`: younger than `alder` years."""

    alder: int
    ung: bool
    uden_uddannelse: bool
    uden_forsoergerpligt: bool


def i_maalgruppen(sag: Sag, dag: date, laest: date | None = None) -> bool:
    """Whether the person is in the target group in the period of `dag`.

    The criteria are read on the day of the visitation; where nobody was sent on yet, on `laest`, else on
    `dag`.
    """
    if not sag.paa_dagpenge or sag.regelsaet(dag) == 2020:
        return False
    return _kriterier(sag, sag.visiteret_i(sag.periode(dag)) or laest or dag)


def sendt_videre(sag: Sag, dag: date) -> bool:
    """Whether the person was sent on in the period of the day, and the jobcenter has taken over."""
    visiteret = sag.visiteret_i(sag.periode(dag))
    return visiteret is not None and visiteret < dag and sag.regelsaet(dag) == 2024


def maalgruppe(facts: Facts, nu: datetime, dato: date) -> Decision:
    """Whether the person is in the target group if visited on `dato`; result `senest`: the last day to send
    them on.
    """
    sag = Sag(facts, nu)
    person = facts.person
    registered = sag.tilmeldt(dato)
    used: dict[str, Json] = {
        "dag": (sag.visiteret_i(sag.periode(dato)) or dato).isoformat(),
        "foedselsdato": person.foedselsdato.isoformat(),
        "erhvervskompetencegivende_uddannelse": person.erhvervskompetencegivende_uddannelse,
        "forsoergerpligt": person.forsoergerpligt,
    }
    values = (sag.tal("uddannelsespaalaeg_alder"), sag.tal("visitation_dage"))
    if registered is None or not i_maalgruppen(sag, dato):
        refused = Finding("uddannelsespaalaeg", Outcome.NOT_MET, (s.LAB_27_3,), used, values)
        return Decision("uddannelsespaalaeg", (refused,), {"senest": None})
    senest = days_after(registered.fra, sag.antal("visitation_dage"))
    met = opfyldt("uddannelsespaalaeg", (s.LAB_27_3,), used, values)
    return Decision("uddannelsespaalaeg", (met,), {"senest": senest.isoformat()})


def visiter(facts: Facts, nu: datetime) -> Decision:
    """May the a-kasse send the person on to the jobcenter today? Only while it holds the kontaktforløb."""
    sag = Sag(facts, nu)
    decision = maalgruppe(facts, nu, sag.i_dag)
    if not decision.allowed or sag.holder(sag.i_dag) is Aktoer.A_KASSE:
        return decision
    used: dict[str, Json] = {"af": Aktoer.A_KASSE.value, "ansvarlig": sag.holder(sag.i_dag).value}
    return Decision("uddannelsespaalaeg", (afslag("kun_ansvarlig_aktoer", used, (), (s.LAB_27_3,)),))


def kriterier(facts: Facts, nu: datetime, dag: date) -> Kriterier:
    """How each criterion comes out on `dag` (Danish day)."""
    return _laest(Sag(facts, nu), dag)


def _kriterier(sag: Sag, dag: date) -> bool:
    found = _laest(sag, dag)
    return found.ung and found.uden_uddannelse and found.uden_forsoergerpligt


def _laest(sag: Sag, dag: date) -> Kriterier:
    person, alder = sag.facts.person, sag.antal("uddannelsespaalaeg_alder")
    return Kriterier(
        alder=alder,
        ung=age_on(person.foedselsdato, dag) < alder,
        uden_uddannelse=not person.erhvervskompetencegivende_uddannelse,
        uden_forsoergerpligt=not person.forsoergerpligt,
    )
