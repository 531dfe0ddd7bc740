// How pages look to people who see, set or print them in another way: a long one, one with a crowd
// of authors, and one from right to left.
import { expect, open, report } from "./browser.mjs";

export default async function looks(browser, { pages: [long, crowd, rtl] }) {
  const page = await open(browser, long, { width: 1280 });
  const size = (width, height = 900) => page.setViewportSize({ width, height });
  const settled = (where = page) => where.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const overflow = (where = page) => where.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  // What is wrong with the visible boxes: text drawn over other text of its entry, ranges that are torn.
  const torn = () => page.evaluate(() => [...document.querySelectorAll(".nb")]
    .filter((each) => each.getClientRects().length > 1).map((each) => each.textContent).slice(0, 3));
  const overlaps = (where = page) => where.evaluate(() => {
    const found = [];
    [...document.querySelectorAll(".entry")].slice(0, 40).forEach((entry) => {
      const parts = [...entry.children].filter((each) => each.checkVisibility() && !each.matches(".sr,.again,.Z3988"));
      const boxes = parts.map((each) => each.getBoundingClientRect());
      boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other, more) => {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1 && down > 2) found.push([entry.id, parts[at].className, parts[at + more + 1].className]);
      }));
    });
    return found.slice(0, 3);
  });

  return report({
    "the year at the side and the year in the rail say what is on the screen, at three places": async () => {
      for (const share of [0.2, 0.5, 0.8]) {
        await page.evaluate((part) => {  // to the middle of a year: at its end the next one pushes it out
          const years = [...document.querySelectorAll(".year-part")], entries = years[Math.floor(part * years.length)].querySelectorAll(".entry");
          const bar = document.querySelector(".controls").offsetHeight;
          scrollBy(0, entries[entries.length >> 1].getBoundingClientRect().top - bar);
        }, share);
        await settled();
        const seen = await page.evaluate(() => {
          const bar = document.querySelector(".controls").getBoundingClientRect();
          const entry = [...document.querySelectorAll(".entry")].find((each) => each.getBoundingClientRect().bottom > bar.bottom + 40);
          const heading = entry.closest(".year-part").querySelector(".by-year"), at = heading.getBoundingClientRect();
          return {
            bar: bar.top, year: entry.dataset.year, heading: heading.textContent.trim(),
            visible: at.top >= bar.bottom - 1 && at.bottom <= innerHeight,
            current: [...document.querySelectorAll(".years [aria-current]")].map((each) => each.dataset.year),
            rail: [...document.querySelectorAll(".years a")].filter((each) => each.getBoundingClientRect().bottom > 0).length,
          };
        });
        expect(Math.abs(seen.bar) < 1 && seen.visible && seen.heading === seen.year, seen);
        expect(seen.current.length === 1 && seen.current[0] === seen.year && seen.rail > 10, seen);
      }
      await page.evaluate(() => scrollTo(0, 0));
    },
    "no range of pages is torn, nothing overlaps, nothing sticks out, at any width and zoom": async () => {
      for (const width of [1280, 640, 320]) {  // 640 pixels are a window of 1280 at 200 per cent.
        await size(width);
        expect((await torn()).length === 0, { width, torn: await torn() });
        expect((await overlaps()).length === 0, { width, overlaps: await overlaps() });
        expect(await overflow() <= 0, { width, overflow: await overflow() });
      }
    },
    "at 200 per cent the years stay at the top, can be pressed, and leave room for what they lead to": async () => {
      await size(640, 450);
      const link = page.locator(".years a").nth(20);
      await link.scrollIntoViewIfNeeded();
      await link.click();
      await settled();
      const seen = await page.evaluate(() => {
        const rail = document.querySelector(".years").getBoundingClientRect();
        return { rail: rail.top, under: document.querySelector(location.hash).getBoundingClientRect().top - rail.bottom };
      });
      expect(Math.abs(seen.rail) < 1 && seen.under >= 0 && seen.under < 60, seen);
      await size(1280);
      await page.evaluate(() => scrollTo(0, 0));
    },
    "with forced colours, what is chosen and where one is can be told apart": async () => {
      await page.emulateMedia({ forcedColors: "active" });
      await page.locator(".facets .facet summary").first().click();
      const values = page.locator(".facets .facet .values button");
      await values.first().click();
      const look = await page.evaluate(() => {
        const style = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
        return {
          pressed: style(".facets .values [aria-pressed=true]").backgroundColor, free: style(".facets .values [aria-pressed=false]").backgroundColor,
          sign: style(".values [aria-pressed=true]", "::before").content,
          here: style(".years [aria-current]").outlineStyle, bar: style(".years [aria-current] rect").fill,
          other: style(".years a:not([aria-current]) rect").fill, label: style(".row > *").borderTopStyle,
        };
      });
      expect(look.pressed !== look.free && look.sign.includes("✓"), look);
      expect(look.here === "solid" && look.bar !== look.other && look.label === "solid", look);
      await page.locator(".reset").click();
      await page.emulateMedia({ forcedColors: "none" });
    },
    "a print has ten entries a page at least, and its years at the side": async () => {
      const total = await page.locator(".entry").count();
      const bytes = await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
      const pages = bytes.toString("latin1").match(/\/Type \/Page\b(?!s)/g).length;
      expect(pages > 1 && total / pages >= 10, { total, pages });
    },
    "most cited first, with the number at the side": async () => {
      await page.selectOption("#pubman-sort", "cited");
      const seen = await page.evaluate(() => [...document.querySelectorAll(".flat > .entry")].map((each) => Number(each.dataset.cited || 0)));
      expect(seen.length > 300 && seen[0] > 0 && seen.every((each, at) => !at || seen[at - 1] >= each), seen.slice(0, 9));
      const shown = await page.evaluate(() => getComputedStyle(document.querySelector(".flat > .entry"), "::before").content);
      expect(shown.includes(String(seen[0])), shown);
      await page.selectOption("#pubman-sort", "");
    },
    "three thousand authors take a few lines, oneself among them, and all can be unfolded": async () => {
      const own = await open(browser, crowd, { width: 1280 });
      const line = own.locator(".entry").first().locator(".authors");
      const text = await line.textContent();
      expect(text.length < 400 && /2,98\d|2,99\d/.test(text), text.slice(0, 300));
      expect(await line.locator(".me").count() === 1, "the own name is folded away");
      expect((await line.boundingBox()).height < 120, await line.boundingBox());
      const box = own.locator(".everybody").first();
      await box.locator("summary").click();
      expect((await box.locator("p").textContent()).split(", ").length === 3000, "some are missing");
      await own.locator(".facet[data-facet=with] summary").click();
      const buttons = await own.locator(".facet[data-facet=with] .values button").count();
      expect(buttons > 1 && buttons <= 80, `${buttons} co-authors to choose from`);
      expect(await overflow(own) <= 0, `${await overflow(own)} pixels too wide`);
      expect((await overlaps(own)).length === 0, await overlaps(own));
      expect(own.noise.length === 0, own.noise);
      await own.close();
    },
    "from right to left: rail and years on the right, buttons on the left, nothing sticks out": async () => {
      const own = await open(browser, rtl, { width: 1280 });
      const seen = await own.evaluate(() => {
        const place = (selector) => document.querySelector(selector).getBoundingClientRect();
        const entry = document.querySelector(".entry:has(> .row):not(.with-picture)");
        return {
          rail: place(".years").left - place("main").right, dir: document.documentElement.dir,
          year: place(".entry > .year").left - place(".entry > .title").right,
          row: entry.querySelector(".title").getBoundingClientRect().left - entry.querySelector(".row").getBoundingClientRect().left,
          h1: innerWidth - place("h1").right,
        };
      });
      expect(seen.dir === "rtl" && seen.rail >= 0 && seen.year >= 0 && seen.row > 0 && seen.h1 < 300, seen);
      expect((await overlaps(own)).length === 0, await overlaps(own));
      for (const width of [1280, 390, 320]) {
        await own.setViewportSize({ width, height: 800 });
        await settled(own);
        expect(await overflow(own) <= 0, { width, overflow: await overflow(own) });
      }
      await own.close();
    },
    "nothing was asked of any host, and nothing went wrong": async () => {
      expect(page.noise.length === 0, page.noise.slice(0, 5));
    },
  });
}
