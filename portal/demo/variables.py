"""What the demo tells its programs in the environment.

Kept apart from them: to start a demo needs none of what they are made with, so that what is missing is said.
"""

from __future__ import annotations

from typing import Final

DIGITAL_POST: Final = "PORTAL_DEMO_POST"
"""Where the double of Digital Post answers."""

KOMBIT: Final = "/kombit"
"""Below it the double is SF1601."""

SMTP_PORT: Final = "PORTAL_DEMO_SMTP_PORT"
"""Where the mail server is to listen."""

SENDER: Final = "selvbooking@portal.example"
"""Whom the demo's mail is from."""
