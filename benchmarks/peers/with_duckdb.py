"""The equal job with DuckDB: SQL over the page files.

with_duckdb.py DATA OUT [LICENCES]
"""

from __future__ import annotations

import sys

import duckdb

import job

# Pages are read as text: several times as fast here as read_json, which looks at every row's type.
ROWS = """
    create temp table {kind} as
    select row_number() over (order by filename, number) as place, {columns}
    from (
        select filename, unnest(data) as row, generate_subscripts(data, 1) as number
        from (
            select filename, from_json(content, '{{"data": [{shape}]}}').data as data
            from read_text('{data}/{kind}/page-*.json')
        )
    )
"""
ORGANIZATIONS = {
    "kind": "organizations",
    "shape": '{"id": "VARCHAR", "attributes": {"name": "VARCHAR"}}',
    "columns": "row.id as id, row.attributes.name as name",
}
DOMAINS = {
    "kind": "domains",
    "shape": '{"attributes": {"organization-id": "BIGINT", "name": "VARCHAR"}}',
    "columns": """
        row.attributes."organization-id"::varchar as id,
        rtrim(regexp_replace(regexp_replace(lower(trim(row.attributes.name)),
            '^https?://', ''), '/.*$', ''), '.') as domain
    """,
}
TABLES = """
    create macro folded(name) as lower(trim(regexp_replace(name, '\\s+', ' ', 'g')));

    create temp table mapping as
    select row_number() over () as row, organization_id as id, folded(organization_name) as name,
        employees, industry
    from read_csv('{data}/mapping.csv', header = true, parallel = false, columns = {{
        organization_id: 'VARCHAR', organization_name: 'VARCHAR', employees: 'INTEGER',
        industry: 'VARCHAR'}});
    create temp table by_id as
    select id, arg_min(employees, row) as employees, arg_min(industry, row) as industry
    from mapping where id is not null group by id;
    create temp table by_name as
    select name, arg_min(employees, row) as employees, arg_min(industry, row) as industry
    from mapping where id is null group by name;

    create temp table sensitive as
    select trim(domain) as domain
    from read_csv('{data}/sensitive.txt', header = false, delim = '\t', quote = '',
        columns = {{domain: 'VARCHAR'}})
    where domain not like '#%' and trim(domain) <> '';
"""
# Each rule in its turn, on what the earlier ones have left.
JUDGEMENT = """
    create temp table judged as
    with named as (
        select o.place, d.place as number, d.id, d.domain, case
            when not regexp_full_match(d.domain, '{valid}') then 'invalid'
            when d.domain like '%.gov' then 'gov'
            when s.domain is not null then 'sensitive' end as reason
        from domains d join organizations o using (id) left join sensitive s using (domain)
    ), once as (
        select * replace (case when reason is null and row_number() over (
            partition by domain, reason order by place, number) > 1
            then 'duplicate' else reason end as reason)
        from named
    ), counted as (
        select *, sum((reason is null)::int) over (
            order by place, number rows unbounded preceding) as used
        from once
    )
    select place, number, id, domain, case when reason is null and used > {licences}
        then 'license-limit' else reason end as reason
    from counted;

    create temp table good as
    select place, list(domain order by number) as domains
    from judged where reason is null group by place;
"""
RESULTS = """
    copy (
        select o.id, o.name,
            case when i.id is null then n.employees else i.employees end as employees,
            case when i.id is null then n.industry else i.industry end as industry, g.domains
        from good g join organizations o using (place)
        left join by_id i on i.id = o.id left join by_name n on n.name = folded(o.name)
        order by place
    ) to '{out}/accepted.jsonl' (format json);

    copy (
        select id as organization_id, domain, reason from (
            select place, number, id, domain, reason from judged where reason is not null
            union all
            select place, null, id, null, 'no-domains'
            from organizations anti join good using (place)
            union all
            select null, place, id, domain, 'unknown-organization'
            from domains anti join organizations using (id)
        ) order by place nulls last, number nulls last
    ) to '{out}/rejected.jsonl' (format json);
"""


def main() -> None:
    data, out, licences = job.arguments(sys.argv[1:])
    database = duckdb.connect()
    for table in (ORGANIZATIONS, DOMAINS):
        database.execute(ROWS.format(data=data, **table))
    for statements in (TABLES, JUDGEMENT, RESULTS):
        filled = statements.format(data=data, out=out, licences=licences, valid=job.VALID)
        database.execute(filled)


main()
