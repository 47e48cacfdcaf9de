
"use strict";
{
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = data.organizations;
  const table = document.getElementById("rows");
  const body = table.tBodies[0];
  const query = document.getElementById("query");
  const statusChoice = document.getElementById("status");
  const reasonChoice = document.getElementById("reason");
  const more = document.getElementById("more");
  const count = document.getElementById("count");
  const pageSize = 100;
  const numbers = new Intl.NumberFormat("en");
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const differs = "differs";

  let found = rows;
  let shown = 0;
  let sort = { key: "", descending: false };

  // Everything that is searched, made once.
  for (const row of rows) {
    row.domains ??= [];
    row.text = [row.name, row.id, row.uuid, ...row.domains.flatMap((domain) => [domain.name, domain.given])]
      .filter(Boolean).join("\n").toLocaleLowerCase();
    row.reasons = new Set([row.reason, ...row.domains.map((domain) => domain.reason)].filter(Boolean));
    row.planned = row.domains.filter((domain) => domain.in).length;
  }

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // Names come from outside: they are isolated, so that no mark in them turns what stands beside.
  const outside = (text, className) => {
    const made = element("bdi", className, text);
    made.dir = "auto";
    return made;
  };

  const chip = (status) => element("span", `chip ${data.statuses[status].tone}`, data.statuses[status].text);

  const reasonText = (reason, detail) => {
    const what = data.reasons[reason]?.text ?? reason;
    return detail ? `${what}: ${detail}` : what;
  };

  const cell = (label, ...content) => {
    const made = element("td");
    made.setAttribute("role", "cell");
    if (label) made.dataset.label = label;
    made.append(...content);
    return made;
  };

  const head = (row, index) => {
    const line = element("tr");
    line.setAttribute("role", "row");
    const name = element("th");
    name.scope = "row";
    name.setAttribute("role", "rowheader");
    const button = element("button", "unfold");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.append(outside(row.name));
    button.addEventListener("click", () => toggle(line, row, index));
    name.append(button);
    if (row.id) name.append(element("span", "id", row.id));
    const status = [chip(row.status)];
    if (row.differs) status.push(element("span", "chip bad", "differs from the plan"));
    const all = row.domains.length;
    line.append(
      name, cell("", ...status),
      cell("Domains", all === 0 ? "0" : `${numbers.format(row.planned)} of ${numbers.format(all)}`),
      cell("Employee Count", ...(row.count ? [outside(row.count)] : [])),
      cell("Industry", ...(row.industry ? [outside(row.industry)] : [])),
      cell("Reason", ...(row.reason ? [data.reasons[row.reason]?.text ?? row.reason] : [])));
    return line;
  };

  const detail = (row, index) => {
    const line = element("tr", "fold");
    line.id = `domains-${index}`;
    line.setAttribute("role", "row");
    const content = element("td");
    content.colSpan = 6;
    content.setAttribute("role", "cell");
    const say = (text) => content.append(element("p", "detail", text));
    if (row.reason) say(reasonText(row.reason, row.detail));
    if (row.reason && row.status === "unimported") say(`What to do: ${data.reasons[row.reason]?.remedy}`);
    const facts = [];
    if (row.action) facts.push(`Load: ${row.action}`);
    if (row.uuid) facts.push(`Dark Web ID: ${row.uuid}`);
    if (row.row) facts.push(`Spreadsheet: row ${row.row}`);
    if (row.priority !== undefined) facts.push(`Priority ${row.priority}`);
    if (row.defaulted) facts.push(`By default: ${row.defaulted.join(", ")}`);
    if (facts.length) say(facts.join(" · "));
    const list = element("ul");
    for (const domain of row.domains) {
      const item = element("li");
      const line = element("div");
      line.append(outside(domain.name, "domain"), chip(domain.status));
      item.append(line);
      if (domain.reason) item.append(element("p", "", reasonText(domain.reason, domain.detail)));
      for (const remark of domain.remarks ?? []) item.append(element("p", "", remark));
      list.append(item);
    }
    if (row.domains.length) content.append(list); else say("No domains.");
    line.append(content);
    return line;
  };

  const toggle = (line, row, index) => {
    const button = line.querySelector(".unfold");
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    line.classList.toggle("open-row", !isOpen);
    if (isOpen) {
      line.nextElementSibling.remove();
      button.removeAttribute("aria-controls");
    } else {
      line.after(detail(row, index));
      button.setAttribute("aria-controls", `domains-${index}`);
    }
  };

  const draw = (upTo) => {
    const lines = document.createDocumentFragment();
    const end = Math.min(upTo, found.length);
    for (; shown < end; shown += 1) lines.append(head(found[shown], shown));
    body.append(lines);
    more.hidden = shown >= found.length;
    const all = found.length === rows.length ? "" : ` of ${numbers.format(rows.length)}`;
    const part = shown < found.length ? `, the first ${numbers.format(shown)} shown` : "";
    count.textContent = `${numbers.format(found.length)}${all} organizations${part}`;
  };

  const keys = {
    name: (row) => row.name,
    status: (row) => data.statuses[row.status].text,
    domains: (row) => row.domains.length,
    count: (row) => row.count ?? "",
    industry: (row) => row.industry ?? "",
    reason: (row) => (row.reason ? data.reasons[row.reason]?.text ?? row.reason : ""),
  };

  const apply = () => {
    const words = query.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const status = statusChoice.value;
    const reason = reasonChoice.value;
    found = rows.filter((row) =>
      (!status || (status === differs ? row.differs : row.status === status))
      && (!reason || row.reasons.has(reason))
      && words.every((word) => row.text.includes(word)));
    if (sort.key) {
      const key = keys[sort.key];
      const sign = sort.descending ? -1 : 1;
      const compare = sort.key === "domains" ? (a, b) => a - b : collator.compare;
      const keyed = found.map((row) => [key(row), row]);
      keyed.sort((left, right) => sign * compare(left[0], right[0]));
      found = keyed.map((pair) => pair[1]);
    }
    body.replaceChildren();
    shown = 0;
    draw(pageSize);
  };

  const option = (choice, value, text) => choice.append(new Option(text, value));
  for (const [status, entry] of Object.entries(data.statuses)) {
    const number = rows.filter((row) => row.status === status).length;
    if (number) option(statusChoice, status, `${entry.text} (${numbers.format(number)})`);
  }
  const different = rows.filter((row) => row.differs).length;
  if (different) option(statusChoice, differs, `Differs from the plan (${numbers.format(different)})`);
  for (const [reason, entry] of Object.entries(data.reasons)) {
    const number = rows.filter((row) => row.reasons.has(reason)).length;
    if (number) option(reasonChoice, reason, `${entry.text} (${numbers.format(number)})`);
  }

  query.addEventListener("input", apply);
  statusChoice.addEventListener("change", apply);
  reasonChoice.addEventListener("change", apply);
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("filters").addEventListener("reset", () => setTimeout(apply));
  more.addEventListener("click", () => {
    const next = shown;
    draw(shown + pageSize);
    body.querySelectorAll(".unfold")[next]?.focus();
  });
  for (const button of table.tHead.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const key = button.dataset.sort;
      sort = { key, descending: sort.key === key && !sort.descending };
      for (const other of table.tHead.querySelectorAll("th")) other.setAttribute("aria-sort", "none");
      button.parentElement.setAttribute("aria-sort", sort.descending ? "descending" : "ascending");
      apply();
    });
  }
  for (const button of document.querySelectorAll("[data-reason]")) {
    button.addEventListener("click", () => {
      document.getElementById("filters").reset();
      reasonChoice.value = button.dataset.reason;
      setTimeout(() => {
        reasonChoice.value = button.dataset.reason;
        apply();
        const section = document.getElementById("organizations");
        section.scrollIntoView();
        section.focus({ preventScroll: true });
      });
    });
  }
  // What is printed is all that was found, not the first page of it.
  window.addEventListener("beforeprint", () => draw(found.length));
  apply();
}
