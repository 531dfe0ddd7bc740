// All checks of a run in one browser, because its start takes longer than most of them. Each line of
// the input asks for one script, and each line of the output is what it found (sentence -> problem):
// echo '{"script": "use.mjs", "pages": ["file:///page.html"]}' | CHROMIUM=/usr/bin/chromium node checks.mjs
import readline from "node:readline";
import { start } from "./browser.mjs";

const browser = await start();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { script, ...wanted } = JSON.parse(line);
  const { default: check } = await import(`./${script}`);
  let found;
  try {
    found = await check(browser, wanted);
  } catch (error) {
    found = { [`${script} runs`]: String(error.stack || error) };
  }
  for (const context of browser.contexts()) {
    for (const page of context.pages()) await page.close();
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
await browser.close();
