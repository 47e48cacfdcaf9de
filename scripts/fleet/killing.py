"""Killing a worker of Celery as a crash of its machine's memory would: all of it, at once."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from processes import every_process, glueports_of


@dataclass(frozen=True)
class Victim:
    """A worker, with all that it has started."""

    processes: list[int]
    # The loads under way: the glueport of each partner.
    loads: dict[str, int]
    glueports: list[int]

    def kill(self, with_glueports: bool) -> None:
        """Kills the worker; its glueports have sessions of their own and live on, unless told."""
        for process in [*self.processes, *(self.glueports if with_glueports else [])]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def busy_worker(runs: Path, requests: int) -> Victim | None:
    """A worker with a load that has sent so many requests, where there is one."""
    glueports = dict(glueports_of(runs))
    loads = {
        pid: run_directory(command)
        for pid, command in glueports.items()
        if command.split()[1:2] == ["load"]
    }
    for pid, run in loads.items():
        audit = run / "4-load" / "audit.jsonl"
        if not audit.exists() or audit.read_bytes().count(b"\n") < requests:
            continue
        family = _family_of_worker(pid)
        return (
            None
            if family is None
            else Victim(
                processes=[one for one in family if one not in glueports],
                loads={loads[one].name.partition("-")[2]: one for one in family if one in loads},
                glueports=[one for one in family if one in glueports],
            )
        )
    return None


def run_directory(command: str) -> Path:
    """The run that a glueport works on."""
    words = command.split()
    return Path(words[words.index("--run-dir") + 1])


def _family_of_worker(pid: int) -> list[int] | None:
    """The uppermost process of Celery above a process, and all below it; none where it is gone."""
    parents: dict[int, int] = {}
    celery = set()
    for process, command in every_process():
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            parents[process] = int(status[1])
        if "celery" in command:
            celery.add(process)
    above = []
    while (pid := parents.get(pid, 0)) > 1:
        above.append(pid)
    workers = [process for process in above if process in celery]
    return _below(workers[-1], parents) if workers else None


def _below(process: int, parents: dict[int, int]) -> list[int]:
    children = [child for child, parent in parents.items() if parent == process]
    return [process, *(one for child in children for one in _below(child, parents))]
