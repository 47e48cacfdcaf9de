"""The tasks that run glueport: what they run, with what, and what becomes of its answer."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from conftest import PlayedGlueport
from glueport_fleet import process
from glueport_fleet.exit_codes import ByExitCode, GlueportFailed
from glueport_fleet.operators import ReportOperator
from glueport_fleet.settings import retry_delay

Make = Callable[..., Any]
APPROVAL = {"plan": "sha256:abc", "approved": True, "by": "rule", "at": "2026-11-30T12:00:00Z"}


def run(operator: Any) -> Any:
    return operator.execute({})


def test_each_stage_is_a_command_on_the_run_directory(
    glueport: PlayedGlueport, operator: Make, partner: dict[str, Any]
) -> None:
    directory = partner["run_directory"]
    for stage in ("extract", "transform", "validate"):
        run(operator(stage))
    run(operator("load", approval=APPROVAL))
    common = ["/fleet/partner.yaml", "--run-dir", directory, "--json"]
    assert [call["arguments"] for call in glueport.calls] == [
        ["extract", *common],
        ["transform", *common],
        ["validate", *common],
        ["load", *common, "--plan-digest", "sha256:abc"],
    ]


def test_the_environment_is_exactly_what_is_wanted(
    glueport: PlayedGlueport, operator: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", "of the worker")
    monkeypatch.setenv("SOME_TOKEN", "of the worker")
    run(operator("extract"))
    environment = glueport.calls[0]["environment"]
    # Python itself sets this one.
    environment.pop("LC_CTYPE", None)
    assert environment == {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "LANG": os.environ.get("LANG") or "C.UTF-8",
        "PARTNER": "alder-it",
        "CLIENTS": "alder.csv",
        "ITGLUE_API_KEY": "key-4711-secret",
        "DARKWEBID_PASSWORD": 'pass "word"',
    }


def test_it_has_a_session_of_its_own_and_no_input(glueport: PlayedGlueport, operator: Make) -> None:
    run(operator("extract"))
    assert glueport.calls[0]["session"] != os.getsid(0)
    assert glueport.calls[0]["input"] == "/dev/null"


@pytest.mark.usefixtures("glueport")
def test_a_secret_that_is_missing_is_named(operator: Make, partner: dict[str, Any]) -> None:
    partner["variables"] = ["ITGLUE_API_KEY", "DARKWEBID_USER"]
    with pytest.raises(AirflowFailException, match="glueport_alder_it lacks DARKWEBID_USER"):
        run(operator("extract"))


@pytest.mark.usefixtures("glueport")
def test_a_connection_that_is_missing_is_named(operator: Make, partner: dict[str, Any]) -> None:
    partner["connection"] = "nowhere"
    with pytest.raises(AirflowFailException, match=r"no connection nowhere: .*ITGLUE_API_KEY"):
        run(operator("extract"))


def test_a_partner_with_problems_fails_alone(
    glueport: PlayedGlueport, operator: Make, partner: dict[str, Any]
) -> None:
    partner["problems"] = [{"problem": "there is no clients.csv", "remedy": "put it there"}]
    with pytest.raises(AirflowFailException, match=r"no clients\.csv; put it there"):
        run(operator("extract"))
    assert glueport.calls == []


def test_secrets_reach_no_log_and_no_error(
    glueport: PlayedGlueport, operator: Make, told: list[str]
) -> None:
    error = {"message": 'refused key-4711-secret and pass "word"', "remedy": "not key-4711-secret"}
    glueport.answers(
        "extract",
        code=77,
        tells=["with key-4711-secret", 'and pass "word" too'],
        json={"exit": 77, "error": error},
    )
    with pytest.raises(GlueportFailed) as caught:
        run(operator("extract"))
    assert told == ["with ***", "and *** too"]
    assert str(caught.value).endswith("refused *** and ***; not ***")


def test_what_is_kept_is_small_and_has_no_secret(glueport: PlayedGlueport, operator: Make) -> None:
    summary = {
        "plan": "sha256:abc",
        "licences": 27,
        "planned": {"organizations": 19, "domains": 27},
        "statuses": {"unimported": {"organizations": 6, "domains": 10}},
        "pipeline": "key-4711-secret",
    }
    glueport.answers("validate", json={"exit": 0, "summary": summary})
    kept = run(operator("validate"))
    assert kept.pop("seconds") >= 0
    assert kept == {
        "exit": 0,
        "plan": "sha256:abc",
        "planned": 19,
        "licences": 27,
        "unimported": 6,
    }


def test_two_is_a_success_with_a_mark(glueport: PlayedGlueport, operator: Make) -> None:
    glueport.answers("extract", code=2, json={"exit": 2, "summary": {}})
    marked, plain = operator("extract"), operator("transform")
    assert run(marked)["exit"] == 2
    assert run(plain)["exit"] == 0
    assert marked.some_stayed_out
    assert not plain.some_stayed_out
    assert "some_stayed_out" in marked.map_index_template


@pytest.mark.parametrize(
    ("code", "action", "seconds"),
    [
        (64, "fail", None),
        (65, "fail", None),
        (70, "fail", None),
        (77, "fail", None),
        (78, "fail", None),
        (69, "retry", 240),
        (73, "retry", 240),
        (74, "default", None),
        (1, "default", None),
        (143, "default", None),
    ],
)
def test_an_exit_code_decides_on_the_next_try(
    code: int, action: str, seconds: int | None, glueport: PlayedGlueport, operator: Make
) -> None:
    answer = {"exit": code, "error": {"message": "it went wrong", "remedy": "mend it"}}
    glueport.answers("load", code=code, json=answer)
    with pytest.raises(
        GlueportFailed, match=rf"exit code {code}, .*: it went wrong; mend it"
    ) as it:
        run(operator("load", approval=APPROVAL))
    decision = ByExitCode(retry_delay()).evaluate(it.value, 3, 8)
    assert decision.action.value == action
    wait = decision.retry_delay
    assert (wait and wait.total_seconds()) == seconds


def test_it_waits_no_shorter_than_glueport_advises(
    glueport: PlayedGlueport, operator: Make
) -> None:
    glueport.answers("extract", code=69, json={"exit": 69, "retry_after": 5000})
    with pytest.raises(GlueportFailed) as caught:
        run(operator("extract"))
    decision = ByExitCode(retry_delay()).evaluate(caught.value, 8, 8)
    assert decision.retry_delay is not None
    assert decision.retry_delay.total_seconds() == 5000


def test_short_advice_does_not_use_the_tries_up() -> None:
    advised = GlueportFailed("load", 69, retry_after=1)
    decision = ByExitCode(retry_delay()).evaluate(advised, 3, 8)
    assert decision.retry_delay == 4 * retry_delay()


def test_a_plan_that_nobody_approved_is_not_loaded(
    glueport: PlayedGlueport, operator: Make
) -> None:
    with pytest.raises(AirflowFailException, match="nobody has approved"):
        run(operator("load", approval=None))
    assert glueport.calls == []


def test_the_wait_ends_at_an_hour_and_other_errors_are_airflows() -> None:
    policy = ByExitCode.deserialize(ByExitCode(retry_delay()).serialize())
    wait = policy.evaluate(GlueportFailed("load", 73), 5000, 8).retry_delay
    assert wait is not None
    assert wait.total_seconds() == 3600
    assert policy.evaluate(OSError("disk"), 1, 8).action.value == "default"


@pytest.mark.parametrize("printed", ["", "not JSON", "[1]"])
def test_an_answer_that_is_no_object_is_no_reason_to_fall(
    printed: str, glueport: PlayedGlueport, operator: Make
) -> None:
    glueport.answers("extract", code=-9 & 0xFF, prints=printed)
    with pytest.raises(GlueportFailed, match="exit code 247"):
        run(operator("extract"))


def test_much_output_on_both_sides_does_not_stand_still(
    glueport: PlayedGlueport, operator: Make, told: list[str]
) -> None:
    lines = ["x" * 1000] * 300
    glueport.answers("extract", tells=lines, json={"summary": {"padding": "y" * 300_000}})
    run(operator("extract"))
    assert told == lines


def stopped(operator: Any, told: list[str], monkeypatch: pytest.MonkeyPatch) -> GlueportFailed:
    """Runs it, and has Airflow stop it as soon as glueport is under way."""

    def tell(_self: Any, line: str) -> None:
        told.append(line)
        operator.on_kill()

    monkeypatch.setattr(type(operator), "_tell", tell)
    with pytest.raises(GlueportFailed) as caught:
        run(operator)
    return caught.value


def test_a_task_that_is_stopped_stops_glueport_gently(
    glueport: PlayedGlueport, operator: Make, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    glueport.answers("load", hangs="until stopped", tells=["begins"])
    assert stopped(operator("load", approval=APPROVAL), told, monkeypatch).code == 143
    # Otherwise it would kill whatever has the process's number by then.
    timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert all(timer.finished.is_set() for timer in timers)


def test_one_that_does_not_stop_is_killed(
    glueport: PlayedGlueport, operator: Make, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "STOP_SECONDS", 0.05)
    glueport.answers("load", hangs="deaf", tells=["begins"])
    code = stopped(operator("load", approval=APPROVAL), told, monkeypatch).code
    assert code == -signal.SIGKILL


def test_stopping_what_does_not_run_does_nothing(operator: Make) -> None:
    operator("load", approval=APPROVAL).on_kill()


def test_the_report_needs_no_secret(glueport: PlayedGlueport, partner: dict[str, Any]) -> None:
    directory = Path(partner["run_directory"])
    (directory / "run.json").write_text("{}")
    (directory / "report").mkdir()
    run(ReportOperator(task_id="report", partner=partner))
    page = str(directory / "report" / "report.html")
    call = glueport.calls[0]
    arguments = ["report", str(directory), "--format", "html", "--output", page, "--json"]
    assert call["arguments"] == arguments
    assert "ITGLUE_API_KEY" not in call["environment"]


@pytest.mark.usefixtures("glueport")
def test_without_a_run_there_is_no_report(partner: dict[str, Any]) -> None:
    with pytest.raises(AirflowSkipException):
        run(ReportOperator(task_id="report", partner=partner))


@pytest.mark.parametrize(
    ("base", "wanted"),
    [
        (None, "file://{runs}/20261130T120000Z-alder-it/report/report.html"),
        ("http://reports/x/", "http://reports/x/20261130T120000Z-alder-it/report/report.html"),
    ],
)
def test_the_report_is_linked(
    base: str | None,
    wanted: str,
    operator: Make,
    partner: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if base:
        monkeypatch.setenv("GLUEPORT_REPORTS_URL", base)
    task = operator("validate")
    (link,) = task.operator_extra_links
    runs = Path(partner["run_directory"]).parent
    assert link.get_link(task, ti_key=None) == wanted.format(runs=runs)
