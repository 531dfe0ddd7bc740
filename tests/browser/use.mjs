// What people do with a page.
import { expect, open, report } from "./browser.mjs";

export default async function use(browser, { pages: [address] }) {
  const page = await open(browser, address);
  // For a small screen in the dark; and later neither. It opens late: a browser slows down tabs that
  // are behind another one.
  let own;
  const shown = (where = page) => where.locator(".entry:visible").count();
  const said = () => page.locator(".shown [role=status]").textContent();
  const announced = () => page.waitForFunction(
    () => document.getElementById("pubman-said").textContent, null, { timeout: 2000 },
  ).then((handle) => handle.jsonValue());
  const full = (where = page) => where.locator(".entry:visible:not(.brief)").count();
  const all = await shown();
  const few = Math.min(all, 8);

  async function reset() {
    await page.locator(".reset").click();
    expect(await shown() === all, "not all are shown again");
  }

  // What readers of the screen meet: role, name, the node behind it; ignored ones left out.
  async function accessible(where) {
    const session = await where.context().newCDPSession(where);
    await session.send("Accessibility.enable");
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    return nodes.filter((node) => !node.ignored).map((node) => ({
      role: node.role?.value, name: (node.name?.value || "").trim(),
      url: node.properties?.find((each) => each.name === "url")?.value?.value || "",
    }));
  }

  return report({
    "the filter finds words, without their accents, and says how many": async () => {
      const title = await page.locator(".entry .title").nth(few - 1).textContent();
      const words = title.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toUpperCase().trim();
      await page.fill("#pubman-filter", words);
      expect(await page.locator(".entry").nth(few - 1).isVisible(), `not found: ${words}`);
      const count = await full();
      expect(count >= 1 && count < all, `${count} of ${all} shown`);
      expect((await said()).includes(String(count)), `said: ${await said()}`);
      await reset();
      expect(await page.evaluate(() => document.activeElement.id) === "pubman-filter", "focus is lost");
    },
    "nothing found hides every section and says so": async () => {
      await page.fill("#pubman-filter", "zzzzqqq");
      expect(await shown() === 0 && await page.locator("section:visible").count() === 0, "some are left");
      expect(/\b0\b/.test(await said()), `said: ${await said()}`);
      await reset();
    },
    "a facet opens and is pressed from the keyboard, says so, and two values add up": async () => {
      const facet = page.locator(".facet[data-facet]:visible").first();
      if (await facet.count() === 0) return;
      const name = await facet.getAttribute("data-facet");
      await facet.locator("summary").focus();
      await page.keyboard.press("Enter");
      const chips = facet.locator(".values button");
      const counts = [];
      for (const at of [0, 1]) {
        await page.keyboard.press("Tab");
        expect(await chips.nth(at).evaluate((each) => each === document.activeElement), "the value is not next");
        await page.keyboard.press(at ? "Enter" : " ");
        expect(await chips.nth(at).getAttribute("aria-pressed") === "true", "it does not say so");
        counts.push(await full());
      }
      const said = Number(await chips.nth(0).locator("small").textContent());
      expect(counts[0] === said && counts[1] > counts[0], { name, counts, said });
      const state = new URLSearchParams(await page.evaluate(() => location.hash.slice(1)));
      expect(state.getAll(name).length === 2, `address: ${state}`);
      await page.keyboard.press("Escape");
      expect(!await facet.evaluate((each) => each.open), "Escape does not close it");
      await reset();
      expect(await chips.nth(0).getAttribute("aria-pressed") === "false", "still pressed");
    },
    "the address holds what is asked for: another visitor sees the same, and back goes back": async () => {
      const title = await page.locator(".entry .title, .entry .line").first().textContent();
      const word = title.split(/\s+/).find((each) => /^\w{5,}$/.test(each)) || title.split(" ")[0];
      await page.fill("#pubman-filter", word);
      const before = await shown();
      const link = await page.evaluate(() => location.href);
      expect(link.includes("#q="), link);
      const other = await open(browser, link, { stranger: true });
      expect(await shown(other) === before && await other.inputValue("#pubman-filter") === word, "not the same");
      await other.context().close();
      await reset();
      await page.goBack();
      expect(await shown() === before, "back does not go back");
      await reset();
    },
    "another order makes one list of all, and the first order comes back": async () => {
      await page.selectOption("#pubman-sort", "title");
      const titles = await page.locator(".flat .title").allTextContents();
      const folded = titles.map((each) => each.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim());
      expect(folded.length >= few && folded.every((each, at) => !at || folded[at - 1].localeCompare(each) <= 0), folded.slice(0, 5));
      await page.selectOption("#pubman-sort", "");
      expect(await page.locator(".flat .entry").count() === 0 && await shown() === all, "the list is not as it was");
    },
    "what is shown is saved as BibTeX and RIS": async () => {
      await page.locator(".save summary").click();
      for (const [name, pattern] of [["bib", /^@/gm], ["ris", /^TY {2}- /gm]]) {
        const button = page.locator(`[data-save=${name}]`);
        if (await button.count() === 0) continue;
        const waiting = page.waitForEvent("download", { timeout: 4000 });
        await button.click();
        const file = await (await waiting).path();
        const text = (await import("node:fs")).readFileSync(file, "utf8");
        expect(text.match(pattern).length === await full(), `${name}: ${text.slice(0, 80)}`);
      }
      await page.locator("h1").click();
      expect(await page.locator(".save[open]").count() === 0, "the menu stays open");
    },
    "the years lead to their entries, and the current one is marked at three places": async () => {
      const years = page.locator(".years a");
      const total = await years.count();
      if (total < 3 || await page.locator(".by-year").count() < 3) return;
      for (const at of [1, total >> 1, total - 2]) {
        await years.nth(at).evaluate((each) => each.click());
        await page.waitForTimeout(120);
        const here = await page.evaluate(() => {
          const bar = document.querySelector(".controls").offsetHeight;
          const seen = [...document.querySelectorAll(".by-year")].filter((each) => each.offsetParent).map((each) => ({ text: each.querySelector("a").firstChild.textContent, top: each.getBoundingClientRect().top, bottom: each.closest(".part").getBoundingClientRect().bottom }));
          const sticky = seen.filter(({ top, bottom }) => top >= bar - 2 && top < innerHeight && bottom > bar).map(({ text }) => text);
          return { sticky, current: [...document.querySelectorAll(".years [aria-current]")].map((each) => each.dataset.year) };
        });
        const year = await years.nth(at).getAttribute("data-year");
        expect(here.current.length === 1, { year, ...here });
        expect(here.sticky[0] === here.current[0] || here.sticky.includes(year), { year, ...here });
      }
      await page.evaluate(() => scrollTo(0, 0));
    },
    "BibTeX opens from the keyboard, is copied, and that is announced": async () => {
      const box = page.locator("details.bib").first();
      await box.locator("summary").focus();
      await page.keyboard.press("Enter");
      await box.locator("button").waitFor({ timeout: 2000 });
      await page.keyboard.press("Tab");
      expect(await box.locator("button").evaluate((each) => each === document.activeElement), "Copy is not next");
      await page.keyboard.press("Enter");
      const words = await announced();
      expect(words === await page.locator("#pubman-said").getAttribute("data-copied"), `said: ${words}`);
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied === await box.locator("pre").textContent(), `copied: ${copied.slice(0, 60)}`);
    },
    "a refusal to copy is announced, and the text is selected": async () => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
        document.execCommand = () => false;
        document.getElementById("pubman-said").textContent = "";
      });
      await page.locator("details.bib button").first().click();
      const words = await announced();
      expect(words === await page.locator("#pubman-said").getAttribute("data-not-copied"), `said: ${words}`);
      const selected = await page.evaluate(() => String(getSelection()));
      expect(selected.startsWith("@"), `selected: ${selected.slice(0, 60)}`);
    },
    "320 pixels are wide enough, abstracts and BibTeX open": async () => {
      own = await open(browser, address, { width: 320, dark: true });
      const wide = () => own.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      const unfold = (open) => own.evaluate(([most, how]) => {
        [...document.querySelectorAll("details")].slice(0, most).forEach((each) => { each.open = how; });
      }, [4 * few, open]);
      await unfold(true);
      const [page, screen] = await wide();
      expect(page <= screen, `${page} of ${screen} pixels`);
      await unfold(false);
    },
    "dark is dark and light is light": async () => {
      const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await own.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const sum = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((total, each) => total + Number(each), 0);
      expect(sum(light) > 700 && sum(dark) < 120, { light, dark });
    },
    "printed, it is the list: no controls, addresses of DOIs spelt out, no entry torn": async () => {
      await own.emulateMedia({ media: "print", colorScheme: "dark" });
      for (const gone of [".controls", ".years", ".downloads", ".row details", "details.bib"]) {
        expect(await own.locator(`${gone}:visible`).count() === 0, `${gone} is printed`);
      }
      const look = await own.evaluate(() => ({
        paper: getComputedStyle(document.body).backgroundColor,
        torn: getComputedStyle(document.querySelector(".entry")).breakInside,
        doi: [...document.querySelectorAll(".row a.doi")].slice(0, 3).map((each) => getComputedStyle(each, "::after").content),
      }));
      expect(look.paper === "rgb(255, 255, 255)" && look.torn === "avoid", look);
      expect(look.doi.every((each) => each.includes("https://doi.org/")), look);
      expect(await own.locator(".entry:visible").count() === all, "entries are missing");
    },
    "every control is reached with Tab, in order, and shows that it has the focus": async () => {
      await own.setViewportSize({ width: 1000, height: 900 });
      await own.emulateMedia({ media: "screen", colorScheme: "light" });
      const total = await own.evaluate(() => {
        const found = document.querySelectorAll("a[href],button:not([hidden]),input,select,summary,[tabindex='0']");
        const reachable = [...found].filter((each) => each.checkVisibility() && !(each.closest("details:not([open])") && !each.matches("summary")));
        reachable.forEach((each, at) => { each.dataset.tab = at; });
        return reachable.length;
      });
      for (let at = 0; at < Math.min(total, 60); at++) {
        await own.keyboard.press("Tab");
        const now = await own.evaluate(() => {
          const one = document.activeElement, style = getComputedStyle(one);
          return { at: one.dataset.tab, html: one.outerHTML.slice(0, 90), seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
        });
        expect(now.at === String(at) && now.seen, { expected: at, ...now });
      }
      expect(own.noise.length === 0, own.noise);
    },
    "those who listen: every link and control has a name, and no other has it": async () => {
      const nodes = await accessible(own);
      const wanted = nodes.filter(({ role }) => /^(link|button|textbox|searchbox|DisclosureTriangle)$/.test(role));
      expect(wanted.length > all, `only ${wanted.length} links and controls are found`);
      const places = new Map(), shared = new Set();
      wanted.forEach(({ role, name, url }, at) => {
        expect(name, `a ${role} has no name (${url})`);
        const place = role === "link" ? url : `${role} ${at}`;
        if ((places.get(`${role} ${name}`) ?? place) !== place) shared.add(name);
        places.set(`${role} ${name}`, place);
      });
      expect(shared.size === 0, [...shared].slice(0, 5));
      await own.close();
    },
    "without scripts all is there, nothing that needs one is shown, details open": async () => {
      const own = await open(browser, address, { script: false });
      expect(await shown(own) === all, "entries are missing");
      expect(await own.locator(".controls:visible, button:visible, select:visible").count() === 0, "controls are shown");
      const box = own.locator("details.bib").first();
      await box.locator("summary").click();
      expect(await box.locator("pre").isVisible(), "BibTeX does not open");
      expect(own.noise.length === 0, own.noise);
      await own.close();
    },
    "marks have words, and no label repeats what the venue says": async () => {
      const wrong = await page.evaluate(() => {
        const found = [];
        document.querySelectorAll(".authors sup").forEach((each) => {
          const words = each.querySelector(".sr"), sign = each.querySelector("[aria-hidden=true]");
          if (each.title && (!sign || !words || !/\p{L}/u.test(words.textContent))) found.push(each.outerHTML);
        });
        document.querySelectorAll(".label").forEach((each) => {
          const line = each.parentElement.querySelector(".venue").textContent.toLowerCase();
          if (line.includes(each.textContent.toLowerCase())) found.push(each.parentElement.textContent);
        });
        return found.slice(0, 3);
      });
      expect(wrong.length === 0, wrong);
    },
    "nothing was asked of any host, and nothing went wrong": async () => {
      expect(page.noise.length === 0, page.noise.slice(0, 5));
    },
  });
}
