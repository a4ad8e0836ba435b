"""What the log says was done or seen of a person, as the person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.wording.reader import N_, Reader

DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "see_list": N_("Så dig på en liste over borgere, der skal gøres noget for"),
        "print_list": N_("Skrev en liste ud, som du stod på"),
        "export_list": N_("Hentede en liste, som du stod på, som fil"),
        "see_agenda": N_("Så, at du har en samtale"),
        "see_home": N_("Så dit navn på sin forside"),
        "find_person": N_("Fandt dig i en søgning"),
        "see_person": N_("Så siden om dig"),
        "bring_in_person": N_("Oprettede dig i Selvbooking"),
        "see_import": N_("Så oplysninger om dig, før de blev læst ind"),
        "import_people": N_("Læste oplysninger om dig ind"),
        "see_course": N_("Så oplysningerne om dit forløb"),
        "see_correction": N_("Så oplysningerne om dit forløb for at rette dem"),
        "correct_course": N_("Rettede oplysninger om dit forløb"),
        "see_corrections": N_("Så, hvad der er rettet i dit forløb"),
        "see_plan": N_("Så din Min Plan"),
        "see_plan_part": N_("Så en del af din Min Plan for at skrive i den"),
        "see_plan_history": N_("Så, hvad der er ændret i din Min Plan"),
        "print_plan": N_("Hentede din Min Plan som fil"),
        "write_plan": N_("Skrev i din Min Plan"),
        "end_plan_item": N_("Afsluttede noget i din Min Plan"),
        "see_cv": N_("Så, om dit CV er i orden"),
        "check_cv": N_("Registrerede, om dit CV er i orden"),
        "see_availability": N_("Så, hvorfor en rådighedssamtale med dig holdes"),
        "say_why_available": N_("Skrev, hvorfor en rådighedssamtale med dig holdes"),
        "assess_availability": N_("Vurderede, om du står til rådighed"),
        "see_availability_list": N_("Så dig på listen over rådighedssamtaler"),
        "see_visitation": N_("Så, om du skal videre til jobcentret"),
        "visiter": N_("Tog stilling til, om du skal videre til jobcentret"),
        "see_change": N_("Så på dit skift af a-kasse eller kommune"),
        "see_changes": N_("Så, at du skifter a-kasse eller kommune"),
        "see_revocation": N_("Så på din ret til selv at booke"),
        "revoke_selvbooking": N_("Tog stilling til din ret til selv at booke"),
        "see_hearing": N_("Så, om du skal høres, før der bliver besluttet noget"),
        "hear_person": N_("Hørte dig, før der bliver besluttet noget"),
        "see_upheld_duty": N_("Så på din pligt til at komme til samtaler"),
        "uphold_duty": N_("Tog stilling til, om du stadig har pligt til at komme til samtaler"),
        "lift_upheld_duty": N_("Ophævede en afgørelse om din pligt til at komme til samtaler"),
        "see_cases": N_("Så, at du har en sag med en frist"),
        "see_case": N_("Så en sag om dig"),
        "see_case_file": N_("Hentede papirerne i en sag om dig"),
        "register_answer": N_("Skrev dit svar på en høring ned"),
        "drop_case": N_("Tog stilling til at lade en sag falde"),
        "register_complaint": N_("Registrerede din klage over en afgørelse"),
        "register_withdrawal": N_("Registrerede, at du trak din klage tilbage"),
        "reconsider": N_("Vurderede en afgørelse igen, fordi du har klaget"),
        "pass_on_complaint": N_("Sendte din klage til Ankestyrelsen"),
        "register_outcome": N_("Registrerede, hvad Ankestyrelsen har afgjort"),
        "see_file_requests": N_("Så, at du har bedt om at se papirerne i en sag"),
        "see_file_request": N_("Så, at du har bedt om at se papirerne i en sag"),
        "answer_file_request": N_("Svarede på, om du kan se papirerne i en sag"),
        "note_file_request": N_("Skrev ned, at du vil se papirerne i en sag"),
        "file_complaint": N_("Behandlede din klage over, at papirer er holdt tilbage"),
        "see_file_as_given": N_("Hentede papirerne i en sag, som du får dem"),
        "close_case": N_("Lukkede en sag om dig"),
        "lift_fratagelse": N_("Gav dig retten til selv at booke tilbage"),
        "see_samtaleform": N_("Så, hvordan en af dine samtaler holdes"),
        "require_fremmoede": N_("Tog stilling til, om en samtale skal holdes som et personligt møde"),
        "see_letter": N_("Så et brev til dig"),
        "gather_prints": N_("Gjorde et brev til dig klar til at blive sendt på papir"),
        "open_prints": N_("Så et brev til dig, der skulle sendes på papir"),
        "mark_posted": N_("Lagde et brev til dig i posten"),
        "see_requests": N_("Så dine ønsker"),
        "see_request": N_("Så et af dine ønsker"),
        "note_request": N_("Skrev et ønske ned for dig"),
        "answer_request": N_("Svarede på et ønske fra dig"),
        "exempt_from_booking": N_("Fritog dig for selv at booke"),
        "see_exemption": N_("Så din fritagelse for selv at booke"),
        "lift_exemption": N_("Tog stilling til din fritagelse for selv at booke"),
        "see_offers": N_("Så, hvilke tilbud jobcentret er bedt om til dig"),
        "see_offer": N_("Så et tilbud, som jobcentret er bedt om til dig"),
        "see_dialog": N_("Så, at jobcentret er bedt om et tilbud til dig"),
        "recommend_offer": N_("Skrev, at jobcentret skal bedes om et tilbud til dig"),
        "note_answer_to_recommendation": N_("Skrev ned, om du er enig i et foreslået tilbud"),
        "decide_recommendation": N_("Tog stilling til at give dig et tilbud"),
        "withdraw_recommendation": N_("Trak en indstilling af et tilbud tilbage"),
        "see_deadline": N_("Så din frist for at booke"),
        "undo_for_many": N_("Fortrød noget, før du fik det at vide"),
        "see_strike_off": N_("Så, om du kan afmeldes, fordi du ikke bookede i tide"),
        "strike_off": N_("Tog stilling til at afmelde dig, fordi du ikke bookede i tide"),
        "set_booking_deadline": N_("Tog stilling til en frist for, hvornår du skal booke"),
        "see_call_in": N_("Så, hvornår du kan indkaldes"),
        "call_in": N_("Indkaldte dig til en samtale"),
        "see_summons": N_("Så dit svar på en indkaldelse"),
        "refuse_another_time": N_("Svarede på dit ønske om en anden tid"),
        "see_kontrol": N_("Så, om du er under en kontrolaktion"),
        "register_kontrol": N_("Registrerede en meddelelse om en kontrolaktion"),
        "see_phone_booking": N_("Så, hvilke tider du kan få, mens I talte i telefon"),
        "book_jobsamtale": N_("Bookede en samtale for dig i telefonen"),
        "move_jobsamtale": N_("Flyttede en samtale for dig i telefonen"),
        "call_off_jobsamtale": N_("Aflyste en samtale for dig i telefonen"),
        "see_meeting": N_("Så en af dine samtaler"),
        "register_meeting": N_("Skrev, hvad der skete med en samtale"),
        "correct_meeting": N_("Rettede, hvad der stod om en samtale"),
        "tell_a_kasse": N_("Fortalte din a-kasse, at du ikke var med til en samtale"),
        "see_notices": N_("Så, at jobcentret og din a-kasse skriver om en samtale, du ikke var med til"),
        "see_notice": N_("Så, hvad jobcentret og din a-kasse skriver om en samtale, du ikke var med til"),
        "close_notice": N_("Tog stilling til, at du ikke var med til en samtale"),
        "write_in_notice": N_("Skrev til jobcentret eller a-kassen om en samtale, du ikke var med til"),
        "register_contact": N_("Skrev, at du henvendte dig efter en samtale, du ikke var med til"),
        "see_undelivered": N_("Så, at en besked til dig ikke kunne leveres"),
        "settle_undelivered": N_("Tog sig af en besked, der ikke kunne leveres til dig"),
        "offer_freed": N_("Gav dig besked om en tidligere tid"),
        "send_another": N_("Ændrede, hvem der kommer til en af dine samtaler"),
        "withdraw_booked_time": N_("Aflyste en samtale, fordi tiden ikke kunne holdes"),
    }
)
"""Every action of a caseworker that is about one person."""

SOMETHING: Final = N_("Arbejdede med din sag")
"""For an action of an older day that has no words any more."""

REFUSED: Final = N_("{hvad} (blev afvist)")


def done(reader: Reader, action: str, outcome: str) -> str:
    """What the person reads of one line of the log."""
    what = reader.gettext(DONE.get(action, SOMETHING))
    return what if outcome == "allowed" else reader.gettext(REFUSED).format(hvad=what)
