// A call as the page draws it, made of its head and of the log's lines: exchanges, and what each step observed.
(() => {
  const TERMINAL = ["completed", "failed", "cancelled"];
  const ORDER = ["failed", "ungradable", "missed", "passed", "skipped"];
  const worst = (marks) => ORDER.find((mark) => marks.includes(mark)) || "";

  const number = (value) =>
    value === null ? "—" : value.toLocaleString("en-US", Number.isInteger(value) ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const characters = (text) => (/[\ud800-\udfff]/.test(text) ? [...text] : text); // evidence counts whole characters

  const cut = (text, spans) => {
    const all = characters(text);
    const inside = spans.map(([from, to, mark]) => [Math.max(0, from), Math.min(all.length, to), mark]).filter(([from, to]) => from < to);
    const cuts = [...new Set([0, all.length, ...inside.flatMap(([from, to]) => [from, to])])].sort((a, b) => a - b);
    return cuts.slice(1).map((to, place) => {
      const from = cuts[place];
      const piece = all.slice(from, to);
      const marks = inside.filter(([begin, end]) => begin <= from && to <= end).map(([, , mark]) => mark);
      return { text: typeof piece === "string" ? piece : piece.join(""), mark: worst(marks) };
    });
  };

  const turns = (transcript, rows, stage, call) =>
    transcript.map((turn, place) => {
      const pointing = rows.filter((row) => row.evidence.some((item) => item.turn === place + 1));
      const spans = pointing.flatMap((row) => row.evidence
        .filter((item) => item.turn === place + 1 && item.start !== null && item.end !== null)
        .map((item) => [item.start, item.end, row.mark]));
      return {
        anchor: `${stage}-t${place + 1}`, number: place + 1, speaker: turn.speaker,
        mark: worst(pointing.map((row) => row.mark)), parts: cut(turn.text, spans),
        notes: pointing.map((row) => ({ anchor: `${call}-k${row.n}`, mark: row.mark, name: row.name, words: row.words })),
      };
    });

  const facts = (seen) => {
    const told = [];
    if (seen.call) {
      told.push(seen.call.status + (seen.call.raw_status === seen.call.status ? "" : ` (${seen.call.raw_status})`));
      if (TERMINAL.includes(seen.call.status)) {
        told.push(`${number(seen.call.duration_seconds)} s`, `${number(seen.call.credits_charged)} credits`);
      }
    }
    return seen.delivered_by ? [...told, `delivered by ${seen.delivered_by}`] : told;
  };

  const named = (name) => (name === "call" ? "" : name);
  const transcriptOf = (seen) => (seen.call && seen.call.transcript) || [];

  const refusedOf = (seen) =>
    seen.error ? `refused: HTTP ${seen.error.http_status} ${seen.error.code || "with no error code"}`
      : seen.breakdown ? seen.breakdown.kind.replaceAll("_", " ") : "";

  const stagesOf = (observed, rows, labels, call) => {
    const shown = new Set(), said = new Set();
    const ordered = [...rows].sort((a, b) => a.n - b.n);
    return observed.map((seen, place) => {
      const anchor = `${call}-s${place + 1}`;
      const reading = ordered.filter((row) => row.step === seen.step && row.call === seen.call_name);
      const transcript = transcriptOf(seen);
      const key = JSON.stringify([seen.call && seen.call.call_id, transcript]);
      const pointed = reading.some((row) => row.evidence.some((item) => item.turn !== null));
      const made = pointed || !shown.has(key) ? turns(transcript, reading, anchor, call) : [];
      shown.add(key);
      const words = seen.breakdown ? seen.breakdown.message : seen.error ? seen.error.message : "";
      const fresh = !said.has(words);
      said.add(words);
      const ended = seen.call && TERMINAL.includes(seen.call.status);
      return {
        anchor, label: labels[seen.step] || `step ${seen.step + 1}`, name: named(seen.call_name), facts: facts(seen), refused: refusedOf(seen),
        call_id: seen.call ? seen.call.call_id : "", said: fresh ? words : "", turns: made, reading,
        hint: ended && seen.call.transcript === null ? "The answer had no transcript." : "",
        summary: (made.length && seen.call.summary) || "",
      };
    });
  };

  const linked = (row, item, stages, observed, seqs, call) => {
    const place = stages.findIndex((stage) => stage.reading.includes(row));
    if (item.turn !== null && place >= 0) {
      const turn = transcriptOf(observed[place])[item.turn - 1];
      if (turn) return { anchor: `${stages[place].anchor}-t${item.turn}`, label: `turn ${item.turn}, ${turn.speaker}`, quote: item.quote };
    }
    if (item.exchange !== null && seqs.includes(item.exchange)) {
      return { anchor: `${call}-x${item.exchange}`, label: `exchange ${item.exchange}`, quote: item.quote };
    }
    return { anchor: "", label: "", quote: item.quote };
  };

  const indented = (value) => JSON.stringify(value, null, 2);

  const briefs = (observed, fields, filled) => {
    const bodies = new Map();
    for (const seen of observed) {
      if (seen.body === null) continue;
      const key = JSON.stringify(seen.body);
      if (!bodies.has(key)) bodies.set(key, { body: seen.body, names: new Set() });
      bodies.get(key).names.add(named(seen.call_name));
    }
    return [...bodies.values()].map(({ body, names }) => {
      const calls = bodies.size > 1 ? [...names].filter(Boolean).join(", ") : "";
      const title = calls ? `Brief as sent to ${calls}` : "Brief as sent";
      const value = body.value;
      if (value && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length) {
        const order = [...fields.filter((name) => name in value), ...Object.keys(value).filter((name) => !fields.includes(name))];
        return {
          title, text: "",
          fields: order.map((name) => [name, typeof value[name] === "string" ? value[name] : indented(value[name]), filled[value[name]] || []]),
        };
      }
      return { title, fields: [], text: body.text !== null ? body.text : indented(value) };
    });
  };

  // squeeze.py writes a call's lines shorter: numbers apart from their text, the call's id once, the transcript once.
  page.unsqueeze = (lines, callId, templates) => {
    const whole = lines.map((line) => {
      if (line.startsWith("{")) return line;
      const cut = line.indexOf(":");
      const parts = templates[Number(line.slice(0, cut))];
      const numbers = line.slice(cut + 1).split(",");
      return parts.map((part, place) => (place < parts.length - 1 ? part + numbers[place] : part)).join("");
    }).map((line) => line.replaceAll("\u0003", () => callId));
    const told = whole.map((line) => line.includes('"observation":') && /"transcript":(\[\{[^]*?\}\])/.exec(line)).find(Boolean);
    if (!told) return whole;
    const sent = told[1].replaceAll('"speaker":"callee"', '"speaker":"user"').replaceAll("\\", "\\\\").replaceAll('"', '\\"');
    return whole.map((line) => line.replaceAll("\u0001", () => sent));
  };

  page.trial = (head, lines, scenario, fields) => {
    const records = lines.map((line) => JSON.parse(line));
    const observed = records.filter((record) => record.observation).map((record) => record.observation);
    const wire = records.filter((record) => record.exchange).map((record) => record.exchange);
    const call = `c${head.c}`;
    const stages = stagesOf(observed, head.rows, scenario.labels, call);
    const seqs = wire.map((exchange) => exchange.seq);
    const books = observed.filter((seen) => seen.books !== null)
      .map((seen) => ({ title: `The callee's books ${named(seen.call_name)}`.trim(), fields: [], text: indented(seen.books) }));
    const source = scenario.source ? [{ title: "Scenario as written", fields: [], text: scenario.source }] : [];
    return {
      anchor: call, scenario: head.s, state: head.state, title: scenario.title, trial_id: head.id, place: scenario.place,
      meta: head.meta, repeats: scenario.repeats, message: head.message, stages, wire,
      rows: head.rows.map((row) => ({
        ...row, anchor: `${call}-k${row.n}`, links: row.evidence.map((item) => linked(row, item, stages, observed, seqs, call)),
      })),
      folded: [...briefs(observed, fields, scenario.filled), ...books, ...source],
    };
  };
})();
