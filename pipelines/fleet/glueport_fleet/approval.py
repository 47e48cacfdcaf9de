"""Whether a plan may be loaded without asking a person, and the file that keeps the decision."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict, cast

from glueport_fleet.partners import Limits

BY_RULE = "rule"


class Decision(TypedDict):
    """What was decided on which plan, by the rule or by whom, and when."""

    plan: str
    approved: bool
    by: str
    at: str


def why_a_person(rule: Limits | None, figures: Mapping[str, Any]) -> list[str]:
    """The reasons why a person has to decide; none where the rule approves."""
    if figures["planned"] is None or figures["licences"] is None:
        return ["validate has not told what the plan comes to"]
    if figures["planned"] == 0:
        return []
    if rule is None:
        return ["this partner's plans always want a person (auto_approve)"]
    reasons = []
    stay_out, limit = figures["unimported"], rule.get("max_unimported")
    if limit is not None and stay_out > limit:
        reasons.append(f"{stay_out} organizations would stay out, and the rule allows {limit}")
    licences, limit = figures["licences"], rule.get("max_licences")
    if limit is not None and licences > limit:
        reasons.append(f"it takes {licences} licences, and the rule allows {limit}")
    return reasons


def decision(plan: str, *, approved: bool, by: str) -> Decision:
    """A decision that is made now."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Decision(plan=plan, approved=approved, by=by, at=now)


def keep(made: Decision, run_directory: str) -> None:
    """Keeps a decision in the run's directory: whole or not at all."""
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    # One name is enough: a task is tried by one worker at a time, and what a killed one left of it
    # is written over.
    temporary = Path(run_directory) / "approval.json.new"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(_file(run_directory))


def kept_approval(plan: str, run_directory: str) -> Decision | None:
    """A person's approval of this very plan, where there is one.

    A rejection does not count: whoever clears the task wants to be asked anew. Nor does what the
    rule approved: it may be another one by now.
    """
    try:
        kept = json.loads(_file(run_directory).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("approved") is not True or kept.get("plan") != plan:
        return None
    return None if kept.get("by") == BY_RULE else cast("Decision", kept)


def _file(run_directory: str) -> Path:
    return Path(run_directory) / "approval.json"
