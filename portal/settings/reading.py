"""Reads the environment one variable at a time and remembers what was wrong with each."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from portal.settings.values import insist

T = TypeVar("T")


class SettingsError(Exception):
    """Start-up cannot go on. `problems` holds one sentence for each variable, beginning with its name."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("The settings are not complete:\n" + "\n".join(f"  {line}" for line in problems))


class Reader:
    """Reads one variable after the other and remembers what was wrong with each.

    What cannot be read comes back as None, whatever its type says: `stop_if_anything_is_wrong` sees to it
    that nobody ever gets it.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._problems: list[str] = []

    def required(self, name: str, expected: str, parse: Callable[[str], T]) -> T:
        if not self._env.get(name, "").strip():
            self._problems.append(f"{name} is missing: {expected}.")
            return cast(T, None)
        return self._parsed(name, expected, parse)

    def optional(self, name: str, expected: str, parse: Callable[[str], T], default: T) -> T:
        if not self._env.get(name, "").strip():
            return default
        return self._parsed(name, expected, parse)

    def has_any(self, prefix: str) -> bool:
        """Whether a variable whose name begins so holds anything."""
        return any(name.startswith(prefix) and value.strip() for name, value in self._env.items())

    def whole_number(self, name: str, lowest: int, highest: int, *, default: int) -> int:
        def parse(text: str) -> int:
            number = int(text)
            insist(lowest <= number <= highest)
            return number

        return self.optional(name, f"a whole number from {lowest} to {highest}", parse, default)

    def refuse(self, name: str, expected: str) -> None:
        self._problems.append(f"{name} cannot be used: it must be {expected}.")

    def stop_if_anything_is_wrong(self) -> None:
        if self._problems:
            raise SettingsError(tuple(sorted(self._problems)))

    def _parsed(self, name: str, expected: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(self._env[name].strip())
        except ValueError:
            self.refuse(name, expected)
            return cast(T, None)
