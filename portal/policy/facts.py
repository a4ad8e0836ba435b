"""What a decision may know about a person: immutable, without names and without CPR numbers.

Dates are Danish calendar days, times are aware. The words are those of the law cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Aktoer(StrEnum):
    """Who may hold a kontaktforløb or a meeting. `ingen`: nobody does."""

    A_KASSE = "a_kasse"
    JOBCENTER = "jobcenter"
    INGEN = "ingen"


class Maalgruppe(StrEnum):
    DAGPENGE = "dagpenge"
    DIMITTEND = "dimittend"
    KONTANTHJAELP = "kontanthjaelp"
    UDDANNELSESHJAELP = "uddannelseshjaelp"
    LEDIGHEDSYDELSE = "ledighedsydelse"
    REVALIDEND = "revalidend"
    RESSOURCEFORLOEB = "ressourceforloeb"
    JOBAFKLARING = "jobafklaring"
    SYGEDAGPENGE = "sygedagpenge"
    FOERTIDSPENSION = "foertidspension"
    SELVFORSOERGENDE = "selvforsoergende"


class Forsikring(StrEnum):
    FULDTID = "fuldtid"
    DELTID = "deltid"


class AfmeldingAarsag(StrEnum):
    ARBEJDE = "arbejde"
    SYGDOM = "sygdom"
    MANGLENDE_BOOKING = "manglende_booking"
    ANDEN = "anden"


class SamtaleArt(StrEnum):
    JOBSAMTALE = "jobsamtale"
    RAADIGHEDSSAMTALE = "raadighedssamtale"
    KONTROLSAMTALE = "kontrolsamtale"
    CV_SAMTALE = "cv_samtale"
    FAELLESSAMTALE = "faellessamtale"


class Samtaleform(StrEnum):
    FREMMOEDE = "fremmoede"
    TELEFON = "telefon"
    VIDEO = "video"


class Oprindelse(StrEnum):
    INDKALDT = "indkaldt"
    SELVBOOKET = "selvbooket"


class SamtaleStatus(StrEnum):
    PLANLAGT = "planlagt"
    AFHOLDT = "afholdt"
    UDEBLEVET = "udeblevet"
    AFLYST = "aflyst"


class AflystAf(StrEnum):
    PERSON = "person"
    MYNDIGHED = "myndighed"


class BeslutningArt(StrEnum):
    FRATAGELSE = "fratagelse"  # LAB § 35
    FRITAGELSE = "fritagelse"  # BAB § 45
    FREMMOEDE = "fremmoede"  # LAB § 33, stk. 2
    FASTHOLDT_PLIGT = "fastholdt_pligt"  # LAB § 106, stk. 3


class MindreIntensivGrund(StrEnum):
    JOB = "job"
    FLEKSJOB = "fleksjob"
    BARSEL = "barsel"
    EFTERLOEN = "efterloen"
    FLEKSYDELSE = "fleksydelse"
    PENSION = "pension"
    HJEMSENDELSE = "hjemsendelse"
    ARBEJDSFORDELING = "arbejdsfordeling"
    UDDANNELSE = "uddannelse"
    JOBRETTET_UDDANNELSE = "jobrettet_uddannelse"  # BAB § 39, nr. 6


class AKasseMed(StrEnum):
    """Whether the person wants the a-kasse at the joint meeting; absent (None) where nothing was said."""

    JA = "ja"
    NEJ = "nej"


class FaellesMaade(StrEnum):
    """How a jobcenter lets joint meetings be fixed (LAB § 34, stk. 1, 2. pkt.)."""

    SELVBOOKING = "selvbooking"
    INDKALDELSE = "indkaldelse"


@dataclass(frozen=True, slots=True)
class Person:
    """`a_kasse` and `kommune` are the codes of the first ones, before any Skift."""

    foedselsdato: date
    maalgruppe: Maalgruppe = Maalgruppe.DAGPENGE
    forsikring: Forsikring = Forsikring.FULDTID
    a_kasse: str = "AK1"
    kommune: str = "0101"
    erhvervskompetencegivende_uddannelse: bool = True
    forsoergerpligt: bool = False
    opholdstilladelse: date | None = None


@dataclass(frozen=True, slots=True)
class Tilmelding:
    """Registered as jobseeker from `fra` to `til`, both inside; `til` None: still registered."""

    fra: date
    til: date | None = None
    aarsag: AfmeldingAarsag | None = None


@dataclass(frozen=True, slots=True)
class Indplacering:
    dato: date
    loebende: bool = False


@dataclass(frozen=True, slots=True)
class Timer:
    """Hours of one month (`maaned` is its first day). `registreret`: the day the a-kasse registered them."""

    maaned: date
    timer: Decimal
    registreret: date


@dataclass(frozen=True, slots=True)
class Loentilskud:
    maaned: date
    timer: Decimal


@dataclass(frozen=True, slots=True)
class Skift:
    """From `dato` the person has another a-kasse and/or kommune."""

    dato: date
    a_kasse: str | None = None
    kommune: str | None = None


@dataclass(frozen=True, slots=True)
class Samtale:
    """A meeting. `noegle` names it inside one set of facts: the index in a case, the row's key elsewhere."""

    noegle: int
    holder: Aktoer
    start: datetime
    form: Samtaleform
    oprindelse: Oprindelse
    status: SamtaleStatus
    art: SamtaleArt = SamtaleArt.JOBSAMTALE
    varighed: int = 60  # minutes
    a_kasse_deltager: bool = False
    ombookninger: int = 0
    booket: datetime | None = None
    aflyst_af: AflystAf | None = None
    aflyst: datetime | None = None

    @property
    def slut(self) -> datetime:
        """When it ends, in UTC: inside one time zone Python would add by the wall clock."""
        return self.start.astimezone(UTC) + timedelta(minutes=self.varighed)


@dataclass(frozen=True, slots=True)
class Beslutning:
    """A decision taken by a caseworker. It binds from `dato` and no longer on `ophaevet`.

    `noegle`: tells it from others of the same kind and day; None: not known. `organisation`: the code of the
    a-kasse or kommune that took it; None: the person's own on `dato`.
    """

    art: BeslutningArt
    af: Aktoer
    dato: date
    samtale: int | None = None
    ophaevet: date | None = None
    noegle: int | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class MindreIntensiv:
    grund: MindreIntensivGrund
    dokumenteret: bool
    starter: date | None = None
    fra: date | None = None
    til: date | None = None


@dataclass(frozen=True, slots=True)
class Frist:
    """A booking deadline (BAB § 44): issued `udstedt`, the last day to book is `frist`."""

    af: Aktoer
    udstedt: date
    frist: date
    vejledt: bool
    tider_fandtes: bool = True
    driftsforstyrrelse: bool = False


@dataclass(frozen=True, slots=True)
class Valg:
    """What the person has said of the a-kasse at the joint meeting.

    `sagt`: when it was said; None: before every Skift, every later Indplacering and every joint meeting held.
    """

    a_kasse_med: AKasseMed | None = None
    a_kasse_fysisk: bool = False
    sagt: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kontrol:
    meddelelse: date
    udland: bool


@dataclass(frozen=True, slots=True)
class CvKontrol:
    """The CV was looked at on the Danish day `dato`, and found sufficient or not (LAB § 23)."""

    dato: date
    fyldestgoerende: bool


@dataclass(frozen=True, slots=True)
class Regler:
    """A holder's own published limits; None: no limit."""

    mindst_dage_mellem: int | None = None
    hoejst_planlagte: int | None = None
    ombookning_senest_timer: int | None = None
    faelles: FaellesMaade = FaellesMaade.SELVBOOKING


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a decision may know about one person, at the moment of the question."""

    person: Person
    tilmeldinger: tuple[Tilmelding, ...] = ()
    indplaceringer: tuple[Indplacering, ...] = ()
    forbrug: tuple[Timer, ...] = ()
    loentilskud: tuple[Loentilskud, ...] = ()
    visiteret: date | None = None
    udmeldt: date | None = None
    a_kasseforsoeg: bool = False
    ydelse_fra: date | None = None
    henvendelse: date | None = None
    sygefravaer_fra: date | None = None
    skift: tuple[Skift, ...] = ()
    samtaler: tuple[Samtale, ...] = ()
    beslutninger: tuple[Beslutning, ...] = ()
    mindre_intensiv: tuple[MindreIntensiv, ...] = ()
    frister: tuple[Frist, ...] = ()
    cv: tuple[CvKontrol, ...] = ()
    valg: Valg = Valg()
    kontrol: Kontrol | None = None
    regler_a_kasse: Regler = Regler()
    regler_jobcenter: Regler = Regler()

    def regler(self, holder: Aktoer) -> Regler:
        return self.regler_a_kasse if holder is Aktoer.A_KASSE else self.regler_jobcenter

    def samtale(self, noegle: int) -> Samtale:
        """The meeting of that name. Raises KeyError where there is none."""
        for samtale in self.samtaler:
            if samtale.noegle == noegle:
                return samtale
        raise KeyError(noegle)
