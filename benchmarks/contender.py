"""Who takes part in a comparison."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from measured import Usage, run
from results import Row


@dataclass
class Step:
    """A command that is measured. Some measure themselves and print what they found."""

    name: str
    command: list[str | Path]
    environment: dict[str, str]
    succeeds_with: tuple[int, ...] = (0,)
    measures_itself: bool = False


def nothing() -> None:
    """What most need to have done before."""


@dataclass
class Contender:
    """Its commands, and what has to be done before each turn, which is not counted."""

    name: str
    steps: list[Step]
    prepare: Callable[[], None] = nothing
    usages: list[list[Usage]] = field(default_factory=list)

    def take_turn(self, work: Path) -> list[Usage]:
        """Runs its commands once."""
        self.prepare()
        # So that nobody syncs what others have written.
        os.sync()
        usages = []
        for step in self.steps:
            output = work / "output"
            usage = run(step.command, step.environment, output, step.succeeds_with)
            if step.measures_itself:
                usage = Usage(*map(float, output.read_text().split()))
            usages.append(usage)
        return usages

    def rows(self) -> list[Row]:
        """The whole, and where there are several its steps."""
        whole = [sum(usages[1:], start=usages[0]) for usages in self.usages]
        rows = [Row(self.name, Usage.median(whole))]
        if len(self.steps) > 1:
            for number, step in enumerate(self.steps):
                usage = Usage.median([usages[number] for usages in self.usages])
                rows.append(Row(f"– {step.name}", usage))
        return rows
