"""What an identity provider says of somebody, checked: its assurance, the kind of login, the claims we need.

The provider's signature, issuer, audience, nonce and time have been checked before. Every provider
names its claims in its own way, so all names come from the settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from portal.settings import OidcSettings, normalised_loa
from portal.store.cpr import Cpr, InvalidCpr

Reason = Literal["cancelled", "failed", "unreachable", "assurance", "wrong_login", "no_cpr", "unknown"]


class SignInRefused(Exception):
    """Nobody is signed in. `reason` picks the page that says why and what to do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is.

    `cpr` is there for citizens, `organisation` (its code at the provider) for caseworkers.
    """

    subject: str
    cpr: Cpr | None = field(default=None, repr=False)
    organisation: str | None = None


def identity_from(
    settings: OidcSettings, id_token: Mapping[str, Any], userinfo: Mapping[str, Any]
) -> Identity:
    """Whom the claims describe.

    Where both sources carry a claim, the signed ID token's is the one that counts.

    :raises SignInRefused: the two sources describe different people, or what the settings ask for is missing.
    """
    if not id_token.get("sub") or userinfo.get("sub") != id_token["sub"]:
        raise SignInRefused("failed")
    claims = {**userinfo, **id_token}
    _require_assurance(settings, claims)
    for name, accepted in settings.required_claims.items():
        if claims.get(name) not in accepted:
            raise SignInRefused("wrong_login")
    subject = claims.get(settings.subject_claim)
    if not isinstance(subject, str) or not subject:
        raise SignInRefused("failed")
    return Identity(subject, _cpr(settings, claims), _organisation(settings, claims))


def _require_assurance(settings: OidcSettings, claims: Mapping[str, Any]) -> None:
    level = next((claims[name] for name in settings.loa_claims if name in claims), None)
    if not isinstance(level, str) or normalised_loa(level) not in settings.required_loa:
        raise SignInRefused("assurance")


def _cpr(settings: OidcSettings, claims: Mapping[str, Any]) -> Cpr | None:
    if settings.cpr_claim is None:
        return None
    try:
        return Cpr(str(claims[settings.cpr_claim]))
    except (KeyError, InvalidCpr):
        raise SignInRefused("no_cpr") from None


def _organisation(settings: OidcSettings, claims: Mapping[str, Any]) -> str | None:
    if settings.organisation_claim is None:
        return None
    organisation = claims.get(settings.organisation_claim)
    if not isinstance(organisation, str) or not organisation:
        raise SignInRefused("wrong_login")
    return organisation
