"""Reading files of JSON lines side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


class Lines:
    """The records of a file, one after the other."""

    def __init__(self, file: Path) -> None:
        self._records = map(json.loads, file.open(encoding="utf-8"))
        self.next: Record | None = next(self._records, None)

    def take(self, **values: str | None) -> Record | None:
        """The next record if it has these values; otherwise nothing is taken."""
        record = self.next
        if record is None or any(record[key] != value for key, value in values.items()):
            return None
        self.next = next(self._records, None)
        return record

    def take_all(self, **values: str | None) -> list[Record]:
        records = []
        while record := self.take(**values):
            records.append(record)
        return records
