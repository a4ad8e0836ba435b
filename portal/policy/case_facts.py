"""The facts of a law case: one reader per key of the page, each refusing what does not fit."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.policy import facts as f
from portal.policy.case_reader import (
    Mapping,
    Misfit,
    boolean,
    choice,
    code,
    day,
    hours,
    listing,
    moment,
    month,
    number,
    text,
)
from portal.policy.kalender import month_ends

_HOLDER = choice(f.Aktoer, f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER)
_MED_PERIODE = frozenset(
    {
        f.MindreIntensivGrund.HJEMSENDELSE,
        f.MindreIntensivGrund.ARBEJDSFORDELING,
        f.MindreIntensivGrund.JOBRETTET_UDDANNELSE,
    }
)
_UDEN_DOKUMENTATION = _MED_PERIODE - {f.MindreIntensivGrund.HJEMSENDELSE}
HOLDER = _HOLDER


def read_facts(case: Mapping) -> f.Facts:
    """Takes every key of the case that holds facts."""
    course = case.take("forloeb", Mapping, Mapping({}, "forloeb"))
    person = case.take("person", _person)
    meetings = case.take("samtaler", _meetings, ())
    limits = case.take("regler", _limits, f.Regler())
    facts = f.Facts(
        person=person,
        tilmeldinger=tuple(course.take("tilmeldinger", listing(_registration), [])),
        indplaceringer=tuple(course.take("indplaceringer", listing(_placement), [])),
        forbrug=tuple(course.take("forbrug", listing(_consumption), [])),
        loentilskud=tuple(course.take("loentilskud", listing(_subsidised), [])),
        visiteret=course.take("visiteret", day, None),
        udmeldt=course.take("udmeldt", day, None),
        a_kasseforsoeg=course.take("a_kasseforsoeg", boolean, False),
        ydelse_fra=course.take("ydelse_fra", day, None),
        henvendelse=course.take("henvendelse", day, None),
        sygefravaer_fra=course.take("sygefravaer_fra", day, None),
        skift=tuple(case.take("skift", listing(_change), [])),
        samtaler=tuple(meetings),
        beslutninger=tuple(case.take("beslutninger", listing(_decisions(len(meetings))), [])),
        mindre_intensiv=tuple(case.take("mindre_intensiv", listing(_less_intensive), [])),
        frister=tuple(case.take("frister", listing(_deadline), [])),
        valg=case.take("valg", _choice_made, f.Valg()),
        kontrol=case.take("kontrol", _control, None),
        regler_a_kasse=limits,
        regler_jobcenter=limits,
    )
    course.done()
    return facts


def meeting_index(count: int) -> Any:
    """Reads a meeting named by its index in `samtaler`."""

    def read(value: Any, key: str) -> int:
        index = number(0)(value, key)
        if index >= count:
            raise Misfit(key, f"the index of a meeting; the case has {count}")
        return index

    return read


def _person(value: Any, key: str) -> f.Person:
    m = Mapping(value, key)
    person = f.Person(
        foedselsdato=m.take("foedselsdato", day),
        maalgruppe=m.take("maalgruppe", choice(f.Maalgruppe), f.Maalgruppe.DAGPENGE),
        forsikring=m.take("forsikring", choice(f.Forsikring), f.Forsikring.FULDTID),
        a_kasse=m.take("a_kasse", text, "AK1"),
        kommune=m.take("kommune", code, "0101"),
        erhvervskompetencegivende_uddannelse=m.take("erhvervskompetencegivende_uddannelse", boolean, True),
        forsoergerpligt=m.take("forsoergerpligt", boolean, False),
        opholdstilladelse=m.take("opholdstilladelse", day, None),
    )
    m.done()
    return person


def _registration(value: Any, key: str) -> f.Tilmelding:
    m = Mapping(value, key)
    found = f.Tilmelding(
        fra=m.take("fra", day),
        til=m.take("til", day, None),
        aarsag=m.take("aarsag", choice(f.AfmeldingAarsag), None),
    )
    if found.til is not None and found.til < found.fra:
        raise Misfit(m.path("til"), "a day not before `fra`")
    m.done()
    return found


def _placement(value: Any, key: str) -> f.Indplacering:
    m = Mapping(value, key)
    found = f.Indplacering(dato=m.take("dato", day), loebende=m.take("loebende", boolean, False))
    m.done()
    return found


def _consumption(value: Any, key: str) -> f.Timer:
    m = Mapping(value, key)
    maaned: date = m.take("maaned", month)
    found = f.Timer(
        maaned=maaned,
        timer=m.take("timer", hours),
        registreret=m.take("registreret", day, month_ends(maaned)),
    )
    m.done()
    return found


def _subsidised(value: Any, key: str) -> f.Loentilskud:
    m = Mapping(value, key)
    found = f.Loentilskud(maaned=m.take("maaned", month), timer=m.take("timer", hours))
    m.done()
    return found


def _change(value: Any, key: str) -> f.Skift:
    m = Mapping(value, key)
    found = f.Skift(
        dato=m.take("dato", day), a_kasse=m.take("a_kasse", text, None), kommune=m.take("kommune", code, None)
    )
    m.done()
    return found


def _meetings(value: Any, key: str) -> tuple[f.Samtale, ...]:
    return tuple(_meeting(item, n, path) for n, (item, path) in enumerate(listing(_with_path)(value, key)))


def _with_path(value: Any, key: str) -> tuple[Any, str]:
    return value, key


def _meeting(value: Any, index: int, key: str) -> f.Samtale:
    m = Mapping(value, key)
    status = m.take("status", choice(f.SamtaleStatus))
    called_off = status is f.SamtaleStatus.AFLYST
    if not called_off:
        for name in ("aflyst_af", "aflyst"):
            if m.has(name):
                raise Misfit(m.path(name), "the key only where `status` is aflyst")
    found = f.Samtale(
        noegle=index,
        holder=m.take("holder", _HOLDER),
        start=m.take("start", moment),
        form=m.take("form", choice(f.Samtaleform)),
        oprindelse=m.take("oprindelse", choice(f.Oprindelse)),
        status=status,
        art=m.take("art", choice(f.SamtaleArt), f.SamtaleArt.JOBSAMTALE),
        varighed=m.take("varighed", number(1), 60),
        a_kasse_deltager=m.take("a_kasse_deltager", boolean, False),
        ombookninger=m.take("ombookninger", number(0), 0),
        booket=m.take("booket", moment, None),
        aflyst_af=m.take("aflyst_af", choice(f.AflystAf)) if called_off else None,
        aflyst=m.take("aflyst", moment, None) if called_off else None,
    )
    m.done()
    return found


def _decisions(count: int) -> Any:
    def read(value: Any, key: str) -> f.Beslutning:
        m = Mapping(value, key)
        art = m.take("art", choice(f.BeslutningArt))
        needs_meeting = art is f.BeslutningArt.FREMMOEDE
        found = f.Beslutning(
            art=art,
            af=m.take("af", _HOLDER),
            dato=m.take("dato", day),
            samtale=m.take("samtale", meeting_index(count), *(() if needs_meeting else (None,))),
            ophaevet=m.take("ophaevet", day, None),
        )
        m.done()
        return found

    return read


def _less_intensive(value: Any, key: str) -> f.MindreIntensiv:
    m = Mapping(value, key)
    grund = m.take("grund", choice(f.MindreIntensivGrund))
    optional = (None,)
    found = f.MindreIntensiv(
        grund=grund,
        dokumenteret=m.take("dokumenteret", boolean, *((False,) if grund in _UDEN_DOKUMENTATION else ())),
        starter=m.take("starter", day, *(optional if grund in _MED_PERIODE else ())),
        fra=m.take("fra", day, *(() if grund in _MED_PERIODE else optional)),
        til=m.take("til", day, None),
    )
    m.done()
    return found


def _deadline(value: Any, key: str) -> f.Frist:
    m = Mapping(value, key)
    found = f.Frist(
        af=m.take("af", _HOLDER),
        udstedt=m.take("udstedt", day),
        frist=m.take("frist", day),
        vejledt=m.take("vejledt", boolean),
        tider_fandtes=m.take("tider_fandtes", boolean, True),
        driftsforstyrrelse=m.take("driftsforstyrrelse", boolean, False),
    )
    m.done()
    return found


def _choice_made(value: Any, key: str) -> f.Valg:
    m = Mapping(value, key)
    found = f.Valg(
        a_kasse_med=m.take("a_kasse_med", choice(f.AKasseMed), None),
        a_kasse_fysisk=m.take("a_kasse_fysisk", boolean, False),
    )
    m.done()
    return found


def _control(value: Any, key: str) -> f.Kontrol:
    m = Mapping(value, key)
    found = f.Kontrol(meddelelse=m.take("meddelelse", day), udland=m.take("udland", boolean))
    m.done()
    return found


def _limits(value: Any, key: str) -> f.Regler:
    m = Mapping(value, key)
    found = f.Regler(
        mindst_dage_mellem=m.take("mindst_dage_mellem", number(0), None),
        hoejst_planlagte=m.take("hoejst_planlagte", number(0), None),
        ombookning_senest_timer=m.take("ombookning_senest_timer", number(0), None),
        faelles=m.take("faelles", choice(f.FaellesMaade), f.FaellesMaade.SELVBOOKING),
    )
    m.done()
    return found
