// A page full of text that would like to run, used with force.
import { expect, open, report } from "./browser.mjs";

export default async function hostile(browser, { pages: [address] }) {
  const page = await open(browser, address);

  return report({
    "nothing runs when it is opened, unfolded, filtered, hovered and copied": async () => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
      await page.fill("#pubman-filter", "<script>");
      await page.fill("#pubman-filter", "");
      await page.locator("details.bib button").first().click();
      await page.evaluate(() => document.querySelectorAll("*").forEach((each) => {
        for (const kind of ["mouseover", "focus", "error", "load"]) each.dispatchEvent(new Event(kind));
      }));
      expect(page.noise.length === 0, page.noise.slice(0, 5));
    },
    "no element, handler or address is there that pubman does not write": async () => {
      const wrong = await page.evaluate(() => [...document.querySelectorAll("*")].filter((each) => {
        const names = [...each.attributes].map(({ name }) => name);
        const scheme = each.href && typeof each.href === "string" ? new URL(each.href).protocol : "file:";
        return names.some((name) => name.startsWith("on") || name === "style" || name === "src") ||
          /^(IMG|IFRAME|OBJECT|EMBED|FORM|BASE)$/.test(each.tagName) ||
          (!/^(https?|mailto|file):$/.test(scheme) && each.getAttribute("href") !== "data:,");
      }).map((each) => each.outerHTML.slice(0, 120)));
      expect(wrong.length === 0, wrong.slice(0, 5));
      expect(await page.locator("script").count() === 2, "another script");
    },
    "320 pixels are wide enough for words of 10,000 letters": async () => {
      const own = await open(browser, address, { width: 320 });
      const wide = await own.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(wide[0] <= wide[1], `${wide[0]} of ${wide[1]} pixels`);
    },
  });
}
