"""What goes over all partners: the list, the summary, the alerts."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException
from conftest import PlayedGlueport
from glueport_fleet import alerts
from glueport_fleet.exit_codes import GlueportFailed
from glueport_fleet.partners import read_partners
from glueport_fleet.summary import demand_success, failed_partners, write_summary

BEGUN = datetime(2026, 11, 30, 12, 0, 5, 999, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "partners.yaml"
    monkeypatch.setenv("GLUEPORT_FLEET", str(path))
    return path


def row(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "pipeline": "/p.yaml", "runs": "/runs", "connection": "c", **more}


def read() -> list[Any]:
    return list(read_partners(BEGUN, lambda _line: None))


def test_the_partners_are_those_that_glueport_tells(glueport: PlayedGlueport, file: Path) -> None:
    glueport.answers("fleet check", json={"exit": 0, "partners": [row("alder"), row("birch")]})
    partners = read()
    assert [partner["name"] for partner in partners] == ["alder", "birch"]
    assert partners[1]["run_directory"] == "/runs/20261130T120005Z-birch"
    (call,) = glueport.calls
    assert call["arguments"] == ["fleet", "check", str(file), "--json"]
    assert set(call["environment"]) - {"LC_CTYPE"} == {"PATH", "HOME", "LANG"}


@pytest.mark.usefixtures("file")
def test_one_partner_with_problems_does_not_stop_the_others(glueport: PlayedGlueport) -> None:
    problem = {"problem": "no such file"}
    rows = [row("alder"), row("birch", problems=[problem])]
    glueport.answers("fleet check", code=65, json={"exit": 65, "partners": rows})
    assert [partner["problems"] for partner in read()] == [[], [problem]]


@pytest.mark.usefixtures("file")
def test_a_file_that_cannot_be_read_fails(glueport: PlayedGlueport) -> None:
    error = {"message": "line 3: not a list"}
    glueport.answers("fleet check", code=65, json={"exit": 65, "error": error})
    with pytest.raises(GlueportFailed, match="line 3: not a list"):
        read()


@pytest.mark.usefixtures("file")
def test_no_partners_is_a_mistake(glueport: PlayedGlueport) -> None:
    glueport.answers("fleet check", json={"exit": 0, "partners": []})
    with pytest.raises(AirflowFailException, match="names no partners"):
        read()


def test_the_fleet_may_be_named_by_airflows_variable(
    glueport: PlayedGlueport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_VAR_GLUEPORT_FLEET", "/from/the/variable.yaml")
    glueport.answers("fleet check", json={"exit": 0, "partners": [row("alder")]})
    read()
    assert glueport.calls[0]["arguments"][2] == "/from/the/variable.yaml"


def test_the_summary_is_written_in_all_forms(glueport: PlayedGlueport, file: Path) -> None:
    glueport.answers("fleet summary", writes="alder  done\n")
    lines: list[str] = []
    folder = write_summary("20261130T120005Z", lines.append)
    assert folder == file.parent / "summaries" / "20261130T120005Z"
    assert {path.name for path in folder.iterdir()} == {
        "summary.csv",
        "summary.html",
        "summary.txt",
    }
    assert lines == ["alder  done"]


@pytest.mark.usefixtures("file")
def test_a_summary_that_fails_says_why(glueport: PlayedGlueport) -> None:
    error = {"message": "cannot be read"}
    glueport.answers("fleet summary", code=65, json={"exit": 65, "error": error})
    with pytest.raises(GlueportFailed, match="cannot be read"):
        write_summary("20261130T120005Z", lambda _line: None)


def test_without_partners_the_run_is_no_success() -> None:
    states = {"partner.extract": "upstream_failed", "partner.report": "upstream_failed"}
    assert failed_partners(states, []) == []
    with pytest.raises(AirflowFailException, match="no partner was run"):
        demand_success([], [])


def test_the_partners_that_failed_are_named() -> None:
    fleet: Any = [{"name": name} for name in ("alder", "birch", "cedar")]
    states = {
        "partner.extract_0": "success",
        "partner.load_0": "success",
        "partner.report_0": "skipped",
        "partner.extract_1": "failed",
        "partner.load_1": "upstream_failed",
        "partner.report_1": "success",
        "partner.load_2": "success",
    }
    failed = failed_partners(states, fleet)
    assert failed == ["birch"]
    with pytest.raises(AirflowFailException, match="1 of 3 partners failed: birch"):
        demand_success(failed, fleet)
    demand_success([], fleet)


def test_an_alert_is_piped_to_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "alerts"
    monkeypatch.setenv("SOME_TOKEN", "of the worker")
    monkeypatch.setenv("GLUEPORT_ALERT_COMMAND", f"sh -c 'cat > {output}; env >> {output}'")

    class Task:
        partner = {"name": "alder"}  # noqa: RUF012

    alerts.task_failed({"task": Task(), "exception": GlueportFailed("load", 65)})
    line, *environment = output.read_text().splitlines()
    alert = json.loads(line)
    assert alert["event"] == "task_failed"
    assert alert["partner"] == "alder"
    assert "exit code 65" in alert["message"]
    assert not any("SOME_TOKEN" in line for line in environment)


def test_an_alert_says_which_run_it_is_about(caplog: pytest.LogCaptureFixture) -> None:
    # As Airflow gives it to the callback of a deadline.
    alerts.run_is_late(hours=12, context={"dag_run": {"dag_run_id": "scheduled"}, "deadline": {}})
    assert '"run": "scheduled"' in caplog.text


@pytest.mark.parametrize("command", ["/nowhere/at-all", "false", "sh -c '"])
def test_an_alert_never_fails(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLUEPORT_ALERT_COMMAND", command)
    alerts.run_is_late(hours=12)
    alerts.task_failed({})


def test_without_a_command_an_alert_is_a_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert "GLUEPORT_ALERT_COMMAND" not in os.environ
    alerts.run_is_late(hours=12)
    assert '"event": "run_is_late", "message": "the run of the fleet takes' in caplog.text
