"""The DAG: that it can be read, and how it is put together."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from conftest import FLEET

STAGES = ["extract", "transform", "validate", "approve", "load", "report"]


def test_a_partner_goes_through_all_stages_in_order(dag: Any) -> None:
    assert dag.get_task("partners").downstream_task_ids >= {"partner.extract"}
    for before, after in pairwise(STAGES):
        assert f"partner.{after}" in dag.get_task(f"partner.{before}").downstream_task_ids
    assert dag.get_task("partner.report").downstream_task_ids == {"summary"}
    assert dag.get_task("summary").downstream_task_ids == set()


def test_the_partners_are_mapped_at_run_time(dag: Any) -> None:
    from airflow.sdk.definitions.taskgroup import MappedTaskGroup

    assert isinstance(dag.task_group_dict["partner"], MappedTaskGroup)
    assert {task.task_id for task in dag.tasks} == {
        "partners",
        "summary",
        *(f"partner.{stage}" for stage in STAGES),
    }


def test_a_report_and_the_summary_come_whatever_went_before(dag: Any) -> None:
    rules = {task.task_id: task.trigger_rule.value for task in dag.tasks}
    assert {name for name, rule in rules.items() if rule == "all_done"} == {
        "partner.report",
        "summary",
    }
    assert set(rules.values()) == {"all_done", "all_success"}


def test_the_services_have_pools_that_can_be_imported(dag: Any) -> None:
    used = {stage: dag.get_task(f"partner.{stage}").pool for stage in STAGES}
    assert used == {
        "extract": "glueport_itglue",
        "transform": "default_pool",
        "validate": "glueport_darkwebid",
        "approve": "default_pool",
        "load": "glueport_darkwebid",
        "report": "default_pool",
    }
    pools = json.loads((FLEET / "pools.json").read_text())
    assert set(pools) == {"glueport_itglue", "glueport_darkwebid"}
    assert all(pool["slots"] > 0 for pool in pools.values())


def test_one_run_at_a_time_and_none_by_itself(dag: Any) -> None:
    assert dag.max_active_runs == 1
    assert dag.catchup is False
    assert dag.schedule is None


def test_every_task_is_tried_again_and_alerts(dag: Any) -> None:
    from glueport_fleet import alerts
    from glueport_fleet.exit_codes import ByExitCode

    for task in dag.tasks:
        assert task.retries == 8, task.task_id
        assert isinstance(task.retry_policy, ByExitCode), task.task_id
        assert alerts.task_failed in list(task.on_failure_callback), task.task_id


def test_it_can_be_stored(dag: Any) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    stored = json.dumps(DagSerialization.to_dict(dag))
    assert "run_is_late" in stored


def test_only_the_dag_is_read_as_one() -> None:
    ignored = (FLEET / ".airflowignore").read_text().split()
    folders = {path.name for path in FLEET.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert {f"{name}/" for name in folders} <= set(ignored)


@pytest.mark.parametrize("text", ["0", "-1", "soon", "nan"])
def test_a_setting_that_is_no_number_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from glueport_fleet import settings

    monkeypatch.setenv("GLUEPORT_RETRY_SECONDS", text)
    with pytest.raises(ValueError, match="GLUEPORT_RETRY_SECONDS"):
        settings.retry_delay()
