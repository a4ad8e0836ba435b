"""The policy's answer to a law case in words. Nothing here is copied: the answer is the one just given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from portal.policy.cases import Answered
from portal.policy.facts import Samtaleform
from portal.policy.law import Finding, Outcome
from portal.wording.casework_words import KRAV
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import N_, capitalised
from portal.wording.story_teller import HOLDER, Teller
from portal.wording.words import FORM

Telling = Callable[[Teller, Any], Iterator[str]]

_UDFALD: Final = MappingProxyType({"ja": N_("Ja."), "nej": N_("Nej.")})
_AKTOER: Final = MappingProxyType({**HOLDER, "ingen": N_("ingen")})
_REGELSAET: Final = MappingProxyType(
    {2020: N_("De regler gælder, der gjaldt før 2024."), 2024: N_("Reglerne fra 2024 gælder.")}
)
_A_KASSE_FORM: Final = MappingProxyType(
    {
        "fremmoede": N_("A-kassen møder personligt op."),
        "video_tilladt": N_("A-kassen må være med på video."),
    }
)
_UDEBLIVER: Final = (
    N_("Det tæller ikke som udeblivelse."),
    N_("Det tæller som udeblivelse den dag."),
)
_AFGOERELSE: Final = (
    N_("Det er ikke en afgørelse, så man kan ikke klage over det."),
    N_("Det er en afgørelse."),
)
_GENVURDERING: Final = (
    N_("Klagen går direkte videre."),
    N_("Jobcentret vurderer først sagen igen."),
)
_OPSAETTENDE: Final = (
    N_("Afgørelsen gælder, mens klagen bliver behandlet."),
    N_("Afgørelsen gælder ikke, mens klagen bliver behandlet."),
)
_INSTANS: Final = MappingProxyType(
    {
        "ankestyrelsens_beskaeftigelsesudvalg": N_(
            "Kim kan klage til Ankestyrelsens Beskæftigelsesudvalg senest den {dag}."
        )
    }
)


def answer_told(teller: Teller, answered: Answered) -> list[str]:
    """What the answer says, the shortest first. KeyError for a key without words."""
    svar = answered.svar
    if "krav" in svar:
        return list(_requirements(teller, answered))
    if svar.get("emner"):
        return _explained(teller, answered.findings)
    no_last_day = {"slutdato"} if svar.get("aktoer") != "a_kasse" and not svar.get("slutdato") else set()
    said = {key: value for key, value in svar.items() if key not in no_last_day}
    return [line for key, value in said.items() for line in KEYS[key](teller, value)]


def reasons_told(teller: Teller, answered: Answered) -> list[str]:
    """The findings behind the answer, each with its paragraph; of a refusal those that refuse, and none
    where the answer itself names them.
    """
    findings = answered.findings
    if "krav" in answered.svar or "emner" in answered.svar:
        return []
    if answered.svar.get("udfald") == "nej":
        findings = tuple(one for one in findings if one.outcome is Outcome.NOT_MET)
    return _explained(teller, findings)


def _explained(teller: Teller, findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(explain_to_caseworker(one, teller.reader) for one in findings))


def _requirements(t: Teller, answered: Answered) -> Iterator[str]:
    rows: Any = answered.svar["krav"]
    if not rows:
        yield t.say(N_("Intet den dag."))
    for row, finding in zip(rows, answered.findings, strict=True):
        yield f"{capitalised(', '.join(_requirement(t, row)))} ({_paragraphs(finding)})."


def _requirement(t: Teller, row: Mapping[str, Any]) -> Iterator[str]:
    yield f"{t.word(KRAV, row['kode'])}: {t.holder(row['holder'])}"
    if row["mindst"] is not None:
        yield t.say(
            N_("{afholdt} af {mindst} holdt"),
            afholdt=t.number(row["afholdt"]),
            mindst=t.number(row["mindst"]),
        )
    if row["senest"] is not None:
        yield t.say(N_("senest den {dag}"), dag=t.day(row["senest"]))


def _paragraphs(finding: Finding) -> str:
    return "; ".join(str(citation) for citation in finding.citations)


def _word(words: Mapping[Any, str]) -> Telling:
    def tell(t: Teller, value: Any) -> Iterator[str]:
        if value is not None:
            yield t.say(words[value])

    return tell


def _either(sentences: tuple[str, str]) -> Telling:
    def tell(t: Teller, value: Any) -> Iterator[str]:
        yield t.say(sentences[bool(value)])

    return tell


def _nothing(_t: Teller, _value: Any) -> Iterator[str]:
    """Told with the findings."""
    yield from ()


def _day(sentence: str, unknown: str = "") -> Telling:
    def tell(t: Teller, value: Any) -> Iterator[str]:
        if value is not None:
            yield t.say(sentence, dag=t.day(value))
        elif unknown:
            yield t.say(unknown)

    return tell


def _who(t: Teller, value: Any) -> Iterator[str]:
    yield f"{capitalised(t.word(_AKTOER, value))}."


def _forms(t: Teller, value: Any) -> Iterator[str]:
    if not value:
        yield t.say(N_("Ingen former."))
        return
    chosen = [t.say(FORM[form]).lower() for form in Samtaleform if form.value in value]
    yield f"{capitalised(t.listed(chosen))}."


def _no_topics(t: Teller, _value: Any) -> Iterator[str]:
    yield t.say(N_("Intet særligt."))


def _complaint(t: Teller, value: Any) -> Iterator[str]:
    yield t.say(_INSTANS[value["instans"]], dag=t.day(value["senest"]))
    yield t.say(_GENVURDERING[value["genvurdering"]])
    yield t.say(_OPSAETTENDE[value["opsaettende"]])


def _shares(t: Teller, value: Any) -> Iterator[str]:
    for month, share in value.items():
        sentence = N_("{maaned}: {tal} procent manglede samtaler.")
        yield capitalised(t.say(sentence, maaned=t.month(month), tal=t.number(share)))


def _wanting(t: Teller, value: Any) -> Iterator[str]:
    if value:
        months = t.listed([t.month(month) for month in value])
        yield t.say(N_("Indsatsen er mangelfuld i {maaneder}."), maaneder=months)
    else:
        yield t.say(N_("Indsatsen er ikke mangelfuld i nogen måned."))


KEYS: Final[Mapping[str, Telling]] = MappingProxyType(
    {
        "udfald": _word(_UDFALD),
        "grunde": _nothing,
        "advarsler": _nothing,
        "aktoer": _who,
        "slutdato": _day(N_("A-kassens sidste dag er den {dag}."), N_("A-kassens sidste dag er ikke kendt.")),
        "regelsaet": _word(_REGELSAET),
        "former": _forms,
        "a_kasse_form": _word(_A_KASSE_FORM),
        "udebliver": _either(_UDEBLIVER),
        "afgoerelse": _either(_AFGOERELSE),
        "klage": _complaint,
        "samtale_senest": _day(
            N_("En samtale skal være holdt senest den {dag}."), N_("Der kræves ingen samtale.")
        ),
        "virkning_fra": _day(N_("Afmeldingen gælder fra den {dag}.")),
        "senest": _day(N_("A-kassen sender Kim videre senest den {dag}.")),
        "emner": _no_topics,
        "andel": _shares,
        "mangelfuld": _wanting,
        "dialog": _either(
            (
                N_("Der er ikke seks måneder i træk, som fører til dialog."),
                N_("Seks måneder i træk fører til dialog med styrelsen."),
            )
        ),
    }
)
"""Every key of an answer. `krav`, and `emner` that there are, are told with their paragraphs."""
