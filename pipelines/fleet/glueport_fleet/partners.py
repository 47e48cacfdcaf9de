"""The partners of a fleet, as `glueport fleet check` tells them, and their run directories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from airflow.sdk.exceptions import AirflowFailException

from glueport_fleet import settings
from glueport_fleet.exit_codes import GlueportFailed
from glueport_fleet.process import GlueportProcess, base_environment


class Limits(TypedDict):
    """The rule of a partner: up to these figures no person is asked."""

    max_unimported: NotRequired[int]
    max_licences: NotRequired[int]


class Problem(TypedDict):
    problem: str
    remedy: NotRequired[str]


class Partner(TypedDict):
    """What a partner's tasks need to know. It holds no secret: Airflow keeps and shows it.

    The run directory is fixed with it: a task that is cleared days later goes on in the same one.
    """

    name: str
    pipeline: str
    connection: str
    environment: dict[str, str]
    variables: list[str]
    auto_approve: Limits | None
    problems: list[Problem]
    since: str
    run_directory: str


def stamp(begun: datetime) -> str:
    """The begin of a run of the fleet, as the names of its run directories begin."""
    return begun.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def read_partners(begun: datetime, tell: Callable[[str], None]) -> list[Partner]:
    """All partners of the fleet. One with problems is among them: only its own tasks fail."""
    file = settings.fleet_file()
    command = [settings.program(), "fleet", "check", file, "--json"]
    ended = GlueportProcess(command, base_environment(), tell).run()
    rows = ended.answer.get("partners")
    if rows is None:
        raise failure("fleet check", ended.code, ended.answer)
    partners = [_partner(row, stamp(begun)) for row in rows]
    if not partners:
        raise AirflowFailException(f"{file} names no partners")
    for partner in partners:
        for problem in partner["problems"]:
            tell(f"{partner['name']}: {wording(problem)}")
    return partners


def failure(command: str, code: int, answer: dict[str, Any]) -> GlueportFailed:
    """The error that an answer tells of."""
    error = answer.get("error") or {}
    wait = answer.get("retry_after")
    return GlueportFailed(
        command,
        code,
        str(error.get("message") or ""),
        str(error.get("remedy") or ""),
        float(wait) if isinstance(wait, int | float) else None,
    )


def wording(problem: Problem) -> str:
    """A problem and what to do about it, in one line."""
    remedy = problem.get("remedy")
    return f"{problem['problem']}; {remedy}" if remedy else problem["problem"]


def _partner(row: dict[str, Any], since: str) -> Partner:
    name = str(row["name"])
    runs = str(row.get("runs") or "")
    return Partner(
        name=name,
        pipeline=str(row.get("pipeline") or ""),
        connection=str(row.get("connection") or ""),
        environment=dict(row.get("environment") or {}),
        variables=list(row.get("variables") or []),
        auto_approve=row.get("auto_approve"),
        problems=list(row.get("problems") or []),
        since=since,
        run_directory=str(Path(runs) / f"{since}-{name}"),
    )
