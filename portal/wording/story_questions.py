"""The question of a law case in words: what is asked, and what has to be known to answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from portal.policy.case_questions import answered
from portal.policy.fratagelse import Grundlag, Undtagelse
from portal.wording.casework_words import GRUNDLAG, UNDTAGELSE
from portal.wording.krav_words import PLAN_FIELDS
from portal.wording.reader import N_, capitalised
from portal.wording.story_teller import EN, FORM, Line, Teller

Asking = Callable[[Teller, Mapping[str, Any]], str]
Knowing = Callable[[Teller, Mapping[str, Any]], Iterator[Line]]

_FAELLES: Final = (N_("A-kassen er ikke med på tiden."), N_("A-kassen er med på tiden."))
_ALTERNATIV: Final = (
    N_("Ingen anden ledig tid holder fristen og grænserne."),
    N_("En anden ledig tid holder fristen og grænserne."),
)
_GENTILMELDER: Final = (
    N_("Kim er ikke i gang med at tilmelde sig igen."),
    N_("Kim er i gang med at tilmelde sig igen."),
)
_VEJLEDT: Final = (N_("Kim er ikke vejledt om selvbooking."), N_("Kim er vejledt om selvbooking."))
_SVARET: Final = (N_("Kim har ikke svaret på høringen."), N_("Kim har svaret på høringen."))


def question_told(teller: Teller) -> tuple[str, list[Line]]:
    """What is asked, and what else is known of it. KeyError for a key without words."""
    ((name, asked),) = teller.sag["spoerg"].items()
    ask, known = QUESTIONS[name]
    return ask(teller, asked), list(known(teller, asked))


def _of_a_day(sentence: str) -> Asking:
    def ask(t: Teller, asked: Mapping[str, Any]) -> str:
        return t.say(sentence, dag=t.day(asked["dato"]))

    return ask


def _of_a_meeting(sentence: str) -> Asking:
    def ask(t: Teller, asked: Mapping[str, Any]) -> str:
        return t.say(sentence, tid=t.meeting(asked["samtale"]))

    return ask


def _forms(t: Teller, asked: Mapping[str, Any]) -> str:
    return t.say(
        N_("Hvordan kan Kim vælge, at en jobsamtale hos {holder} {tid} bliver holdt?"),
        holder=t.holder(asked["holder"]),
        tid=t.moment(asked["start"]),
    )


def _book(t: Teller, asked: Mapping[str, Any]) -> str:
    return t.say(
        N_("Kan Kim booke {art} hos {holder} {tid} {form}?"),
        art=t.word(EN, asked.get("art", "jobsamtale")),
        holder=t.holder(asked["holder"]),
        tid=t.moment(asked["start"]),
        form=t.word(FORM, asked["form"]),
    )


def _move(t: Teller, asked: Mapping[str, Any]) -> str:
    return t.say(
        N_("Kan Kim flytte samtalen {tid} til {ny_tid} {form}?"),
        tid=t.meeting(asked["samtale"]),
        ny_tid=t.moment(asked["start"]),
        form=t.word(FORM, asked["form"]),
    )


def _call_in(t: Teller, asked: Mapping[str, Any]) -> str:
    return t.say(
        N_("Kan {holder} indkalde Kim til {art} {tid} {form}?"),
        holder=t.holder(asked["af"]),
        art=t.word(EN, asked["art"]),
        tid=t.moment(asked["start"]),
        form=t.word(FORM, asked["form"]),
    )


def _change_form(t: Teller, asked: Mapping[str, Any]) -> str:
    return t.say(
        N_("Kan {holder} beslutte, at samtalen {tid} holdes {form}?"),
        holder=t.holder(asked["af"]),
        tid=t.meeting(asked["samtale"]),
        form=t.word(FORM, asked["form"]),
    )


def _revoke(t: Teller, asked: Mapping[str, Any]) -> str:
    sentence = N_("Kan {holder} tage retten til selv at booke fra Kim?")
    return t.say(sentence, holder=t.holder(asked["af"]))


def _set_deadline(t: Teller, asked: Mapping[str, Any]) -> str:
    return t.say(
        N_("Kan {holder} den {udstedt} sætte en frist for at booke: den {frist}?"),
        holder=t.holder(asked["af"]),
        udstedt=t.day(asked["udstedt"]),
        frist=t.day(asked["frist"]),
    )


def _write_plan(t: Teller, asked: Mapping[str, Any]) -> str:
    heading, _empty = PLAN_FIELDS[asked["felt"]]
    return t.say(
        N_("Kan {holder} skrive »{felt}« i Min Plan?"),
        holder=t.holder(asked["af"]),
        felt=t.say(heading),
    )


def _supervise(t: Teller, _asked: Mapping[str, Any]) -> str:
    return t.say(N_("Er a-kassens indsats mangelfuld?"))


def _nothing(_t: Teller, _value: Any) -> Iterator[Line]:
    """Said already, in the question."""
    yield from ()


def _either(sentences: tuple[str, str]) -> Callable[[Teller, Any], Iterator[Line]]:
    def tell(t: Teller, written: bool) -> Iterator[Line]:
        yield Line(t.say(sentences[written]))

    return tell


def _words(there: str, missing: str) -> Callable[[Teller, Any], Iterator[Line]]:
    """What somebody wrote, in Danish, or that nobody wrote anything."""

    def tell(t: Teller, written: str | None) -> Iterator[Line]:
        words = (written or "").strip()
        yield Line(t.say(there), words) if words else Line(t.say(missing))

    return tell


def _lasts(t: Teller, minutes: int) -> Iterator[Line]:
    yield Line(t.say(N_("Tiden varer {tal} minutter."), tal=t.number(minutes)))


def _agreed_with(t: Teller, a_kasse: str) -> Iterator[Line]:
    yield Line(t.say(N_("Tiden er aftalt med a-kassen {navn}."), navn=a_kasse))


def _ground(t: Teller, grundlag: str) -> Iterator[Line]:
    yield Line(f"{t.say(GRUNDLAG[Grundlag(grundlag)])}.")


def _hearing(t: Teller, hoering: Mapping[str, Any] | None) -> Iterator[Line]:
    if hoering is None:
        yield Line(t.say(N_("Kim er ikke hørt først.")))
        return
    if hoering.get("sendt"):
        sentence = N_("Høringen blev sendt den {sendt}, og Kim kunne svare til og med den {frist}.")
        yield Line(t.say(sentence, sendt=t.day(hoering["sendt"]), frist=t.day(hoering["frist"])))
    if "svar" in hoering:
        yield Line(t.say(_SVARET[answered(hoering["svar"], "svar")]))
    if hoering.get("undtaget"):
        reason = t.say(UNDTAGELSE[Undtagelse(hoering["undtaget"])])
        yield Line(t.say(N_("Kim behøver ikke blive hørt. {grund}."), grund=capitalised(reason)))


def _months(t: Teller, asked: list[Mapping[str, Any]]) -> Iterator[Line]:
    for one in asked:
        sentence = N_(
            "{maaned}: {personer} nåede 3 måneders ledighed, og {uden_tre} af dem manglede samtaler."
        )
        yield Line(
            capitalised(
                t.say(
                    sentence,
                    maaned=t.month(one["maaned"]),
                    personer=t.number(one["personer"]),
                    uden_tre=t.number(one["uden_tre"]),
                )
            )
        )


def _known(**keys: Callable[[Teller, Any], Iterator[Line]]) -> Knowing:
    """What is told of each key; those that the question itself says are told as nothing."""

    def tell(t: Teller, asked: Mapping[str, Any]) -> Iterator[Line]:
        for key, value in asked.items():
            yield from keys[key](t, value)

    return tell


_REASON: Final = _words(N_("Begrundelsen:"), N_("Der er ingen begrundelse."))
_SHORT_NOTICE: Final = _words(
    N_("Grunden til det korte varsel:"), N_("Der er ingen grund til det korte varsel.")
)

QUESTIONS: Final[Mapping[str, tuple[Asking, Knowing]]] = MappingProxyType(
    {
        "ansvar": (_of_a_day(N_("Hvem har ansvaret for Kims samtaler den {dag}?")), _known(dato=_nothing)),
        "krav": (_of_a_day(N_("Hvad kræver loven i Kims forløb den {dag}?")), _known(dato=_nothing)),
        "former": (_forms, _known(holder=_nothing, start=_nothing)),
        "book": (
            _book,
            _known(
                holder=_nothing,
                start=_nothing,
                form=_nothing,
                art=_nothing,
                varighed=_lasts,
                faelles=_either(_FAELLES),
                aftalt_med=_agreed_with,
                alternativ=_either(_ALTERNATIV),
                gentilmelder=_either(_GENTILMELDER),
            ),
        ),
        "ombook": (
            _move,
            _known(
                samtale=_nothing,
                start=_nothing,
                form=_nothing,
                aftalt_med=_agreed_with,
                alternativ=_either(_ALTERNATIV),
            ),
        ),
        "aflys": (_of_a_meeting(N_("Kan Kim melde afbud til samtalen {tid}?")), _known(samtale=_nothing)),
        "indkald": (
            _call_in,
            _known(af=_nothing, art=_nothing, start=_nothing, form=_nothing, kort_varsel=_SHORT_NOTICE),
        ),
        "aendr_form": (
            _change_form,
            _known(af=_nothing, samtale=_nothing, form=_nothing, begrundelse=_REASON),
        ),
        "fratag": (
            _revoke,
            _known(af=_nothing, grundlag=_ground, begrundelse=_REASON, hoering=_hearing),
        ),
        "saet_frist": (
            _set_deadline,
            _known(af=_nothing, udstedt=_nothing, frist=_nothing, vejledt=_either(_VEJLEDT)),
        ),
        "afmeld": (
            _of_a_day(N_("Kan Kim afmeldes den {dag} for ikke at have booket?")),
            _known(dato=_nothing),
        ),
        "gentilmeld": (
            _of_a_day(N_("Kim tilmelder sig igen den {dag}. Hvornår skal en samtale senest være holdt?")),
            _known(dato=_nothing),
        ),
        "ret_plan": (_write_plan, _known(af=_nothing, felt=_nothing)),
        "uddannelsespaalaeg": (
            _of_a_day(N_("Er Kim den {dag} i målgruppen for uddannelsespålæg?")),
            _known(dato=_nothing),
        ),
        "vejled": (
            _of_a_meeting(N_("Hvad kræver loven af samtalen {tid}?")),
            _known(samtale=_nothing),
        ),
        "tilsyn": (_supervise, _known(a_kasse=_months)),
    }
)
"""Every question of the page: how it is asked, and how each of its keys is told."""
