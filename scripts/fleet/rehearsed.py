"""Partners for a rehearsal: each with a sandbox, a spreadsheet, a connection."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from own_airflow import FLEET
from sandboxes import Sandbox

INDUSTRIES = ["Healthcare", "Legal", "Finance", "Education", "Retail"]
COUNTS = ["7", "11-25", "40", "51-100", "250"]


@dataclass(frozen=True)
class Rehearsed:
    """A partner and how it is to fare."""

    name: str
    organizations: int
    faults: str = ""
    # Rows without an Employee Count: those organizations stay out.
    incomplete: int = 0
    # `whole`; `missing`; `headless`, without the column Industry; `declined`, with no to every row.
    spreadsheet: str = "whole"
    wrong_key: bool = False
    # What the person answers, where one has to be asked.
    answer: str = ""
    # What is to become of it; "" for loaded.
    fails_at: str = ""
    why: str = ""
    more_options: tuple[str, ...] = ()

    def options(self, seed: int) -> list[str]:
        """How its sandbox is started."""
        words = ["--organizations", str(self.organizations), "--seed", str(seed)]
        return [*words, *self.more_options]


def write_fleet(
    folder: Path,
    partners: Sequence[Rehearsed],
    sandboxes: Mapping[str, Sandbox],
    auto_approve: str,
) -> Path:
    """Writes partners.yaml and the spreadsheets, and returns the path of partners.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"pipeline: {FLEET / 'demo' / 'partner.yaml'}",
        f"auto_approve: {auto_approve}",
        "partners:",
    ]
    for partner in partners:
        sandbox = sandboxes[partner.name]
        spreadsheet = folder / "clients" / f"{partner.name}.csv"
        _write_spreadsheet(spreadsheet, partner, sandbox)
        environment = {
            "ITGLUE_URL": sandbox.itglue,
            "DARKWEBID_URL": sandbox.darkwebid,
            "SPREADSHEET": str(spreadsheet),
            "FOLDER": str(folder),
        }
        lines += [f"  - name: {partner.name}", "    environment:"]
        lines += [f"      {name}: {json.dumps(value)}" for name, value in environment.items()]
    file = folder / "partners.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def connections(partners: Sequence[Rehearsed], sandboxes: Mapping[str, Sandbox]) -> dict[str, str]:
    """Airflow's connections with the secrets, in the environment: they are stored nowhere."""
    made = {}
    for partner in partners:
        sandbox = sandboxes[partner.name]
        extra = {
            "ITGLUE_API_KEY": "ITG.the-key-of-somebody-else" if partner.wrong_key else sandbox.key,
            "DARKWEBID_USER": sandbox.user,
            "DARKWEBID_PASSWORD": sandbox.password,
        }
        name = f"AIRFLOW_CONN_GLUEPORT_{partner.name.replace('-', '_').upper()}"
        made[name] = json.dumps({"conn_type": "generic", "extra": extra})
    return made


def planned(run_directory: Path) -> Counter[str]:
    """The organizations that a run's plan creates, by their titles."""
    plan = run_directory / "3-validate" / "plan.jsonl"
    if not plan.exists():
        return Counter()
    rows = map(json.loads, plan.read_text(encoding="utf-8").splitlines())
    return Counter(row["name"] for row in rows if row["action"] == "create")


def wrongly_created(
    partner: Rehearsed, fleet_row: Mapping[str, Any], sandbox: Sandbox
) -> list[str]:
    """What was not created as often as planned: once each, and nothing where load never ran."""
    wanted = Counter[str]() if partner.fails_at else planned(Path(fleet_row["run_directory"]))
    made = sandbox.creates()
    return [
        f"{partner.name}: {title} was created {made[title]} times, planned {wanted[title]} times"
        for title in sorted(wanted.keys() | made.keys())
        if made[title] != wanted[title]
    ]


def _write_spreadsheet(file: Path, partner: Rehearsed, sandbox: Sandbox) -> None:
    if partner.spreadsheet == "missing":
        return
    file.parent.mkdir(exist_ok=True)
    rows = [
        {
            "IT Glue ID": row["id"],
            "Company": row["name"],
            "Employee Count": "" if at < partner.incomplete else COUNTS[at % len(COUNTS)],
            "Industry": INDUSTRIES[at % len(INDUSTRIES)],
            "Import": "no" if partner.spreadsheet == "declined" else "yes",
        }
        for at, row in enumerate(sandbox.customers())
    ]
    columns = [name for name in rows[0] if partner.spreadsheet != "headless" or name != "Industry"]
    with file.open("w", newline="", encoding="utf-8") as output:
        writer = csv.DictWriter(output, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
