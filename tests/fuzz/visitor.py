"""Somebody who walks through the portal as chance has it: follows links, fills in forms well and badly, and
asks for what is not theirs.
"""

from __future__ import annotations

import io
import re
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from portal.web.urls import ADDRESSES
from tests.fuzz import pages
from tests.fuzz.pages import Form, Page
from tests.fuzz.values import Field, right, unknown, wrong
from tests.fuzz.written import Written
from tests.web.provider import ISSUER

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_MOST_OF_A_KIND = 40
_PROVIDER = urlsplit(ISSUER).netloc
_LEAVES = ("/log-af", "/log-ind")
_ON_EVERY_PAGE = ("/log-af", "/sprog", "/bliv-logget-ind")

MAY_BE_WRITTEN = {"audit", "decision", "signin_session"}
"""What a request that was refused leaves behind: that it was made, why it was refused, and by whom."""

AN_ALARM = ("caseworker.frist.check", "caseworker.frist.issue")
"""Where it is refused because no time is free, those who publish times are told (DBK §§ 12, 13)."""

GOOD_FILES = (
    (
        b"cpr;felt;vaerdi;kode;fra;til;aarsag;dato;maaned;timer;registreret\n0202900011;navn;Kim Ny\n"
        b"0202900011;a_kasse;;AK01\n0202900011;kommune;;0101\n0202900011;tilmelding;;;2026-09-07\n"
    ),
    (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fuzz\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261001T000000Z\r\n"
        b"DTSTART:20261020T070000Z\r\nDTEND:20261020T090000Z\r\nSUMMARY:Fuzzord\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
)
FILES = (
    *GOOD_FILES,
    b"",
    b"\x00\xff\xfe\x89PNG",
    "CPR;Navn\n0102901234;Æ\n".encode(),
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261025T023000\nEND:VEVENT\n",
    b";;;;\n" * 5000,
    b'"' * 999,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, so that it can be made again. `sent`: the form's values, shortened."""

    who: str
    method: str
    address: str
    sent: str = ""

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.address} {self.sent}"


@dataclass
class Found:
    """What was found, each fault once, and how far the walk came: endpoints by how it went."""

    faults: dict[str, Asked] = field(default_factory=dict)
    seen: Counter[tuple[str, int]] = field(default_factory=Counter)
    requests: int = 0

    def fault(self, what: str, asked: Asked) -> None:
        self.faults.setdefault(what, asked)


class Visitor:
    """`sign_in` gives a browser, signed in as `name`. `strangers`: others' addresses, to be tried."""

    def __init__(
        self,
        name: str,
        sign_in: Callable[[], FlaskClient],
        app: Flask,
        written: Written,
        found: Found,
        random: Random,
        strangers: dict[str, set[str]],
        today: date,
    ) -> None:
        self.name = name
        self._sign_in = sign_in
        self._client = sign_in()
        self._map = app.url_map.bind("localhost")
        self._written = written
        self._found = found
        self._random = random
        self._strangers = strangers
        self._today = today
        self._known: dict[str, list[str]] = defaultdict(list)
        self._visits: Counter[str] = Counter()
        self._page: tuple[str, Page] | None = None
        for address in ADDRESSES:
            if "GET" in address.methods and "<" not in address.rule:
                self._learn(address.rule)

    def step(self) -> None:
        chance = self._random.random()
        if self._page is None or chance < 0.12:
            self._get(self._least_visited())
        elif chance < 0.7 and self._page[1].forms:
            self._submit(self._form(self._page[1].forms), self._page[0])
        elif chance < 0.93 and self._page[1].links:
            self._get(self._link(self._page[1].links), must_be_there=True)
        else:
            self._mischief()

    def _form(self, forms: tuple[Form, ...]) -> Form:
        """The one that was sent least often; seldom one that is on every page."""
        own = [form for form in forms if not form.action.startswith(_ON_EVERY_PAGE)]
        if not own or self._random.random() < 0.02:
            return self._random.choice(forms)
        self._random.shuffle(own)
        return min(own, key=lambda form: self._visits[f"POST {self._endpoint(form.action, 'POST')}"])

    def _link(self, links: tuple[str, ...]) -> str:
        shuffled = self._random.sample(links, len(links))
        return min(shuffled, key=lambda link: self._visits[self._endpoint(link, "GET")])

    def _least_visited(self) -> str:
        few = sorted(self._known, key=lambda endpoint: (self._visits[endpoint], self._random.random()))
        return self._random.choice(self._known[self._random.choice(few[:8])])

    def _learn(self, address: str) -> None:
        if address.startswith(_LEAVES):
            return
        known = self._known[self._endpoint(address, "GET")]
        if address not in known:
            known.append(address)
            del known[:-_MOST_OF_A_KIND]
        if _UUID.search(urlsplit(address).path):
            self._strangers[self.name].add(urlsplit(address).path)

    def _forget(self, endpoint: str, address: str) -> None:
        self._known[endpoint].remove(address)
        if not self._known[endpoint]:
            del self._known[endpoint]

    def _endpoint(self, address: str, method: str) -> str:
        try:
            return str(self._map.match(urlsplit(address).path, method=method)[0])
        except HTTPException as error:
            return f"nothing ({error.code})"

    # --- what is asked for ---

    def _get(self, address: str, *, must_be_there: bool = False) -> None:
        response = self._ask(Asked(self.name, "GET", address))
        if response is None:
            return
        self._visits[endpoint := self._endpoint(address, "GET")] += 1
        if response.status_code in (403, 404, 405) and address in self._known.get(endpoint, ()):
            self._forget(endpoint, address)
        if must_be_there and response.status_code in (400, 403, 404, 405):
            self._found.fault(
                f"a link to {self._endpoint(address, 'GET')} that leads nowhere",
                Asked(
                    self.name,
                    f"GET ({response.status_code})",
                    address,
                    f"from {self._page and self._page[0]}",
                ),
            )
        self._look(response, address)

    def _submit(self, form: Form, address: str) -> None:
        mode = self._random.choice(("right", "right", "right", "one", "one", "all"))
        one = self._random.randrange(max(1, len(form.fields)))
        values: MultiDict[str, Any] = MultiDict()
        for number, each in enumerate(form.fields):
            for value in self._fill(each, bad=mode == "all" or (mode == "one" and number == one)):
                values.add(each.name, value)
        if (button := self._random.choice(form.buttons)) is not None:
            values.add(*button)
        if self._random.random() < 0.05:
            values.add("ukendt", "felt")
        action = form.action or address
        if form.method != "post":
            typed = urlencode([(k, v) for k, v in values.items(multi=True) if isinstance(v, str)][:50])
            self._get(f"{urlsplit(action).path}?{typed[:4000]}")
            return
        self._post(action, values)

    def _fill(self, each: Field, *, bad: bool) -> Iterator[Any]:
        if each.kind == "file":
            content = self._random.choice(FILES if bad else GOOD_FILES)
            ending = (
                "ics" if content.startswith(b"BEGIN") else self._random.choice(("csv", "csv", "\u202e.exe"))
            )
            yield io.BytesIO(content), f"fil.{ending}"
        elif each.name == "csrf_token" and self._random.random() > 0.03:
            yield each.value
        elif bad and (each.kind != "hidden" or self._random.random() < 0.5):
            yield from wrong(each, self._today, self._random)
        else:
            yield from right(each, self._today, self._random)

    def _post(self, address: str, values: MultiDict[str, Any] | bytes) -> None:
        told = _told(values)
        asked = Asked(self.name, "POST", address, told)
        kind = "application/x-www-form-urlencoded" if isinstance(values, bytes) else None
        response = self._ask(asked, data=values, content_type=kind)
        if response is None:
            return
        endpoint = self._endpoint(address, "POST")
        changed = self._written.take() - MAY_BE_WRITTEN - ({"alarm"} if endpoint in AN_ALARM else set())
        self._visits[f"POST {endpoint}"] += 1
        if response.status_code >= 400 and changed:
            self._found.fault(
                f"{endpoint} refuses ({response.status_code}) and writes {sorted(changed)}", asked
            )
        self._look(response, address)

    def _mischief(self) -> None:
        what = self._random.choice(("unknown", "query", "stranger", "method", "bytes", "no token"))
        address = self._least_visited()
        path, query = urlsplit(address).path, parse_qsl(urlsplit(address).query)
        if what == "unknown":
            self._get(_UUID.sub(lambda _: str(unknown(self._random)), address))
        elif what == "query":
            junk = [(name, "".join(self._wrong_word())) for name, _ in query] or [
                ("side", self._wrong_word())
            ]
            self._get(f"{path}?{urlencode(junk)[:4000]}")
        elif what == "stranger":
            self._try_what_is_anothers()
        elif what == "method":
            self._ask(Asked(self.name, self._random.choice(("PUT", "DELETE", "PATCH")), address))
        elif what == "bytes":
            self._post(path, b"csrf_token=%ff%fe&a=%00&" + b"felt=%f0%28" * 50)
        else:
            self._post(path, MultiDict({"navn": "Fuzzord"}))

    def _wrong_word(self) -> str:
        return next(iter(wrong(Field("", "date", ""), self._today, self._random)), "")[:2000]

    def _try_what_is_anothers(self) -> None:
        others = sorted(set().union(*(paths for name, paths in self._strangers.items() if name != self.name)))
        if not others:
            return
        path = self._random.choice(others)
        response = self._ask(Asked(self.name, "GET", path))
        is_own = path in self._strangers[self.name]
        if (
            response is not None
            and response.status_code == 200
            and not is_own
            and self.name.startswith("borger")
        ):
            self._found.fault(
                f"{self._endpoint(path, 'GET')} is shown to another", Asked(self.name, "GET", path)
            )

    # --- what comes back ---

    def _ask(self, asked: Asked, **more: Any) -> TestResponse | None:
        self._found.requests += 1
        self._written.take()
        try:
            response = self._client.open(asked.address, method=asked.method, **more)
        except Exception as error:  # noqa: BLE001 - the walk goes on, and all that broke is told in the end
            endpoint = self._endpoint(asked.address, asked.method)
            self._found.fault(
                f"{endpoint}: {type(error).__name__} {str(error)[:600]} ({_where(error)})", asked
            )
            self._page = None
            return None
        self._found.seen[self._endpoint(asked.address, asked.method), response.status_code] += 1
        if response.status_code >= 500:
            endpoint = self._endpoint(asked.address, asked.method)
            self._found.fault(f"{endpoint} gives {response.status_code}", asked)
        return response

    def _look(self, response: TestResponse, address: str) -> None:
        for _ in range(5):
            if response.status_code not in (301, 302, 303):
                break
            to = urlsplit(response.location)
            if to.path.startswith("/log-ind") or to.netloc == _PROVIDER:
                self._client, self._page = self._sign_in(), None
                return
            address = f"{to.path}?{to.query}" if to.query else to.path
            if to.netloc not in ("", "localhost"):
                self._found.fault(f"leads away, to {to.netloc}", Asked(self.name, "GET", address))
                return
            found = self._ask(Asked(self.name, "GET", address))
            if found is None:
                return
            response = found
        if response.mimetype != "text/html":
            return
        page = pages.read(response.get_data(as_text=True), address)
        for link in page.links:
            self._learn(link)
        # A page that says what went wrong may lead to itself.
        here = response.request.path
        page = replace(page, links=tuple(link for link in page.links if urlsplit(link).path != here))
        self._page = (address, page) if page.links or page.forms else None


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _told(values: MultiDict[str, Any] | bytes) -> str:
    if isinstance(values, bytes):
        return repr(values)[:200]
    short = [
        (name, value[:60] if isinstance(value, str) else "a file") for name, value in values.items(multi=True)
    ]
    return str([pair for pair in short if pair[0] != "csrf_token"])[:1500]
