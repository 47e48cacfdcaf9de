"""The equal job with Polars: each page is read by its JSON reader, all the rest are expressions.

with_polars.py DATA OUT [LICENCES]
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from polars import col, lit, when

import job

NONE = lit(None, dtype=pl.String)


def rows(data: Path, kind: str, attributes: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    resource = pl.Struct({"id": pl.String, "attributes": pl.Struct(attributes)})
    schema = {"data": pl.List(resource)}
    pages = [pl.read_json(page, schema=schema) for page in job.pages(data, kind)]
    return pl.concat(pages).explode("data").unnest("data").unnest("attributes")


def folded(name: pl.Expr) -> pl.Expr:
    return name.str.replace_all(r"\s+", " ").str.strip_chars().str.to_lowercase()


def first_rows(mapping: pl.DataFrame, key: pl.Expr, suffix: str) -> pl.DataFrame:
    return mapping.select(
        key.alias("key"),
        col("employees").alias(f"employees_{suffix}"),
        col("industry").alias(f"industry_{suffix}"),
    ).unique("key", keep="first", maintain_order=True)


def main() -> None:
    data, out, licences = job.arguments(sys.argv[1:])
    organizations = rows(data, "organizations", {"name": pl.String}).with_row_index("place")
    domains = (
        rows(data, "domains", {"organization-id": pl.Int64, "name": pl.String})
        .select(
            col("organization-id").cast(pl.String).alias("id"),
            col("name")
            .str.strip_chars()
            .str.to_lowercase()
            .str.replace(r"^https?://", "")
            .str.replace(r"/.*$", "")
            .str.strip_chars_end(".")
            .alias("domain"),
        )
        .with_row_index("number")
    )
    known = domains.join(organizations.select("id", "place"), on="id").sort("place", "number")
    unknown = domains.join(organizations, on="id", how="anti").sort("number")

    # Each rule in its turn, on what the earlier ones have left.
    domain, reason = col("domain"), col("reason")
    sensitive = pl.Series(list(job.sensitive_domains(data)))
    judged = (
        known.with_columns(
            when(~domain.str.contains(f"^{job.VALID}$"))
            .then(lit("invalid"))
            .when(domain.str.ends_with(".gov"))
            .then(lit("gov"))
            .when(domain.is_in(sensitive.implode()))
            .then(lit("sensitive"))
            .otherwise(NONE)
            .alias("reason")
        )
        .with_columns(
            when(reason.is_null() & ~pl.struct("domain", "reason").is_first_distinct())
            .then(lit("duplicate"))
            .otherwise(reason)
            .alias("reason")
        )
        .with_columns(
            when(reason.is_null() & (reason.is_null().cum_sum() > licences))
            .then(lit("license-limit"))
            .otherwise(reason)
            .alias("reason")
        )
    )

    mapping = pl.read_csv(
        data / "mapping.csv",
        schema={
            "organization_id": pl.String,
            "organization_name": pl.String,
            "employees": pl.Int64,
            "industry": pl.String,
        },
    )
    has_id = col("organization_id").is_not_null()
    by_id = first_rows(mapping.filter(has_id), col("organization_id"), "by_id")
    by_name = first_rows(mapping.filter(~has_id), folded(col("organization_name")), "by_name")

    good = (
        judged.filter(reason.is_null())
        .group_by("place", maintain_order=True)
        .agg(domain.alias("domains"))
    )
    accepted = (
        organizations.join(good, on="place")
        .join(by_id, left_on="id", right_on="key", how="left")
        .join(by_name, left_on=folded(col("name")), right_on="key", how="left")
        .sort("place")
        .select(
            "id",
            "name",
            pl.coalesce("employees_by_id", "employees_by_name").alias("employees"),
            pl.coalesce("industry_by_id", "industry_by_name").alias("industry"),
            "domains",
        )
    )
    accepted.write_ndjson(out / "accepted.jsonl")

    last = pl.get_index_type().max()
    without = organizations.join(good, on="place", how="anti").select(
        "place", last.alias("number"), "id", NONE.alias("domain"), lit("no-domains").alias("reason")
    )
    refused = judged.filter(reason.is_not_null()).select("place", "number", "id", domain, reason)
    rejected = pl.concat([refused, without]).sort("place", "number").select("id", domain, reason)
    strangers = unknown.select("id", domain, lit("unknown-organization").alias("reason"))
    pl.concat([rejected, strangers]).rename({"id": "organization_id"}).write_ndjson(
        out / "rejected.jsonl"
    )


main()
