"""What a person's own page tells beside requirements, deadlines and refusals: decisions, meetings, choices.

One code for each finding of `portal.policy.hvorfor`; always met. What happened of itself has its own words
(`haendelse_words`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

PLAN: Final = MappingProxyType(
    {
        "tilmeldt": Words(
            citizen=(N_("Du blev tilmeldt som ledig {tilmeldt}."), N_("Du blev tilmeldt som ledig.")),
            caseworker=(N_("Personen blev tilmeldt {tilmeldt}."), N_("Personen blev tilmeldt.")),
        ),
        "afmeldt": Words(
            citizen=(
                N_("Din sidste dag som tilmeldt var {afmeldt}."),
                N_("Du er ikke længere tilmeldt som ledig."),
            ),
            caseworker=(N_("Sidste dag som tilmeldt var {afmeldt}."), N_("Personen er afmeldt.")),
        ),
        "besluttet_fratagelse": Words(
            citizen=(
                N_("{Besluttet_af} har besluttet, at du fra {dato} ikke selv kan booke samtaler."),
                N_("Det er besluttet, at du ikke selv kan booke samtaler."),
            ),
            caseworker=(N_("Retten til at booke selv er frataget."),),
        ),
        "besluttet_fritagelse": Words(
            citizen=(
                N_(
                    "{Besluttet_af} har besluttet, at du fra {dato} er fritaget for pligten til selv at "
                    "booke. Du bliver indkaldt til dine samtaler. Du må stadig gerne selv booke."
                ),
                N_("Du er fritaget for pligten til selv at booke."),
            ),
            caseworker=(N_("Personen er fritaget for pligten til selv at booke."),),
        ),
        "besluttet_fremmoede": Words(
            citizen=(
                N_("{Besluttet_af} har besluttet, at du skal møde op til samtalen {start}."),
                N_("Det er besluttet, at du skal møde op til samtalen."),
            ),
            caseworker=(N_("Det er besluttet, at samtalen holdes ved personligt fremmøde."),),
        ),
        "besluttet_fastholdt_pligt": Words(
            citizen=(
                N_(
                    "{Besluttet_af} har besluttet, at du fra {dato} skal komme til jobsamtaler, selv om du "
                    "er på vej til noget andet."
                ),
                N_("Det er besluttet, at du skal komme til jobsamtaler."),
            ),
            caseworker=(N_("Pligten til jobsamtaler er fastholdt."),),
        ),
        "samtale_med_pligt": Words(
            citizen=(N_("Du har pligt til at komme til samtalen."),),
            caseworker=(N_("Personen har pligt til at møde."),),
        ),
        "samtale_uden_pligt": Words(
            citizen=(N_("Samtalen er planlagt. Du har ikke pligt til at komme den dag."),),
            caseworker=(N_("Personen har ikke pligt til at møde den dag."),),
        ),
        "indkaldt": Words(
            citizen=(
                N_("{Holder} har indkaldt dig til en samtale {start}."),
                N_("{Holder} har indkaldt dig til en samtale."),
            ),
            caseworker=(N_("Personen er indkaldt til samtalen."),),
        ),
        "aflyst_af_myndighed": Words(
            citizen=(
                N_("{Holder} har aflyst din samtale {start}."),
                N_("{Holder} har aflyst din samtale."),
            ),
            caseworker=(N_("Samtalen er aflyst af den, der skulle holde den."),),
        ),
        "frist_uden_tider": Words(
            citizen=(N_("Der var ingen ledige tider inden for fristen. Derfor gælder den ikke."),),
            caseworker=(N_("Der var ingen ledige tider inden fristen."),),
        ),
        "a_kasse_valgt": Words(
            citizen=(N_("Du bestemmer selv, om din a-kasse er med til samtalen."),),
            caseworker=(N_("Personen bestemmer selv, om a-kassen er med."),),
        ),
    }
)
