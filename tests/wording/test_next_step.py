"""The next thing to do: the one that matters most, in one sentence, with its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml

from portal.policy.facts import (
    AfmeldingAarsag,
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    FaellesMaade,
    Frist,
    Kontrol,
    Maalgruppe,
    MindreIntensiv,
    MindreIntensivGrund,
    Oprindelse,
    Person,
    Regler,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Tilmelding,
    Timer,
    Valg,
)
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.krav_words import KRAV
from portal.wording.next_step import NextStep, next_step, sentence
from portal.wording.next_step_words import SENTENCES, Button, Next
from portal.wording.situation import Situation
from portal.wording.words import Contact, Contacts
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.policy.case_files import FILES

NU = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CONTACTS = Contacts(Contact("A-kassen", "70 10 20 30"), Contact("Jobcentret"), Aktoer.A_KASSE)
DEADLINE = Frist(Aktoer.A_KASSE, date(2024, 9, 1), date(2024, 9, 9), vejledt=True)
YOUNG = Person(date(2004, 5, 1), erhvervskompetencegivende_uddannelse=False)


def with_meeting(
    facts: Facts,
    start: datetime,
    form: Samtaleform = Samtaleform.FREMMOEDE,
    art: SamtaleArt = SamtaleArt.JOBSAMTALE,
    status: SamtaleStatus = SamtaleStatus.PLANLAGT,
    oprindelse: Oprindelse = Oprindelse.SELVBOOKET,
) -> Facts:
    samtale = Samtale(99, Aktoer.A_KASSE, start, form, oprindelse, status, art)
    return replace(facts, samtaler=(*facts.samtaler, samtale))


def struck_off(aarsag: AfmeldingAarsag) -> Facts:
    ended = Tilmelding(date(2024, 8, 5), date(2024, 8, 28), aarsag)
    return replace(in_the_a_kasse(), tilmeldinger=(ended,))


def decided(art: BeslutningArt) -> Facts:
    return replace(in_the_a_kasse(), beslutninger=(Beslutning(art, Aktoer.A_KASSE, date(2024, 8, 20)),))


def exempt(grund: MindreIntensiv) -> Facts:
    return replace(in_the_a_kasse(), mindre_intensiv=(grund,))


def jobcenter_calls_to_joint_meetings() -> Facts:
    regler = Regler(faelles=FaellesMaade.INDKALDELSE)
    valg = Valg(AKasseMed.JA, sagt=NU - DAY)
    return replace(with_the_jobcenter(), regler_jobcenter=regler, valg=valg)


def past_six_months() -> Facts:
    months = [date(2023, 10, 1), date(2023, 11, 1), date(2023, 12, 1)]
    months += [date(2024, month, 1) for month in range(1, 8)]
    hours = tuple(Timer(month, Decimal(150), month.replace(day=28)) for month in months)
    return replace(in_the_a_kasse(date(2023, 9, 4)), forbrug=hours)


def handover_known(last: date) -> Facts:
    hours = tuple(Timer(date(2024, month, 1), Decimal(150), date(2024, 9, 1)) for month in (7, 8, 9))
    facts = replace(in_the_a_kasse(date(2024, 7, 1)), forbrug=hours)
    assert Situation(facts, NU).ansvar.slutdato == last
    return facts


def missed_on_kontanthjaelp() -> Facts:
    person = Person(date(1980, 1, 2), maalgruppe=Maalgruppe.KONTANTHJAELP)
    facts = with_meeting(
        Facts(person, ydelse_fra=date(2024, 8, 1)), NU - 3 * DAY, status=SamtaleStatus.UDEBLEVET
    )
    return replace(facts, samtaler=(replace(facts.samtaler[0], holder=Aktoer.JOBCENTER),))


SITUATIONS: dict[Next, Callable[[], Facts]] = {
    Next.AFMELDT_MANGLENDE_BOOKING: lambda: struck_off(AfmeldingAarsag.MANGLENDE_BOOKING),
    Next.AFMELDT_SYG: lambda: struck_off(AfmeldingAarsag.SYGDOM),
    Next.AFMELDT: lambda: struck_off(AfmeldingAarsag.ARBEJDE),
    Next.UDMELDT: lambda: replace(in_the_a_kasse(), udmeldt=date(2024, 8, 25)),
    Next.IKKE_OMFATTET: lambda: Facts(Person(date(1980, 1, 2), maalgruppe=Maalgruppe.FOERTIDSPENSION)),
    Next.UDEBLEVET: lambda: with_meeting(in_the_a_kasse(), NU - 3 * DAY, status=SamtaleStatus.UDEBLEVET),
    Next.UDEBLEVET_UDEN_DAGPENGE: lambda: missed_on_kontanthjaelp(),
    Next.FRIST_UDLOEBET: lambda: replace(
        in_the_a_kasse(), frister=(replace(DEADLINE, udstedt=date(2024, 8, 20), frist=date(2024, 8, 30)),)
    ),
    Next.BOOK_INDEN_FRIST: lambda: replace(in_the_a_kasse(), frister=(DEADLINE,)),
    Next.MOED_OP: lambda: with_meeting(in_the_a_kasse(), NU + 3 * DAY),
    Next.TAG_TELEFONEN: lambda: with_meeting(in_the_a_kasse(), NU + 3 * DAY, Samtaleform.TELEFON),
    Next.AABN_VIDEO: lambda: with_meeting(in_the_a_kasse(), NU + 3 * DAY, Samtaleform.VIDEO),
    Next.KONTROL_INDKALDES: lambda: replace(
        in_the_a_kasse(), kontrol=Kontrol(date(2024, 8, 30), udland=False)
    ),
    Next.MINDRE_INTENSIV: lambda: exempt(
        MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))
    ),
    Next.FRATAGET: lambda: decided(BeslutningArt.FRATAGELSE),
    Next.FRITAGET: lambda: replace(
        new_in_the_a_kasse(date(2024, 8, 26)), beslutninger=decided(BeslutningArt.FRITAGELSE).beslutninger
    ),
    Next.FRITAGET_KAN_BOOKE: lambda: replace(decided(BeslutningArt.FRITAGELSE), frister=(DEADLINE,)),
    Next.VISITERES: lambda: replace(new_in_the_a_kasse(date(2024, 8, 26)), person=YOUNG),
    Next.FOERSTE_INDKALDES: lambda: new_in_the_a_kasse(date(2024, 8, 26)),
    Next.FOERSTE_OVER_TID: lambda: new_in_the_a_kasse(date(2024, 8, 5)),
    Next.FAELLES_INDKALDES: jobcenter_calls_to_joint_meetings,
    Next.BOOK_INDEN: lambda: handover_known(date(2024, 9, 30)),
    Next.BOOK_FOERSTE_I_JOBCENTRET: with_the_jobcenter,
    Next.BOOK_NAESTE: in_the_a_kasse,
    Next.BOOK_FAELLESSAMTALE: past_six_months,
    Next.INTET: lambda: with_meeting(
        Facts(Person(date(1980, 1, 2), maalgruppe=Maalgruppe.LEDIGHEDSYDELSE), ydelse_fra=date(2023, 9, 1)),
        NU - 90 * DAY,
        status=SamtaleStatus.AFHOLDT,
    ),
}


@pytest.mark.parametrize("expected", SITUATIONS, ids=str)
def test_each_situation_has_its_own_next_thing(expected: Next) -> None:
    step = next_step(Situation(SITUATIONS[expected](), NU))

    assert step.kind is expected
    for language in LANGUAGES:
        told = sentence(step, reader_of(language, mark_missing=True), CONTACTS)
        assert told.text
        assert not {"{", MISSING[0]} & set(told.text + told.more + told.button_text)
        assert (told.button is Button.INGEN) is (told.button_text == "")


@pytest.mark.parametrize("kind", SENTENCES, ids=str)
def test_the_last_version_of_every_sentence_can_be_said_in_every_language(kind: Next) -> None:
    for language in LANGUAGES:
        reader = reader_of(language, mark_missing=True)
        words = SENTENCES[kind]
        assert words.versions
        for text in (*words.versions, *words.more, words.button_text):
            assert not text or MISSING[0] not in reader.gettext(text)


def test_every_next_thing_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Next)


def say(facts: Facts, nu: datetime = NU) -> str:
    return sentence(next_step(Situation(facts, nu)), reader_of("da"), CONTACTS).text


def test_a_meeting_before_the_deadline_comes_first_and_one_after_it_does_not() -> None:
    facts = replace(in_the_a_kasse(), frister=(DEADLINE,))
    called = {"oprindelse": Oprindelse.INDKALDT}

    assert say(with_meeting(facts, NU + DAY, **called)) == (
        "Mød op til din jobsamtale med din a-kasse tirsdag den 3. september 2024 kl. 10.00."
    )
    assert say(with_meeting(facts, NU + 8 * DAY, **called)) == (
        "Book en samtale senest mandag den 9. september 2024."
    )


def test_a_meeting_missed_comes_before_everything_but_being_off_the_register() -> None:
    missed = with_meeting(in_the_a_kasse(), NU - 3 * DAY, status=SamtaleStatus.UDEBLEVET)
    pressing = with_meeting(replace(missed, frister=(DEADLINE,)), NU + DAY)

    assert say(pressing) == (
        "Kontakt A-kassen på telefon 70 10 20 30 nu: "
        "Du var ikke med til din jobsamtale fredag den 30. august 2024 kl. 10.00."
    )
    assert say(replace(missed, tilmeldinger=struck_off(AfmeldingAarsag.SYGDOM).tilmeldinger)).startswith(
        "Tilmeld"
    )
    in_touch = Situation(pressing, NU, {99: date(2024, 8, 31)})
    assert next_step(in_touch).kind is Next.MOED_OP


def test_a_deadline_that_is_met_asks_for_nothing() -> None:
    facts = with_meeting(replace(in_the_a_kasse(), frister=(DEADLINE,)), NU + 8 * DAY)

    assert say(facts) == "Mød op til din jobsamtale med din a-kasse tirsdag den 10. september 2024 kl. 10.00."


def test_an_exempt_person_still_goes_to_a_raadighedssamtale() -> None:
    job = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))
    art = SamtaleArt.RAADIGHEDSSAMTALE

    assert "Mød op til din rådighedssamtale" in say(with_meeting(exempt(job), NU + DAY, art=art))
    assert "Du skal ikke til jobsamtaler lige nu" in say(with_meeting(exempt(job), NU + DAY))


def test_a_meeting_goes_on_being_the_next_thing_until_it_ends() -> None:
    facts = with_meeting(in_the_a_kasse(), NU - timedelta(minutes=30))

    assert say(facts).startswith("Mød op til din jobsamtale")
    assert say(facts, NU + timedelta(minutes=31)) == "Book din næste samtale med din a-kasse."


def test_every_requirement_of_the_law_cases_has_words() -> None:
    named = {
        row["kode"]
        for file in FILES
        for row in yaml.safe_load(file.read_text(encoding="utf-8")).get("svar", {}).get("krav", [])
    }

    assert named
    assert named <= set(KRAV)
    english = reader_of("en", mark_missing=True)
    for words in KRAV.values():
        assert MISSING[0] not in english.gettext(words.title) + english.gettext(words.count or words.title)


def test_whoever_comes_back_is_told_until_when_the_meeting_has_to_be_held() -> None:
    def said(aarsag: AfmeldingAarsag, nu: datetime = NU, **changed: Any) -> NextStep:
        return next_step(Situation(replace(struck_off(aarsag), **changed), nu))

    ran_out = {"frister": (replace(DEADLINE, udstedt=date(2024, 8, 20), frist=date(2024, 9, 1)),)}
    in_ten_days, later = (NU + 10 * DAY).date(), NU + 120 * DAY
    for aarsag in (AfmeldingAarsag.MANGLENDE_BOOKING, AfmeldingAarsag.ARBEJDE, AfmeldingAarsag.SYGDOM):
        step = said(aarsag, **ran_out)
        assert step.gaps["senest"] == in_ten_days
        assert [str(citation) for citation in step.finding.citations] == ["BAB § 30, stk. 3"]
        assert "senest" not in said(aarsag, later, **ran_out).gaps
    assert said(AfmeldingAarsag.MANGLENDE_BOOKING).gaps["senest"] == in_ten_days
    assert said(AfmeldingAarsag.MANGLENDE_BOOKING, later).kind is Next.AFMELDT
    assert "senest" not in said(AfmeldingAarsag.ARBEJDE).gaps
