"""The design system's parts: what they are given is escaped, and fields say what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

Page = Callable[..., str]

HEAD = """{% extends "layout.html" %}
{% from "macros.html" import alert, breadcrumb, button, card, checkbox, checkbox_group, csrf, date_input,
   details, facts, link_button, post_button, radio_group, select, table, tag, text_input, textarea,
   timeline_item %}
{% set title = "Prøve" %}
"""
EVIL = "<script>alert('x')</script>\"&"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> Page:
    """The page that a template makes, fetched by the client that lints."""

    def made(source: str, *, before: str = "", **context: object) -> str:
        body = HEAD + before + "{% block content %}" + source + "{% endblock %}"
        endpoint = f"made_{len(app.view_functions)}"
        app.add_url_rule(f"/{endpoint}", endpoint, lambda: render_template_string(body, evil=EVIL, **context))
        return client.get(f"/{endpoint}").text

    return made


@pytest.mark.parametrize(
    "part",
    [
        "{{ button(evil, name='a', value=evil) }}",
        "{{ link_button(evil, '/x?' ~ evil) }}",
        "{{ post_button(evil, '/x', fields={'a': evil}) }}",
        "{{ breadcrumb([(evil, '/x'), (evil, none)]) }}",
        "{{ text_input('a', evil, evil, hint=evil, error=evil, autocomplete=evil) }}",
        "{{ textarea('a', evil, evil, hint=evil, error=evil) }}",
        "{{ select('a', evil, [(evil, evil)], evil, hint=evil, error=evil) }}",
        "{{ radio_group('a', evil, [(evil, evil, evil)], evil, hint=evil, error=evil) }}",
        "{{ checkbox_group('a', evil, [(evil, evil), ('b', evil, evil)], (evil,), hint=evil) }}",
        "{{ checkbox('a', evil, value=evil, hint=evil, error=evil) }}",
        "{{ date_input('a', evil, evil, hint=evil, error=evil, min=evil, max=evil) }}",
        "{% call alert('error', evil) %}{{ evil }}{% endcall %}",
        "{% call card(evil, evil) %}{{ evil }}{% endcall %}",
        "{{ card(evil, href='/x?' ~ evil) }}",
        "{% call details(evil) %}{{ evil }}{% endcall %}",
        "{{ facts([(evil, evil), (evil, evil, '/x', evil)]) }}",
        "{{ tag(evil, 'info') }}",
        "{{ table(evil, (evil, 'b'), [(evil, evil)]) }}",
        "<ol>{{ timeline_item('done', evil, evil) }}</ol>",
    ],
)
def test_what_is_given_to_a_part_stays_text(page: Page, part: str) -> None:
    made = page(part)

    assert "<script>alert" not in made
    assert "&lt;script&gt;alert" in made
    assert re.search(r'="[^"]*<script', made) is None


def test_every_error_is_listed_above_the_heading_in_the_words_of_its_field(page: Page) -> None:
    made = page(
        "{{ text_input('telefon', 'Telefon', '12', error='Skriv otte cifre') }}"
        "{{ radio_group('form', 'Form', [('a', 'A'), ('b', 'B')], error='Vælg en form') }}",
        before="{% set errors = [('telefon', 'Skriv otte cifre'), ('form', 'Vælg en form')] %}"
        "{% set back = '/' %}{% set step = (2, 3) %}",
    )

    assert "<title>Fejl: Prøve – Selvbooking</title>" in made
    places = [
        made.index(part) for part in ("back-link", 'href="#telefon"', "Trin 2 af 3", "<h1>", 'id="telefon"')
    ]
    assert places == sorted(places)
    assert made.count("Skriv otte cifre") == 2
    assert made.count("Vælg en form") == 2
    assert 'value="12"' in made


def test_a_field_with_an_error_says_so_to_who_cannot_see_it(page: Page) -> None:
    made = page("{{ text_input('a', 'A', hint='Hjælp', error='Galt') }}")

    assert 'aria-describedby="a-hint a-error"' in made
    assert 'aria-invalid="true"' in made
    assert '<span class="sr-only">Fejl: </span>Galt' in made


def test_a_field_that_may_be_left_empty_says_so(page: Page) -> None:
    made = page("{{ text_input('a', 'A', required=false) }}")

    assert "(frivilligt)" in made
    assert " required" not in made


def test_the_chosen_answers_stay_chosen(page: Page) -> None:
    made = page(
        "{{ radio_group('a', 'A', [('x', 'X'), ('y', 'Y')], 'y') }}"
        "{{ checkbox_group('b', 'B', [('x', 'X'), ('y', 'Y')], ('x',)) }}"
        "{{ select('c', 'C', [('', 'Alle'), ('z', 'Z')], 'z') }}"
    )

    assert re.findall(r'id="(a-2|b)"[^>]* checked', made) == ["a-2", "b"]
    assert '<option value="z" selected>' in made


def test_facts_without_a_text_are_left_out(page: Page) -> None:
    made = page("{{ facts([('Sted', none), ('Lokale', ''), ('Tid', '10.00')]) }}")

    assert "Sted" not in made
    assert "Lokale" not in made
    assert "<dt>Tid</dt>" in made


def test_a_card_that_is_a_link_is_a_link_as_a_whole(page: Page) -> None:
    assert '<a class="card collapsed-height" href="/x">' in page("{{ card('Kort', href='/x') }}")
