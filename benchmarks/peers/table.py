"""The table that `agreement` prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Table:
    """What was compared, counted by both ends and by the rule that explains their difference."""

    counts: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    def add(self, what: str, peer: str, ours: str, rule: str) -> None:
        self.counts[what, peer, ours, rule] += 1

    def text(self) -> str:
        lines = [("", "peer", "Glueport", "number", "rule")]
        # Of each kind those that agree come first.
        order = sorted(self.counts, key=lambda row: (row[0], row[3] != "", row))
        for what, peer, ours, rule in order:
            lines.append((what, peer, ours, str(self.counts[what, peer, ours, rule]), rule))
        widths = [max(len(line[column]) for line in lines) for column in range(4)]
        rows = []
        for *cells, rule in lines:
            padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
            padded[3] = cells[3].rjust(widths[3])
            rows.append("  ".join([*padded, rule]).rstrip())
        by_rule = sum(count for row, count in self.counts.items() if row[3])
        rows.append(f"the same: {self.counts.total() - by_rule}")
        rows.append(f"by a rule of Glueport's: {by_rule}")
        rows.append(f"unexplained: {len(self.unexplained)}")
        rows += [f"  {line}" for line in self.unexplained[:20]]
        return "\n".join(rows)
