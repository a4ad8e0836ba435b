"""The CV: until when it has to be sufficient, who looks at it, and what was found (LAB § 23; RÅB §§ 13, 17;
VEJ 10044 8).

A check is held against the registration that its day lies in; what was found last of that registration
counts. Whoever holds the kontaktforløb looks at it within two weeks, and goes on doing so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy import grundlag as registreret
from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, CvKontrol, Facts, Maalgruppe, Tilmelding
from portal.policy.kalender import days_after, months_after
from portal.policy.koder import opfyldt
from portal.policy.law import AppliedValue, Citation, Decision, Finding, Json, Outcome
from portal.policy.myndighed import kun_ansvarlig
from portal.policy.sag import Sag
from portal.policy.uddannelsespaalaeg import i_maalgruppen

KODER = frozenset({"cv_mangler_ikke_sagt", "cv_intet_mangler"})
"""What this room alone refuses by."""

_LOEBENDE = frozenset({Maalgruppe.KONTANTHJAELP, Maalgruppe.UDDANNELSESHJAELP})
"""Of the groups without dagpenge those whose CV the jobcenter oversees (LAB § 23, stk. 7); of the others it
follows up (stk. 8).
"""


@dataclass(frozen=True, slots=True)
class CvSpoergsmaal:
    """May the actor register that it looked at the CV on the Danish day `dato`, and found this?

    `mangler`: what is missing, in words, where it is not sufficient.
    """

    af: Aktoer
    dato: date
    fyldestgoerende: bool
    mangler: str | None = None


@dataclass(frozen=True, slots=True)
class CvTilstand:
    """How it stands with the CV of a registration.

    `holder`: who has to look at it. `senest`: the last day to have it sufficient, None where the law asks for
    no check within two weeks. `kontrol`: what was found last. `finding`: met or not met.
    """

    tilmeldt: date
    holder: Aktoer
    senest: date | None
    kontrol: CvKontrol | None
    finding: Finding

    @property
    def fyldestgoerende(self) -> bool:
        return self.kontrol is not None and self.kontrol.fyldestgoerende

    @property
    def mangler(self) -> bool:
        """Whether somebody still has to see to it that it is sufficient."""
        return self.senest is not None and not self.fyldestgoerende


def tilstand(facts: Facts, nu: datetime) -> CvTilstand | None:
    """How it stands today; None for whoever is not registered on dagpenge."""
    sag = Sag(facts, nu)
    registered = sag.tilmeldt(sag.i_dag) if sag.paa_dagpenge else None
    if registered is None or sag.holder(sag.i_dag) is Aktoer.INGEN:
        return None
    by, found = senest(sag, registered), seneste(facts, registered, sag.i_dag)
    used = grundlag(sag, registered) | {"holder": sag.holder(sag.i_dag).value}
    if by is not None:
        used["senest"] = by.isoformat()
    if found is not None:
        used["cv_set"] = found.dato.isoformat()
    met = found is not None and found.fyldestgoerende
    code = "cv_i_orden" if met else "cv_fyldestgoerende" if by is not None else "cv_loebende"
    outcome = Outcome.NOT_MET if by is not None and not met else Outcome.MET
    further = _loebende(sag, sag.i_dag) if by is None else ()
    finding = Finding(code, outcome, (*kilde(sag, sag.i_dag), *further, s.RAAB_17), used, tal(sag))
    return CvTilstand(registered.fra, sag.holder(sag.i_dag), by, found, finding)


def kontroller(facts: Facts, nu: datetime, q: CvSpoergsmaal) -> Decision:
    """May this be registered? Result `tilmeldt`, `senest`: of the registration it is held against, or null.

    `gaelder`: what is found of that day is what counts now.
    """
    sag = Sag(facts, nu)
    used: dict[str, Json] = {
        "af": q.af.value,
        "dag": q.dato.isoformat(),
        "fyldestgoerende": q.fyldestgoerende,
    }
    if q.dato > sag.i_dag:
        return Decision("cv", (Finding("dag_i_fremtiden", Outcome.NOT_MET, _loebende(sag, q.dato), used),))
    if sag.holder_eller_syg(q.dato) is Aktoer.INGEN:
        return Decision("cv", (ikke_omfattet(sag, q.dato),))
    found = kun_ansvarlig(sag, q.af, q.dato, source=_loebende(sag, q.dato)) + _ord(q, used)
    registered = sag.tilmeldt(q.dato) if sag.paa_dagpenge else None
    by = senest(sag, registered) if registered is not None else None
    later = any(one.dato > q.dato for one in facts.cv)
    met = opfyldt("cv_kontrol", _loebende(sag, q.dato), used)
    return Decision(
        "cv",
        tuple(found) or (met,),
        {
            "tilmeldt": registered.fra.isoformat() if registered is not None else None,
            "senest": by.isoformat() if by is not None else None,
            "gaelder": not later and registered == sag.tilmeldt(sag.i_dag),
        },
    )


def senest(sag: Sag, registered: Tilmelding) -> date | None:
    """The last day to have it sufficient after that registration; None where fewer than 3 months have passed
    since the last registered day (point 14).
    """
    since = _afmeldt(sag, registered)
    if since is not None and registered.fra < months_after(since, sag.antal("cv_maaneder")):
        return None
    return days_after(registered.fra, sag.antal("cv_dage"))


def seneste(facts: Facts, registered: Tilmelding, dato: date) -> CvKontrol | None:
    """What was found last of that registration, as of the end of `dato`; of one day, what was told last."""
    within = [
        one
        for one in facts.cv
        if registered.fra <= one.dato <= dato and (registered.til is None or one.dato <= registered.til)
    ]
    return max(reversed(within), key=lambda one: one.dato, default=None)


def kilde(sag: Sag, dato: date) -> tuple[Citation, ...]:
    """The rule of the two weeks: the target group of uddannelsespålæg has its own."""
    return (s.LAB_23_5,) if i_maalgruppen(sag, dato) else (s.LAB_23_4,)


def tal(sag: Sag) -> tuple[AppliedValue, ...]:
    """The numbers it rests on."""
    return sag.tal("cv_dage"), sag.tal("cv_maaneder")


def grundlag(sag: Sag, registered: Tilmelding) -> dict[str, Json]:
    """The registered days it rests on."""
    rests_on, since = registreret.tilmelding(registered), _afmeldt(sag, registered)
    return rests_on if since is None else rests_on | {"afmeldt": since.isoformat()}


def _afmeldt(sag: Sag, registered: Tilmelding) -> date | None:
    before = sag.seneste_afmeldte(registered.fra)
    return before.til if before is not None else None


def _loebende(sag: Sag, dato: date) -> tuple[Citation, ...]:
    """The rule of looking at it all along."""
    if not sag.paa_dagpenge:
        return (s.LAB_23_7,) if sag.facts.person.maalgruppe in _LOEBENDE else (s.LAB_23_8,)
    return (s.LAB_23_7,) if i_maalgruppen(sag, dato) else (s.LAB_23_6,)


def _ord(q: CvSpoergsmaal, used: dict[str, Json]) -> list[Finding]:
    """Not sufficient says what is missing; sufficient says nothing."""
    said = bool(q.mangler and q.mangler.strip())
    if said is not q.fyldestgoerende:
        return []
    code = "cv_intet_mangler" if said else "cv_mangler_ikke_sagt"
    return [Finding(code, Outcome.NOT_MET, (s.VEJ_8,), used)]
