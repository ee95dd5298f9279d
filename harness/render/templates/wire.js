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
    const first = exchange.first ?? exchange.ended;
    const parts = [svg("rect", { class: "track", x: 0, y: 3, width: "100%", height: 8, rx: 2 }), bar(exchange.sent, first, "waiting")];
    if (exchange.first !== null) parts.push(bar(exchange.first, exchange.ended, "reading"));
    for (const event of exchange.events) parts.push(svg("rect", { class: "tick", x: `${share(event.at)}%`, y: 0, width: 2, height: 14 }));
    return svg("svg", { class: "lane", "aria-hidden": "true" }, ...parts);
  };

  const headers = (values) => {
    const list = make("dl", { class: "headers" });
    for (const [name, value] of Object.entries(values)) {
      list.append(make("dt", {}, name), make("dd", {}, value));
    }
    return Object.keys(values).length ? list : make("p", { class: "hint" }, "no headers");
  };

  const side = (title, half, nothing) =>
    make("div", {}, make("h5", {}, title), headers(half.headers),
      half.body === null ? make("p", { class: "hint" }, nothing) : make("pre", { tabindex: "0" }, pretty(half.body)));

  const events = (exchange) => {
    if (!exchange.events.length) return null;
    const list = make("ol", { class: "events" });
    for (const event of exchange.events) {
      const what = "comment" in event
        ? make("span", { class: "hint" }, `: ${event.comment}`)
        : make("div", {}, make("b", {}, event.event || "message"), event.id ? ` id ${event.id}` : null,
            make("pre", { tabindex: "0" }, pretty(event.data)));
      list.append(make("li", {}, make("time", {}, `+${took(event.at - exchange.sent)}`), what));
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

  const row = (exchange, anchor, begin, end) => {
    const summary = make("summary", {},
      make("span", { class: "seq" }, String(exchange.seq)), make("span", { class: "method" }, exchange.method),
      make("code", { title: exchange.url }, path(exchange.url)),
      make("span", { class: "lane-cell" }, lane(exchange, begin, end)), status(exchange),
      make("span", { class: "took" }, took(exchange.ended - exchange.sent)));
    const times = `${ROUTES[exchange.route] || exchange.route}: sent at ${took(exchange.sent - begin)}, ` +
      `first byte after ${took(exchange.first === null ? null : exchange.first - exchange.sent)}, ended after ${took(exchange.ended - exchange.sent)}.`;
    return make("details", { class: "exchange", id: `${anchor}-x${exchange.seq}` }, summary,
      make("div", { class: "sides" }, make("p", { class: "wide hint" }, times),
        exchange.error ? make("p", { class: "wide bad" }, exchange.error) : null,
        side("Request", exchange.request, "no body"), side("Response", exchange.response, exchange.events.length ? "a stream, below" : "no body"), events(exchange)));
  };

  page.wire = async (holder) => {
    if (holder.dataset.done) return;
    holder.dataset.done = "yes";
    const { wire } = (await page.unpack()).calls[holder.dataset.call];
    const begin = Math.min(...wire.map((exchange) => exchange.sent));
    const end = Math.max(...wire.map((exchange) => exchange.ended));
    const lanes = make("div", { class: "lanes" });
    for (const exchange of wire) lanes.append(row(exchange, holder.dataset.call, begin, end));
    holder.querySelector("p").replaceWith(lanes);
  };
})();
