"""An Airflow of one's own on loopback, and what a script asks of it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from processes import REPOSITORY, FleetError, Processes, free_port

VIRTUAL_ENVIRONMENT = REPOSITORY / ".build-fleet" / "venv"
FLEET = REPOSITORY / "pipelines" / "fleet"
DAG = "fleet"
# The most rows of one answer, whatever is asked for.
PAGE = 100
TRIES = 5


class Airflow:
    """Its services, and its interface. There is no login: it listens on loopback only."""

    def __init__(self, home: Path, processes: Processes, settings: Mapping[str, str]) -> None:
        self._processes = processes
        self._services: list[str] = []
        self.home = home
        self.address = f"http://127.0.0.1:{free_port()}"
        self.environment = {**_settings(home, self.address), **settings}

    def start(self, workers: Mapping[str, int] | None = None) -> None:
        """Makes the database and starts the services; `workers` are Celery's, with their slots."""
        self.home.mkdir(parents=True)
        self._command("db", "migrate")
        self._command("pools", "import", str(FLEET / "pools.json"))
        for service in ("api-server", "dag-processor"):
            self._start(service, service)
        # The log server of scheduler and workers would listen on all addresses.
        self._start("scheduler", "scheduler", "--skip-serve-logs")
        for name, slots in (workers or {}).items():
            options = ["-H", f"{name}@localhost", "-c", str(slots), "--skip-serve-logs"]
            options += ["--without-mingle", "--without-gossip"]
            pid_file = str(self.home / f"{name}.pid")
            self._start(name, "celery", "worker", *options, "--pid", pid_file)
        self._wait_until_healthy()

    def stop(self, run: str | None = None) -> None:
        """Stops the services: first those that report to the others."""
        if run:
            try:
                if self.run(run)["state"] in ("queued", "running"):
                    self.ask(f"/dags/{DAG}/dagRuns/{run}", "PATCH", {"state": "failed"})
            except (FleetError, OSError):
                pass  # it is not there any more, or was not there yet
        last = {"api-server", "dag-processor"}
        self._processes.stop([name for name in self._services if name not in last], 15)
        self._processes.stop(last, 10)

    def trigger(self, run: str) -> None:
        """Begins a run of the fleet, as soon as Airflow has read it."""
        self._wait(f"{DAG} was not read", lambda: self._has(f"/dags/{DAG}"), 120)
        body = {"dag_run_id": run, "logical_date": None}
        self.ask(f"/dags/{DAG}/dagRuns", "POST", body)

    def run(self, run: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.ask(f"/dags/{DAG}/dagRuns/{run}")
        return answer

    def tasks(self, run: str) -> list[dict[str, Any]]:
        """All task instances of a run."""
        rows: list[dict[str, Any]] = []
        while True:
            query = f"limit={PAGE}&offset={len(rows)}&order_by=id"
            answer = self.ask(f"/dags/{DAG}/dagRuns/{run}/taskInstances?{query}")
            rows += answer["task_instances"]
            if len(rows) >= answer["total_entries"] or not answer["task_instances"]:
                return rows

    def result(self, run: str, task: str, map_index: int = -1) -> Any:
        """What a task has left for others."""
        path = f"/dags/{DAG}/dagRuns/{run}/taskInstances/{task}/xcomEntries/return_value"
        return self.ask(f"{path}?map_index={map_index}&deserialize=true")["value"]

    def questions(self, run: str) -> list[dict[str, Any]]:
        """The approvals that wait for a person."""
        answer = self.ask(f"/dags/{DAG}/dagRuns/{run}/hitlDetails?response_received=false")
        waiting: list[dict[str, Any]] = answer["hitl_details"]
        return waiting

    def answer(self, run: str, task: str, map_index: int, option: str) -> None:
        """Answers one of them."""
        path = f"/dags/{DAG}/dagRuns/{run}/taskInstances/{task}/{map_index}/hitlDetails"
        self.ask(path, "PATCH", {"chosen_options": [option], "params_input": {}})

    def ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 # loopback
            f"{self.address}/api/v2{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        for tries_left in reversed(range(TRIES)):
            try:
                with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310 # loopback
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                said = error.read().decode(errors="replace")[:500]
                # Its database is SQLite: now and then somebody else holds it for too long.
                if error.code < 500 or not tries_left:
                    raise FleetError(f"Airflow: {method} {path}: {error.code}: {said}") from None
                time.sleep(1)
        raise AssertionError

    def _start(self, name: str, *words: str) -> None:
        self._services.append(name)
        program = str(VIRTUAL_ENVIRONMENT / "bin" / "airflow")
        self._processes.start(name, [program, *words], self.environment)

    def _command(self, *words: str) -> None:
        command = [str(VIRTUAL_ENVIRONMENT / "bin" / "airflow"), *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise FleetError(f"airflow {' '.join(words)} failed:\n{done.stdout}{done.stderr}")

    def _wait_until_healthy(self) -> None:
        wanted = ("metadatabase", "scheduler", "dag_processor")

        def healthy() -> bool:
            try:
                health = self.ask("/monitor/health")
            except (FleetError, OSError):
                return False
            return all(health[name]["status"] == "healthy" for name in wanted)

        self._wait("Airflow did not start", healthy, 180)

    def _has(self, path: str) -> bool:
        try:
            self.ask(path)
        except FleetError:
            return False
        return True

    def _wait(self, problem: str, ready: Any, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not ready():
            dead = [name for name in self._services if self._processes.ended(name)]
            if dead or time.monotonic() > end:
                logs = ", ".join(str(self._processes.log(name)) for name in dead)
                raise FleetError(f"{problem}: {logs or self._processes.folder}")
            time.sleep(0.25)


def _settings(home: Path, address: str) -> dict[str, str]:
    """The environment of all services: of the caller's only what programs need."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(FLEET),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": address.rpartition(":")[2],
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db?timeout=60",
        # A task's slot is free, and a task that failed is seen, only after it. The default of five
        # seconds is for services that are far apart.
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
    }
