// Filters and groups the scenario table: words, s:state, @tag, v:variant, kind:failure; a leading minus excludes.
// Both are kept in the address, so that a link shows what its sender saw.
(() => {
  const input = page.find("words"), group = page.find("group");
  const body = document.querySelector(".scenarios tbody");
  const lower = (text) => (text || "").toLowerCase();
  const rows = [...body.rows].map((row) => {
    const id = row.querySelector(".ids code").textContent, { variant } = row.dataset;
    row.dataset.family = variant ? id.slice(0, -variant.length - 1) : id;
    return {
      row, text: lower(row.textContent), states: [...row.classList], tags: [...row.querySelectorAll(".tag")].map((tag) => lower(tag.textContent).slice(1)),
      variant: lower(variant), kind: lower(row.dataset.kind),
    };
  });
  // On a narrow screen the rows are laid out as cards; to a screen reader they stay a table.
  const roles = { table: [body.closest("table")], rowgroup: body.closest("table").querySelectorAll("thead, tbody"), row: body.closest("table").rows,
    rowheader: body.querySelectorAll("th"), columnheader: body.closest("table").querySelectorAll("thead th"), cell: body.querySelectorAll("td") };
  for (const [role, found] of Object.entries(roles)) for (const each of found) each.setAttribute("role", role);
  const prefixed = {
    "s:": (item, word) => item.states.some((state) => state.startsWith(word)),
    "@": (item, word) => item.tags.some((tag) => tag.startsWith(word)),
    "v:": (item, word) => item.variant.startsWith(word) && item.variant !== "",
    "kind:": (item, word) => item.kind.startsWith(word) && item.kind !== "",
  };
  const holds = (item, word) => {
    if (word.startsWith("-") && word.length > 1) return !holds(item, word.slice(1));
    const prefix = Object.keys(prefixed).find((start) => word.startsWith(start));
    return prefix ? prefixed[prefix](item, word.slice(prefix.length)) : item.text.includes(word);
  };

  const keep = () => {
    const found = new URLSearchParams();
    if (input.value) found.set("q", input.value);
    if (group.value) found.set("group", group.value);
    try {
      history.replaceState(null, "", `${location.pathname}${found.size ? `?${found}` : ""}${location.hash}`);
    } catch {
      // A browser that lets no file change its address filters all the same.
    }
  };

  const heads = () => {
    for (const head of body.querySelectorAll(".group-row")) head.remove();
    if (!group.value) {
      body.append(...rows.map((item) => item.row));
      return;
    }
    const groups = new Map();
    for (const item of rows) {
      const name = item.row.dataset[group.value] || "none";
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    }
    for (const [name, items] of groups) {
      const shown = items.filter((item) => !item.row.hidden);
      if (shown.length) {
        const passed = shown.filter((item) => item.states.includes("passed")).length;
        const words = [page.make("b", {}, name), " ", page.make("span", { class: "hint" }, `${passed} of ${shown.length} passed`)];
        body.append(page.make("tr", { class: "group-row", role: "row" }, page.make("th", { colspan: "5", scope: "rowgroup" }, ...words)));
      }
      body.append(...items.map((item) => item.row));
    }
  };

  const filter = () => {
    const words = lower(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const item of rows) {
      item.row.hidden = !words.every((word) => holds(item, word));
      left += item.row.hidden ? 0 : 1;
    }
    page.find("filtered").textContent = words.length ? `${left} of ${rows.length} scenarios` : "";
    if (group.value || body.querySelector(".group-row")) heads();
    keep();
  };
  input.addEventListener("input", filter);
  group.addEventListener("change", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea")) {
      event.preventDefault();
      page.find("scenarios").scrollIntoView();
      input.focus({ preventScroll: true });
    } else if (event.key === "Escape" && event.target === input) {
      input.value = "";
      filter();
      input.blur();
    }
  });
  page.find("tools").hidden = false;
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") || "";
  group.value = asked.get("group") || "";
  if (group.selectedIndex < 0) group.value = "";
  if (input.value || group.value) filter();
})();
