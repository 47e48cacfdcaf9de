"""The equal job with dlt: one resource judges and yields to two tables, which dlt normalizes and
loads as JSON lines. With --staged the rows of the pages are loaded first, and the judge reads them
back: the form that has a checkpoint behind the extract.

with_dlt.py DATA OUT [LICENCES] [--staged]
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# Before dlt is imported, which reads them.
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "ERROR"
os.environ["NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION"] = "true"

import dlt

import job

Row = dict[str, Any]
BATCH = 1000


def resource(rows: Iterable[Any], name: str) -> Any:
    return dlt.resource(rows, name=name, write_disposition="replace", max_table_nesting=0)


def organizations(data: Path) -> Iterator[Row]:
    for row in job.resources(data, "organizations"):
        yield {"id": row["id"], "name": row["attributes"]["name"]}


def domains(data: Path) -> Iterator[Row]:
    for row in job.resources(data, "domains"):
        attributes = row["attributes"]
        yield {"organization_id": str(attributes["organization-id"]), "name": attributes["name"]}


def landed(out: Path, table: str) -> Iterator[Row]:
    for file in sorted((out / "pages" / table).glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def judged(
    data: Path, licences: int, organizations: Iterable[Row], domains: Iterable[Row]
) -> Iterator[tuple[str, Row]]:
    """The lines to write, each with the table that it goes to."""
    mapping = job.Mapping(data)
    judge = job.Judge(data, licences)
    titles = {row["id"]: row["name"] for row in organizations}
    own: dict[str, list[str]] = {id: [] for id in titles}
    unknown: list[tuple[str, str]] = []
    for row in domains:
        id, name = row["organization_id"], job.normal(row["name"])
        if id in own:
            own[id].append(name)
        else:
            unknown.append((id, name))

    def refusal(id: str, name: str | None, reason: str) -> tuple[str, Row]:
        return "rejected", {"organization_id": id, "domain": name, "reason": reason}

    for id, title in titles.items():
        good = []
        for name in own[id]:
            if reason := judge.reason(name):
                yield refusal(id, name, reason)
            else:
                good.append(name)
        if good:
            employees, industry = mapping.values(id, title)
            row = {"id": id, "name": title, "employees": employees, "industry": industry}
            yield "accepted", {**row, "domains": good}
        else:
            yield refusal(id, None, "no-domains")
    for id, name in unknown:
        yield refusal(id, name, "unknown-organization")


def batches(lines: Iterable[tuple[str, Row]]) -> Iterator[Any]:
    """The lines as dlt likes them best: many of one table at a time."""
    waiting: dict[str, list[Row]] = {"accepted": [], "rejected": []}
    for table, row in lines:
        waiting[table].append(row)
        if len(waiting[table]) == BATCH:
            yield dlt.mark.with_table_name(waiting[table], table)
            waiting[table] = []
    for table, rows in waiting.items():
        yield dlt.mark.with_table_name(rows, table)


def load(out: Path, dataset: str, resources: list[Any]) -> None:
    pipeline = dlt.pipeline(
        pipeline_name=f"equal_job_{dataset}",
        destination=dlt.destinations.filesystem(bucket_url=out.as_uri()),
        dataset_name=dataset,
        pipelines_dir=str(out / ".dlt"),
    )
    pipeline.run(resources, loader_file_format="jsonl")


def main() -> None:
    words = [word for word in sys.argv[1:] if word != "--staged"]
    shutil.rmtree(words[1], ignore_errors=True)
    data, out, licences = job.arguments(words)
    out = out.resolve()
    if len(words) < len(sys.argv) - 1:
        rows = resource(organizations(data), "organizations"), resource(domains(data), "domains")
        load(out, "pages", list(rows))
        source = landed(out, "organizations"), landed(out, "domains")
    else:
        source = organizations(data), domains(data)
    load(out, "results", [resource(batches(judged(data, licences, *source)), "judged")])


main()
