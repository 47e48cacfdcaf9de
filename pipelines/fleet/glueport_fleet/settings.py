"""What can be set from outside, all of it in the environment of Airflow's processes."""

from __future__ import annotations

import os
from datetime import timedelta


def program() -> str:
    """The glueport that is run."""
    return os.environ.get("GLUEPORT_PROGRAM") or "glueport"


def fleet_file() -> str:
    """The path of partners.yaml: the environment's, or that of Airflow's variable."""
    if path := os.environ.get("GLUEPORT_FLEET"):
        return path
    # Here, not above: importing it costs time, and whoever sets the environment needs it not.
    from airflow.sdk import Variable

    path = Variable.get("glueport_fleet", default=None)
    if not path:
        raise ValueError(
            "no partners.yaml is named: set GLUEPORT_FLEET, or Airflow's variable glueport_fleet"
        )
    return str(path)


def reports_url() -> str | None:
    """The address below which the run directories are served, where they are."""
    return os.environ.get("GLUEPORT_REPORTS_URL") or None


def alert_command() -> str | None:
    """The command that an alert is piped to, where there is one."""
    return os.environ.get("GLUEPORT_ALERT_COMMAND") or None


def schedule() -> str | None:
    """When the fleet runs by itself: a line of cron, or one of Airflow's words like @daily."""
    return os.environ.get("GLUEPORT_FLEET_SCHEDULE") or None


def deadline() -> timedelta:
    """How long a run of the fleet may take before somebody is told."""
    return timedelta(hours=_number("GLUEPORT_FLEET_DEADLINE_HOURS", 12))


def approval_wait() -> timedelta:
    """How long a plan waits for a person; the partner has failed after it."""
    return timedelta(hours=_number("GLUEPORT_APPROVAL_HOURS", 72))


def retry_delay() -> timedelta:
    """How long the first retry waits; each further one waits twice as long as the one before."""
    return timedelta(seconds=_number("GLUEPORT_RETRY_SECONDS", 60))


def _number(name: str, default: float) -> float:
    text = os.environ.get(name)
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < 1_000_000:
        raise ValueError(f"{name} is {text!r}; a number above 0 is wanted")
    return number
