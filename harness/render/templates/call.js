// Draws one call.
(() => {
  const { make } = page;
  const when = (condition, draw) => (condition ? draw() : null);
  const spaced = (parts) => parts.flatMap((part) => [" ", part]);

  const glyph = (mark, pack) =>
    make("span", { class: `glyph ${mark}`, role: "img", "aria-label": pack.words[mark] }, pack.glyphs[mark]);

  const chip = (state, pack) =>
    make("span", { class: `chip ${state}` }, make("span", { "aria-hidden": "true" }, pack.glyphs[state]), ` ${pack.words[state]}`);

  const line = (name, ...value) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, ...value));

  const link = (item) =>
    make("li", {}, ...(item.anchor ? [make("a", { href: `#${item.anchor}` }, item.label), " "] : []), make("q", {}, item.quote));

  const row = (item, pack) =>
    make("tbody", { id: item.anchor, class: item.mark, tabindex: "-1" },
      make("tr", { class: "check-head" },
        make("th", { scope: "rowgroup", colspan: "2" }, glyph(item.mark, pack), " ", make("span", { class: "check-name" }, item.name),
          ...(item.check ? [" ", make("code", {}, item.check)] : []), ...spaced(item.about.map((word) => make("span", { class: "about" }, word))))),
      when(item.message, () => make("tr", {}, make("td", { colspan: "2", class: "message" }, item.message))),
      ...item.facts.map(([name, value]) => line(name, value)),
      when(item.links.length, () => line("Evidence", make("ul", {}, ...item.links.map(link)))),
      line("YAML", make("code", { class: "place" }, item.place)),
      when(item.detail, () => make("tr", {}, make("td", { colspan: "2" },
        make("details", {}, make("summary", {}, "Details"), make("pre", { tabindex: "0" }, item.detail))))));

  const turn = (item, pack) =>
    make("li", { id: item.anchor, class: `turn ${item.speaker}${item.mark ? ` ${item.mark}` : ""}`, tabindex: "-1" },
      make("a", { class: "n", href: `#${item.anchor}`, "aria-label": `Turn ${item.number}` }, String(item.number)),
      make("div", { class: "bubble" }, make("span", { class: "who" }, item.speaker),
        make("p", { dir: "auto" }, ...item.parts.map((part) => (part.mark ? make("mark", { class: part.mark }, part.text) : part.text)))),
      ...item.notes.map((note) => make("a", { class: `note ${note.mark}`, href: `#${note.anchor}` },
        glyph(note.mark, pack), " ", make("b", {}, note.name), " ", make("span", { class: "note-words" }, note.words))));

  const stage = (item, pack) =>
    make("section", { class: "stage", id: item.anchor },
      make("div", { class: "stage-facts" },
        make("h4", {}, item.label, ...(item.name ? [" ", make("code", {}, item.name)] : [])),
        ...spaced(item.facts.map((fact) => make("span", {}, fact))),
        ...(item.refused ? [" ", make("span", { class: "refused" }, item.refused)] : []),
        ...(item.call_id ? [" ", make("code", {}, item.call_id)] : [])),
      when(item.said, () => make("p", { class: "said" }, item.said)),
      when(item.turns.length, () => make("ol", { class: "chat" }, ...item.turns.map((each) => turn(each, pack)))),
      when(item.hint, () => make("p", { class: "hint" }, item.hint)),
      when(item.summary, () => make("p", { class: "call-summary" }, make("b", {}, "Summary"), ` ${item.summary}`)));

  // A field of the brief, with what variables filled in underlined and named.
  const written = (text, filled) => {
    const all = [...text];
    const parts = [];
    let end = 0;
    for (const [from, to, name] of filled) {
      parts.push(all.slice(end, from).join(""), make("u", { title: `{{ ${name} }}` }, all.slice(from, to).join("")));
      end = to;
    }
    return [...parts, all.slice(end).join("")];
  };

  const folded = (item) =>
    make("details", {}, make("summary", {}, item.title), item.fields.length
      ? make("dl", { class: "fields" }, ...item.fields.flatMap(([name, value, filled]) => [make("dt", {}, make("code", {}, name)), make("dd", {}, ...written(value, filled || []))]))
      : make("pre", { tabindex: "0" }, item.text));

  const siblings = (item) => {
    const repeats = page.find(`s${item.scenario}`).querySelector(".repeats").cloneNode(true);
    for (const mark of repeats.children) {
      if (mark.getAttribute("href") === `#${item.anchor}`) mark.setAttribute("aria-current", "true");
    }
    return make("nav", { class: "siblings", "aria-label": `Repeats of ${item.title}, from ${item.trial_id}` }, repeats, " ", make("span", {}, item.repeats));
  };

  const wire = (item) =>
    make("details", { class: "wire", "data-call": item.anchor },
      make("summary", {}, `Wire: ${item.wire.length} ${item.wire.length === 1 ? "exchange" : "exchanges"}`), make("div", { class: "lanes" }));

  page.draw = (item, pack) =>
    make("article", { class: `call ${item.state}`, id: item.anchor, tabindex: "-1", "aria-labelledby": `${item.anchor}-title` },
      make("header", {},
        make("h3", { id: `${item.anchor}-title` }, chip(item.state, pack), ` ${item.title}`),
        make("p", { class: "call-meta" }, make("code", {}, item.trial_id), " ", make("code", { class: "place" }, item.place),
          ...spaced(item.meta.map((word) => make("span", {}, word)))),
        when(item.repeats, () => siblings(item)),
        when(item.message, () => make("p", { class: "call-message" }, item.message))),
      make("div", { class: "columns" },
        make("div", { class: "talk" }, ...(item.stages.length
          ? item.stages.map((each) => stage(each, pack)) : [make("p", { class: "hint" }, "No step of this call was carried out.")])),
        make("div", { class: "judged" }, make("h4", {}, "Checks"), item.rows.length
          ? make("table", { class: "checks" }, ...item.rows.map((each) => row(each, pack))) : make("p", { class: "hint" }, "No check has read this call."))),
      make("div", { class: "behind" }, ...item.folded.map(folded), when(item.wire.length, () => wire(item))));
})();
