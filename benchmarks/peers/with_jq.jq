# The equal job in jq's language, for with_jq. Prints the lines of both files, each behind the name
# of its own. jq has no reader of CSV (the generator quotes nothing) and knows the case of ASCII only.
# State is kept flat: jq copies what is nested at every change.

def folded:
  gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ") | ascii_downcase
  | gsub("É"; "é") | gsub("Ü"; "ü") | gsub("Ö"; "ö");
def normal:
  gsub("^\\s+|\\s+$"; "") | ascii_downcase
  | if startswith("http://") then .[7:] elif startswith("https://") then .[8:] else . end
  | if contains("/") then .[:index("/")] else . end
  | if endswith(".") then sub("\\.+$"; "") else . end;
def line(file; record): "\(file) \(record | tojson)";
def refusal(id; domain; reason):
  line("rejected"; {organization_id: id, domain: domain, reason: reason});
# The first value of each key, whatever the later ones are.
def firsts(key; value): reduce (reverse | .[]) as $row ({}; .[$row | key] = ($row | value));

($mapping | gsub("\r"; "") | split("\n")[1:] | map(select(. != "") | split(","))) as $rows
| ($rows | map(select(.[0] != "")) | firsts(.[0]; .[2:])) as $by_id
| ($rows | map(select(.[0] == "")) | firsts(.[1] | folded; .[2:])) as $by_name
| ($sensitive | split("\n") | map(select(. != "" and (startswith("#") | not)))
   | firsts(.; true)) as $is_sensitive
| [inputs.data[] | [.type, .id, .attributes.name, .attributes["organization-id"]]] as $all
| [$all[] | select(.[0] == "organizations") | {id: .[1], name: .[2]}] as $organizations
| ([range(0; $organizations | length) | [., $organizations[.].id]] | firsts(.[1]; .[0])) as $places
| [$all[] | select(.[0] == "domains") | [(.[3] | tostring), (.[2] | normal)]] as $domains
# The place of the organization, its id, the name, the reason; in the order of judging.
| [range(0; $domains | length) as $number | $domains[$number] as [$id, $name]
   | $places[$id] | select(. != null) | [., $number, $id, $name]] | sort
| map(. as [$place, $number, $id, $name] | [$place, $number, $id, $name,
    ($name | if test("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$") | not then "invalid"
     elif endswith(".gov") then "gov" elif $is_sensitive[.] then "sensitive" else null end)])
| (map(select(.[4] == null)) | firsts(.[3]; .[1])) as $first
| map(if .[4] == null and $first[.[3]] != .[1] then .[4] = "duplicate" else . end)
| [foreach .[] as $row (0; if $row[4] == null then . + 1 else . end;
    if $row[4] == null and . > $licences then $row | .[4] = "license-limit" else $row end)]
| (reduce group_by(.[0])[] as $own ({}; .["\($own[0][0])"] = $own)) as $judged

| (range(0; $organizations | length) as $place
   | $organizations[$place] as {$id, $name} | ($judged["\($place)"] // []) as $own
   | ($own[] | select(.[4]) | refusal(.[2]; .[3]; .[4])),
     ([$own[] | select(.[4] | not) | .[3]] as $good
      | if $good == [] then refusal($id; null; "no-domains")
        else ($by_id[$id] // $by_name[$name | folded] // [null, null]) as [$employees, $industry]
          | line("accepted"; {id: $id, name: $name, employees: ($employees | tonumber? // null),
              industry: $industry, domains: $good}) end)),
  ($domains[] | select($places[.[0]] == null) | refusal(.[0]; .[1]; "unknown-organization"))
