// The wire of one call: a lane for each exchange (sent, first byte, end, stream events), unfolding to what was said.
(() => {
  const { make } = page;
  const ROUTES = {
    auth_request: "Request verification code", auth_verify: "Verify code", call_create: "Start call",
    call_get: "Get call", call_stream: "Stream result", other: "Request",
  };

  const took = (seconds) =>
    seconds === null || seconds === undefined ? "—" : seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`;

  const pretty = (text) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };

  const svg = (tag, attributes, ...children) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  const lane = (exchange, begin, end) => {
    const share = (time) => (end > begin ? ((time - begin) / (end - begin)) * 100 : 0);
    const bar = (from, to, kind) =>
      svg("rect", { class: kind, x: `${share(from)}%`, y: 3, width: `${Math.max(share(to) - share(from), 0.6)}%`, height: 8, rx: 2 });
    const first = exchange.first_byte_s ?? exchange.ended_s;
    const parts = [svg("rect", { class: "track", x: 0, y: 3, width: "100%", height: 8, rx: 2 }), bar(exchange.sent_s, first, "waiting")];
    if (exchange.first_byte_s !== null) parts.push(bar(exchange.first_byte_s, exchange.ended_s, "reading"));
    for (const event of exchange.events) parts.push(svg("rect", { class: "tick", x: `${share(event.at_s)}%`, y: 0, width: 2, height: 14 }));
    return svg("svg", { class: "lane", "aria-hidden": "true" }, ...parts);
  };

  const headers = (values) => {
    const list = make("dl", { class: "headers" });
    for (const [name, value] of Object.entries(values)) {
      list.append(make("dt", {}, name), make("dd", {}, value));
    }
    return Object.keys(values).length ? list : make("p", { class: "hint" }, "no headers");
  };

  const side = (title, values, body, nothing) =>
    make("div", {}, make("h5", {}, title), headers(values),
      body === null ? make("p", { class: "hint" }, nothing) : make("pre", { tabindex: "0" }, pretty(body)));

  const events = (exchange) => {
    if (!exchange.events.length) return null;
    const list = make("ol", { class: "events" });
    for (const event of exchange.events) {
      const what = event.comment !== null
        ? make("span", { class: "hint" }, `: ${event.comment}`)
        : make("div", {}, make("b", {}, event.event || "message"), event.event_id ? ` id ${event.event_id}` : null,
            make("pre", { tabindex: "0" }, pretty(event.data)));
      list.append(make("li", {}, make("time", {}, `+${took(event.at_s - exchange.sent_s)}`), what));
    }
    return make("div", { class: "wide" }, make("h5", {}, "Stream events"), list);
  };

  const path = (url) => {
    const cut = url.indexOf("/", url.indexOf("//") + 2);
    return cut > 0 ? url.slice(cut) : url;
  };

  const status = (exchange) => {
    const good = exchange.status !== null && exchange.status < 400 && !exchange.error;
    const words = exchange.status === null ? "no answer" : String(exchange.status);
    return make("span", { class: `status ${good ? "good" : "bad"}` }, exchange.error && exchange.status !== null ? `${words} !` : words);
  };

  // What a shell takes as it is: quoted in single quotes, with no control character left.
  const quoted = (text) => `'${page.visible(text).replaceAll("'", "'\\''")}'`;

  const curl = (exchange) => {
    const skipped = ["content-length", "host", "connection", "transfer-encoding", "accept-encoding"];
    const headers = Object.entries(exchange.request_headers).filter(([name]) => !skipped.includes(name));
    const body = exchange.request_body === null ? [] : ["--data-raw", quoted(exchange.request_body)];
    const stream = exchange.route === "call_stream" ? ["--no-buffer"] : [];
    return ["curl", ...stream, "-X", exchange.method, quoted(exchange.url), ...headers.flatMap(([name, value]) => ["-H", quoted(`${name}: ${value}`)]), ...body].join(" ");
  };

  const copier = (exchange) => {
    const button = make("button", { type: "button", class: "quiet copy" }, "Copy as curl");
    const shown = make("pre", { class: "wide", tabindex: "0", hidden: "" }, curl(exchange));
    button.addEventListener("click", async () => {
      shown.hidden = false;
      try {
        await navigator.clipboard.writeText(shown.textContent);
        button.textContent = "Copied; secrets are left out";
      } catch {
        getSelection().selectAllChildren(shown); // a page from disk may be refused the clipboard
        button.textContent = "Press Ctrl+C to copy";
      }
    });
    return [make("p", { class: "wide" }, button), shown];
  };

  const row = (exchange, anchor, begin, end) => {
    const summary = make("summary", {},
      make("span", { class: "seq" }, String(exchange.seq)), make("span", { class: "method" }, exchange.method),
      make("code", { title: exchange.url }, path(exchange.url)),
      make("span", { class: "lane-cell" }, lane(exchange, begin, end)), status(exchange),
      make("span", { class: "took" }, took(exchange.ended_s - exchange.sent_s)));
    const times = `${ROUTES[exchange.route] || exchange.route}: sent at ${took(exchange.sent_s - begin)}, ` +
      `first byte after ${took(exchange.first_byte_s === null ? null : exchange.first_byte_s - exchange.sent_s)}, ended after ${took(exchange.ended_s - exchange.sent_s)}.`;
    return make("details", { class: "exchange", id: `${anchor}-x${exchange.seq}` }, summary,
      make("div", { class: "sides" }, make("p", { class: "wide hint" }, times), ...copier(exchange),
        exchange.error ? make("p", { class: "wide bad" }, exchange.error) : null,
        side("Request", exchange.request_headers, exchange.request_body, "no body"),
        side("Response", exchange.response_headers, exchange.response_body, exchange.events.length ? "a stream, below" : "no body"), events(exchange)));
  };

  page.wire = async (holder) => {
    if (holder.dataset.done) return;
    holder.dataset.done = "yes";
    const { wire } = (await page.unpack()).call(holder.dataset.call);
    const begin = Math.min(...wire.map((exchange) => exchange.sent_s));
    const end = Math.max(...wire.map((exchange) => exchange.ended_s));
    const lanes = holder.querySelector(".lanes");
    for (const exchange of wire) lanes.append(row(exchange, holder.dataset.call, begin, end));
  };
})();
