"""The facts of a law case as sentences. Every key of the page has its words here; one without is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from portal.policy.facts import SamtaleArt
from portal.wording.reader import N_
from portal.wording.story_teller import Teller
from portal.wording.words import ART

Telling = Callable[[Teller, Any], Iterator[str]]

SITUATION: Final = MappingProxyType(
    {
        "dagpenge": N_("Kim er født den {dag} og får dagpenge."),
        "dimittend": N_("Kim er født den {dag} og er nyuddannet uden dagpenge endnu (dimittend)."),
        "kontanthjaelp": N_("Kim er født den {dag} og får kontanthjælp."),
        "uddannelseshjaelp": N_("Kim er født den {dag} og får uddannelseshjælp."),
        "ledighedsydelse": N_("Kim er født den {dag} og får ledighedsydelse."),
        "revalidend": N_("Kim er født den {dag} og er revalidend."),
        "ressourceforloeb": N_("Kim er født den {dag} og er i ressourceforløb."),
        "jobafklaring": N_("Kim er født den {dag} og er i jobafklaringsforløb."),
        "sygedagpenge": N_("Kim er født den {dag} og får sygedagpenge."),
        "foertidspension": N_("Kim er født den {dag} og får førtidspension."),
        "selvforsoergende": N_("Kim er født den {dag} og forsørger sig selv."),
    }
)
_FORSIKRING: Final = MappingProxyType(
    {"fuldtid": N_("Kim er fuldtidsforsikret."), "deltid": N_("Kim er deltidsforsikret.")}
)
_UDDANNELSE: Final = (
    N_("Kim har ikke en uddannelse, der giver et erhverv."),
    N_("Kim har en uddannelse, der giver et erhverv."),
)
_BOERN: Final = (
    N_("Kim forsørger ikke børn, der bor hjemme."),
    N_("Kim forsørger børn, der bor hjemme."),
)
_AARSAG: Final = MappingProxyType(
    {
        "arbejde": N_("Kim blev afmeldt på grund af arbejde."),
        "sygdom": N_("Kim blev afmeldt på grund af sygdom."),
        "manglende_booking": N_("Kim blev afmeldt for ikke at booke i tide."),
        "anden": N_("Kim blev afmeldt af en anden grund."),
    }
)
_FORSOEG: Final = (N_("Kim er ikke med i a-kasseforsøget."), N_("Kim er med i a-kasseforsøget."))
_FORM: Final = MappingProxyType(
    {"fremmoede": N_("personligt møde"), "telefon": N_("på telefon"), "video": N_("på video")}
)
_OPRINDELSE: Final = MappingProxyType(
    {"indkaldt": N_("Kim er indkaldt"), "selvbooket": N_("Kim har selv booket")}
)
_STATUS: Final = MappingProxyType(
    {
        "planlagt": N_("planlagt"),
        "afholdt": N_("holdt"),
        "udeblevet": N_("Kim kom ikke"),
        "aflyst": N_("aflyst"),
    }
)
_AFLYST_AF: Final = MappingProxyType(
    {"person": N_("aflyst af Kim"), "myndighed": N_("aflyst af den, der skulle holde den")}
)
_DELTAGER: Final = (N_("a-kassen er ikke med"), N_("a-kassen er med"))
_BESLUTNING: Final = MappingProxyType(
    {
        "fratagelse": N_("{Holder} besluttede den {dag}, at Kim ikke selv kan booke."),
        "fritagelse": N_("{Holder} fritog den {dag} Kim for selv at booke."),
        "fremmoede": N_("{Holder} besluttede den {dag}, at samtalen {tid} skal være et personligt møde."),
        "fastholdt_pligt": N_("{Holder} besluttede den {dag}, at Kim stadig har pligt til samtaler."),
    }
)
_OPHAEVET: Final = N_("Det blev ophævet den {dag}.")
_GRUND: Final = MappingProxyType(
    {
        "job": N_("Kim skal begynde i et job på fuld tid"),
        "fleksjob": N_("Kim skal begynde i et fleksjob"),
        "barsel": N_("Kim skal på barsel"),
        "efterloen": N_("Kim skal på efterløn"),
        "fleksydelse": N_("Kim skal på fleksydelse"),
        "pension": N_("Kim skal på pension"),
        "uddannelse": N_("Kim skal begynde på en uddannelse"),
        "hjemsendelse": N_("Kim er hjemsendt"),
        "arbejdsfordeling": N_("Kim er på arbejdsfordeling"),
        "jobrettet_uddannelse": N_("Kim er i jobrettet uddannelse"),
    }
)
_DOKUMENTERET: Final = (N_("ikke dokumenteret"), N_("dokumenteret"))
_VEJLEDT: Final = (
    N_("Kim var ikke vejledt om selvbooking først."),
    N_("Kim var vejledt om selvbooking først."),
)
_TIDER: Final = (
    N_("Der var ingen ledige tider inden fristen."),
    N_("Der var ledige tider inden fristen."),
)
_DRIFT: Final = (
    N_("Bookingen virkede, da fristen gik."),
    N_("Bookingen virkede ikke, da fristen gik."),
)
_MED: Final = MappingProxyType(
    {
        "ja": N_("Kim har sagt ja til, at a-kassen er med."),
        "nej": N_("Kim har sagt nej til, at a-kassen er med."),
    }
)
_FYSISK: Final = (
    N_("A-kassen må gerne være med på video."),
    N_("Kim ønsker, at a-kassen møder personligt op."),
)
_UDLAND: Final = (
    N_("Den handler ikke om et ophold i udlandet."),
    N_("Den handler om et ophold i udlandet."),
)
_FAELLES: Final = MappingProxyType(
    {
        "selvbooking": N_("Samtaler, hvor a-kassen er med, booker man selv i jobcentret."),
        "indkaldelse": N_("Jobcentret indkalder til samtaler, hvor a-kassen er med."),
    }
)


def facts_told(teller: Teller) -> list[str]:
    """One line for each fact that the case names, in the order of the page."""
    return [line for key, tell in KEYS.items() if key in teller.sag for line in tell(teller, teller.sag[key])]


def _person(t: Teller, person: Mapping[str, Any]) -> Iterator[str]:
    yield t.say(SITUATION[person.get("maalgruppe", "dagpenge")], dag=t.day(person["foedselsdato"]))
    yield from _each(t, person, _PERSON)


def _course(t: Teller, course: Mapping[str, Any]) -> Iterator[str]:
    yield from _each(t, course, _COURSE)


def _each(t: Teller, written: Mapping[str, Any], keys: Mapping[str, Telling]) -> Iterator[str]:
    for key, value in written.items():
        if value is not None:
            yield from keys[key](t, value)


def _nothing(_t: Teller, _value: Any) -> Iterator[str]:
    """Told already, with another key."""
    yield from ()


def _of_a_day(sentence: str) -> Telling:
    def tell(t: Teller, written: str) -> Iterator[str]:
        yield t.say(sentence, dag=t.day(written))

    return tell


def _of_a_number(sentence: str) -> Telling:
    def tell(t: Teller, written: int) -> Iterator[str]:
        yield t.say(sentence, tal=t.number(written))

    return tell


def _of_a_name(sentence: str) -> Telling:
    def tell(t: Teller, written: str) -> Iterator[str]:
        yield t.say(sentence, navn=written)

    return tell


def _either(sentences: tuple[str, str]) -> Telling:
    """The first where it is not so, the second where it is."""

    def tell(t: Teller, written: bool) -> Iterator[str]:
        yield t.say(sentences[written])

    return tell


def _one_of(sentences: Mapping[str, str]) -> Telling:
    def tell(t: Teller, written: str) -> Iterator[str]:
        yield t.word(sentences, written)

    return tell


def _registrations(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        if one.get("til") is None:
            yield t.say(N_("Kim er tilmeldt som ledig fra den {fra}."), fra=t.day(one["fra"]))
            continue
        said = t.say(
            N_("Kim er tilmeldt som ledig fra den {fra} til og med den {til}."),
            fra=t.day(one["fra"]),
            til=t.day(one["til"]),
        )
        yield f"{said} {t.word(_AARSAG, one['aarsag'])}" if one.get("aarsag") else said


def _placements(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        sentence = (
            N_("Kim bliver løbende genindplaceret i dagpengeperioden den {dag}.")
            if one.get("loebende")
            else N_("Kim bliver indplaceret i en dagpengeperiode den {dag}.")
        )
        yield t.say(sentence, dag=t.day(one["dato"]))


def _consumption(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    if written:
        yield t.say(N_("A-kassen har registreret timer med dagpenge: {liste}."), liste=_hours(t, written))


def _subsidised(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    if written:
        yield t.say(N_("Kim har haft timer i job med løntilskud: {liste}."), liste=_hours(t, written))


def _hours(t: Teller, written: list[dict[str, Any]]) -> str:
    said = []
    for one in written:
        text = t.say(N_("{timer} i {maaned}"), timer=t.number(one["timer"]), maaned=t.month(one["maaned"]))
        late = (
            t.say(N_("registreret den {dag}"), dag=t.day(one["registreret"])) if "registreret" in one else ""
        )
        said.append(f"{text} ({late})" if late else text)
    return t.listed(said)


def _changes(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        dag = t.day(one["dato"])
        if one.get("a_kasse"):
            yield t.say(N_("Fra den {dag} er Kims a-kasse {navn}."), dag=dag, navn=one["a_kasse"])
        if one.get("kommune"):
            yield t.say(N_("Fra den {dag} bor Kim i kommune {navn}."), dag=dag, navn=one["kommune"])


def _meetings(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        details = [line for key, value in one.items() for line in _MEETING[key](t, value)]
        yield t.say(
            N_("{Art} hos {holder} {tid}: {detaljer}."),
            Art=t.say(ART[SamtaleArt(one.get("art", "jobsamtale"))]),
            holder=t.holder(one["holder"]),
            tid=t.moment(one["start"]),
            detaljer=", ".join(details),
        )


def _moved(t: Teller, times: int) -> Iterator[str]:
    yield t.reader.ngettext("flyttet {tal} gang", "flyttet {tal} gange", times).format(tal=t.number(times))


def _of_a_moment(sentence: str) -> Telling:
    def tell(t: Teller, written: str) -> Iterator[str]:
        yield t.say(sentence, tid=t.moment(written))

    return tell


def _decisions(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        said = t.say(
            _BESLUTNING[one["art"]],
            Holder=t.holder_first(one["af"]),
            dag=t.day(one["dato"]),
            tid=t.meeting(one["samtale"]) if one.get("samtale") is not None else "",
        )
        lifted = one.get("ophaevet")
        yield f"{said} {t.say(_OPHAEVET, dag=t.day(lifted))}" if lifted else said


def _less_intensive(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        details = list(_each(t, one, _LESS_INTENSIVE))
        yield f"{t.word(_GRUND, one['grund'])}: {', '.join(details)}."


def _deadlines(t: Teller, written: list[dict[str, Any]]) -> Iterator[str]:
    for one in written:
        begun = t.say(
            N_("{Holder} satte den {udstedt} en frist for at booke: den {frist}."),
            Holder=t.holder_first(one["af"]),
            udstedt=t.day(one["udstedt"]),
            frist=t.day(one["frist"]),
        )
        yield " ".join([begun, *_each(t, one, _DEADLINE)])


def _choice(t: Teller, written: Mapping[str, Any]) -> Iterator[str]:
    yield from _each(t, written, _CHOICE)


def _control(t: Teller, written: Mapping[str, Any]) -> Iterator[str]:
    yield " ".join(_each(t, written, _CONTROL))


def _limits(t: Teller, written: Mapping[str, Any]) -> Iterator[str]:
    yield from _each(t, written, _LIMITS)


_PERSON: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "foedselsdato": _nothing,
        "maalgruppe": _nothing,
        "forsikring": _one_of(_FORSIKRING),
        "a_kasse": _of_a_name(N_("Kims a-kasse er {navn}.")),
        "kommune": _of_a_name(N_("Kim bor i kommune {navn}.")),
        "erhvervskompetencegivende_uddannelse": _either(_UDDANNELSE),
        "forsoergerpligt": _either(_BOERN),
        "opholdstilladelse": _of_a_day(
            N_("Kim er omfattet af repatrieringsloven og fik opholdstilladelse den {dag}.")
        ),
    }
)
_COURSE: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "tilmeldinger": _registrations,
        "indplaceringer": _placements,
        "forbrug": _consumption,
        "loentilskud": _subsidised,
        "visiteret": _of_a_day(N_("A-kassen sender Kim videre til jobcentret den {dag}.")),
        "udmeldt": _of_a_day(N_("Kim er ikke længere medlem af a-kassen efter den {dag}.")),
        "a_kasseforsoeg": _either(_FORSOEG),
        "ydelse_fra": _of_a_day(N_("Ydelsen begyndte den {dag}.")),
        "henvendelse": _of_a_day(N_("Kim bad første gang om hjælp den {dag}.")),
        "sygefravaer_fra": _of_a_day(N_("Kims første sygedag var den {dag}.")),
    }
)
_MEETING: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "art": _nothing,
        "holder": _nothing,
        "start": _nothing,
        "form": _one_of(_FORM),
        "oprindelse": _one_of(_OPRINDELSE),
        "status": _one_of(_STATUS),
        "varighed": _of_a_number(N_("{tal} minutter")),
        "a_kasse_deltager": _either(_DELTAGER),
        "ombookninger": _moved,
        "booket": _of_a_moment(N_("booket {tid}")),
        "aflyst_af": _one_of(_AFLYST_AF),
        "aflyst": _of_a_moment(N_("aflyst {tid}")),
    }
)
_LESS_INTENSIVE: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "grund": _nothing,
        "starter": _of_a_day(N_("begynder den {dag}")),
        "fra": _of_a_day(N_("fra den {dag}")),
        "til": _of_a_day(N_("til og med den {dag}")),
        "dokumenteret": _either(_DOKUMENTERET),
    }
)
_DEADLINE: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "af": _nothing,
        "udstedt": _nothing,
        "frist": _nothing,
        "vejledt": _either(_VEJLEDT),
        "tider_fandtes": _either(_TIDER),
        "driftsforstyrrelse": _either(_DRIFT),
    }
)
_CHOICE: Final[Mapping[str, Telling]] = MappingProxyType(
    {"a_kasse_med": _one_of(_MED), "a_kasse_fysisk": _either(_FYSISK)}
)
_CONTROL: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "meddelelse": _of_a_day(N_("Der kom besked om en kontrolaktion den {dag}.")),
        "udland": _either(_UDLAND),
    }
)
_LIMITS: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "mindst_dage_mellem": _of_a_number(N_("Der skal være mindst {tal} dage mellem samtalerne.")),
        "hoejst_planlagte": _of_a_number(N_("Man kan højst have {tal} planlagte samtaler ad gangen.")),
        "ombookning_senest_timer": _of_a_number(N_("En samtale kan flyttes indtil {tal} timer før.")),
        "faelles": _one_of(_FAELLES),
    }
)
KEYS: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "person": _person,
        "forloeb": _course,
        "skift": _changes,
        "samtaler": _meetings,
        "beslutninger": _decisions,
        "mindre_intensiv": _less_intensive,
        "frister": _deadlines,
        "valg": _choice,
        "kontrol": _control,
        "regler": _limits,
    }
)
"""Every key of a case that holds facts, in the order in which they are told."""
