// Adds search, facets, order and buttons to a list of publications. Without it every entry is there.
(() => {
  "use strict";
  const all = (selector, where = document) => Array.from(where.querySelectorAll(selector));
  const said = document.getElementById("pubman-said");
  const form = document.querySelector(".controls");
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const say = (text) => { said.textContent = ""; setTimeout(() => { said.textContent = text; }, 50); };
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  function copy(text, box) {
    return Promise.resolve().then(() => navigator.clipboard.writeText(text)).then(() => say(said.dataset.copied), () => {
      if (box) { getSelection().selectAllChildren(box); }
      say(box && document.execCommand("copy") ? said.dataset.copied : said.dataset.notCopied);
    });
  }

  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // ------------------------------------------------------------------------------ one entry

  const names = (entry) => {
    const box = entry.querySelector(".everybody p") || entry.querySelector(".authors");
    if (!box) { return []; }
    const bare = box.querySelector("sup,.more") ? box.cloneNode(true) : box;
    if (bare !== box) { all("sup,.more", bare).forEach((part) => part.remove()); }
    return bare.textContent.split(", ").map((name) => name.trim().replace(/ \([^)]*\)$/, "")).filter((name) => name && name !== "…");
  };
  const own = new Set(all(".me").map((each) => each.textContent));
  const VALUES = {
    kind: (entry) => [entry.dataset.kind],
    venue: (entry) => [entry.dataset.venue],
    year: (entry) => [entry.dataset.year],
    topic: (entry) => (entry.dataset.topic || "").split("\n"),
    person: (entry) => (entry.dataset.person || "").split("\n"),
    with: (entry) => names(entry).filter((name) => !own.has(name)),
    open: (entry) => [entry.querySelector(".row > a.pdf, .row > a.arxiv, .row > a.pmcid") ? "1" : ""],
    code: (entry) => [entry.querySelector(".row > a.code, .row > a.data") ? "1" : ""],
  };

  const RIS = { article: "JOUR", conference: "CPAPER", workshop: "CPAPER", demo: "CPAPER", thesis: "THES", book: "BOOK",
    chapter: "CHAP", proceedings: "CONF", report: "RPRT", patent: "PAT", dataset: "DATA", software: "COMP", preprint: "UNPB" };

  function ris(entry) {
    const about = new URLSearchParams((entry.querySelector(".Z3988") || { title: "" }).title);
    const get = (name) => about.get("rft." + name) || "";
    const [first, last] = get("pages").split("-");
    const doi = (about.getAll("rft_id").find((id) => id.startsWith("info:doi/")) || "").slice(9);
    const link = entry.querySelector(".title a[href^=http]");
    const lines = [["TY", RIS[entry.dataset.kind] || "GEN"], ["TI", entry.querySelector(".title").textContent.trim()],
      ...names(entry).map((name) => ["AU", name]), ["PY", entry.dataset.year || ""],
      ["T2", get("jtitle") || get("btitle") || entry.dataset.venue || ""], ["VL", get("volume")], ["IS", get("issue")],
      ["SP", first], ["EP", last || ""], ["PB", get("pub")], ["SN", get("issn") || get("isbn")], ["DO", doi], ["UR", link ? link.href : ""]];
    return lines.filter((line) => line[1]).map((line) => line.join("  - ") + "\n").join("") + "ER  - \n";
  }

  // -------------------------------------------------------------------- search, facets, order

  const compare = (a, b) => typeof a === "string" ? a.localeCompare(b) : a - b;
  const ORDERS = {
    oldest: (entry) => Number(entry.dataset.year || 9999),
    title: (entry) => fold(entry.querySelector(".title,.line").textContent.trim()),
    venue: (entry) => fold(entry.dataset.venue || "\uffff"),
    cited: (entry) => -(entry.dataset.cited || -1),
  };

  if (form) { control(); }

  function control() {
    const field = form.querySelector("input"), sort = form.querySelector("select");
    const status = form.querySelector("[role=status]"), reset = form.querySelector(".reset");
    const saving = form.querySelector(".save");
    const list = all(".entry").map((entry, at) => ({ entry, at, home: entry.parentNode, shown: true }));
    const full = list.filter(({ entry }) => !entry.matches(".brief"));
    const chosen = {};
    all("[data-facet]", form).forEach((box) => {
      const name = box.dataset.facet;
      chosen[name] = new Set();
      if (box.matches("button")) { box.value = "1"; box.addEventListener("click", () => toggle(name, "1")); return; }
      box.querySelector("summary").addEventListener("click", () => fill(box, name));
      box.addEventListener("toggle", () => fill(box, name));
    });

    const values = (item, name) => item[name] || (item[name] = Array.from(new Set(VALUES[name](item.entry).filter(Boolean))));

    // What a search finds an entry by. Made when somebody searches, because a long page has much of it.
    function text(item) {
      if (item.text === undefined) {
        const bare = item.entry.cloneNode(true);
        all(".sr,summary,pre", bare).forEach((part) => part.remove());
        item.text = fold(bare.textContent + " " + item.entry.id + " " + Object.values(item.entry.dataset).join(" "));
      }
      return item.text;
    }

    // When a facet opens, its values are counted, and each gets a button.
    function fill(box, name) {
      const inside = box.querySelector(".values"), given = all("button", inside);
      if (inside.dataset.filled) { return; }
      inside.dataset.filled = "1";
      const counts = new Map();
      full.forEach((item) => values(item, name).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1)));
      const order = Array.from(counts.keys()).sort((a, b) => name === "year" ? b - a : counts.get(b) - counts.get(a) || a.localeCompare(b));
      (given.length ? given.map((button) => button.value) : order).slice(0, 80).forEach((value, at) => {
        const button = given[at] || document.createElement("button"), count = document.createElement("small");
        if (!given[at]) { button.type = "button"; button.value = value; button.textContent = value; inside.append(button); }
        count.textContent = counts.get(value) || 0;
        button.append(" ", count);
        button.addEventListener("click", () => toggle(name, value));
        press(button, chosen[name].has(value));
      });
    }

    function toggle(name, value) {
      if (!chosen[name].delete(value)) { chosen[name].add(value); }
      apply(true);
    }

    const matches = (item) => words().every((word) => text(item).includes(word)) &&
      Object.keys(chosen).every((name) => !chosen[name].size || values(item, name).some((value) => chosen[name].has(value)));
    const words = () => fold(field.value).split(/\s+/).filter(Boolean);

    function apply(push) {
      all("[data-facet]", form).forEach((box) => {
        const some = chosen[box.dataset.facet];
        box.classList.toggle("on", some.size > 0);
        (box.matches("button") ? [box] : all("button", box)).forEach((button) => press(button, some.has(button.value)));
      });
      list.forEach((item) => { item.shown = matches(item); item.entry.hidden = !item.shown; });
      arrange();
      all(".part").forEach((part) => { part.hidden = !part.querySelector(".entry:not([hidden])"); });
      all(".years a").forEach((link) => { link.hidden = !full.some((item) => item.shown && item.entry.dataset.year === link.dataset.year); });
      const count = full.filter((item) => item.shown).length, narrowed = count < full.length;
      status.textContent = narrowed ? status.dataset.shown.replace("{count}", count).replace("{total}", full.length) : "";
      reset.hidden = !narrowed && !field.value && !sort.value;
      saving.hidden = !count;
      remember(push);
    }

    // Another order than the page's own needs one flat list; the own order puts every entry back.
    const flat = document.createElement("ol");
    flat.className = "entries flat";
    function arrange() {
      if (sort.value === (flat.dataset.order || "")) { return; }
      flat.dataset.order = sort.value;
      if (!sort.value) { list.forEach(({ entry, home }) => home.append(entry)); flat.remove(); return; }
      const key = ORDERS[sort.value], way = sort.value === "oldest" ? -1 : 1;
      const order = full.slice().sort((a, b) => compare(key(a.entry), key(b.entry)) || way * (a.at - b.at));
      order.forEach(({ entry }) => flat.append(entry));
      form.after(flat);
    }

    // The state is in the address, so that a narrowed list can be linked and the back button works.
    function remember(push) {
      const state = new URLSearchParams();
      if (field.value.trim()) { state.set("q", field.value.trim()); }
      Object.keys(chosen).forEach((name) => chosen[name].forEach((value) => state.append(name, value)));
      if (sort.value) { state.set("sort", sort.value); }
      const hash = String(state) ? "#" + state : "";
      if (hash === location.hash || (!hash && !location.hash.includes("="))) { return; }
      history[push ? "pushState" : "replaceState"](null, "", hash || location.pathname + location.search);
    }

    function recall() {
      const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
      field.value = state.get("q") || "";
      sort.value = state.get("sort") || "";
      if (sort.selectedIndex < 0) { sort.value = ""; }
      Object.keys(chosen).forEach((name) => { chosen[name] = new Set(state.getAll(name)); });
      apply(false);
    }

    const shown = () => full.filter((item) => item.shown).map((item) => item.entry);
    const bibtex = () => shown().map((entry) => entry.querySelector(".bib pre").textContent).join("\n\n") + "\n";
    all("[data-save]", form).forEach((button) => button.addEventListener("click", () => ({
      copy: () => copy(bibtex()),
      bib: () => save("publications.bib", bibtex()),
      ris: () => save("publications.ris", shown().map(ris).join("\n")),
    })[button.dataset.save]()));

    field.addEventListener("input", () => apply(false));
    sort.addEventListener("change", () => apply(true));
    reset.addEventListener("click", () => {
      field.value = sort.value = "";
      Object.values(chosen).forEach((values) => values.clear());
      field.focus();
      apply(true);
    });
    addEventListener("popstate", recall);
    addEventListener("hashchange", () => { if (location.hash.includes("=")) { recall(); } });
    document.addEventListener("click", (event) => {
      all(".facet[open]", form).forEach((box) => { if (!box.contains(event.target)) { box.open = false; } });
    });
    form.addEventListener("keydown", (event) => {
      const box = event.key === "Escape" && event.target.closest(".facet[open]");
      if (box) { box.open = false; box.querySelector("summary").focus(); }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); }
    });
    form.hidden = false;
    if (location.hash.includes("=")) { recall(); }
  }

  // ------------------------------------------------------------------ years, BibTeX, pages of papers

  const rail = document.querySelector(".years"), years = all(".years a"), bars = [form, rail].filter(Boolean);
  let height = 0, waiting = false;

  function mark() {
    // Years are asked first, because there are fewer of them than entries.
    const below = (each) => each.getBoundingClientRect().bottom > height + 40;
    const box = all(".year-part,.part:not(.year-part)>.entries,.flat").find(below);
    const seen = box && all(".entry[data-year]:not([hidden])", box).find(below);
    years.forEach((link) => {
      const here = seen && link.dataset.year === seen.dataset.year;
      if (here && !link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        const box = link.closest("ol");
        if (box.scrollWidth > box.clientWidth) {
          const outer = box.getBoundingClientRect(), inner = link.getBoundingClientRect();
          box.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
        }
      } else if (!here) { link.removeAttribute("aria-current"); }
    });
  }

  // What stays at the top hides what an address points to, so the page leaves room for it. A style
  // sheet of its own, because the policy of the page allows no style attributes.
  if (bars.length && self.ResizeObserver) {
    const sheet = new CSSStyleSheet(), watcher = new ResizeObserver(() => {
      const total = bars.reduce((sum, bar) => sum + (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0), 0);
      if (total !== height) {
        height = total;
        sheet.replaceSync("html{scroll-padding-top:calc(" + height + "px + .8rem)}.by-year{top:" + height + "px}");
      }
      mark();
    });
    document.adoptedStyleSheets = [sheet];
    bars.forEach((bar) => watcher.observe(bar));
    addEventListener("scroll", () => {
      if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; mark(); }); }
    }, { passive: true });
  }

  function addCopy(box) {
    if (box.querySelector("button")) { return; }
    const button = document.createElement("button"), text = box.querySelector("pre");
    button.type = "button";
    button.textContent = said.dataset.copy;
    button.setAttribute("aria-label", said.dataset.copy + ": " + (box.querySelector("summary") || document.querySelector("h1")).textContent);
    button.addEventListener("click", () => copy(text.textContent, text));
    box.append(button);
  }

  all(".copyable").forEach(addCopy);
  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.classList.contains("bib")) { addCopy(event.target); }
  }, true);
})();
