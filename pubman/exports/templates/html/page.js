(function () {
  "use strict";
  var form = document.querySelector(".controls"), said = document.getElementById("pubman-said");
  var entries = [].slice.call(document.querySelectorAll(".entry"));
  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  function all(selector) { return [].slice.call(document.querySelectorAll(selector)); }
  function pressed(element) { return element.getAttribute("aria-pressed") === "true"; }
  function say(name) { said.textContent = ""; setTimeout(function () { said.textContent = said.dataset[name]; }, 50); }

  if (form) {
    var field = form.querySelector("input"), status = form.querySelector("[role=status]");
    var reset = form.querySelector(".reset"), kinds = all(".kinds button"), bars = all(".chart .bar");
    var words = entries.map(function (entry) {
      var copy = entry.cloneNode(true);
      [].forEach.call(copy.querySelectorAll(".sr,summary,pre"), function (part) { part.remove(); });
      return fold(copy.textContent + " " + entry.id + " " + (entry.dataset.year || ""));
    });
    var again = entries.map(function (entry) { return !!entry.closest("section").querySelector(":scope > .by-year"); });
    var apply = function () {
      var asked = fold(field.value).split(/\s+/), count = 0;
      var kind = kinds.filter(pressed).map(function (each) { return each.value; });
      var year = bars.filter(pressed).map(function (each) { return each.dataset.year; });
      entries.forEach(function (entry, at) {
        var shown = (!kind.length || kind.indexOf(entry.dataset.kind) >= 0) &&
          (!year.length || year.indexOf(entry.dataset.year) >= 0) &&
          asked.every(function (word) { return words[at].indexOf(word) >= 0; });
        entry.hidden = !shown;
        count += shown;
      });
      all("section").forEach(function (part) { part.hidden = !part.querySelector(".entry:not([hidden])"); });
      all(".entries").forEach(function (list) {
        var before = "";
        [].forEach.call(list.children, function (entry) {
          var mark = entry.querySelector(".year");
          if (entry.hidden || !mark || mark.classList.contains("number")) { return; }
          mark.classList.toggle("again", again[entries.indexOf(entry)] || entry.dataset.year === before);
          before = entry.dataset.year;
        });
      });
      var filtered = count < entries.length;
      status.textContent = filtered ? status.dataset.shown.replace("{count}", count).replace("{total}", entries.length) : "";
      reset.hidden = !filtered && !field.value && !kind.length && !year.length;
    };
    var toggle = function (element) {
      element.setAttribute("aria-pressed", String(!pressed(element)));
      apply();
    };
    var svg = document.querySelector(".chart svg");
    // Narrow bars are hard to hit; there the years are found by typing them.
    if (!svg || svg.getBoundingClientRect().width / bars.length < 24) { bars = []; }
    bars = bars.filter(function (bar) { return bar.querySelector(".fill"); });
    bars.forEach(function (bar) {
      bar.setAttribute("role", "button");
      bar.setAttribute("tabindex", "0");
      bar.setAttribute("aria-pressed", "false");
      bar.setAttribute("aria-label", bar.querySelector("title").textContent);
      bar.addEventListener("click", function () { toggle(bar); });
      bar.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(bar); }
      });
    });
    if (bars.length) { svg.setAttribute("role", "group"); }
    kinds.forEach(function (each) { each.addEventListener("click", function () { toggle(each); }); });
    field.addEventListener("input", apply);
    reset.addEventListener("click", function () {
      kinds.concat(bars).forEach(function (each) { each.setAttribute("aria-pressed", "false"); });
      field.value = "";
      field.focus();
      apply();
    });
    form.hidden = false;
  }

  document.addEventListener("toggle", function (event) {
    var box = event.target;
    if (!box.open || !box.classList.contains("bib") || box.querySelector("button")) { return; }
    var button = document.createElement("button"), text = box.querySelector("pre");
    button.type = "button";
    button.textContent = said.dataset.copy;
    button.setAttribute("aria-label", said.dataset.copy + ": " + box.querySelector("summary").textContent);
    button.addEventListener("click", function () {
      Promise.resolve().then(function () { return navigator.clipboard.writeText(text.textContent); }).then(function () { say("copied"); }, function () {
        getSelection().selectAllChildren(text);
        say(document.execCommand("copy") ? "copied" : "notCopied");
      });
    });
    box.appendChild(button);
  }, true);
})();
