"""The tools that an operator could pick instead, and how each does the equal job."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from equal_job import PEERS


@dataclass(frozen=True)
class Tool:
    """A script of benchmarks/peers and what it needs: a package of Python, or a program."""

    title: str
    script: str
    options: tuple[str, ...] = ()
    package: str | None = None
    program: str | None = None

    @property
    def is_python(self) -> bool:
        return self.script.endswith(".py")

    def version(self, python: Path) -> str | None:
        """What it is, with its version; nothing where it is not installed."""
        if self.package:
            code = f"from importlib import metadata as m; print(m.version('{self.package}'))"
            answer = _output([str(python), "-c", code])
            return f"{self.package} {answer}" if answer else None
        if self.program:
            return _output([self.program, "--version"]) if shutil.which(self.program) else None
        return _output([str(python), "--version"])

    def command(self, python: Path, data: Path, out: Path, licences: int) -> list[str | Path]:
        script = PEERS / self.script
        before = [python, script] if self.is_python else [script]
        return [*before, data, out, str(licences), *self.options]


def _output(command: list[str]) -> str | None:
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else None


TOOLS = {
    "polars": Tool("Polars", "with_polars.py", package="polars"),
    "duckdb": Tool("DuckDB", "with_duckdb.py", package="duckdb"),
    "orjson": Tool("Python + orjson", "with_python.py", ("--orjson",), package="orjson"),
    "python": Tool("Python", "with_python.py"),
    "pandas": Tool("pandas", "with_pandas.py", package="pandas"),
    "dlt": Tool("dlt", "with_dlt.py", package="dlt"),
    "dlt-staged": Tool("dlt, staged", "with_dlt.py", ("--staged",), package="dlt"),
    "petl": Tool("petl", "with_petl.py", package="petl"),
    "miller": Tool("Miller", "with_miller", program="mlr"),
    "jq": Tool("jq", "with_jq", program="jq"),
}

USUAL = ["polars", "duckdb", "orjson", "python"]
# Its time grows with the square: it takes hours for what the others do in seconds.
HOPELESS = "jq"
ALL = [name for name in TOOLS if name != HOPELESS]
