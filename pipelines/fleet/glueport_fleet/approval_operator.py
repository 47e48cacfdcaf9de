"""The task that decides whether a partner's plan is loaded: by the rule, or by asking a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.exceptions import HITLRejectException, HITLTimeoutError
from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk.exceptions import AirflowFailException

from glueport_fleet import alerts, settings
from glueport_fleet.approval import (
    BY_RULE,
    Decision,
    decision,
    keep,
    kept_approval,
    why_a_person,
)
from glueport_fleet.partners import Partner
from glueport_fleet.report_link import ReportLink, report_url

if TYPE_CHECKING:
    from airflow.sdk.definitions.context import Context


class PlanApproval(ApprovalOperator):
    """Gives the approved plan to load. While it waits for a person it takes no worker."""

    template_fields: Collection[str] = ("partner", "figures")
    operator_extra_links = (ReportLink(),)
    ui_color = "#fdf3d8"

    def __init__(self, *, partner: Any, figures: Any, **arguments: Any) -> None:
        arguments.setdefault("map_index_template", "{{ task.partner['name'] }}")
        arguments.setdefault("response_timeout", settings.approval_wait())
        super().__init__(subject="Load the plan?", fail_on_reject=True, **arguments)
        # Both are known at run time only; so are subject and body.
        self.partner = partner
        self.figures = figures

    def execute(self, context: Context) -> Decision:
        partner: Partner = self.partner
        plan, directory = self._plan(), partner["run_directory"]
        # An earlier try may have asked already.
        if kept := kept_approval(plan, directory):
            self.log.info("%s was approved before, by %s", plan, kept["by"])
            return kept
        reasons = why_a_person(partner["auto_approve"], self.figures)
        if not reasons:
            self.log.info("%s is approved by the rule", plan)
            return self._decided(approved=True, by=BY_RULE)
        self.subject = f"Load the plan of {partner['name']}?"
        self.body = question(partner, self.figures, reasons)
        self.log.info("a person has to decide: %s", "; ".join(reasons))
        alerts.send(
            {
                "event": "approval_wanted",
                "partner": partner["name"],
                "message": "; ".join(reasons),
            },
            context,
        )
        # It leaves by an exception, and Airflow calls `execute_complete` with the answer.
        super().execute(context)
        raise AssertionError("Airflow was to wait for an answer")

    def execute_complete(self, context: Context, event: dict[str, Any]) -> Decision:
        person = who(event)
        try:
            super().execute_complete(context, event)
        except HITLRejectException:
            self._decided(approved=False, by=person)
            raise AirflowFailException(f"{self._plan()} was rejected by {person}") from None
        except HITLTimeoutError:
            hours = settings.approval_wait().total_seconds() / 3600
            raise AirflowFailException(f"nobody has answered within {hours:g} hours") from None
        return self._decided(approved=True, by=person)

    def _plan(self) -> str:
        plan = self.figures["plan"]
        if not plan:
            raise AirflowFailException("validate has left no plan")
        return str(plan)

    def _decided(self, *, approved: bool, by: str) -> Decision:
        made = decision(self._plan(), approved=approved, by=by)
        keep(made, self.partner["run_directory"])
        return made


def question(partner: Partner, figures: Mapping[str, Any], reasons: list[str]) -> str:
    """What a person is shown, in Markdown."""
    lines = [
        f"**{partner['name']}**: {figures['planned']} organizations would be loaded and take "
        f"{figures['licences']} licences; {figures['unimported']} would stay out.",
        "",
        *(f"- {reason}" for reason in reasons),
        "",
        f"Report: [{partner['run_directory']}/report/report.html]({report_url(partner)})",
        "",
        f"Plan: `{figures['plan']}`",
    ]
    return "\n".join(lines)


def who(event: Mapping[str, Any]) -> str:
    """The person who answered."""
    user = event.get("responded_by_user") or {}
    return str(user.get("name") or user.get("id") or "somebody")
