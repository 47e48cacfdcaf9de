"""What happens when somebody has to be told: a line in the log and, where it is set, a command.

The command gets one line of JSON on its standard input.
"""

from __future__ import annotations

import json
import logging
import shlex
import subprocess
from collections.abc import Mapping
from typing import Any

from glueport_fleet import settings
from glueport_fleet.process import base_environment

log = logging.getLogger(__name__)
LONGEST_SECONDS = 30


def task_failed(context: Mapping[str, Any]) -> None:
    """Airflow's on_failure_callback: a task has failed for good."""
    partner = getattr(context.get("task"), "partner", None)
    alert = {
        "event": "task_failed",
        "partner": partner.get("name") if isinstance(partner, dict) else None,
        "message": str(context.get("exception") or context.get("reason") or ""),
    }
    send(alert, context)


def run_is_late(hours: float, context: Mapping[str, Any] | None = None) -> None:
    """The callback of the deadline: a run of the fleet takes longer than it may."""
    message = f"the run of the fleet takes longer than {hours:g} hours"
    send({"event": "run_is_late", "message": message}, context or {})


def send(alert: Mapping[str, Any], context: Mapping[str, Any]) -> None:
    """Tells of something. It never fails: an alert that is lost must not cost a task besides."""
    line = json.dumps({**alert, **_place(context)}, ensure_ascii=False)
    log.warning("alert: %s", line)
    command = settings.alert_command()
    if not command:
        return
    try:
        subprocess.run(
            shlex.split(command),
            input=line + "\n",
            text=True,
            encoding="utf-8",
            env=base_environment(),
            start_new_session=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as problem:
        log.error("the alert command failed: %s", problem)


def _place(context: Mapping[str, Any]) -> dict[str, Any]:
    """Which run and task it is about, as far as it is known."""
    task = context.get("ti") or context.get("task_instance")
    run = context.get("dag_run")
    # A deadline's callback gets it as Airflow's interface tells it.
    of_deadline = run.get("dag_run_id") if isinstance(run, dict) else None
    place = {
        "run": getattr(task, "run_id", None) or getattr(run, "run_id", None) or of_deadline,
        "task": getattr(task, "task_id", None),
        "map_index": getattr(task, "map_index", None),
        "try": getattr(task, "try_number", None),
        "log": getattr(task, "log_url", None),
    }
    return {name: value for name, value in place.items() if value is not None}
