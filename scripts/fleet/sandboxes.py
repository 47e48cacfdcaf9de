"""Sandboxes: one that plays both services for each partner."""

from __future__ import annotations

import json
import shlex
import time
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processes import FleetError, Processes


@dataclass(frozen=True)
class Sandbox:
    """Where a sandbox is, and what it lets in."""

    itglue: str
    darkwebid: str
    key: str
    user: str
    password: str

    def customers(self) -> list[dict[str, Any]]:
        """The active customers of its IT Glue: the rows that belong into a spreadsheet."""
        answer = _ask(f"{self.itglue}/organizations?page%5Bsize%5D=1000", {"x-api-key": self.key})
        attributes = [{"id": row["id"], **row["attributes"]} for row in json.loads(answer)["data"]]
        return [
            row
            for row in attributes
            if row["organization-type-name"] == "Customer"
            and row["organization-status-name"] == "Active"
        ]

    def creates(self) -> Counter[str]:
        """How often an organization of each title was made in its Dark Web ID."""
        journal = json.loads(_ask(f"{self.darkwebid}/sandbox/journal.json"))
        return Counter(create["title"] for create in journal["creates"])

    def arm(self, faults: str) -> None:
        """Lets things go wrong from now on; before, they would have gone wrong for the script."""
        _ask(f"{self.darkwebid}/sandbox/faults", body=faults)


def start_sandboxes(
    processes: Processes,
    program: Path,
    options: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
) -> dict[str, Sandbox]:
    """Starts a sandbox with its options for each partner, all at once."""
    files = {}
    for name, words in options.items():
        files[name] = processes.folder / f"{name}.env"
        command = [str(program), "--port", "0", "--quiet", *words]
        command += ["--environment-file", str(files[name])]
        processes.start(f"sandbox-{name}", command, environment)
    return {name: _ready(processes, name, file) for name, file in files.items()}


def _ready(processes: Processes, name: str, file: Path, seconds: float = 60) -> Sandbox:
    end = time.monotonic() + seconds
    while not (file.exists() and file.stat().st_size):
        if processes.ended(f"sandbox-{name}") or time.monotonic() > end:
            raise FleetError(f"a sandbox did not start: {processes.log(f'sandbox-{name}')}")
        time.sleep(0.05)
    told = {}
    for line in file.read_text().splitlines():
        variable, _, value = line.removeprefix("export GLUEPORT_SANDBOX_").partition("=")
        told[variable] = shlex.split(value)[0]
    return Sandbox(
        itglue=told["ITGLUE_URL"],
        darkwebid=told["DARKWEBID_URL"],
        key=told["ITGLUE_KEY"],
        user=told["DARKWEBID_USER"],
        password=told["DARKWEBID_PASSWORD"],
    )


def _ask(url: str, headers: Mapping[str, str] | None = None, body: str | None = None) -> bytes:
    data = None if body is None else body.encode()
    request = urllib.request.Request(url, data, dict(headers or {}))  # noqa: S310 # loopback
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 # loopback
        answered: bytes = answer.read()
        return answered
