"""How figures are shown and kept."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path

from measured import Usage


@dataclass(frozen=True)
class Row:
    """What was measured and what it took."""

    name: str
    usage: Usage


def table(rows: list[Row], measure: str) -> list[str]:
    """The rows as a table of Markdown, which reads well without it too; times are told as a part of
    those of the row `measure` besides."""
    walls = [row.usage.wall for row in rows if row.name == measure]
    cells = [["", "wall s", f"of {measure}", "user s", "system s", "CPU s", "peak MiB"]]
    for row in rows:
        usage = row.usage
        cells.append(
            [
                row.name,
                f"{usage.wall:.3f}",
                f"{usage.wall / walls[0]:.2f}" if walls else "",
                f"{usage.user:.2f}",
                f"{usage.system:.2f}",
                f"{usage.user + usage.system:.2f}",
                "" if usage.peak is None else f"{usage.peak:.0f}",
            ]
        )
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    rule = ["-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return [lines[0], _line(rule, widths), *lines[1:]]


def _line(cells: list[str], widths: list[int]) -> str:
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


def replace_section(file: Path, title: str, lines: list[str]) -> None:
    """Puts a section in the place of the one with its title, or behind the others."""
    text = file.read_text(encoding="utf-8") if file.exists() else "# Results\n"
    section = "\n".join([f"## {title}", "", *lines]).strip() + "\n"
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found:
        behind = text[found.end() :]
        text = text[: found.start()] + section + ("\n" + behind if behind else "")
    else:
        text = text.rstrip() + "\n\n" + section
    file.write_text(text, encoding="utf-8")


def machine() -> str:
    """What was measured on, without its name."""
    cpu = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    release = platform.release().split("-")[0]
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores of {cpu}, {memory:.0f} GiB, Linux {release}"
