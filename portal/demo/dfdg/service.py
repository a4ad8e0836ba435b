"""The double over HTTP, and a page that shows what it was told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from flask import Blueprint, Flask, jsonify, render_template, request

from portal import clock
from portal.demo.dfdg import contract
from portal.demo.dfdg.contract import Field, Refused
from portal.demo.dfdg.register import Register

BELOW: Final = "/dfdg"
FRIST, NOW = "PORTAL_DOUBLE_FRIST", "PORTAL_DOUBLE_NOW"
"""CPR numbers, parted by commas, of those who have a deadline; the time it is, instead of the clock's."""

OTHERS: Final[Mapping[str, tuple[str, Mapping[str, Field]]]] = {
    "/v2/Indkaldelse/deltagelsesvalg": ("Deltagelsesvalg", contract.DELTAGELSESVALG),
    "/v1/Kontaktforloeb/visitation": ("Visitation", contract.VISITATION),
    "/v1/Tilmelding/afmelding": ("Afmelding", contract.AFMELDING),
}
ADDRESS: Final = "/v2/Indkaldelse/<key>"


def make_double(register: Register, fixed: datetime | None = None) -> Blueprint:
    """The double, to be put into an application. `fixed` (aware): the time it is; None: the clock's."""
    double = Blueprint("dfdg", __name__, url_prefix=BELOW)

    def now() -> datetime:
        return fixed or clock.now()

    def changing() -> contract.Asking:
        register.once(contract.request_id(request.headers), now())
        return contract.asking(request.headers)

    def body(fields: Mapping[str, Field]) -> Mapping[str, Any]:
        return contract.check(request.get_json(silent=True), fields)

    @double.post(ADDRESS)
    def create(key: str) -> Any:
        by, told = changing(), body(contract.INDKALDELSE)
        contract.check_indkaldelse(told, by, now(), new=True)
        register.create(contract.identifier(key), by, told, now())
        return jsonify(indkaldelseId=key), 201

    @double.put(ADDRESS)
    def change(key: str) -> Any:
        by, told = changing(), body(contract.INDKALDELSE)
        contract.check_indkaldelse(told, by, now(), new=False)
        register.change(contract.identifier(key), by, told, now())
        return "", 204

    @double.delete(ADDRESS)
    def delete(key: str) -> Any:
        register.delete(contract.identifier(key), changing(), now())
        return "", 204

    @double.get(ADDRESS)
    def get(key: str) -> Any:
        by = contract.asking(request.headers)
        return jsonify(indkaldelseId=key, **register.get(contract.identifier(key), by.cpr))

    for address, (kind, fields) in OTHERS.items():
        _other(double, address, kind, fields, register, now)

    @double.get("/")
    def page() -> str:
        return render_template(
            "dfdg.html",
            indkaldelser=register.indkaldelser(),
            others=register.others(),
            types=contract.SAMTALE_TYPES,
            born=lambda cpr: f"{cpr[:6]}-xxxx",
            moment=lambda text: _danish(datetime.fromisoformat(text)),
            klokken=_danish,
        )

    @double.errorhandler(Refused)
    def refused(error: Refused) -> Any:
        return jsonify(fejlkode=error.code), error.status

    return double


def _other(
    double: Blueprint, address: str, kind: str, fields: Mapping[str, Field], register: Register, now: Any
) -> None:
    def tell() -> Any:
        register.once(contract.request_id(request.headers), now())
        by = contract.asking(request.headers)
        told = contract.check(request.get_json(silent=True), fields)
        if fields is contract.AFMELDING:
            contract.check_afmelding(told, now())
        register.tell(kind, by, told, now())
        return "", 204

    def get() -> Any:
        return jsonify(register.told(kind, contract.asking(request.headers).cpr))

    double.add_url_rule(address, f"tell_{kind}", tell, methods=["POST"])
    double.add_url_rule(address, f"get_{kind}", get, methods=["GET"])


def application() -> Flask:
    """The double alone, for a server of WSGI applications."""
    app = Flask("portal.demo", template_folder="templates")
    fixed = os.environ.get(NOW)
    with_frist = frozenset(os.environ.get(FRIST, "").split(","))
    app.register_blueprint(
        make_double(Register(with_frist), datetime.fromisoformat(fixed) if fixed else None)
    )
    return app


def _danish(moment: datetime) -> str:
    return moment.astimezone(clock.COPENHAGEN).strftime("%d.%m.%Y kl. %H.%M")
