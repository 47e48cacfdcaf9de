"""Running a program and what it took."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path


class ProgramFailed(Exception):
    """A program that did not end well, and what it said."""


@dataclass(frozen=True)
class Usage:
    """Seconds and, where it is known, the peak of memory in MiB."""

    wall: float
    user: float
    system: float
    peak: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """One after the other."""
        peaks = [peak for peak in (self.peak, other.peak) if peak is not None]
        return Usage(
            self.wall + other.wall,
            self.user + other.user,
            self.system + other.system,
            max(peaks, default=None),
        )

    @staticmethod
    def median(usages: Sequence[Usage]) -> Usage:
        """The median of each figure, and the highest peak."""
        peaks = [usage.peak for usage in usages if usage.peak is not None]
        return Usage(
            statistics.median(usage.wall for usage in usages),
            statistics.median(usage.user for usage in usages),
            statistics.median(usage.system for usage in usages),
            max(peaks, default=None),
        )


def run(
    command: Sequence[str | Path],
    environment: dict[str, str],
    output: Path,
    succeeds_with: Collection[int] = (0,),
) -> Usage:
    """Runs a program and waits for its end; both its outputs go to files beside `output`.

    Linux counts the memory of the process that starts a program for the program's own, until it has
    more: whoever calls this had better stay small.
    """
    words = [str(word) for word in command]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    errors = output.with_name(output.name + ".errors")
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(output), flags, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, str(errors), flags, 0o600),
    ]
    begun = time.perf_counter()
    process = os.posix_spawnp(words[0], words, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    code = os.waitstatus_to_exitcode(status)
    if code not in succeeds_with:
        said = errors.read_text(encoding="utf-8", errors="replace").strip()
        raise ProgramFailed(f"{' '.join(words)}: exit code {code}\n{said}")
    return Usage(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024)
