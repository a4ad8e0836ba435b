"""Who is signed in: the session behind the cookie, and which pages it opens.

The cookie holds a random key and no more, and ends with the browser. What the key opens is a row in the
database that ends when the person signs out or stays away for too long, so that a copy of an old cookie
opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, Literal

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user

from portal import clock
from portal.store import audit, sessions
from portal.store.database import Busy
from portal.store.views import OrganisationView
from portal.web.context import database, settings

_TOUCH_EVERY: Final = timedelta(minutes=1)
_WARN_SECONDS: Final = 5 * 60
EXPIRED: Final = "udloebet"
"""Stands in the session after it had to be ended, so that the next page says so."""


class Citizen(UserMixin):  # type: ignore[misc]
    """A signed-in citizen. `id` is the key of the person's row and never leaves the server."""

    kind: Final[Literal["citizen"]] = "citizen"
    organisation: None = None

    def __init__(self, key: str, found: sessions.SessionView) -> None:
        assert found.person_id is not None  # noqa: S101 - the query's own promise
        self.key = key
        self.id = found.person_id
        self.name = found.name
        self.language = found.language
        self.seen_at: datetime = found.last_seen_at

    def get_id(self) -> str:
        return self.key


class Caseworker(UserMixin):  # type: ignore[misc]
    """A signed-in caseworker of one organisation."""

    kind: Final[Literal["caseworker"]] = "caseworker"
    language: None = None

    def __init__(self, key: str, found: sessions.SessionView) -> None:
        assert found.caseworker_id is not None  # noqa: S101 - the query's own promise
        assert found.organisation is not None  # noqa: S101
        assert found.role is not None  # noqa: S101
        self.key = key
        self.id = found.caseworker_id
        self.name = found.name
        self.organisation: OrganisationView = found.organisation
        self.role: Final[str] = found.role
        self.seen_at: datetime = found.last_seen_at

    def get_id(self) -> str:
        return self.key


class _Sessions(SecureCookieSessionInterface):
    """A static file is the same for everybody, and kept as such: no cookie has to do with it."""

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        if request.endpoint != "static_file":
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    app.session_interface = _Sessions()
    app.jinja_env.globals.update(session_seconds_left=seconds_left, session_warn_seconds=warn_seconds)
    manager = LoginManager(app)
    # The key is as good as the cookie; a phone that changes its network must not be thrown out.
    manager.session_protection = None
    manager.user_loader(_load)


def citizen() -> Citizen:
    """The signed-in citizen. Anybody else gets no page."""
    found = current_user._get_current_object()
    return found if isinstance(found, Citizen) else abort(403)


def caseworker() -> Caseworker:
    """The signed-in caseworker. Anybody else gets no page."""
    found = current_user._get_current_object()
    return found if isinstance(found, Caseworker) else abort(403)


def allow_citizen(view: Callable[..., Any]) -> Callable[..., Any]:
    return _allow("citizen", view)


def allow_roles(*roles: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Opens a page to those who work for an organisation in one of these roles, and to nobody else."""
    return lambda view: _allow("caseworker", view, frozenset(roles))


def allow_signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    return _allow(None, view)


def seconds_left() -> int:
    """For how many seconds the session of who is signed in goes on if nothing more is asked."""
    ends = current_user.seen_at + timedelta(minutes=settings().session_minutes)
    return max(int((ends - clock.now()).total_seconds()), 0)


def warn_seconds() -> int:
    """How long before its end somebody is warned: five minutes, or half of a session that is short."""
    return min(_WARN_SECONDS, settings().session_minutes * 30)


def _allow(
    kind: str | None, view: Callable[..., Any], roles: frozenset[str] | None = None
) -> Callable[..., Any]:
    """`kind`: of whom; None: of anybody who is signed in. `roles`: in which role, for an organisation."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return _to_sign_in()
        if kind is not None and current_user.kind != kind:
            abort(403)
        if roles is not None and current_user.role not in roles:
            abort(403)
        return view(*args, **kwargs)

    return guarded


def _to_sign_in() -> Any:
    # Only a page that was asked for can be shown after signing in; a form has to be filled in again.
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("signin.choose", naeste=wanted), 303)


def sign_in(
    *, person_id: int | None = None, caseworker_id: int | None = None, id_token_hint: str | None
) -> None:
    """Begin a session of this citizen or this caseworker, and end whatever session the browser had before."""
    end_session()
    key = secrets.token_urlsafe(32)
    now = clock.now()

    def work(db: Any) -> sessions.SessionView:
        sessions.start(
            db,
            _hash(key),
            person_id=person_id,
            caseworker_id=caseworker_id,
            id_token_hint=id_token_hint,
            at=now,
        )
        found = sessions.find(db, _hash(key), since=now)
        assert found is not None  # noqa: S101 - it was written a moment ago
        audit.record(db, _entry(found, "sign_in", now))
        return found

    found = database().write(work)
    # Nothing of what came before signing in is carried along: neither a planted session nor its form token.
    session.clear()
    login_user(_user(key, found))
    session.pop("_id", None)


def end_session() -> sessions.EndedSession | None:
    """End the browser's session, here and in the database. None: there was none."""
    key = session.get("_user_id")
    session.clear()
    if key is None:
        return None
    now = clock.now()

    def work(db: Any) -> sessions.EndedSession | None:
        ended = sessions.end(db, _hash(key), at=now)
        if ended is not None:
            audit.record(db, _entry(ended, "sign_out", now))
        return ended

    return database().write(work)


def _load(key: str) -> Citizen | Caseworker | None:
    now = clock.now()
    since = now - timedelta(minutes=settings().session_minutes)
    found = database().look(lambda db: sessions.find(db, _hash(key), since=since))
    if found is None:
        session.clear()
        session[EXPIRED] = True
        return None
    if now - found.last_seen_at >= _TOUCH_EVERY:
        # Where the database is busy just now, the next page tells it.
        session_id = found.id
        with suppress(Busy):
            database().write(lambda db: sessions.touch(db, session_id, at=now))
            found = replace(found, last_seen_at=now)
    return _user(key, found)


def _user(key: str, found: sessions.SessionView) -> Citizen | Caseworker:
    return Citizen(key, found) if found.person_id is not None else Caseworker(key, found)


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def _entry(of: sessions.SessionView | sessions.EndedSession, action: str, now: Any) -> audit.AuditEntry:
    is_citizen = of.person_id is not None
    return audit.AuditEntry(
        at=now,
        actor_kind="citizen" if is_citizen else "caseworker",
        actor_id=of.person_id if is_citizen else of.caseworker_id,
        person_id=of.person_id,
        action=action,
        outcome="allowed",
    )
