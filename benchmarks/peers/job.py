"""What the peers in Python share: reading the files, and the rules that are a line each."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LICENCES = 150_000

VALID = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
is_valid = re.compile(VALID).fullmatch

Values = tuple[int | None, str | None]


def arguments(words: list[str]) -> tuple[Path, Path, int]:
    """DATA OUT [LICENCES]; makes OUT."""
    data, out = Path(words[0]), Path(words[1])
    out.mkdir(parents=True, exist_ok=True)
    return data, out, int(words[2]) if len(words) > 2 else LICENCES


def pages(data: Path, kind: str) -> list[Path]:
    """The files of a kind, in the order of their names."""
    return sorted((data / kind).glob("page-*.json"))


def resources(
    data: Path, kind: str, loads: Callable[[bytes], Any] = json.loads
) -> Iterator[dict[str, Any]]:
    """The resources of a kind, in the order of the pages."""
    for page in pages(data, kind):
        yield from loads(page.read_bytes())["data"]


def normal(name: str) -> str:
    """A domain as it is compared."""
    name = name.strip().lower()
    if name.startswith("http://"):
        name = name[7:]
    elif name.startswith("https://"):
        name = name[8:]
    return name.split("/", 1)[0].rstrip(".")


def folded(name: str) -> str:
    """An organization's name as it is compared."""
    return " ".join(name.split()).lower()


def sensitive_domains(data: Path) -> set[str]:
    with (data / "sensitive.txt").open(encoding="utf-8") as lines:
        return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


class Judge:
    """The rules, for one domain after the other."""

    def __init__(self, data: Path, licences: int) -> None:
        self._sensitive = sensitive_domains(data)
        self._seen: set[str] = set()
        self._left = licences

    def reason(self, domain: str) -> str | None:
        """Why the next domain of a known organization is not accepted."""
        if not is_valid(domain):
            return "invalid"
        if domain.endswith(".gov"):
            return "gov"
        if domain in self._sensitive:
            return "sensitive"
        if domain in self._seen:
            return "duplicate"
        self._seen.add(domain)
        if self._left == 0:
            return "license-limit"
        self._left -= 1
        return None


class Mapping:
    """The spreadsheet: the first row for an id counts, and for a name those without one."""

    def __init__(self, data: Path) -> None:
        self._by_id: dict[str, Values] = {}
        self._by_name: dict[str, Values] = {}
        with (data / "mapping.csv").open(newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            next(rows)
            for id, name, employees, industry in rows:
                values = (int(employees), industry)
                if id:
                    self._by_id.setdefault(id, values)
                else:
                    self._by_name.setdefault(folded(name), values)

    def values(self, id: str, name: str) -> Values:
        return self._by_id.get(id) or self._by_name.get(folded(name)) or (None, None)
