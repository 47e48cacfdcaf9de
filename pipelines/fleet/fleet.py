"""The fleet: each partner of partners.yaml goes through the stages of glueport, side by side.

One task is one command of one partner. Airflow decides when and where it runs and whether it is
tried again; glueport's checkpoints see to it that it resumes, and its locks that no two work on one
account.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import DAG, TriggerRule, get_current_context, task, task_group
from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference
from glueport_fleet import alerts, settings
from glueport_fleet.approval_operator import PlanApproval
from glueport_fleet.exit_codes import ByExitCode
from glueport_fleet.operators import GlueportOperator, ReportOperator
from glueport_fleet.partners import Partner, read_partners, stamp
from glueport_fleet.summary import demand_success, failed_partners, write_summary

if TYPE_CHECKING:
    from airflow.sdk.definitions.context import Context

ITGLUE = "glueport_itglue"
DARK_WEB_ID = "glueport_darkwebid"


@task
def partners() -> list[Partner]:
    """Reads the fleet anew in each run."""
    return read_partners(_begun(get_current_context()), print)


@task_group
def partner(partner: Any) -> None:
    """One partner from its first page of IT Glue to its report."""
    extract = GlueportOperator(task_id="extract", stage="extract", partner=partner, pool=ITGLUE)
    transform = GlueportOperator(task_id="transform", stage="transform", partner=partner)
    validate = GlueportOperator(
        task_id="validate", stage="validate", partner=partner, pool=DARK_WEB_ID
    )
    approve = PlanApproval(task_id="approve", partner=partner, figures=validate.output)
    load = GlueportOperator(
        task_id="load", stage="load", partner=partner, approval=approve.output, pool=DARK_WEB_ID
    )
    # Of a run that failed or was rejected too: there it is wanted most.
    report = ReportOperator(task_id="report", partner=partner, trigger_rule=TriggerRule.ALL_DONE)
    extract >> transform >> validate >> approve >> load >> report


@task(trigger_rule=TriggerRule.ALL_DONE)
def summary() -> None:
    """Sums up all partners, and fails where one of them failed, so that the run shows it."""
    context: Context = get_current_context()
    ti, run = context["ti"], context["dag_run"]
    fleet: list[Partner] = ti.xcom_pull(task_ids="partners") or []
    # As the run directories are named, should the run have been cleared since.
    since = fleet[0]["since"] if fleet else stamp(_begun(context))
    write_summary(since, print)
    states = ti.get_task_states(
        dag_id=run.dag_id, run_ids=[run.run_id], task_group_id="partner"
    ).get(run.run_id, {})
    demand_success(failed_partners(states, fleet), fleet)


def _begun(context: Context) -> datetime:
    begun = context["dag_run"].start_date
    assert begun is not None  # it has none only while it waits for its turn
    return begun


with DAG(
    "fleet",
    description="Each partner's clients from IT Glue into Dark Web ID, by glueport",
    schedule=settings.schedule(),
    catchup=False,
    # So that each partner has one run at a time.
    max_active_runs=1,
    default_args={
        "retries": 8,
        "retry_policy": ByExitCode(settings.retry_delay()),
        # Of all that is not glueport's exit code: a worker that was killed, a lost database.
        "retry_delay": settings.retry_delay(),
        "retry_exponential_backoff": 2.0,
        "max_retry_delay": timedelta(hours=1),
        "on_failure_callback": alerts.task_failed,
        # A partner that has begun goes first: the less time between plan and load, the less can
        # have changed meanwhile.
        "weight_rule": "upstream",
    },
    deadline=DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=settings.deadline(),
        callback=SyncCallback(
            alerts.run_is_late, kwargs={"hours": settings.deadline().total_seconds() / 3600}
        ),
    ),
    tags=["glueport"],
) as dag:
    partner.expand(partner=partners()) >> summary()
