"""What Glueport has to make of the candidates of the equal job, derived from the data by its
documented rules, without looking at its plan.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import job
from reading import Reading, read

PLANNED = "planned"

# The reasons that occur here, in the order of precedence of docs/checkpoints.md.
PRECEDENCE = [
    "orphan_domain",
    "ambiguous_mapping",
    "missing_employee_count",
    "no_domain",
    "invalid_domain",
    "public_suffix",
    "gov_domain",
    "sensitive_domain",
    "duplicate_domain",
    "license_limit",
]


class Rows:
    """How many rows of the spreadsheet an organization has: by its id, otherwise by its name."""

    def __init__(self, data: Path) -> None:
        self._by_id: Counter[str] = Counter()
        self._by_name: Counter[str] = Counter()
        with (data / "mapping.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["organization_id"]:
                    self._by_id[row["organization_id"]] += 1
                else:
                    self._by_name[job.folded(row["organization_name"])] += 1

    def refusal(self, id: str, name: str) -> str | None:
        """The reason against the organization as a whole; nothing where one row is its own."""
        rows = self._by_id[id] or self._by_name[job.folded(name)]
        return {0: "missing_employee_count", 1: None}.get(rows, "ambiguous_mapping")


@dataclass
class Domain:
    """A domain and what becomes of it: `planned`, or the code of the reason against it."""

    given: str
    reading: Reading
    outcome: str = ""
    # The first of the same organization with the same name, where this is not it.
    repeats: Domain | None = None


@dataclass
class Organization:
    """An organization, the reason against it as a whole, and its domains."""

    id: str
    name: str
    refusal: str | None
    domains: list[Domain] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """`planned`, or the reason of the line that speaks of the whole organization."""
        if self.refusal:
            return self.refusal
        outcomes = {domain.outcome for domain in self.domains}
        if PLANNED in outcomes:
            return PLANNED
        return min(outcomes, key=PRECEDENCE.index, default="no_domain")


@dataclass(frozen=True)
class Claim:
    """Who has a name first, and by which rule the name was read where the peers read another."""

    organization: str
    rule: str | None


class Expectation:
    """Judges the organizations: all have to be noted before the first is decided, in order."""

    def __init__(self, data: Path, licences: int) -> None:
        self._rows = Rows(data)
        self._sensitive = job.sensitive_domains(data)
        self._licences = licences
        self.used = 0
        self.claims: dict[str, Claim] = {}

    def note(self, id: str, name: str, given: Iterable[str]) -> None:
        """Notes what an organization wants; one that is refused wants nothing."""
        if self._rows.refusal(id, name):
            return
        for text in given:
            reading = read(text, self._sensitive)
            if reading.name and not reading.reason:
                self.claims.setdefault(reading.name, Claim(id, reading.rule))

    def decide(self, id: str, name: str, given: Iterable[str]) -> Organization:
        """Decides on the next organization."""
        refusal = self._rows.refusal(id, name)
        organization = Organization(id, name, refusal)
        firsts: dict[str, Domain] = {}
        for text in given:
            domain = Domain(text, read(text, self._sensitive))
            organization.domains.append(domain)
            if domain.reading.name:
                first = firsts.setdefault(domain.reading.name, domain)
                domain.repeats = None if first is domain else first
            domain.outcome = refusal or self._outcome(domain, id)
        return organization

    def _outcome(self, domain: Domain, id: str) -> str:
        name = domain.reading.name
        if domain.repeats:
            # What was refused is refused as often as it is there.
            earlier = domain.repeats.outcome
            return "duplicate_domain" if earlier == PLANNED else earlier
        if domain.reading.reason or name is None:
            return domain.reading.reason or "invalid_domain"
        if self.claims[name].organization != id:
            return "duplicate_domain"
        if self.used == self._licences:
            return "license_limit"
        self.used += 1
        return PLANNED
