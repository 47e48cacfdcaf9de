"""The summary over all partners at the end of a run of the fleet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException

from glueport_fleet import settings
from glueport_fleet.partners import Partner, failure
from glueport_fleet.process import GlueportProcess, base_environment

FAILED = ("failed", "upstream_failed")
FORMS = {"csv": "summary.csv", "html": "summary.html", "text": "summary.txt"}


def write_summary(since: str, tell: Callable[[str], None]) -> Path:
    """Writes the summary in each form, and returns the folder that it is in."""
    file = settings.fleet_file()
    folder = Path(file).absolute().parent / "summaries" / since
    folder.mkdir(parents=True, exist_ok=True)
    for form, name in FORMS.items():
        output = folder / name
        command = [settings.program(), "fleet", "summary", file]
        command += ["--since", since, "--format", form, "--output", str(output)]
        ended = GlueportProcess(command, base_environment(), tell).run()
        if ended.code != 0:
            raise failure("fleet summary", ended.code, ended.answer)
        if form == "text":
            for line in output.read_text(encoding="utf-8").splitlines():
                tell(line)
    return folder


def failed_partners(states: Mapping[str, str], partners: Sequence[Partner]) -> list[str]:
    """The names of the partners of which a task failed.

    The states are Airflow's: each by the task's id, an underscore, and the partner's place.
    """
    failed = [name for name, state in states.items() if str(state) in FAILED]
    # Without a place where the group was never made into partners.
    ends = [name.rpartition("_")[2] for name in failed]
    places = {int(end) for end in ends if end.isdecimal()}
    return [partner["name"] for place, partner in enumerate(partners) if place in places]


def demand_success(failed: Sequence[str], partners: Sequence[Partner]) -> None:
    """Fails the run of the fleet where a partner failed: its state is that of its last task."""
    if not partners:
        raise AirflowFailException("no partner was run: see the task partners")
    if failed:
        raise AirflowFailException(
            f"{len(failed)} of {len(partners)} partners failed: {', '.join(failed)}"
        )
