// The browser interface as people use it: by keys, by mouse, without scripts, in two tabs.
import fs from "node:fs";
import { colourRules, expectSame, placesOf, RULES, source as axe } from "./axe.mjs";
import { expect, report } from "./browser.mjs";

export default async function serve(browser, { address, file }) {
  const home = new URL("/", address).href;
  const first = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await first.newPage();
  const noise = [];
  listen(page);
  await page.goto(address);
  const state = await first.storageState();

  function listen(tab) {
    tab.on("request", (request) => { if (!request.url().startsWith(home) && !request.url().startsWith("data:")) noise.push(`request to ${request.url()}`); });
    tab.on("pageerror", (error) => noise.push(`error: ${error}`));
    tab.on("dialog", (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    tab.on("console", (line) => {
      const text = line.text();
      if (["error", "warning"].includes(line.type()) && !text.includes("sandboxed") && !/status of (404|409)/.test(text)) noise.push(`${line.type()}: ${text.slice(0, 160)}`);
    });
  }

  // A further tab, which may have no scripts or another width.
  async function tab(options = {}) {
    const context = await browser.newContext({ storageState: state, viewport: { width: 1100, height: 900 }, ...options });
    const made = await context.newPage();
    listen(made);
    return made;
  }

  const go = (path, where = page) => where.goto(new URL(path, home).href);
  const text = (where = page) => where.evaluate(() => document.getElementById("page").innerText);
  const left = async (where = page) => Number((await where.locator(".bar").first().innerText()).match(/\d+/)?.[0] ?? 0);
  // Without scripts, a button leads to another page: a click has done its work when that is loaded.
  const press = (where, button) => Promise.all([where.waitForEvent("load", { timeout: 15000 }), where.locator(button).click()]);
  const until = (where, what, value) => where.waitForFunction(what, value, { timeout: 15000 });

  const checks = {};

  checks["twenty keys typed ahead answer twenty questions"] = async () => {
    await go("/review");
    const before = await left();
    expect(before >= 20, `only ${before} questions`);
    await page.keyboard.type("d".repeat(20), { delay: 0 });
    await until(page, (n) => { const bar = document.querySelector(".bar"); return n === 0 ? !bar : bar && Number(bar.innerText.match(/\d+/)[0]) === n; }, before - 20);
  };

  checks["u takes the last answer back, and a reload loses nothing"] = async () => {
    await go("/log");
    const rows = await page.locator(".log li").count();
    await go("/review");
    const before = await page.locator(".bar").count() ? await left() : 0;
    await go("/log");
    await page.locator(".log li:not(.undone) button").first().click();
    await until(page, () => document.querySelector("#notices").innerText.includes("Undone"));
    await page.reload();
    expect(await page.locator(".log li.undone").count() >= 1, "nothing is marked as undone");
    expect(await page.locator(".log li").count() === rows, "the log has other rows");
    await go("/review");
    expect(await left() === before + 1, `${await left()} questions, ${before} before`);
  };

  checks["the focus is on the question after each answer"] = async () => {
    await go("/review");
    await page.keyboard.press("x");
    await until(page, () => location.search.includes("skip="));
    await until(page, () => document.activeElement?.id === "ask");
  };

  checks["a number takes the value of that source"] = async () => {
    await go("/pubs");
    await page.locator(".title a").first().click();
    await until(page, () => document.querySelector(".fields"));
    const row = page.locator("tr:has(button.value)").first();
    if (await row.count()) {
      const value = (await row.locator("button.value").first().innerText()).replace(/^\S+\s/, "");
      await row.locator("button.value").first().focus();
      await page.keyboard.press("1");
      await until(page, () => document.querySelector("#notices .notice"));
      expect((await text()).includes(value.slice(0, 12)), `no ${value} on the page`);
    }
  };

  checks["select, tag and hide by keys"] = async () => {
    await go("/pubs");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("t");
    await page.keyboard.type("selected");
    await page.locator("button[formaction='/do/tag']").click();
    await until(page, () => document.querySelector(".chip.tag"));
    const count = await left();
    await page.keyboard.press("j");
    await page.keyboard.press("h");
    await until(page, (n) => Number(document.querySelector(".bar").innerText.match(/\d+/)[0]) === n, count - 1);
    await page.keyboard.press("u");
    await until(page, (n) => Number(document.querySelector(".bar").innerText.match(/\d+/)[0]) === n, count);
  };

  const order = (where = page) => where.locator(".pubs > li").evaluateAll((all) => all.map((each) => each.dataset.key));
  checks["dragging and Alt with the arrows give one order"] = async () => {
    await go("/pubs?q=year:2001");
    const [a, b] = await order();
    await page.locator(".pubs > li").nth(1).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await until(page, () => document.querySelector("#notices").innerText.includes("Order"));
    await page.reload();
    expect(String((await order()).slice(0, 2)) === String([b, a]), `by keys: ${await order()}`);
    await page.locator(".pubs > li").nth(1).dragTo(page.locator(".pubs > li").nth(0), { targetPosition: { x: 60, y: 4 } });
    await until(page, () => document.querySelector("#notices").innerText.includes("Order"));
    await page.reload();
    expect(String((await order()).slice(0, 2)) === String([a, b]), `by drag: ${await order()}`);
  };

  checks["a file that is dropped is looked at, then imported, then shown"] = async () => {
    await go("/import");
    const content = fs.readFileSync(file, "utf8");
    const data = await page.evaluateHandle((inner) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([inner], "new.bib", { type: "text/plain" }));
      return transfer;
    }, content);
    await page.dispatchEvent("#drop", "drop", { dataTransfer: data });
    await until(page, () => document.querySelector(".plan"));
    expect((await text()).includes("1 new publication"), await text());
    await page.locator("button", { hasText: /^Import$/ }).click();
    await until(page, () => document.querySelector("#notices .notice"));
    await go("/pubs?q=dropped");
    expect((await text()).includes("Dropped"), "the new paper is not listed");
  };

  checks["two tabs: a late click changes nothing, and the other tab shows the news"] = async () => {
    const other = await tab();
    await go("/pubs", other);
    await go("/pubs");
    await page.locator(".pubs input[name=key]").first().check();
    await page.locator("button[formaction='/do/hide']").click();
    await until(page, () => document.querySelector("#notices").innerText.includes("hidden"));
    await until(other, (at) => document.getElementById("page").dataset.at === at, await page.evaluate(() => document.getElementById("page").dataset.at));
    const still = await tab({ javaScriptEnabled: false });
    await go("/pubs", still);
    await page.keyboard.press("u");
    await until(page, () => document.querySelector("#notices").innerText.includes("Undone"));
    await still.locator(".pubs input[name=key]").first().check();
    await press(still, "button[formaction='/do/hide']");
    expect((await still.content()).includes("not carried out"), "the late click was carried out");
    await other.context().close();
    await still.context().close();
  };

  checks["without scripts the same journey works by forms"] = async () => {
    const plain = await tab({ javaScriptEnabled: false });
    await go("/pubs", plain);
    await plain.locator(".pubs input[name=key]").first().check();
    await plain.locator("#tag").fill("by hand");
    await press(plain, "button[formaction='/do/tag']");
    expect((await plain.content()).includes("by hand"), `no tag: ${await plain.locator("main").innerText()}`);
    await press(plain, "#notices button");
    expect((await plain.locator("#notices").innerText()).includes("Undone"), "not undone");
    await go("/import", plain);
    await plain.locator("#files").setInputFiles(file);
    await press(plain, "#drop button");
    expect((await plain.content()).includes("What an import would change"), "no plan");
    await plain.context().close();
  };

  checks["a preview is the real page, and nothing in it runs"] = async () => {
    await go("/lists");
    await page.locator("th a").first().click();
    await until(page, () => document.querySelector("iframe"));
    const frame = page.frameLocator("iframe");
    await frame.locator("h1, h2, li").first().waitFor();
  };

  checks["what was changed is in the preview, and is published with one click"] = async () => {
    await go("/pubs");
    await page.locator(".title a").first().click();
    await until(page, () => document.querySelector("#new-field"));
    await page.locator("#new-field").selectOption("award");
    await page.locator("#new-value").fill("Medal of the Browser");
    await page.locator("form:has(#new-field) button").click();
    await until(page, () => document.querySelector("#notices .notice"));
    await go("/lists");
    await page.locator("th a").first().click();
    await until(page, () => document.querySelector("iframe"));
    await page.frameLocator("iframe").getByText("Medal of the Browser").first().waitFor();
    await page.locator("aside button", { hasText: /^Write / }).click();
    await until(page, () => document.querySelector("#notices").innerText.includes("Written"));
  };

  checks["the help opens with ? and closes with Escape"] = async () => {
    await go("/pubs");
    await page.keyboard.press("?");
    expect(await page.locator("dialog[open]").count() === 1, "no help");
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog[open]").count() === 0, "the help stays");
  };

  const PAGES = ["/", "/pubs", "/review", "/claim", "/check", "/spellings/authors", "/spellings/venues", "/lists", "/lists/page", "/import", "/sync", "/log", "/pubs/nothing"];
  // Each page is opened once and looked at in three ways: style sheets alone make the difference. In
  // dark colours everything has the place that it has in light ones, so only rules about colours can
  // find more there. A preview answers nobody, so axe does not wait for it.
  const LOOKS = { light: [1100, "light"], dark: [1100, "dark"], narrow: [360, "light"] };
  const found = Object.fromEntries(Object.keys(LOOKS).map((look) => [look, []]));
  async function lookAt(path, seen) {
    await go(path, seen);
    await until(seen, () => !document.body.innerText.includes("the page shows the result by itself"));
    await seen.evaluate(axe);
    let places;
    for (const [look, [width, colorScheme]] of Object.entries(LOOKS)) {
      await seen.setViewportSize({ width, height: 800 });
      await seen.emulateMedia({ colorScheme });
      if (look === "light") places = await placesOf(seen);
      if (look === "dark") expectSame(places, await placesOf(seen));
      const runOnly = look === "dark" ? await seen.evaluate(colourRules, RULES) : RULES;
      const options = { resultTypes: ["violations"], runOnly, iframes: false };
      const violations = await seen.evaluate(async (how) => (await axe.run(document, how)).violations, options);
      for (const { id, nodes } of violations) found[look].push(`${path}: ${id} (${nodes.length}) ${nodes[0].html.slice(0, 120)} ${nodes[0].failureSummary}`);
      const wide = await seen.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 1) found[look].push(`${path}: ${wide} pixels too wide`);
    }
  }
  checks["axe can look at every page"] = async () => {
    const seen = await tab({ bypassCSP: true });
    await go("/pubs", seen);
    const one = await seen.locator(".title a").first().getAttribute("href");
    for (const path of [...PAGES, one]) await lookAt(path, seen);
    await seen.context().close();
  };
  for (const look of Object.keys(LOOKS)) {
    checks[`axe finds nothing, ${look}`] = () => expect(found[look].length === 0, found[look]);
  }

  checks["hostile titles run nothing, and nothing else is asked for"] = async () => {
    for (const path of PAGES) await go(path);
    expect(noise.length === 0, noise);
  };

  return report(checks);
}
