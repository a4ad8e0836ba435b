"""Signing in, of citizens and of caseworkers: one OpenID Connect broker each."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from portal.settings import values
from portal.settings.reading import Reader

_NSIS: Final = re.compile(r"https://data\.gov\.dk/concept/core/nsis/(?:loa/)?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class OidcSettings:
    """One way to sign in with OpenID Connect: whom to trust, and what the broker calls the things we need.

    Every broker names its claims in its own way, so each name is a setting. `required_claims` gives, for a
    claim, the values of which it must have one. `required_loa` holds assurance levels as `normalised_loa`
    writes them; the first of `loa_claims` that is present is compared.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str
    subject_claim: str
    name_claim: str
    loa_claims: tuple[str, ...]
    required_loa: tuple[str, ...]
    cpr_claim: str | None = None
    organisation_claim: str | None = None
    required_claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    authorization_params: Mapping[str, str] = field(default_factory=dict)

    @property
    def metadata_url(self) -> str:
        """Where the issuer publishes its addresses and keys (OpenID Connect Discovery 1.0, section 4)."""
        return self.issuer.rstrip("/") + "/.well-known/openid-configuration"


def normalised_loa(value: str) -> str:
    """An assurance level as one lower-case word, whoever wrote it.

    NemLog-in and the brokers write the same NSIS level as different addresses (`…/nsis/loa/Substantial`,
    `…/nsis/Substantial`); both become `substantial`. Anything else is only lower-cased.
    """
    nsis = _NSIS.fullmatch(value.strip())
    return (nsis.group(1) if nsis else value.strip()).lower()


def citizen_oidc_from(reader: Reader) -> OidcSettings:
    """How citizens sign in."""
    # What is not set is as Signaturgruppen's MitID broker has it.
    return _oidc(
        reader,
        "PORTAL_CITIZEN_OIDC_",
        scope="openid mitid ssn",
        subject_claim="sub",
        cpr_claim="dk.cpr",
        organisation_claim=None,
        required_claims={"idp": ("mitid",), "identity_type": ("private",)},
        authorization_params={"idp_params": '{"mitid":{"loa_value":"substantial"}}'},
    )


def caseworker_oidc_from(reader: Reader) -> OidcSettings:
    """How caseworkers sign in."""
    # What is not set is as MitID Erhverv has it. Its `sub` is the broker's own, the professional id is not.
    return _oidc(
        reader,
        "PORTAL_CASEWORKER_OIDC_",
        scope="openid nemlogin",
        subject_claim="nemlogin.persistent_professional_id",
        cpr_claim=None,
        organisation_claim="nemlogin.cvr",
        required_claims={},
        authorization_params={},
    )


def _oidc(
    reader: Reader,
    prefix: str,
    *,
    scope: str,
    subject_claim: str,
    cpr_claim: str | None,
    organisation_claim: str | None,
    required_claims: Mapping[str, tuple[str, ...]],
    authorization_params: Mapping[str, str],
) -> OidcSettings:
    def name(suffix: str, default: str) -> str:
        return reader.optional(prefix + suffix, "the name of a claim", values.word, default)

    return OidcSettings(
        issuer=reader.required(
            prefix + "ISSUER", "the issuer, https://… (http:// on loopback only)", values.address_or_loopback
        ),
        client_id=reader.required(
            prefix + "CLIENT_ID", "the name the issuer knows this portal by", values.anything
        ),
        client_secret=reader.required(
            prefix + "CLIENT_SECRET", "the secret the issuer gave this portal", values.anything
        ),
        scope=reader.optional(
            prefix + "SCOPE", "scopes with openid among them, parted by spaces", _scope, scope
        ),
        subject_claim=name("SUBJECT_CLAIM", subject_claim),
        name_claim=name("NAME_CLAIM", "name"),
        loa_claims=reader.optional(
            prefix + "LOA_CLAIMS",
            "names of claims, parted by commas, the first present counts",
            values.words,
            ("loa",),
        ),
        required_loa=reader.optional(
            prefix + "REQUIRED_LOA", "assurance levels, parted by commas", _levels, ("substantial", "high")
        ),
        cpr_claim=name("CPR_CLAIM", cpr_claim) if cpr_claim else None,
        organisation_claim=name("ORGANISATION_CLAIM", organisation_claim) if organisation_claim else None,
        required_claims=reader.optional(
            prefix + "REQUIRED_CLAIMS",
            'a JSON object with a list of accepted values for each claim, as {"idp": ["mitid"]}',
            _accepted_values,
            MappingProxyType(dict(required_claims)),
        ),
        authorization_params=reader.optional(
            prefix + "AUTHORIZATION_PARAMS",
            "a JSON object of what else to send when asking for a sign-in",
            _parameters,
            MappingProxyType(dict(authorization_params)),
        ),
    )


def _levels(text: str) -> tuple[str, ...]:
    return tuple(normalised_loa(word) for word in values.words(text))


def _scope(text: str) -> str:
    values.insist("openid" in text.split())
    return text


def _accepted_values(text: str) -> Mapping[str, tuple[str, ...]]:
    claims = values.json_object(text)
    for accepted in claims.values():
        values.insist(isinstance(accepted, list) and accepted != [])
        values.insist(all(isinstance(value, str) for value in accepted))
    return MappingProxyType({claim: tuple(accepted) for claim, accepted in claims.items()})


def _parameters(text: str) -> Mapping[str, str]:
    """Parameters of an address are text; what is given as JSON within them goes out as JSON."""
    return MappingProxyType(
        {
            name: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
            for name, value in values.json_object(text).items()
        }
    )
