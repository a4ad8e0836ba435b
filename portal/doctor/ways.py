"""The ways in and out of the house: the portal's own address, mail, Digital Post, DFDG. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import requests
from cryptography import x509

from portal.delivery import post
from portal.delivery.channel import NotNow, Undeliverable
from portal.delivery.dfdg.service import Dfdg
from portal.delivery.mail import MailChannel
from portal.delivery.post.receipts import HttpReceipts
from portal.doctor.line import HTTP_SECONDS, About, Line, fails, not_set_up, works
from portal.settings import SmtpSettings
from portal.store import organisations

_RENEW_BEFORE: Final = timedelta(days=30)
_HEALTH: Final = "/helbred"
_POST, _DFDG, _RECEIPTS = "PORTAL_POST", "PORTAL_DFDG", "_RECEIPTS_URL"

_HOST: Final = "Start it, or mend PORTAL_SMTP_HOST and PORTAL_SMTP_PORT."
_SIGN_IN: Final = "Mend PORTAL_SMTP_USER and PORTAL_SMTP_PASSWORD."
_SECURITY: Final = "Mend PORTAL_SMTP_SECURITY and PORTAL_SMTP_PORT."
_MAIL: Final[Mapping[str, tuple[str, str]]] = {
    "smtp_ConnectionRefusedError": ("No mail server answers there.", _HOST),
    "smtp_gaierror": ("No machine has that name.", "Mend PORTAL_SMTP_HOST."),
    "smtp_TimeoutError": ("The mail server takes too long to answer.", _HOST),
    "smtp_SSLCertVerificationError": (
        "The mail server's certificate is not trusted, or is for another name.",
        "Mend PORTAL_SMTP_HOST, or trust its authority.",
    ),
    "smtp_SSLError": ("The mail server does not begin with TLS.", _SECURITY),
    "smtp_SMTPServerDisconnected": ("The mail server breaks off.", _SECURITY),
    "smtp_SMTPNotSupportedError": ("The mail server offers no STARTTLS, or no sign-in.", _SECURITY),
    "smtp_530": ("The mail server wants a sign-in.", _SIGN_IN),
    "smtp_534": ("The mail server refuses the sign-in.", _SIGN_IN),
    "smtp_535": ("The mail server refuses the user or the password.", _SIGN_IN),
}

_OTHERS: Final[Mapping[str, tuple[str, str]]] = {
    "no_answer": ("It does not answer, or not to this certificate.", "Mend {url} or {prefix}_CERTIFICATE."),
    "timeout": ("It takes too long to answer.", "Try again, and ask who runs it."),
    "no_token": ("KOMBIT gives no token.", "See {prefix}_CERTIFICATE and {prefix}_TOKEN_URL."),
    "http_401": ("It refuses the portal.", "See {prefix}_CERTIFICATE, and whether it may do that there."),
    "http_403": ("It refuses the portal.", "See {prefix}_CERTIFICATE, and whether it may do that there."),
    "http_404": ("There is nothing at that address.", "Mend {url}."),
}


def address(about: About) -> Line:
    base_url = about.settings.base_url
    start = "Start the portal and its proxy, or mend PORTAL_BASE_URL."
    try:
        answer = requests.get(base_url + _HEALTH, timeout=HTTP_SECONDS, allow_redirects=False)
    except requests.Timeout:
        return fails(f"{base_url} takes too long to answer.", start)
    except requests.exceptions.SSLError:
        return fails(
            f"{base_url} has no certificate that is trusted.", "Renew it, or have it issued for that name."
        )
    except requests.RequestException:
        return fails(f"{base_url} does not answer.", start)
    if answer.status_code in {500, 502, 503, 504}:
        return fails(
            f"{base_url} answers that it cannot now.", "See the line of the database, and the proxy's log."
        )
    if answer.status_code != 200 or answer.text.strip() != "ok":
        return fails(f"Something else than the portal answers at {base_url}.", start)
    if urlsplit(base_url).scheme != "https":
        return works(f"{base_url} answers, on this machine only.")
    return works(f"{base_url} answers.")


def mail(about: About) -> Line:
    smtp = about.settings.smtp
    if smtp is None:
        return not_set_up("No mail is sent.", "Set PORTAL_SMTP_HOST and PORTAL_SMTP_FROM.")
    try:
        MailChannel(smtp, about.settings.base_url).check()
    except (NotNow, Undeliverable) as error:
        code = str(error)
        return fails(*_MAIL.get(code, (f"The mail server does not take the portal ({code}).", _HOST)))
    return works(_greeted(smtp))


def _greeted(smtp: SmtpSettings) -> str:
    how = {"starttls": " over STARTTLS", "tls": " over TLS", "none": ""}[smtp.security]
    return f"The mail server answers{how}{' and takes the password' if smtp.user else ''}."


def digital_post(about: About) -> Line:
    return _post(about, sms=False)


def text_messages(about: About) -> Line:
    return _post(about, sms=True)


def _post(about: About, *, sms: bool) -> Line:
    settings, way = about.settings.post, post.way_of(about.settings)
    if settings is None or way is None:
        what = "Text messages wait." if sms else "Letters wait, but for those on paper."
        return not_set_up(what, "Set PORTAL_POST_WAY, PORTAL_POST_URL and PORTAL_POST_CERTIFICATE.")
    if spoilt := _certificate(settings.certificate, _POST, about.now):
        return spoilt
    cvr = about.read(organisations.any_cvr)
    if cvr is None:
        return fails(
            "No organisation has a CVR number to send with.", "An administrator sets it at /administration."
        )
    found = _asked(lambda: way.reach(cvr, about.now, sms=sms), _POST)
    return found or works(f"It answers ({settings.way}).")


def receipts(about: About) -> Line:
    settings = about.settings.post
    if settings is None or settings.receipts_url is None:
        return not_set_up("Nobody tells which letters arrived.", f"Set {_POST}{_RECEIPTS}.")
    if spoilt := _certificate(settings.certificate, _POST, about.now):
        return spoilt
    found = _asked(lambda: list(HttpReceipts(settings).waiting()), _POST, _RECEIPTS)
    return found or works("They can be fetched.")


def reports(about: About) -> Line:
    settings = about.settings.dfdg
    if settings is None:
        wanted = "Set PORTAL_DFDG_URL, PORTAL_DFDG_OWNER_SYSTEM and PORTAL_DFDG_CERTIFICATE."
        return not_set_up("Reports wait.", wanted)
    if spoilt := _certificate(settings.certificate, _DFDG, about.now):
        return spoilt
    return _asked(Dfdg(settings).reach, _DFDG) or works("It answers.")


def _asked(ask: Callable[[], object], prefix: str, url: str = "_URL") -> Line | None:
    """What went wrong; None where it was answered. `prefix`, `url`: of the settings that say where."""
    try:
        ask()
    except (NotNow, Undeliverable) as error:
        code = str(error)
        found, advice = _OTHERS.get(code, (f"It does not take what is asked ({code}).", "Ask who runs it."))
        return fails(found, advice.format(url=prefix + url, prefix=prefix))
    return None


def _certificate(file: str | None, prefix: str, now: datetime) -> Line | None:
    """What is wrong with the client certificate; None where nothing is, or none is set."""
    if file is None:
        return None
    mend = f"Set {prefix}_CERTIFICATE to a file that holds the certificate and its key."
    try:
        content = Path(file).read_bytes()
        until = x509.load_pem_x509_certificate(content).not_valid_after_utc
    except (OSError, ValueError):
        return fails("The client certificate cannot be read.", mend)
    if b"PRIVATE KEY" not in content:
        return fails("The client certificate comes without its key.", mend)
    if until - now < _RENEW_BEFORE:
        end = "ran" if until < now else "runs"
        return fails(f"The client certificate {end} out on {until:%Y-%m-%d}.", "Renew it.")
    return None
