"""The equal job with petl: lazy tables and joins by key, and a loop for the rules.

with_petl.py DATA OUT [LICENCES]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import petl
from petl.util.materialise import cache

import job


class Resources(petl.Table):
    """The pages of a kind: the place, the id and the name of each row."""

    def __init__(self, data: Path, kind: str, id: str | None = None) -> None:
        self._data, self._kind, self._id = data, kind, id

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        yield ("number", "id", "name")
        for number, row in enumerate(job.resources(self._data, self._kind)):
            attributes = row["attributes"]
            id = str(attributes[self._id]) if self._id else row["id"]
            yield (number, id, attributes["name"])


def judged(known: petl.Table, judge: job.Judge) -> Iterator[tuple[Any, ...]]:
    """The domains with the reason against each, nothing where it is accepted."""
    yield ("place", "id", "domain", "reason")
    for place, id, domain in petl.data(known):
        yield (place, id, domain, judge.reason(domain))


def main() -> None:
    data, out, licences = job.arguments(sys.argv[1:])
    organizations = cache(petl.rename(Resources(data, "organizations"), "number", "place"))
    domains = petl.convert(Resources(data, "domains", "organization-id"), "name", job.normal)
    domains = cache(petl.rename(domains, "name", "domain"))

    known = petl.hashjoin(petl.cut(organizations, "place", "id"), domains, key="id")
    known = petl.cut(petl.sort(known, ("place", "number")), "place", "id", "domain")
    verdicts = list(judged(known, job.Judge(data, licences)))
    good = petl.selectnone(verdicts, "reason")
    good = petl.aggregate(good, "place", {"domains": ("domain", list)}, presorted=True)

    mapping = petl.fromcsv(str(data / "mapping.csv"), encoding="utf-8")
    mapping = petl.convert(mapping, {"employees": int, "organization_name": job.folded})
    values = ("employees", "industry")
    by_id = petl.lookupone(petl.selecttrue(mapping, "organization_id"), "organization_id", values)
    by_name = petl.selectfalse(mapping, "organization_id")
    by_name = petl.lookupone(by_name, "organization_name", values)

    def value(row: petl.Record, position: int) -> Any:
        found = by_id.get(row["id"]) or by_name.get(job.folded(row["name"]))
        return found[position] if found else None

    accepted = petl.sort(petl.hashjoin(organizations, good, key="place"), "place")
    accepted = petl.addfield(accepted, "employees", lambda row: value(row, 0))
    accepted = petl.addfield(accepted, "industry", lambda row: value(row, 1))
    accepted = petl.cut(accepted, "id", "name", "employees", "industry", "domains")

    refused = petl.addfield(petl.selectnotnone(verdicts, "reason"), "behind", 0)
    without = petl.cut(petl.hashantijoin(organizations, good, key="place"), "place", "id")
    without = petl.addfields(without, [("domain", None), ("reason", "no-domains"), ("behind", 1)])
    rejected = petl.sort(petl.cat(refused, without), ("place", "behind"))
    unknown = petl.hashantijoin(domains, organizations, key="id")
    unknown = petl.addfield(unknown, "reason", "unknown-organization")
    rejected = petl.cat(rejected, unknown)
    rejected = petl.rename(petl.cut(rejected, "id", "domain", "reason"), "id", "organization_id")

    for table, name in ((accepted, "accepted"), (rejected, "rejected")):
        petl.tojson(table, str(out / f"{name}.jsonl"), lines=True, ensure_ascii=False)


main()
