"""What stops a demo: one sentence that says what is wrong and what to do."""


class DemoError(Exception):
    """Its text is shown as it is, and the program ends with 1."""
