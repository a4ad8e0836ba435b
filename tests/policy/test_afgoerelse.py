"""A decision as a case: which step may follow which, by whom, with which words, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.policy.afgoerelse import Naeste, TrinSpoergsmaal, hjemmel, kan_afgoere, naeste, tag_skridt
from portal.policy.facts import Aktoer
from portal.policy.hoering import Emne
from portal.policy.sagsgang import Gang, Genvurdering, Hvem, Skridt, Trin, Udfald, Venter
from portal.policy.udsaettelse import Anmodning, Udsaettelse, Vigende

A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER
DAY = date(2024, 9, 2)
ASKED = DAY + timedelta(days=8)
LAST = date(2024, 10, 15)
"""The last day to complain, where it is known."""


def on(days: int) -> date:
    return DAY + timedelta(days=days)


SOON, LATER = on(11), on(100)

OPENED = Skridt(Trin.AABNET, DAY)
HEARD = Skridt(Trin.HOERT, DAY, frist=ASKED)
ANSWERED = Skridt(Trin.SVARET, on(3))
UNANSWERED = Skridt(Trin.UDEN_SVAR, on(10))
DECIDED = Skridt(Trin.AFGJORT, on(10))
DROPPED = Skridt(Trin.FRAFALDET, on(10))
COMPLAINED = Skridt(Trin.KLAGET, on(20))
STANDS = Skridt(Trin.GENVURDERET, on(25), resultat=Genvurdering.FASTHOLDT)
PARTLY = Skridt(Trin.GENVURDERET, on(25), resultat=Genvurdering.DELVIST, til=on(60))
GRANTED = Skridt(Trin.GENVURDERET, on(25), resultat=Genvurdering.MEDHOLD)
SENT = Skridt(Trin.SENDT, on(26))
WITHDRAWN = Skridt(Trin.TRUKKET, on(26))
LIFTED = Skridt(Trin.OPHAEVET, on(30))
AGAIN = Skridt(Trin.KLAGET, on(30))
CLOSED = Skridt(Trin.LUKKET, on(90))

BEFORE = (OPENED, HEARD)
AFTER = (OPENED, HEARD, UNANSWERED, DECIDED)
AT_THE_BOARD = (*AFTER, COMPLAINED, STANDS, SENT)


def outcome(udfald: Udfald) -> Skridt:
    return Skridt(Trin.UDFALD, on(80), resultat=udfald)


def gang(
    *steps: Skridt, af: Aktoer = JOBCENTER, emne: Emne = Emne.FRATAGELSE, senest: date | None = LAST
) -> Gang:
    return Gang(emne, af, steps, senest)


def asked(case: Gang, trin: Trin, today: date = LATER, **changed: Any) -> tuple[str, ...]:
    """The codes that refuse the step; none where it may be taken."""
    values: dict[str, Any] = {"hvem": Hvem.MYNDIGHED, "dag": today, "begrundelse": "Fordi"}
    decision = tag_skridt(case, today, TrinSpoergsmaal(trin=trin, **values | changed))
    assert all(finding.citations for finding in decision.findings)
    return tuple(finding.code for finding in decision.refusals)


@pytest.mark.parametrize(
    ("steps", "trin", "code"),
    [
        ((), Trin.AABNET, None),
        ((OPENED,), Trin.AABNET, "sag_aaben"),
        ((OPENED,), Trin.HOERT, None),
        ((OPENED,), Trin.SVARET, "sag_ikke_hoert"),
        ((OPENED,), Trin.UDEN_SVAR, "sag_ikke_hoert"),
        (BEFORE, Trin.SVARET, None),
        (BEFORE, Trin.UDEN_SVAR, None),
        ((*BEFORE, ANSWERED), Trin.SVARET, None),
        ((*BEFORE, ANSWERED), Trin.UDEN_SVAR, "hoering_besvaret"),
        ((*BEFORE, ANSWERED, HEARD), Trin.UDEN_SVAR, None),
        (BEFORE, Trin.KLAGET, "sag_ikke_afgjort"),
        (BEFORE, Trin.OPHAEVET, "sag_ikke_afgjort"),
        (BEFORE, Trin.LUKKET, "sag_ikke_afgjort"),
        (BEFORE, Trin.FRAFALDET, None),
        ((*BEFORE, DROPPED), Trin.AFGJORT, "sag_frafaldet"),
        ((*BEFORE, DROPPED), Trin.SVARET, "sag_frafaldet"),
        (AFTER, Trin.HOERT, "sag_afgjort"),
        (AFTER, Trin.AFGJORT, "sag_afgjort"),
        (AFTER, Trin.KLAGET, None),
        (AFTER, Trin.GENVURDERET, "ikke_klaget"),
        (AFTER, Trin.SENDT, "ikke_klaget"),
        (AFTER, Trin.UDFALD, "ikke_sendt"),
        (AFTER, Trin.OPHAEVET, None),
        (AFTER, Trin.LUKKET, "sag_lukket"),
        ((*AFTER, LIFTED), Trin.OPHAEVET, "sag_ophaevet"),
        ((*AFTER, LIFTED), Trin.KLAGET, None),
        ((*AFTER, COMPLAINED), Trin.KLAGET, "allerede_klaget"),
        ((*AFTER, COMPLAINED), Trin.SENDT, "genvurderes_foerst"),
        ((*AFTER, COMPLAINED), Trin.GENVURDERET, None),
        ((*AFTER, COMPLAINED), Trin.LUKKET, "klage_behandles"),
        ((*AFTER, COMPLAINED, STANDS), Trin.GENVURDERET, "allerede_genvurderet"),
        ((*AFTER, COMPLAINED, STANDS), Trin.SENDT, None),
        ((*AFTER, COMPLAINED, GRANTED), Trin.SENDT, "klage_medhold"),
        ((*AFTER, COMPLAINED, GRANTED), Trin.LUKKET, "sag_lukket"),
        ((*AFTER, COMPLAINED, PARTLY), Trin.GENVURDERET, "allerede_genvurderet"),
        ((*AFTER, COMPLAINED, PARTLY), Trin.SENDT, None),
        (AFTER, Trin.TRUKKET, "ikke_klaget"),
        ((*AFTER, COMPLAINED), Trin.TRUKKET, None),
        ((*AFTER, COMPLAINED, STANDS), Trin.TRUKKET, None),
        ((*AFTER, COMPLAINED, PARTLY), Trin.TRUKKET, None),
        ((*AFTER, COMPLAINED, GRANTED), Trin.TRUKKET, "klage_medhold"),
        (AT_THE_BOARD, Trin.TRUKKET, "klage_hos_ankestyrelsen"),
        ((*AT_THE_BOARD, outcome(Udfald.AFVIST)), Trin.TRUKKET, "udfald_kendt"),
        ((*AFTER, COMPLAINED, PARTLY, WITHDRAWN), Trin.TRUKKET, "ikke_klaget"),
        ((*AFTER, COMPLAINED, PARTLY, WITHDRAWN), Trin.SENDT, "ikke_klaget"),
        ((*AFTER, COMPLAINED, PARTLY, WITHDRAWN), Trin.GENVURDERET, "ikke_klaget"),
        ((*AFTER, COMPLAINED, PARTLY, WITHDRAWN), Trin.KLAGET, None),
        ((*AFTER, COMPLAINED, PARTLY, WITHDRAWN, AGAIN), Trin.GENVURDERET, None),
        ((*AFTER, COMPLAINED, PARTLY, WITHDRAWN, AGAIN), Trin.SENDT, "genvurderes_foerst"),
        (BEFORE, Trin.IKKE_UDSAT, None),
        (AFTER, Trin.IKKE_UDSAT, "sag_afgjort"),
        ((*AFTER, COMPLAINED), Trin.IKKE_UDSAT, None),
        (AT_THE_BOARD, Trin.SENDT, "allerede_sendt"),
        (AT_THE_BOARD, Trin.UDFALD, None),
        (AT_THE_BOARD, Trin.LUKKET, "klage_behandles"),
        ((*AT_THE_BOARD, outcome(Udfald.AFVIST)), Trin.UDFALD, "udfald_kendt"),
        ((*AT_THE_BOARD, outcome(Udfald.AFVIST)), Trin.LUKKET, "sag_lukket"),
        ((*AT_THE_BOARD, outcome(Udfald.HJEMVIST)), Trin.LUKKET, None),
        ((*AT_THE_BOARD, outcome(Udfald.HJEMVIST), CLOSED), Trin.LUKKET, "sag_lukket"),
    ],
)
def test_a_step_out_of_turn_is_refused_with_its_reason(
    steps: Sequence[Skridt], trin: Trin, code: str | None
) -> None:
    assert asked(gang(*steps), trin) == (() if code is None else (code,))


def test_an_a_kasse_does_not_look_again_but_sends_the_complaint_on_at_once() -> None:
    case = gang(*AFTER, COMPLAINED, af=A_KASSE)

    assert asked(case, Trin.GENVURDERET) == ("genvurderes_ikke",)
    assert asked(case, Trin.SENDT) == ()


def test_nobody_is_held_not_to_have_answered_while_the_days_run() -> None:
    decision = tag_skridt(gang(*BEFORE), ASKED, TrinSpoergsmaal(Trin.UDEN_SVAR, Hvem.MYNDIGHED, ASKED))

    (refused,) = decision.refusals
    assert (refused.code, refused.facts["svar_senest"]) == ("hoering_loeber", ASKED.isoformat())
    assert asked(gang(*BEFORE), Trin.UDEN_SVAR, ASKED + timedelta(days=1)) == ()


def test_a_person_answers_and_complains_and_takes_no_other_step() -> None:
    theirs = {trin for trin in Trin if "kun_myndigheden" not in asked(gang(), trin, hvem=Hvem.PERSON)}

    assert theirs == {Trin.SVARET, Trin.KLAGET, Trin.TRUKKET}


@pytest.mark.parametrize(
    ("steps", "trin", "resultat"),
    [
        (BEFORE, Trin.SVARET, None),
        (BEFORE, Trin.FRAFALDET, None),
        ((*AFTER, COMPLAINED), Trin.GENVURDERET, Genvurdering.FASTHOLDT.value),
        (BEFORE, Trin.IKKE_UDSAT, None),
        ((*AT_THE_BOARD, outcome(Udfald.AENDRET)), Trin.LUKKET, None),
    ],
)
def test_steps_that_say_something_take_words(
    steps: Sequence[Skridt], trin: Trin, resultat: str | None
) -> None:
    for af in (A_KASSE, JOBCENTER) if trin is not Trin.GENVURDERET else (JOBCENTER,):
        case = gang(*steps, af=af)
        assert asked(case, trin, begrundelse="  ", resultat=resultat) == ("mangler_begrundelse",)
        assert asked(case, trin, resultat=resultat) == ()


def test_agreeing_with_a_complaint_takes_no_words() -> None:
    granted = Genvurdering.MEDHOLD.value

    assert asked(gang(*AFTER, COMPLAINED), Trin.GENVURDERET, begrundelse=None, resultat=granted) == ()


@pytest.mark.parametrize(
    ("day", "senest", "told", "rettidig"),
    [
        (LAST, LAST, "klage_rettidig", True),
        (LAST + timedelta(days=1), LAST, "klage_for_sent", False),
        (LAST + timedelta(days=400), None, "klage_dag_ukendt", None),
    ],
)
def test_a_complaint_is_taken_in_however_late_and_suspends_nothing(
    day: date, senest: date | None, told: str, rettidig: bool | None
) -> None:
    decision = tag_skridt(gang(*AFTER, senest=senest), day, TrinSpoergsmaal(Trin.KLAGET, Hvem.PERSON, day))

    assert [finding.code for finding in decision.findings] == ["sag_skridt", told, "ikke_opsaettende"]
    assert decision.allowed
    assert decision.result["rettidig"] is rettidig


def test_where_the_law_names_nobody_to_complain_to_the_complaint_is_taken_in_and_that_is_said() -> None:
    case = gang(*AFTER, af=A_KASSE, emne=Emne.FRITAGELSE_AFSLAG, senest=None)

    decision = tag_skridt(case, on(20), TrinSpoergsmaal(Trin.KLAGET, Hvem.PERSON, on(20)))

    assert decision.allowed
    assert "klagevej_ikke_fastsat" in [finding.code for finding in decision.findings]


@pytest.mark.parametrize(
    ("steps", "trin", "day", "code"),
    [
        (BEFORE, Trin.SVARET, DAY - timedelta(days=1), "svar_foer_hoeringen"),
        (BEFORE, Trin.SVARET, DAY, None),
        (BEFORE, Trin.SVARET, on(101), "dag_i_fremtiden"),
        (AFTER, Trin.KLAGET, on(9), "klage_foer_afgoerelsen"),
        (AFTER, Trin.KLAGET, on(101), "dag_i_fremtiden"),
        ((*AFTER, COMPLAINED), Trin.TRUKKET, on(19), "trukket_foer_klagen"),
        ((*AFTER, COMPLAINED), Trin.TRUKKET, on(20), None),
        (AT_THE_BOARD, Trin.UDFALD, on(19), "udfald_foer_klagen"),
        (AT_THE_BOARD, Trin.UDFALD, on(101), "dag_i_fremtiden"),
    ],
)
def test_nothing_came_before_what_it_is_about_or_tomorrow(
    steps: Sequence[Skridt], trin: Trin, day: date, code: str | None
) -> None:
    assert asked(gang(*steps), trin, dag=day) == (() if code is None else (code,))


def test_nothing_is_decided_while_the_days_to_answer_run_unless_the_answer_is_there() -> None:
    for case in (gang(*BEFORE), gang(*BEFORE, ANSWERED, Skridt(Trin.HOERT, on(4), frist=ASKED))):
        assert asked(case, Trin.AFGJORT, ASKED) == ("hoering_loeber",)
        assert asked(case, Trin.AFGJORT, ASKED, svaret=True) == ()
        assert asked(case, Trin.AFGJORT, on(9)) == ()
    assert asked(gang(*BEFORE, ANSWERED), Trin.AFGJORT, ASKED) == ()
    assert asked(gang(OPENED), Trin.AFGJORT) == ()


@pytest.mark.parametrize(
    ("emne", "first"),
    [(Emne.FRATAGELSE, LATER), (Emne.FASTHOLDT_PLIGT, LATER), (Emne.FRITAGELSE_AFSLAG, on(101))],
)
def test_upheld_in_part_takes_reasons_and_a_day_that_gives_something(emne: Emne, first: date) -> None:
    case, partly = gang(*AFTER, COMPLAINED, emne=emne), {"resultat": Genvurdering.DELVIST.value}

    assert asked(case, Trin.GENVURDERET, begrundelse=" ", **partly) == (
        "mangler_begrundelse",
        "delvist_uden_dag",
    )
    early = first - timedelta(days=1)
    assert asked(case, Trin.GENVURDERET, til=early, **partly) == ("delvist_dag_for_tidlig",)
    assert asked(case, Trin.GENVURDERET, til=first, **partly) == ()
    assert asked(case, Trin.GENVURDERET, til=first, gaelder=False, **partly) == ("delvist_gaelder_ikke",)


@pytest.mark.parametrize(
    ("emne", "less", "more"),
    [
        (Emne.FRATAGELSE, ("delvist_dag_for_sen", on(60)), on(59)),
        (Emne.FRITAGELSE_AFSLAG, ("delvist_dag_for_tidlig", on(60)), on(61)),
    ],
)
def test_who_complains_anew_is_never_given_less_than_before(
    emne: Emne, less: tuple[str, date], more: date
) -> None:
    case = gang(*AFTER, COMPLAINED, PARTLY, WITHDRAWN, AGAIN, emne=emne)
    partly = {"resultat": Genvurdering.DELVIST.value}

    assert asked(case, Trin.GENVURDERET, on(31), til=less[1], **partly) == (less[0],)
    assert asked(case, Trin.GENVURDERET, on(31), til=more, **partly) == ()


def test_what_is_no_matter_of_time_is_decided_anew_where_the_person_is_right_in_part() -> None:
    case = gang(*AFTER, COMPLAINED, emne=Emne.TILBUD)

    found = asked(case, Trin.GENVURDERET, resultat=Genvurdering.DELVIST.value, til=LATER)

    assert found == ("delvist_afgoeres_paa_ny",)


def test_whether_it_can_be_decided_is_asked_whatever_is_decided() -> None:
    def may(emne: Emne = Emne.FRATAGELSE, *, svaret: bool = False, waits: bool = False) -> bool:
        asks = Udsaettelse((Anmodning(venter=True),)) if waits else Udsaettelse()
        return kan_afgoere(gang(*BEFORE, emne=emne), ASKED, asks, svaret=svaret).allowed

    assert not may()
    assert may(svaret=True)
    assert not may(svaret=True, waits=True)
    # An offer may have to be given before the days are over: its own rules look at them.
    assert may(Emne.TILBUD)


@pytest.mark.parametrize(
    ("af", "exception", "other", "sources"),
    [
        (JOBCENTER, Vigende.HENSYN, Vigende.FORHALER, {"FVL § 9 b"}),
        (A_KASSE, Vigende.FORHALER, Vigende.HENSYN, {"AKS § 12", "VEJ 10044 4.2"}),
    ],
)
def test_a_decision_waits_for_who_has_asked_to_see_the_file_unless_the_law_lets_it_be_taken(
    af: Aktoer, exception: Vigende, other: Vigende, sources: set[str]
) -> None:
    case, waits = gang(OPENED, af=af), (Anmodning(venter=True), Anmodning(venter=False))

    def now(*claim: Any, trin: Trin = Trin.AFGJORT, **more: Any) -> tuple[str, ...]:
        return asked(case, trin, udsaettelse=Udsaettelse(waits, *claim), **more)

    (told,) = tag_skridt(
        case, LATER, TrinSpoergsmaal(Trin.AFGJORT, Hvem.MYNDIGHED, LATER, udsaettelse=Udsaettelse(waits))
    ).refusals
    assert {str(one) for one in told.citations} == sources
    assert now() == ("afgoerelse_venter",)
    assert now(other, "Det haster") == ("afgoerelse_venter",)
    assert now(exception, " ") == ("udsaettelse_uden_grund",)
    assert now(exception, "Fordi") == ()
    assert now(trin=Trin.FRAFALDET) == ()
    assert asked(case, Trin.AFGJORT, udsaettelse=Udsaettelse((Anmodning(venter=False),))) == ()


def test_who_could_see_the_file_has_a_week_to_answer_before_it_is_decided() -> None:
    seen = Udsaettelse((Anmodning(venter=False, givet=on(20)), Anmodning(venter=False, givet=on(12))))
    case = gang(*BEFORE, ANSWERED)

    assert asked(case, Trin.AFGJORT, on(27), udsaettelse=seen) == ("aktindsigt_laeses",)
    assert asked(case, Trin.AFGJORT, on(27), udsaettelse=seen, svaret=True) == ()
    assert asked(case, Trin.AFGJORT, on(28), udsaettelse=seen) == ()
    answered = gang(*BEFORE, ANSWERED, Skridt(Trin.SVARET, on(20)))
    assert asked(answered, Trin.AFGJORT, on(21), udsaettelse=seen) == ()


def test_looking_again_waits_too_unless_the_person_is_right() -> None:
    case, waits = gang(*AFTER, COMPLAINED), Udsaettelse((Anmodning(venter=True),))

    stands = asked(case, Trin.GENVURDERET, udsaettelse=waits, resultat=Genvurdering.FASTHOLDT.value)
    assert stands == ("afgoerelse_venter",)
    assert asked(case, Trin.GENVURDERET, udsaettelse=waits, resultat=Genvurdering.MEDHOLD.value) == ()


def after(*steps: Skridt, today: date = SOON, **changed: Any) -> tuple[Trin, Venter, date | None] | None:
    found = naeste(gang(*steps, **changed), today)
    return None if found is None else (found.trin, found.venter, found.frist)


def test_before_the_decision_the_case_waits_for_a_hearing_its_answer_and_the_decision() -> None:
    assert after(OPENED) == (Trin.HOERT, Venter.OS, DAY)
    assert after(*BEFORE, today=ASKED) == (Trin.SVARET, Venter.PERSON, ASKED)
    assert after(*BEFORE, today=on(9)) == (Trin.AFGJORT, Venter.OS, ASKED)
    assert after(*BEFORE, ANSWERED, today=on(4)) == (Trin.AFGJORT, Venter.OS, on(3))
    assert after(*BEFORE, DROPPED) is None


def test_after_the_decision_it_waits_for_a_complaint_until_the_last_day() -> None:
    assert after(*AFTER, today=LAST) == (Trin.KLAGET, Venter.PERSON, LAST)
    assert after(*AFTER, today=LAST + timedelta(days=1)) is None
    assert after(*AFTER, today=on(500), senest=None) == (Trin.KLAGET, Venter.PERSON, None)
    assert after(*AFTER, CLOSED, senest=None) is None
    assert after(*AFTER, LIFTED) is None
    assert asked(gang(*AFTER), Trin.LUKKET, LAST) == ("klagefrist_loeber",)
    assert asked(gang(*AFTER, senest=None), Trin.LUKKET) == ()


def test_a_complaint_waits_for_the_jobcenter_then_for_the_board() -> None:
    assert after(*AFTER, COMPLAINED) == (Trin.GENVURDERET, Venter.OS, on(20))
    assert after(*AFTER, COMPLAINED, af=A_KASSE) == (Trin.SENDT, Venter.OS, on(20))
    assert after(*AFTER, COMPLAINED, STANDS) == (Trin.SENDT, Venter.OS, on(25))
    assert after(*AFTER, COMPLAINED, PARTLY) == (Trin.SENDT, Venter.OS, on(25))
    assert after(*AFTER, COMPLAINED, GRANTED) is None
    assert after(*AFTER, COMPLAINED, WITHDRAWN, today=LAST) == (Trin.KLAGET, Venter.PERSON, LAST)
    assert after(*AFTER, COMPLAINED, WITHDRAWN, today=LAST + timedelta(days=1)) is None
    assert after(*AFTER, COMPLAINED, LIFTED) == (Trin.GENVURDERET, Venter.OS, on(20))
    assert after(*AT_THE_BOARD) == (Trin.UDFALD, Venter.ANKESTYRELSEN, None)


@pytest.mark.parametrize(
    ("udfald", "emne", "again"),
    [
        (Udfald.AFVIST, Emne.FRATAGELSE, False),
        (Udfald.STADFAESTET, Emne.FRATAGELSE, False),
        (Udfald.OPHAEVET, Emne.FRATAGELSE, False),
        (Udfald.OPHAEVET, Emne.FRITAGELSE_AFSLAG, True),
        (Udfald.HJEMVIST, Emne.FRATAGELSE, True),
        (Udfald.AENDRET, Emne.FASTHOLDT_PLIGT, True),
    ],
)
def test_what_the_board_decides_ends_the_case_or_leaves_something_to_do(
    udfald: Udfald, emne: Emne, again: bool
) -> None:
    steps = (*AT_THE_BOARD, outcome(udfald))

    assert after(*steps, emne=emne) == ((Trin.LUKKET, Venter.OS, on(80)) if again else None)
    assert after(*steps, CLOSED, emne=emne) is None


def test_every_step_of_every_decision_rests_on_a_paragraph() -> None:
    for emne in Emne:
        for af in (A_KASSE, JOBCENTER):
            assert all(hjemmel(emne, af, trin) for trin in Trin)


@given(
    st.lists(st.sampled_from(Trin), max_size=14),
    st.sampled_from([A_KASSE, JOBCENTER]),
    st.sampled_from(Emne),
    st.sampled_from([None, LAST]),
)
def test_whatever_is_tried_what_is_next_may_be_done_and_the_case_comes_to_an_end(
    tried: list[Trin], af: Aktoer, emne: Emne, senest: date | None
) -> None:
    case, today = Gang(emne, af, (OPENED,), senest), on(1)
    for trin in tried:
        today += timedelta(days=5)
        resultat = {Trin.GENVURDERET: Genvurdering.FASTHOLDT.value, Trin.UDFALD: Udfald.HJEMVIST.value}.get(
            trin
        )
        q = TrinSpoergsmaal(trin, Hvem.MYNDIGHED, today, "Fordi", resultat)
        if not tag_skridt(case, today, q).allowed:
            continue
        frist = today + timedelta(days=7) if trin is Trin.HOERT else None
        case = Gang(emne, af, (*case.skridt, Skridt(trin, today, frist, resultat)), senest)
        _check_next(case, today)


def _check_next(case: Gang, today: date) -> None:
    found: Naeste | None = naeste(case, today)
    if found is None:
        return
    assert found.citations
    resultat = {Trin.GENVURDERET: "medhold", Trin.UDFALD: "afvist"}.get(found.trin)
    q = TrinSpoergsmaal(found.trin, Hvem.MYNDIGHED, today, "Fordi", resultat)
    assert tag_skridt(case, today, q).allowed, (case, found)
