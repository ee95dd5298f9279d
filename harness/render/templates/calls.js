// One call is shown at a time; the address bar says which, and where in it.
(() => {
  const shown = page.find("shown");
  const order = shown.dataset.order.split(" ").filter(Boolean).map((number) => `c${number}`);
  let current = null;

  const article = async (anchor) => {
    const found = page.find(anchor);
    if (found) return found;
    const pack = await page.unpack();
    const held = pack.call(anchor);
    if (!held) return null;
    shown.append(page.draw(held, pack));
    return page.find(anchor);
  };

  const show = async (anchor) => {
    const made = await article(anchor);
    if (!made) return null;
    for (const other of shown.querySelectorAll(".call.current")) if (other !== made) other.classList.remove("current");
    made.classList.add("current");
    current = anchor;
    const place = order.indexOf(anchor);
    page.find("position").textContent = `${place + 1} of ${order.length}`;
    page.find("previous").disabled = place <= 0;
    page.find("next").disabled = place >= order.length - 1;
    return made;
  };

  const aim = (target) => {
    for (const old of document.querySelectorAll(".aimed")) old.classList.remove("aimed");
    target.classList.add("aimed");
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    target.scrollIntoView({ block: target.matches(".call") ? "start" : "center" });
    target.focus({ preventScroll: true });
  };

  const follow = async () => {
    const found = /^#(c\d+)(-[-\w]+)?$/.exec(location.hash);
    if (!found) return;
    const made = await show(found[1]);
    if (!made) return;
    const wire = made.querySelector(".wire");
    if (wire && /^-x\d+$/.test(found[2] || "")) {
      wire.open = true;
      await page.wire(wire);
    }
    aim(page.find(location.hash.slice(1)) || made);
  };

  const move = (by) => {
    const next = order[order.indexOf(current) + by];
    if (next) location.hash = next;
  };

  shown.addEventListener("toggle", (event) => {
    if (event.target.matches(".wire") && event.target.open) page.wire(event.target);
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#c']");
    if (link && link.getAttribute("href") === location.hash) follow();
  });
  addEventListener("hashchange", follow);
  page.find("previous").addEventListener("click", () => move(-1));
  page.find("next").addEventListener("click", () => move(1));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
  });

  // On paper every broken call is there, in the report's order.
  const broken = shown.dataset.broken.split(" ").filter(Boolean).map((number) => `c${number}`);
  const forPaper = async () => {
    for (const anchor of broken) shown.append(await article(anchor));
  };
  matchMedia("print").addEventListener("change", (event) => event.matches && forPaper());
  addEventListener("beforeprint", forPaper);

  if (order.length) page.find("steer").hidden = false;
  if (/^#c\d+/.test(location.hash)) follow();
  else if (order.length) show(order[0]);
})();
