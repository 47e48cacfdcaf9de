"""The tasks of a partner that run a glueport: the four stages, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from glueport_fleet import settings
from glueport_fleet.exit_codes import DONE, SOME_STAYED_OUT
from glueport_fleet.partners import Partner, failure, wording
from glueport_fleet.process import Ended, GlueportProcess, base_environment
from glueport_fleet.report_link import ReportLink
from glueport_fleet.secrets import secrets_of

if TYPE_CHECKING:
    from airflow.sdk.definitions.context import Context


class GlueportOperator(BaseOperator):
    """One stage of one partner's run. A task that is tried again resumes at its checkpoints."""

    template_fields: Sequence[str] = ("partner", "approval")
    operator_extra_links = (ReportLink(),)
    ui_color = "#e4f1ee"

    def __init__(self, *, partner: Any, stage: str, approval: Any = None, **arguments: Any) -> None:
        arguments.setdefault(
            "map_index_template",
            "{{ task.partner['name'] }}{{ ' (some stayed out)' if task.some_stayed_out else '' }}",
        )
        super().__init__(**arguments)
        # Both are known at run time only: they come from the tasks before.
        self.partner = partner
        self.approval = approval
        self.stage = stage
        self.some_stayed_out = False
        self._running: GlueportProcess | None = None

    def execute(self, context: Context) -> dict[str, Any]:
        partner: Partner = self.partner
        if problems := partner["problems"]:
            raise AirflowFailException("; ".join(map(wording, problems)))
        ended = self._run(partner, secrets_of(partner))
        if ended.code not in (DONE, SOME_STAYED_OUT):
            raise failure(self.stage, ended.code, ended.answer)
        # No success of its own in Airflow: the task's name tells it, and its figures.
        self.some_stayed_out = ended.code == SOME_STAYED_OUT
        return figures(ended)

    def on_kill(self) -> None:
        """Airflow calls it in its signal handler, while `execute` waits for glueport's end."""
        if self._running:
            self._running.stop()

    def _command(self, partner: Partner) -> list[str]:
        command = [self.stage, partner["pipeline"], "--run-dir", partner["run_directory"], "--json"]
        if self.stage == "load":
            if not self.approval:
                raise AirflowFailException("nobody has approved the plan: clear the task approve")
            command += ["--plan-digest", self.approval["plan"]]
        return command

    def _run(self, partner: Partner, secrets: dict[str, str]) -> Ended:
        command = [settings.program(), *self._command(partner)]
        self.log.info("%s", " ".join(command))
        environment = {**base_environment(), **partner["environment"], **secrets}
        self._running = GlueportProcess(command, environment, self._tell, list(secrets.values()))
        return self._running.run()

    def _tell(self, line: str) -> None:
        self.log.info("%s", line)


class ReportOperator(GlueportOperator):
    """The report of a partner's run, however far that came."""

    template_fields: Sequence[str] = ("partner",)

    def __init__(self, **arguments: Any) -> None:
        super().__init__(stage="report", **arguments)

    def execute(self, context: Context) -> dict[str, Any]:
        partner: Partner = self.partner
        run_file = Path(partner["run_directory"]) / "run.json"
        if partner["problems"] or not run_file.exists():
            raise AirflowSkipException("there is no run to report on")
        # It reads what is on disk, so it gets no secret.
        ended = self._run(partner, {})
        if ended.code not in (DONE, SOME_STAYED_OUT):
            raise failure(self.stage, ended.code, ended.answer)
        return {"exit": ended.code, "seconds": round(ended.seconds, 3)}

    def _command(self, partner: Partner) -> list[str]:
        directory = partner["run_directory"]
        page = Path(directory) / "report" / "report.html"
        return ["report", directory, "--format", "html", "--output", str(page), "--json"]


def figures(ended: Ended) -> dict[str, Any]:
    """What the tasks after it and people want to know of a stage's answer: nothing large."""
    summary = ended.answer.get("summary") or {}
    unimported = (summary.get("statuses") or {}).get("unimported") or {}
    planned = summary.get("planned") or {}
    return {
        "exit": ended.code,
        "plan": summary.get("plan"),
        # None where there is no plan: no rule approves that.
        "planned": planned.get("organizations"),
        "licences": summary.get("licences"),
        "unimported": unimported.get("organizations", 0),
        "seconds": round(ended.seconds, 3),
    }
