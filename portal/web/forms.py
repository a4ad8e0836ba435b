"""What the forms stand on: WTForms reads and checks, the templates' macros draw.

The token against forged posts is checked for the whole portal before any view, so no form carries one
of its own. Every message of a check is written out in Danish with `lazy_gettext`; WTForms' own are
never shown.
"""

from __future__ import annotations

from flask_wtf import FlaskForm


class Form(FlaskForm):  # type: ignore[misc]
    """A form read from the request."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False
        locales = False

    def error_pairs(self) -> list[tuple[str, str]]:
        """(id, text) of each field's first error, in the order of the fields, for the error summary."""
        return [(field.id, str(field.errors[0])) for field in self if field.errors]

    def error_of(self, name: str) -> str | None:
        """The text to show at the field, or None."""
        errors = self[name].errors
        return str(errors[0]) if errors else None
