"""The approval of a plan: by the rule, by a person, kept, refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from airflow.providers.standard.operators import hitl
from airflow.sdk.exceptions import AirflowFailException, TaskAwaitingInput
from glueport_fleet import alerts
from glueport_fleet.approval import why_a_person
from glueport_fleet.approval_operator import PlanApproval

PLAN = "sha256:abc"
FIGURES = {"exit": 2, "plan": PLAN, "planned": 19, "licences": 50, "unimported": 5, "seconds": 1.0}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a person was asked; nothing is stored."""
    questions: list[dict[str, Any]] = []
    monkeypatch.setattr(hitl, "upsert_hitl_detail", lambda **detail: questions.append(detail))
    return questions


def approval(partner: dict[str, Any], **figures: Any) -> PlanApproval:
    return PlanApproval(task_id="approve", partner=partner, figures={**FIGURES, **figures})


def execute(operator: PlanApproval) -> Any:
    class TaskInstance:
        id = "1"

    context: Any = {"task_instance": TaskInstance()}
    return operator.execute(context)


def answer(operator: PlanApproval, option: str) -> Any:
    event = {
        "chosen_options": [option],
        "params_input": {},
        "responded_at": datetime(2026, 11, 30, tzinfo=UTC),
        "responded_by_user": {"id": "7", "name": "nora"},
    }
    context: Any = {}
    return operator.execute_complete(context, event)


def kept(partner: dict[str, Any]) -> Any:
    return json.loads((Path(partner["run_directory"]) / "approval.json").read_text())


@pytest.mark.parametrize(
    ("rule", "figures", "reasons"),
    [
        ({"max_unimported": 5, "max_licences": 50}, {}, 0),
        ({"max_unimported": 4, "max_licences": 50}, {}, 1),
        ({"max_unimported": 5, "max_licences": 49}, {}, 1),
        ({"max_unimported": 4, "max_licences": 49}, {}, 2),
        ({"max_unimported": 0}, {"unimported": 0}, 0),
        ({"max_unimported": 0}, {"unimported": 1}, 1),
        ({"max_licences": 0}, {}, 1),
        ({"max_licences": 50}, {"unimported": 9999}, 0),
        ({}, {"unimported": 9999, "licences": 9999}, 0),
        (None, {"unimported": 0, "licences": 0}, 1),
        (None, {"planned": 0}, 0),
        ({"max_unimported": 0}, {"planned": 0, "unimported": 9}, 0),
    ],
)
def test_the_rule(rule: Any, figures: dict[str, Any], reasons: int) -> None:
    assert len(why_a_person(rule, {**FIGURES, **figures})) == reasons


def test_within_the_rule_nobody_is_asked(
    partner: dict[str, Any], asked: list[dict[str, Any]]
) -> None:
    made = execute(approval(partner))
    assert (made["plan"], made["approved"], made["by"]) == (PLAN, True, "rule")
    assert kept(partner) == made
    assert asked == []
    assert [file.name for file in Path(partner["run_directory"]).iterdir()] == ["approval.json"]


def test_beyond_the_rule_a_person_is_shown_what_counts(
    partner: dict[str, Any], asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(alerts, "send", lambda alert, _context: sent.append(alert["event"]))
    with pytest.raises(TaskAwaitingInput):
        execute(approval(partner, unimported=6))
    (question,) = asked
    assert question["subject"] == "Load the plan of alder-it?"
    for shown in ("alder-it", "19 organizations", "50 licences", "6 organizations", PLAN, "file:/"):
        assert shown in question["body"]
    assert sent == ["approval_wanted"]


def test_a_yes_is_kept_and_not_asked_for_again(
    partner: dict[str, Any], asked: list[dict[str, Any]]
) -> None:
    partner["auto_approve"] = None
    made = answer(approval(partner), "Approve")
    assert (made["plan"], made["approved"], made["by"]) == (PLAN, True, "nora")
    assert execute(approval(partner)) == made
    assert asked == []


def test_what_the_rule_approved_is_judged_by_the_rule_of_now(
    partner: dict[str, Any], asked: list[dict[str, Any]]
) -> None:
    execute(approval(partner))
    partner["auto_approve"] = None
    with pytest.raises(TaskAwaitingInput):
        execute(approval(partner))
    assert len(asked) == 1


@pytest.mark.parametrize("missing", ["planned", "licences"])
def test_figures_that_are_missing_want_a_person(missing: str) -> None:
    assert why_a_person({}, {**FIGURES, missing: None})


def test_a_kept_approval_that_is_no_json_is_none(
    partner: dict[str, Any], asked: list[dict[str, Any]]
) -> None:
    (Path(partner["run_directory"]) / "approval.json").write_text("{")
    partner["auto_approve"] = None
    with pytest.raises(TaskAwaitingInput):
        execute(approval(partner))
    assert len(asked) == 1


def test_of_another_plan_a_person_is_asked_again(
    partner: dict[str, Any], asked: list[dict[str, Any]]
) -> None:
    partner["auto_approve"] = None
    answer(approval(partner), "Approve")
    with pytest.raises(TaskAwaitingInput):
        execute(approval(partner, plan="sha256:other"))
    assert len(asked) == 1


def test_a_no_fails_for_good_and_is_kept(
    partner: dict[str, Any], asked: list[dict[str, Any]]
) -> None:
    partner["auto_approve"] = None
    with pytest.raises(AirflowFailException, match="rejected by nora"):
        answer(approval(partner), "Reject")
    assert (kept(partner)["approved"], kept(partner)["by"]) == (False, "nora")
    # Whoever clears the task is asked anew.
    with pytest.raises(TaskAwaitingInput):
        execute(approval(partner))
    assert len(asked) == 1


def test_no_answer_fails_for_good(partner: dict[str, Any]) -> None:
    event = {"error": "too late", "error_type": "timeout"}
    context: Any = {}
    with pytest.raises(AirflowFailException, match="within 72 hours"):
        approval(partner).execute_complete(context, event)


def test_without_a_plan_nothing_is_approved(partner: dict[str, Any]) -> None:
    with pytest.raises(AirflowFailException, match="no plan"):
        execute(approval(partner, plan=None))
