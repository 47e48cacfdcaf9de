"""The equal job in plain Python; with --orjson JSON is read and written by orjson.

with_python.py DATA OUT [LICENCES] [--orjson]
"""

from __future__ import annotations

import json
import sys
from typing import Any

import job


def dumps(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def main() -> None:
    words = [word for word in sys.argv[1:] if word != "--orjson"]
    data, out, licences = job.arguments(words)
    loads, encode = json.loads, dumps
    if len(words) < len(sys.argv) - 1:
        import orjson

        loads, encode = orjson.loads, orjson.dumps

    mapping = job.Mapping(data)
    judge = job.Judge(data, licences)
    organizations = [
        (resource["id"], resource["attributes"]["name"])
        for resource in job.resources(data, "organizations", loads)
    ]
    domains: dict[str, list[str]] = {id: [] for id, _ in organizations}
    unknown: list[tuple[str, str]] = []
    for resource in job.resources(data, "domains", loads):
        attributes = resource["attributes"]
        id, name = str(attributes["organization-id"]), job.normal(attributes["name"])
        if id in domains:
            domains[id].append(name)
        else:
            unknown.append((id, name))

    with (
        (out / "accepted.jsonl").open("wb") as accepted,
        (out / "rejected.jsonl").open("wb") as rejected,
    ):

        def reject(id: str, name: str | None, reason: str) -> None:
            record = {"organization_id": id, "domain": name, "reason": reason}
            rejected.write(encode(record) + b"\n")

        for id, title in organizations:
            good = []
            for name in domains[id]:
                if reason := judge.reason(name):
                    reject(id, name, reason)
                else:
                    good.append(name)
            if not good:
                reject(id, None, "no-domains")
                continue
            employees, industry = mapping.values(id, title)
            record = {"id": id, "name": title, "employees": employees, "industry": industry}
            accepted.write(encode({**record, "domains": good}) + b"\n")
        for id, name in unknown:
            reject(id, name, "unknown-organization")


main()
