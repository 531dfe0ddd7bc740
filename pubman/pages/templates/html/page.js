(() => {
  "use strict";
  let form = document.querySelector(".controls"), said = document.getElementById("pubman-said");
  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  let entries = all(".entry");
  function pressed(element) { return element.getAttribute("aria-pressed") === "true"; }
  function say(name) { said.textContent = ""; setTimeout(() => { said.textContent = said.dataset[name]; }, 50); }

  if (form) {
    let field = form.querySelector("input"), status = form.querySelector("[role=status]");
    let reset = form.querySelector(".reset"), kinds = all(".kinds button"), bars = all(".chart .bar");
    let words = entries.map((entry) => {
      let copy = entry.cloneNode(true);
      copy.querySelectorAll(".sr,summary,pre").forEach((part) => { part.remove(); });
      return fold(copy.textContent + " " + entry.id + " " + (entry.dataset.year || ""));
    });
    let apply = () => {
      let asked = fold(field.value).split(/\s+/), count = 0;
      let kind = kinds.filter(pressed).map((each) => each.value);
      let year = bars.filter(pressed).map((each) => each.dataset.year);
      entries.forEach((entry, at) => {
        let shown = (!kind.length || kind.indexOf(entry.dataset.kind) >= 0) &&
          (!year.length || year.indexOf(entry.dataset.year) >= 0) &&
          asked.every((word) => words[at].indexOf(word) >= 0);
        entry.hidden = !shown;
        count += shown;
      });
      all("section").forEach((part) => { part.hidden = !part.querySelector(".entry:not([hidden])"); });
      all(".entries").forEach((list) => {
        let before = "";
        list.querySelectorAll(".entry").forEach((entry) => {
          let mark = entry.querySelector(".year");
          if (entry.hidden || !entry.dataset.year) { return; }
          if (!mark) {
            mark = document.createElement("span");
            mark.className = "year";
            mark.setAttribute("aria-hidden", "true");
            mark.textContent = entry.dataset.year;
            entry.insertBefore(mark, entry.firstChild);
          }
          if (mark.classList.contains("number")) { return; }
          mark.classList.toggle("again", entry.dataset.year === before || list.previousElementSibling && list.previousElementSibling.matches(".by-year"));
          before = entry.dataset.year;
        });
      });
      let filtered = count < entries.length;
      status.textContent = filtered ? status.dataset.shown.replace("{count}", count).replace("{total}", entries.length) : "";
      reset.hidden = !filtered && !field.value && !kind.length && !year.length;
    };
    let toggle = (element) => {
      element.setAttribute("aria-pressed", String(!pressed(element)));
      apply();
    };
    let svg = document.querySelector(".chart svg");
    // Narrow bars are hard to hit; there the years are found by typing them.
    if (!svg || svg.getBoundingClientRect().width / bars.length < 24) { bars = []; }
    bars = bars.filter((bar) => bar.querySelector(".fill"));
    bars.forEach((bar) => {
      let attributes = { role: "button", tabindex: "0", "aria-pressed": "false", "aria-label": bar.querySelector("title").textContent };
      Object.keys(attributes).forEach((name) => { bar.setAttribute(name, attributes[name]); });
      bar.addEventListener("click", () => { toggle(bar); });
      bar.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(bar); }
      });
    });
    if (bars.length) { svg.setAttribute("role", "group"); }
    kinds.forEach((each) => { each.addEventListener("click", () => { toggle(each); }); });
    field.addEventListener("input", apply);
    reset.addEventListener("click", () => {
      kinds.concat(bars).forEach((each) => { each.setAttribute("aria-pressed", "false"); });
      field.value = "";
      field.focus();
      apply();
    });
    form.hidden = false;
  }

  document.addEventListener("toggle", (event) => {
    let box = event.target;
    if (!box.open || !box.classList.contains("bib") || box.querySelector("button")) { return; }
    let button = document.createElement("button"), text = box.querySelector("pre");
    button.type = "button";
    button.textContent = said.dataset.copy;
    button.setAttribute("aria-label", said.dataset.copy + ": " + box.querySelector("summary").textContent);
    button.addEventListener("click", () => {
      Promise.resolve().then(() => navigator.clipboard.writeText(text.textContent)).then(() => { say("copied"); }, () => {
        getSelection().selectAllChildren(text);
        say(document.execCommand("copy") ? "copied" : "notCopied");
      });
    });
    box.appendChild(button);
  }, true);
})();
