// axe-core over pages, in light and dark colours, with and without scripts.
import fs from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, open, report } from "./browser.mjs";

export const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// All entries are looked at once, in light colours and with scripts. Later those that could differ
// are: the others are made alike, and a list of 500 takes axe ten seconds each time. A long list
// keeps five entries of each of its first parts (a year or a kind). In dark colours, everything has
// the place that it has in light ones, so only rules about colours can find more there.
// AXE_ALL=1 looks at all entries by all rules.
const ALIKE = ".entries > .entry:nth-child(n+6), .part:nth-of-type(n+13) .entries > .entry:nth-child(n+2)";

// axe itself needs scripts: the page without its own is one whose script has been taken out.
function without(address) {
  const bare = address.replace(/\.html$/, ".bare.html");
  const text = fs.readFileSync(fileURLToPath(address), "utf8");
  fs.writeFileSync(fileURLToPath(bare), text.replace(/<script>[\s\S]*?<\/script>/g, ""));
  return bare;
}

async function prepare(page) {
  await page.evaluate(() => {
    [...document.querySelectorAll(".entry details, .paper details")].slice(0, 6).forEach((each) => { each.open = true; });
  });
  await page.evaluate(source);
}

// The rules of these groups that are about colours.
export function colourRules(groups) {
  return axe.getRules(["cat.color"]).filter(({ tags }) => tags.some((each) => groups.includes(each))).map(({ ruleId }) => ruleId);
}

// What is where on a page, one line for each element.
export function placesOf(page) {
  return page.evaluate(() => [...document.querySelectorAll("body *")].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return [each.outerHTML.slice(0, 80), each.checkVisibility({ opacityProperty: true, visibilityProperty: true }), x, y, width, height].join(" ");
  }));
}

export function expectSame(light, dark) {
  const moved = dark.filter((each, at) => each !== light[at]);
  expect(dark.length > 20 && moved.length === 0, moved.slice(0, 3));
}

async function expectSamePlaces(page) {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await placesOf(page);
  await page.emulateMedia({ colorScheme: "dark" });
  expectSame(light, await placesOf(page));
}

export default async function axeOver(browser, { pages }) {
  const checks = {};
  for (const address of pages) {
    let page;
    for (const script of [true, false]) {
      for (const scheme of ["light", "dark"]) {
        const name = `${address.split("/").pop()}, ${scheme}, ${script ? "with" : "without"} scripts`;
        checks[name] = async () => {
          if (scheme === "light") {
            if (script) page = await open(browser, address);
            else await page.goto(without(address));
            await prepare(page);
          }
          await page.emulateMedia({ colorScheme: scheme });
          const all = (scheme === "light" && script) || process.env.AXE_ALL;
          if (!all) await page.evaluate((alike) => document.querySelectorAll(alike).forEach((each) => each.remove()), ALIKE);
          let runOnly = RULES;
          if (scheme === "dark" && !process.env.AXE_ALL) {
            await expectSamePlaces(page);
            runOnly = await page.evaluate(colourRules, RULES);
            expect(runOnly.includes("color-contrast"), runOnly);
          }
          const options = { resultTypes: ["violations"], runOnly };
          const found = await page.evaluate(async (how) => (await axe.run(document, how)).violations, options);
          const wrong = found.map(({ id, help, nodes }) =>
            `${id}: ${help} (${nodes.length}), ${nodes[0].html.slice(0, 160)}: ${nodes[0].failureSummary}`);
          expect(wrong.length === 0, wrong);
        };
      }
    }
  }
  return report(checks);
}
