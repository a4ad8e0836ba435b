"""The rules of booking and moving, one by one (LAB §§ 27, 33, 34, 35, 38; BAB § 44).

Each is written once and judges one start time. `selvbooking` asks them for one time, `bookbar` for every
stretch of time between two moments at which any of them can change its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.policy import bookingfrist, faelles, grundlag, lokale_graenser
from portal.policy.beslutninger import bindende
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Oprindelse, SamtaleArt, Samtaleform
from portal.policy.kalender import day_of, written
from portal.policy.koder import advarsel, afslag
from portal.policy.law import Finding
from portal.policy.moede import JOBSAMTALER, Moede
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste, foerste_indkaldes


@dataclass(frozen=True, slots=True)
class BookSpoergsmaal:
    """May the person book this free time? `start` aware, `varighed` in minutes.

    `faelles`: a time in which the a-kasse takes part, agreed with the a-kasse `aftalt_med`. `alternativ`:
    another free time keeps every local limit and the deadline. `gentilmelder`: booked while registering
    again. `en_faelles`: no second joint time while one of the kind is planned (`faelles.planlagt_med`).
    """

    holder: Aktoer
    start: datetime
    form: Samtaleform
    art: SamtaleArt = SamtaleArt.JOBSAMTALE
    varighed: int = 60
    faelles: bool = False
    aftalt_med: str | None = None
    alternativ: bool = True
    gentilmelder: bool = False
    en_faelles: bool = False


@dataclass(frozen=True, slots=True)
class OmbookSpoergsmaal:
    """May the person move the planned meeting `samtale` to `start`, in `form`? It keeps its length.

    `faelles`: whether the a-kasse takes part in the new time; None: as in the old one. Of a published time it
    is always known.
    """

    samtale: int
    start: datetime
    form: Samtaleform
    aftalt_med: str | None = None
    alternativ: bool = True
    faelles: bool | None = None


def praktiske(sag: Sag, start: datetime, varighed: int, undtagen: int | None = None) -> list[Finding]:
    """A meeting cannot lie in the past or on top of another planned one of the person, of any kind."""
    found = []
    if start <= sag.nu:
        found.append(afslag("tid_i_fortiden", {"start": written(start)}))
    slut = start + timedelta(minutes=varighed)
    for moede in sag.moeder:
        if (
            moede.er_planlagt
            and moede.samtale.noegle != undtagen
            and start < moede.slut
            and moede.start < slut
        ):
            facts = {"samtale_start": written(moede.start), "samtale_slut": written(moede.slut)}
            found.append(afslag("overlapper_samtale", facts))
            break
    return found


def ikke_omfattet(sag: Sag, dag: date) -> Finding:
    """Nobody holds the kontaktforløb that day."""
    return afslag("ikke_omfattet", {"dag": dag.isoformat(), **grundlag.uden_tilmelding(sag, dag)})


def anden_aktoer(sag: Sag, holder: Aktoer, dag: date) -> list[Finding]:
    """Refuses a day on which `holder` does not hold the kontaktforløb, as known now."""
    ansvarlig = sag.holder(dag)
    if ansvarlig is holder:
        return []
    facts = {"dag": dag.isoformat(), "holder": holder.value, "ansvarlig": ansvarlig.value}
    return [afslag("anden_aktoer_ansvarlig", facts | grundlag.a_kassens_sidste_dag(sag, dag))]


def book(sag: Sag, q: BookSpoergsmaal, start: datetime) -> list[Finding]:
    """All rules on booking at `start` (UTC) with who holds the kontaktforløb then; distance and practical
    ones aside.
    """
    found = []
    if er_foerste(sag, start):
        if foerste_indkaldes(sag, q.holder):
            found.append(afslag("foerste_samtale_indkaldes", {"holder": q.holder.value}))
        found += fremmoede_foerst(q.form)
    found += frataget(sag, q.holder, sag.i_dag)
    found += faelles.booking(sag, q.art, start, faelles=q.faelles, aftalt_med=q.aftalt_med)
    if q.en_faelles and q.faelles and faelles.kan_vaelges(sag, q.art, start):
        found += faelles.planlagt_med(sag, q.art)
    found += lokale_graenser.antal_planlagte(sag, q.holder, start, alternativ=q.alternativ)
    found += efter_fristen(sag, q.holder, day_of(start))
    if sag.holder(sag.i_dag) is not q.holder:
        facts = {"dag": day_of(start).isoformat(), "ansvarlig": q.holder.value, "holder": q.holder.value}
        found.append(advarsel("efter_overgang", facts))
    return found


def ombook(sag: Sag, q: OmbookSpoergsmaal, moede: Moede, start: datetime) -> list[Finding]:
    """All rules on moving `moede` to `start` (UTC); who holds the kontaktforløb, distance and practical ones
    aside.
    """
    samtale = moede.samtale
    found = fremmoede_besluttet(sag, moede, q.form)
    if samtale.art in JOBSAMTALER and er_foerste(sag, start, samtale.noegle):
        found += fremmoede_foerst(q.form)
    if samtale.oprindelse is Oprindelse.SELVBOOKET:
        found += frataget(sag, samtale.holder, sag.i_dag)
    if samtale.art is SamtaleArt.KONTROLSAMTALE:
        found.append(afslag("kontrolforloeb_indkaldes", {"holder": samtale.holder.value}))
    if q.faelles is None:
        found += faelles.flytning(sag, moede, q.aftalt_med)
    else:
        found += faelles.flytning_til(sag, moede, start, faelles=q.faelles, aftalt_med=q.aftalt_med)
    found += for_sent(sag, moede)
    if samtale.art in lokale_graenser.BOOKBARE:
        found += efter_fristen(sag, samtale.holder, day_of(start), moede)
    times = samtale.ombookninger + 1
    if times >= sag.antal("hyppig_ombookning_gange"):
        facts = {"ombookninger": times, "holder": samtale.holder.value}
        found.append(advarsel("hyppig_ombookning", facts, (sag.tal("hyppig_ombookning_gange"),)))
    return found


def afstand_ved_ombook(sag: Sag, q: OmbookSpoergsmaal, moede: Moede, start: datetime) -> list[Finding]:
    """The distance to other meetings; only between jobsamtaler and fællessamtaler."""
    samtale = moede.samtale
    if samtale.art not in lokale_graenser.BOOKBARE:
        return []
    return lokale_graenser.afstand(
        sag, samtale.holder, start, alternativ=q.alternativ, undtagen=samtale.noegle
    )


def frataget(sag: Sag, holder: Aktoer, dag: date) -> list[Finding]:
    """Refuses where that holder's revocation of self-booking binds on the day (LAB § 35)."""
    beslutning = bindende(sag, BeslutningArt.FRATAGELSE, dag, holder)
    if beslutning is None:
        return []
    return [afslag("selvbooking_frataget", {"holder": holder.value, **grundlag.beslutning(beslutning)})]


def fritaget(beslutning: Beslutning, dag: date) -> Finding:
    """That the exemption from booking binds on the day, as a refusal of whatever asks for a booking."""
    return afslag("fritaget", {"dag": dag.isoformat(), **grundlag.beslutning(beslutning)})


def syg(sag: Sag, dag: date) -> Finding:
    """That the person is off the register for sickness on the day."""
    return afslag("syg", {"dag": dag.isoformat(), **grundlag.sygdom(sag, dag)})


def efter_fristen(sag: Sag, holder: Aktoer, dag: date, flyttes: Moede | None = None) -> list[Finding]:
    """Refuses a day later than the binding deadline + 7 days, while no other meeting fulfils it (BAB § 44,
    stk. 1).

    `flyttes`: the meeting that is moved; where it is the one that fulfils the deadline, it stays bound after
    the deadline ran out too.
    """
    frist = bookingfrist.seneste(sag)
    if frist is None or frist.af is not holder or bookingfrist.bortfaldet(sag, frist):
        return []
    last = bookingfrist.samtale_dag(sag, frist.frist)
    if dag <= last:
        return []
    fulfils = bookingfrist.opfyldt_af(sag, frist)
    own = [
        moede for moede in fulfils if flyttes is not None and moede.samtale.noegle == flyttes.samtale.noegle
    ]
    if len(fulfils) > len(own) or (bookingfrist.udloebet(sag, frist) and not own):
        return []
    facts = {
        "holder": holder.value,
        "udstedt": frist.udstedt.isoformat(),
        "frist": frist.frist.isoformat(),
        "samtale_senest": last.isoformat(),
    }
    return [afslag("efter_fristen", facts, (sag.tal("samtale_efter_frist_dage"),))]


def for_sent(sag: Sag, moede: Moede) -> list[Finding]:
    """Refuses with fewer elapsed hours left than the holder's limit for moving (BAB § 44, stk. 4)."""
    hours = sag.facts.regler(moede.samtale.holder).ombookning_senest_timer
    if hours is None:
        return []
    latest = moede.start - timedelta(hours=hours)
    if sag.nu <= latest:
        return []
    facts = {
        "holder": moede.samtale.holder.value,
        "ombookning_senest_timer": hours,
        "ombookning_senest": written(latest),
    }
    return [afslag("ombookning_for_sent", facts)]


def ombook_senest(sag: Sag, moede: Moede) -> datetime | None:
    """Until when (aware) the person may move the planned meeting by themselves; None: not, or not any more.

    Where to, and how close to other meetings, is another matter.
    """
    samtale = moede.samtale
    if samtale.oprindelse is Oprindelse.SELVBOOKET and frataget(sag, samtale.holder, sag.i_dag):
        return None
    if samtale.art is SamtaleArt.KONTROLSAMTALE or moede.start <= sag.nu or for_sent(sag, moede):
        return None
    return moede.start - timedelta(hours=sag.facts.regler(samtale.holder).ombookning_senest_timer or 0)


def fremmoede_foerst(form: Samtaleform) -> list[Finding]:
    """Refuses the first jobsamtale in any other form than in person (LAB § 33, stk. 1)."""
    if form is Samtaleform.FREMMOEDE:
        return []
    return [afslag("foerste_samtale_fremmoede", {"form": form.value})]


def fremmoede_besluttet(sag: Sag, moede: Moede, form: Samtaleform) -> list[Finding]:
    """Refuses another form than in person where that was decided for this meeting (LAB § 33, stk. 2)."""
    if form is Samtaleform.FREMMOEDE:
        return []
    samtale = moede.samtale
    beslutning = bindende(sag, BeslutningArt.FREMMOEDE, sag.i_dag, samtale.holder, samtale.noegle)
    if beslutning is None:
        return []
    used = {
        "holder": samtale.holder.value,
        "start": written(moede.start),
        **grundlag.beslutning(beslutning),
    }
    return [afslag("fremmoede_besluttet", used)]
