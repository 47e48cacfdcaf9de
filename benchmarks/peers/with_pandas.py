"""The equal job with pandas: pages to frames by json, the rest by whole columns.

with_pandas.py DATA OUT [LICENCES]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

import job


def frame(data: Path, kind: str, id: str | None = None) -> pd.DataFrame:
    """Ids and names; the id is the resource's own, or the attribute `id`."""
    rows = (
        (str(row["attributes"][id]) if id else row["id"], row["attributes"]["name"])
        for row in job.resources(data, kind)
    )
    return pd.DataFrame(rows, columns=["id", "name"])


def folded(names: pd.Series) -> pd.Series:
    return names.str.replace(r"\s+", " ", regex=True).str.strip().str.lower()


def normal(names: pd.Series) -> pd.Series:
    host = names.str.strip().str.lower().str.replace(r"^https?://", "", regex=True)
    return host.str.replace(r"/.*$", "", regex=True).str.rstrip(".")


def main() -> None:
    data, out, licences = job.arguments(sys.argv[1:])
    organizations = frame(data, "organizations")
    organizations["place"] = np.arange(len(organizations))
    domains = frame(data, "domains", id="organization-id")
    domains["number"] = np.arange(len(domains))
    domains["domain"] = normal(domains.pop("name"))

    known = domains.merge(organizations[["id", "place"]], on="id")
    known = known.sort_values(["place", "number"], ignore_index=True)
    unknown = domains[~domains["id"].isin(organizations["id"])]

    # Each rule in its turn, on what the earlier ones have left.
    names = known["domain"]
    invalid = ~names.str.fullmatch(job.VALID).to_numpy(bool)
    gov = names.str.endswith(".gov").to_numpy(bool)
    sensitive = names.isin(job.sensitive_domains(data)).to_numpy(bool)
    left = ~(invalid | gov | sensitive)
    duplicate = np.zeros(len(known), bool)
    duplicate[left] = names[left].duplicated()
    left &= ~duplicate
    beyond = left & (np.cumsum(left) > licences)
    known["reason"] = np.select(
        [invalid, gov, sensitive, duplicate, beyond],
        ["invalid", "gov", "sensitive", "duplicate", "license-limit"],
        "",
    )
    good = known[known["reason"] == ""].groupby("place")["domain"].agg(list)

    mapping = pd.read_csv(
        data / "mapping.csv", dtype={"organization_id": str}, keep_default_na=False
    )
    has_id = mapping["organization_id"] != ""
    by_id = mapping[has_id].drop_duplicates("organization_id").set_index("organization_id")
    by_name = mapping[~has_id].assign(key=folded(mapping["organization_name"]))
    by_name = by_name.drop_duplicates("key").set_index("key")

    accepted = organizations[organizations["place"].isin(good.index)].copy()
    found = accepted["id"].isin(by_id.index).to_numpy()
    key = folded(accepted["name"])
    for column in ("employees", "industry"):
        accepted[column] = np.where(
            found,
            accepted["id"].map(by_id[column]).astype(object),
            key.map(by_name[column]).astype(object),
        )
    accepted["domains"] = good.to_numpy()
    columns = ["id", "name", "employees", "industry", "domains"]
    with (out / "accepted.jsonl").open("w", encoding="utf-8") as file:
        for values in accepted[columns].itertuples(index=False, name=None):
            # A whole number that is missing has made floating point ones of its column.
            id, name, employees, industry, own = values
            record = {
                "id": id,
                "name": name,
                "employees": None if pd.isna(employees) else int(employees),
                "industry": None if pd.isna(industry) else industry,
                "domains": own,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")

    refused = known[known["reason"] != ""]
    without = organizations[~organizations["place"].isin(good.index)]
    without = without.assign(number=len(domains), domain=None, reason="no-domains")
    rejected = pd.concat([refused, without]).sort_values(["place", "number"])
    rejected = pd.concat([rejected, unknown.assign(reason="unknown-organization")])
    rejected = rejected[["id", "domain", "reason"]].rename(columns={"id": "organization_id"})
    rejected.to_json(out / "rejected.jsonl", orient="records", lines=True, force_ascii=False)


main()
