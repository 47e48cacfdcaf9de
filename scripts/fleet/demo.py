"""A fleet of twenty partners on an Airflow of its own: nothing leaves this computer.

Each partner has a sandbox that plays both of its services; some of them have faults. It ends with 0
where each partner fared as it should.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from following import Following
from own_airflow import Airflow
from processes import (
    REPOSITORY,
    FleetError,
    Processes,
    terminated_is_interrupted,
    uninterrupted,
)
from rehearsed import Rehearsed, connections, write_fleet, wrongly_created
from sandboxes import start_sandboxes

FOLDER = REPOSITORY / ".build-fleet" / "demo"
PROGRAMS = REPOSITORY / ".build" / "debug"
RUN = "demo"
# So many tasks at once, on a computer with two processors.
PARALLELISM = 4
LONGEST = 600
# About a sixth of the sandbox's organizations have flaws, as in real accounts.
RULE = "{ max_unimported: 12, max_licences: 200 }"

PARTNERS = [
    Rehearsed("alder", 6),
    Rehearsed("birch", 12),
    Rehearsed("cedar", 25, why="IT Glue has too many requests", faults="itglue:429x2"),
    Rehearsed("dogwood", 40),
    Rehearsed("elm", 8, fails_at="extract", why="the key is somebody else's", wrong_key=True),
    Rehearsed("fir", 15, why="IT Glue fails once", faults="itglue:500"),
    Rehearsed("ginkgo", 60),
    Rehearsed("hazel", 10, why="an answer of Dark Web ID is lost", faults="darkwebid:lost@2"),
    Rehearsed("ironwood", 20, why="the rule approves, although some stay out", incomplete=3),
    Rehearsed("juniper", 30, why="a person says yes", incomplete=12, answer="Approve"),
    Rehearsed("katsura", 5),
    Rehearsed("larch", 9, fails_at="extract", why="no spreadsheet", spreadsheet="missing"),
    Rehearsed("maple", 14, fails_at="extract", why="a column lacks", spreadsheet="headless"),
    Rehearsed("nutmeg", 18, why="Dark Web ID fails once", faults="darkwebid:500-before@1"),
    Rehearsed("oak", 80),
    Rehearsed(
        "poplar", 22, fails_at="approve", why="a person says no", incomplete=10, answer="Reject"
    ),
    Rehearsed("quince", 7, why="nothing to load", spreadsheet="declined"),
    Rehearsed("rowan", 16, why="Dark Web ID fails after it took it", faults="darkwebid:500-after"),
    Rehearsed("spruce", 35, why="IT Glue is slow", faults="itglue:slow=200x*"),
    Rehearsed("tamarack", 11),
]


def main() -> int:
    terminated_is_interrupted()
    shutil.rmtree(FOLDER, ignore_errors=True)
    processes = Processes(FOLDER / "logs", FOLDER / "runs")
    demo = Demo(processes)
    try:
        return demo.play()
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130
    except (FleetError, OSError) as problem:
        print(f"fleet-demo: {problem}\nThe logs are in {FOLDER}.", file=sys.stderr)
        return 1
    finally:
        with uninterrupted():
            demo.stop()


class Demo:
    """The demo, and all that it starts."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes
        self._airflow: Airflow | None = None

    def play(self) -> int:
        print(f"Starting {len(PARTNERS)} sandboxes and Airflow …", flush=True)
        environment = {"PATH": "/usr/bin:/bin"}
        options = {partner.name: partner.options(at) for at, partner in enumerate(PARTNERS, 1)}
        sandboxes = start_sandboxes(
            self._processes, PROGRAMS / "glueport-sandbox", options, environment
        )
        self._airflow = airflow = Airflow(
            FOLDER / "airflow",
            self._processes,
            {
                "AIRFLOW__CORE__PARALLELISM": str(PARALLELISM),
                "GLUEPORT_PROGRAM": str(PROGRAMS / "glueport"),
                "GLUEPORT_FLEET": str(write_fleet(FOLDER, PARTNERS, sandboxes, RULE)),
                "GLUEPORT_RETRY_SECONDS": "2",
                "GLUEPORT_ALERT_COMMAND": f"tee -a {FOLDER / 'alerts.jsonl'}",
                **connections(PARTNERS, sandboxes),
            },
        )
        for partner in PARTNERS:
            sandboxes[partner.name].arm(partner.faults)
        airflow.start()
        print(f"Airflow is at {airflow.address}, without a login, as long as the demo runs.\n")
        airflow.trigger(RUN)
        answers = {partner.name: partner.answer for partner in PARTNERS if partner.answer}
        following = Following(airflow, RUN, answers, tell)
        following.until_over(LONGEST)
        (summary,) = FOLDER.glob("summaries/*/summary.txt")
        print(f"\n{summary.read_text(encoding='utf-8').rstrip()}\n")

        different = []
        for partner in PARTNERS:
            came = following.failed_at.get(partner.name, "nothing")
            if came != partner.fails_at:
                wanted = partner.fails_at or "no failure"
                different.append(f"{partner.name}: it failed at {came}, expected: {wanted}")
        rows = {row["name"]: row for row in following.fleet}
        for partner in PARTNERS:
            sandbox = sandboxes[partner.name]
            different += wrongly_created(partner, rows[partner.name], sandbox)
        created = sum(sandbox.creates().total() for sandbox in sandboxes.values())
        first = next(iter(sandboxes.values()))
        different += leaked(FOLDER / "airflow", [first.key, first.password])
        return conclude(different, created, summary.parent)

    def stop(self) -> None:
        if self._airflow:
            self._airflow.stop(RUN)
        self._processes.stop_all()


def tell(line: str) -> None:
    print(line, flush=True)


def leaked(folder: Path, secrets: list[str]) -> list[str]:
    """The files of Airflow in which a secret stands: its database and all of its logs."""
    return [
        f"a secret stands in {file}"
        for file in sorted([*folder.rglob("*"), *(FOLDER / "logs").glob("*.log")])
        if file.is_file() and any(secret.encode() in file.read_bytes() for secret in secrets)
    ]


def conclude(different: list[str], created: int, summaries: Path) -> int:
    """Tells whether all went as it should; the exit code."""
    if different:
        print("Not as expected:")
        for line in different:
            print(f"  {line}")
        print(f"The logs are in {FOLDER / 'airflow' / 'logs'} and {FOLDER / 'logs'}.")
        return 1
    failing = [partner for partner in PARTNERS if partner.fails_at]
    print(
        f"{len(PARTNERS) - len(failing)} partners were loaded, and {len(failing)} failed by design:"
    )
    for partner in PARTNERS:
        if partner.why:
            print(f"  {partner.name:<12} {partner.why}")
    print(f"{created} organizations were created, each once.")
    print("Neither Airflow's database nor its logs hold a secret.")
    print(f"The summary is in {summaries}, all else in {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
