"""Workers of Celery that are killed in the middle of a load: nothing may be created twice.

A worker that dies may leave its glueport alive. Then the next try has to find the account locked,
and wait; and where glueport died too, the next try has to go on where it stopped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from following import Following
from killing import busy_worker
from own_airflow import Airflow
from processes import (
    REPOSITORY,
    FleetError,
    Processes,
    free_port,
    terminated_is_interrupted,
    uninterrupted,
)
from rehearsed import Rehearsed, connections, write_fleet, wrongly_created
from sandboxes import start_sandboxes

FOLDER = REPOSITORY / ".build-fleet" / "torture"
PROGRAMS = REPOSITORY / ".build" / "debug"
RUN = "torture"
LOAD = "partner.load"
# So many slots that one worker has room for what the other one leaves.
WORKERS = {"first": 4, "second": 4}
LONGEST = 600
# A create takes a second, four at a time: a load lasts longer than Airflow takes to miss a worker.
SLOW = "darkwebid:slow=1000x*"
PARTNERS = [
    Rehearsed(name, size, faults=SLOW)
    for name, size in {"alder": 120, "birch": 130, "cedar": 140, "dogwood": 150}.items()
]


@dataclass
class Load:
    """A load whose worker was killed, and what came of it."""

    glueport: int
    next_try_after: float | None = None
    glueport_was_alive: bool = False
    tries_locked_out: int = 0


class Torture:
    """One run of the fleet in which one worker dies."""

    def __init__(self, with_glueports: bool) -> None:
        self._with_glueports = with_glueports
        self._folder = FOLDER / ("both-killed" if with_glueports else "worker-killed")
        self._processes = Processes(self._folder / "logs", self._folder / "runs")
        self._airflow: Airflow | None = None
        self._killed_at = 0.0
        self._killed: dict[str, Load] = {}
        self._following: Following | None = None

    def play(self) -> list[str]:
        """Runs it and returns what is wrong."""
        what = "a worker and its glueports are" if self._with_glueports else "a worker is"
        tell(f"{len(PARTNERS)} partners, {len(WORKERS)} workers; {what} killed in a load:")
        options = {partner.name: partner.options(at) for at, partner in enumerate(PARTNERS, 1)}
        sandboxes = start_sandboxes(
            self._processes, PROGRAMS / "glueport-sandbox", options, {"PATH": "/usr/bin:/bin"}
        )
        file = write_fleet(self._folder, PARTNERS, sandboxes, "{}")
        for partner in PARTNERS:
            sandboxes[partner.name].arm(partner.faults)
        settings = {
            **self._start_redis(),
            "GLUEPORT_PROGRAM": str(PROGRAMS / "glueport"),
            "GLUEPORT_FLEET": str(file),
            "GLUEPORT_RETRY_SECONDS": "2",
            **connections(PARTNERS, sandboxes),
        }
        self._airflow = Airflow(self._folder / "airflow", self._processes, settings)
        self._airflow.start(WORKERS)
        self._airflow.trigger(RUN)
        begun = time.monotonic()
        self._following = Following(self._airflow, RUN, {}, tell)
        state = self._following.until_over(LONGEST, self._look)
        passed = time.monotonic() - begun

        wrong = [] if state == "success" else [f"the run of the fleet ended as {state}"]
        rows = {row["name"]: row for row in self._following.fleet}
        for partner in PARTNERS:
            if stage := self._following.failed_at.get(partner.name):
                wrong.append(f"{partner.name}: it failed at {stage}")
            wrong += wrongly_created(partner, rows[partner.name], sandboxes[partner.name])
        created = sum(sandbox.creates().total() for sandbox in sandboxes.values())
        return wrong + self._judged(created, passed)

    def stop(self) -> None:
        if self._airflow:
            self._airflow.stop(RUN)
        self._processes.stop_all()

    def _start_redis(self) -> dict[str, str]:
        """Celery's broker, without a disk, and short waits for a worker that is silent."""
        port = str(free_port())
        command = ["redis-server", "--bind", "127.0.0.1", "--port", port]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self._folder)]
        self._processes.start("redis", command, {"PATH": os.environ["PATH"]})
        return {
            "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
            "AIRFLOW__CELERY__BROKER_URL": f"redis://127.0.0.1:{port}/0",
            "AIRFLOW__CELERY__RESULT_BACKEND": f"redis://127.0.0.1:{port}/1",
            "AIRFLOW__CELERY__WORKER_PREFETCH_MULTIPLIER": "1",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "10",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "3",
        }

    def _look(self, tasks: list[dict[str, Any]]) -> None:
        """Kills once, as soon as a load is in its middle, and watches the next try of it."""
        if not self._killed:
            self._kill()
            return
        for task in tasks:
            load = self._killed.get(self._name(task)) if task["task_id"] == LOAD else None
            begins = task["state"] == "running" and task["try_number"] > 1
            if load and begins and load.next_try_after is None:
                load.next_try_after = time.monotonic() - self._killed_at
                load.glueport_was_alive = Path(f"/proc/{load.glueport}").exists()

    def _kill(self) -> None:
        victim = busy_worker(self._folder / "runs", requests=5)
        if victim is None:
            return
        victim.kill(self._with_glueports)
        self._killed_at = time.monotonic()
        self._killed = {name: Load(glueport) for name, glueport in victim.loads.items()}
        tell(f"  Killed a worker, {len(victim.processes)} processes: {', '.join(victim.loads)}")

    def _name(self, task: dict[str, Any]) -> str:
        assert self._following is not None
        fleet = self._following.fleet
        return str(fleet[task["map_index"]]["name"]) if fleet else ""

    def _judged(self, created: int, passed: float) -> list[str]:
        """Whether what was to be shown was shown."""
        if not self._killed:
            return ["no load was met in its middle"]
        wrong = []
        for name, load in self._killed.items():
            load.tries_locked_out = self._tries_locked_out(name)
            if load.next_try_after is None:
                wrong.append(f"{name}: the load was not tried again")
                continue
            alive = "alive" if load.glueport_was_alive else "dead"
            tell(
                f"  {name}: tried again {load.next_try_after:.0f} s later, its old glueport was "
                f"{alive}; tries that met the lock (73): {load.tries_locked_out}"
            )
            if load.glueport_was_alive and not load.tries_locked_out:
                wrong.append(f"{name}: two glueports worked on it, and none met the lock")
            if self._with_glueports and load.tries_locked_out:
                wrong.append(f"{name}: a dead glueport held the lock")
        if not self._with_glueports and not any(
            load.glueport_was_alive for load in self._killed.values()
        ):
            wrong.append("no glueport outlived its worker for long enough to be met")
        tell(f"  {created} organizations were created in {passed:.0f} s\n")
        return wrong

    def _tries_locked_out(self, name: str) -> int:
        assert self._following is not None
        place = [row["name"] for row in self._following.fleet].index(name)
        logs = self._folder / "airflow" / "logs" / f"dag_id=fleet/run_id={RUN}/task_id={LOAD}"
        tries = (logs / f"map_index={place}").glob("attempt=*.log")
        return sum("exit code 73" in log.read_text(errors="replace") for log in tries)


def tell(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    terminated_is_interrupted()
    shutil.rmtree(FOLDER, ignore_errors=True)
    wrong = []
    for with_glueports in (False, True):
        torture = Torture(with_glueports)
        try:
            wrong += torture.play()
        except KeyboardInterrupt:
            print("\nInterrupted.", file=sys.stderr)
            return 130
        except (FleetError, OSError, subprocess.SubprocessError) as problem:
            wrong.append(str(problem))
        finally:
            with uninterrupted():
                torture.stop()
    if wrong:
        print("Wrong:", *wrong, f"The logs are in {FOLDER}.", sep="\n  ")
        return 1
    print("The fleet ended right both times.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
