"""Following a run of the fleet: a line for each partner that is through, answers where it asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from own_airflow import Airflow
from processes import FleetError

STAGES = ("extract", "transform", "validate", "approve", "load", "report")
OVER = {"success", "failed", "skipped", "upstream_failed", "removed"}
# Airflow may still be noting that the task waits; an answer in that moment costs it a retry.
THOUGHT = 4


class Following:
    """One run of the fleet, until it is over."""

    def __init__(
        self,
        airflow: Airflow,
        run: str,
        answers: Mapping[str, str],
        tell: Callable[[str], None],
    ) -> None:
        self._airflow = airflow
        self._run = run
        self._answers = answers
        self._tell = tell
        self._begun = time.monotonic()
        self._told: set[int] = set()
        self._asked: dict[int, float] = {}
        self.fleet: list[dict[str, Any]] = []
        # What became of each partner: "" for loaded, otherwise the stage that failed.
        self.failed_at: dict[str, str] = {}

    def until_over(
        self, seconds: float, each_time: Callable[[list[dict[str, Any]]], None] | None = None
    ) -> str:
        """Follows it to its end and returns its state; `each_time` sees all tasks."""
        while True:
            state: str = self._airflow.run(self._run)["state"]
            tasks = self._airflow.tasks(self._run)
            self._tell_of(tasks)
            if each_time:
                each_time(tasks)
            if state in ("success", "failed"):
                return state
            self._answer()
            if time.monotonic() > self._begun + seconds:
                raise FleetError(f"the run was not over within {seconds:.0f} seconds")
            time.sleep(0.5)

    def _tell_of(self, tasks: list[dict[str, Any]]) -> None:
        if not self.fleet:
            ready = [t for t in tasks if t["task_id"] == "partners" and t["state"] == "success"]
            if not ready:
                return
            self.fleet = self._airflow.result(self._run, "partners")
        states: dict[int, dict[str, str]] = {}
        names: dict[int, set[str]] = {}
        for task in tasks:
            place, stage = task["map_index"], task["task_id"].rpartition(".")[2]
            if task["task_id"].startswith("partner.") and place >= 0:
                states.setdefault(place, {})[stage] = task["state"] or ""
                names.setdefault(place, set()).add(str(task["rendered_map_index"]))
        for place in sorted(states):
            over = states[place].get("report") in OVER
            if place not in self._told and over:
                self._told.add(place)
                self._tell_of_one(place, states[place], names[place])

    def _tell_of_one(self, place: int, states: Mapping[str, str], names: set[str]) -> None:
        name = self.fleet[place]["name"]
        failed = next((stage for stage in STAGES if states.get(stage) == "failed"), "")
        self.failed_at[name] = failed
        result = f"failed at {failed}" if failed else "loaded"
        if not failed and any("stayed out" in shown for shown in names):
            result += ", some stayed out"
        passed = time.monotonic() - self._begun
        self._tell(f"  {passed:4.0f} s  {len(self._told):2}  {name:<12} {result}")

    def _answer(self) -> None:
        """Answers as the person would: no, where nobody was to be asked."""
        for question in self._airflow.questions(self._run):
            task = question["task_instance"]
            place = task["map_index"]
            first = self._asked.setdefault(place, time.monotonic())
            name = self.fleet[place]["name"]
            answer = self._answers.get(name, "Reject")
            if first < 0 or time.monotonic() < first + THOUGHT:
                continue
            self._asked[place] = -1
            self._tell(f"\n  {question['subject']}")
            for line in question["body"].splitlines():
                if line:
                    self._tell(f"    {line}")
            self._airflow.answer(self._run, task["task_id"], place, answer)
            self._tell(f"  The person at the demo answers: {answer}\n")
