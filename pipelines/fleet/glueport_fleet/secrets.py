"""A partner's secrets, out of Airflow's connection or whatever secrets backend stands behind it."""

from __future__ import annotations

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException
from airflow.sdk.log import mask_secret

from glueport_fleet.partners import Partner


def secrets_of(partner: Partner) -> dict[str, str]:
    """The variables that the partner's pipeline wants, from the extra fields of its connection.

    One that is missing ends the task for good: no retry brings it.
    """
    wanted = partner["variables"]
    if not wanted:
        return {}
    name = partner["connection"]
    try:
        extra = Connection.get(name).extra_dejson
    except AirflowNotFoundException:
        raise AirflowFailException(
            f"there is no connection {name}: make it, with the extra fields {', '.join(wanted)}"
        ) from None
    missing = [variable for variable in wanted if not extra.get(variable)]
    if missing:
        raise AirflowFailException(
            f"the connection {name} lacks {', '.join(missing)}: add it to its extra fields"
        )
    secrets = {variable: str(extra[variable]) for variable in wanted}
    for secret in secrets.values():
        mask_secret(secret)
    return secrets
