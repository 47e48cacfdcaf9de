"""The link from a partner's tasks to the report of its run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from airflow.sdk import BaseOperatorLink

from glueport_fleet import settings
from glueport_fleet.partners import Partner

if TYPE_CHECKING:
    from airflow.sdk.bases.operator import BaseOperator
    from airflow.sdk.types import TaskInstanceKey


def report_url(partner: Partner) -> str:
    """Where the report of the partner's run can be looked at."""
    directory = Path(partner["run_directory"])
    if base := settings.reports_url():
        return f"{base.rstrip('/')}/{quote(directory.name)}/report/report.html"
    return (directory.absolute() / "report" / "report.html").as_uri()


class ReportLink(BaseOperatorLink):
    """A button of the task. Airflow asks for it on the worker, when the task has ended."""

    name = "Report"

    @property
    def xcom_key(self) -> str:
        return "report_url"

    def get_link(self, operator: BaseOperator, *, ti_key: TaskInstanceKey) -> str:
        partner: Any = getattr(operator, "partner", None)
        # It is not known yet where the task failed before it began.
        known = isinstance(partner, dict)
        return report_url(partner) if known else ""
