// axe-core over pages, with and without scripts: SCHEME=dark node axe.mjs file:///page.html...
import fs from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, open, report, start } from "./browser.mjs";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await start();

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// On the first page seen all entries are looked at, then those that could differ: the others are
// made alike, and a list of 500 takes axe ten seconds each time. AXE_ALL=1 looks at all of them.
const ALIKE = ".entries > .entry:nth-child(n+6)";

// axe itself needs scripts: the page without its own is one whose script has been taken out.
function without(address) {
  const bare = address.replace(/\.html$/, ".bare.html");
  const text = fs.readFileSync(fileURLToPath(address), "utf8");
  fs.writeFileSync(fileURLToPath(bare), text.replace(/<script>[\s\S]*?<\/script>/g, ""));
  return bare;
}

const checks = {};
for (const address of process.argv.slice(2)) {
  for (const dark of [process.env.SCHEME === "dark"]) {
    for (const script of [true, false]) {
      const name = `${address.split("/").pop()}, ${dark ? "dark" : "light"}, ${script ? "with" : "without"} scripts`;
      checks[name] = async () => {
        const page = await open(browser, script ? address : without(address), { dark });
        await page.evaluate(() => {
          [...document.querySelectorAll(".entry details, .paper details")].slice(0, 6).forEach((each) => { each.open = true; });
        });
        await page.evaluate(source);
        const context = (dark || !script) && !process.env.AXE_ALL ? { include: [["html"]], exclude: [[ALIKE]] } : null;
        const options = { resultTypes: ["violations"], runOnly: RULES };
        const found = await page.evaluate(([where, how]) => axe.run(where || document, how),
          [context, options]);
        const wrong = found.violations.map(({ id, help, nodes }) =>
          `${id}: ${help} (${nodes.length}), ${nodes[0].html.slice(0, 160)}: ${nodes[0].failureSummary}`);
        expect(wrong.length === 0, wrong);
        await page.context().close();
      };
    }
  }
}
await report(checks);
await browser.close();
