"""What the tests of the fleet share: an Airflow without a database, a glueport that is played."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FLEET = REPOSITORY / "pipelines" / "fleet"
_HOME = tempfile.TemporaryDirectory(prefix="glueport-fleet-")

# Before Airflow is imported: it makes a folder in the user's home otherwise.
for _name in [name for name in os.environ if name.startswith(("AIRFLOW", "GLUEPORT"))]:
    del os.environ[_name]
os.environ.update(
    AIRFLOW_HOME=_HOME.name,
    AIRFLOW__CORE__UNIT_TEST_MODE="True",
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__DAGS_FOLDER=str(FLEET),
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{_HOME.name}/none.db",
)
sys.path.insert(0, str(FLEET))

# It answers as `answers.json` beside it says, command by command, and keeps how it was called.
PLAYED = """#!{python} -S
import json, os, signal, sys, time
folder = os.path.dirname(os.path.abspath(__file__))
command = " ".join(sys.argv[1:3]) if sys.argv[1] == "fleet" else sys.argv[1]
with open(os.path.join(folder, "answers.json")) as file:
    answer = json.load(file).get(command, {{}})
with open(os.path.join(folder, "calls.jsonl"), "a") as file:
    call = {{"arguments": sys.argv[1:], "environment": dict(os.environ), "session": os.getsid(0),
            "input": os.readlink("/proc/self/fd/0")}}
    file.write(json.dumps(call) + "\\n")
if answer.get("hangs"):
    def stopped(*_):
        sys.exit(143)
    signal.signal(signal.SIGTERM, signal.SIG_IGN if answer["hangs"] == "deaf" else stopped)
for line in answer.get("tells", []):
    print(line, file=sys.stderr, flush=True)
while answer.get("hangs"):
    time.sleep(60)
if "--output" in sys.argv:
    with open(sys.argv[sys.argv.index("--output") + 1], "w") as file:
        file.write(answer.get("writes", ""))
print(answer["prints"] if "prints" in answer else json.dumps(answer.get("json", {{}})))
sys.exit(answer.get("code", 0))
"""


@dataclass
class PlayedGlueport:
    """A program in glueport's place."""

    folder: Path

    def answers(self, command: str, **answer: Any) -> None:
        """What a command is to do: `code`, `json`, `prints`, `tells`, `writes`, `hangs`."""
        file = self.folder / "answers.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        file.write_text(json.dumps({**known, command: answer}))

    @property
    def calls(self) -> list[dict[str, Any]]:
        file = self.folder / "calls.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def glueport(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlayedGlueport:
    """glueport, played; until told otherwise it answers each command with 0 and an empty object."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "answers.json").write_text("{}")
    program = folder / "glueport"
    program.write_text(PLAYED.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("GLUEPORT_PROGRAM", str(program))
    return PlayedGlueport(folder)


@pytest.fixture
def partner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A partner without problems, with its run directory and its connection."""
    directory = tmp_path / "runs" / "20261130T120000Z-alder-it"
    directory.mkdir(parents=True)
    secrets = {"ITGLUE_API_KEY": "key-4711-secret", "DARKWEBID_PASSWORD": 'pass "word"'}
    connection = {"conn_type": "generic", "extra": {**secrets, "OTHER": "other-secret"}}
    monkeypatch.setenv("AIRFLOW_CONN_GLUEPORT_ALDER_IT", json.dumps(connection))
    return {
        "name": "alder-it",
        "pipeline": "/fleet/partner.yaml",
        "connection": "glueport_alder_it",
        "environment": {"PARTNER": "alder-it", "CLIENTS": "alder.csv"},
        "variables": sorted(secrets),
        "auto_approve": {"max_unimported": 5, "max_licences": 50},
        "problems": [],
        "since": "20261130T120000Z",
        "run_directory": str(directory),
    }


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The lines that the operators write into the task's log."""
    from glueport_fleet.operators import GlueportOperator

    lines: list[str] = []
    monkeypatch.setattr(GlueportOperator, "_tell", lambda _self, line: lines.append(line))
    yield lines


@pytest.fixture(scope="session")
def dag() -> Any:
    """The DAG, as Airflow reads it."""
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(dag_folder=str(FLEET / "fleet.py"))
    assert bag.import_errors == {}
    assert set(bag.dags) == {"fleet"}
    return bag.dags["fleet"]


@pytest.fixture
def operator(partner: dict[str, Any]) -> Callable[..., Any]:
    """Makes the task of a stage, as it is when Airflow has filled in what it needs."""
    from glueport_fleet.operators import GlueportOperator

    def make(stage: str, **arguments: Any) -> GlueportOperator:
        return GlueportOperator(task_id=stage, stage=stage, partner=partner, **arguments)

    return make
