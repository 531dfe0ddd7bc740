// Starts Debian's Chromium (or Chrome) with nothing of its own, and opens pages in it.
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// The browser at CHROMIUM, with a new and empty profile that goes with it.
export function start() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
}

// A context takes longer to make than a page in it, so all pages with scripts share one, and all
// without scripts another. A `stranger` comes with nothing: no cache, no storage, no clipboard.
const contexts = new Map();

function contextOf(browser, script, stranger) {
  const made = () => browser.newContext({
    viewport: { width: 1000, height: 900 },
    javaScriptEnabled: script,
    offline: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  if (stranger) return made();
  if (!contexts.has(script)) contexts.set(script, made());
  return contexts.get(script);
}

// The page at `address` in a tab of its own. `page.noise` collects what a page should not do:
// requests (all are refused), errors, dialogs, pages opened.
export async function open(browser, address, { width = 1000, dark = false, script = true, stranger = false } = {}) {
  const context = await contextOf(browser, script, stranger);
  const page = await context.newPage();
  page.noise = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address.split("#")[0] && !/^(blob|data):/.test(request.url())) page.noise.push(`request to ${request.url().slice(0, 80)}`);
  });
  page.on("pageerror", (error) => page.noise.push(`error: ${error}`));
  page.on("console", (line) => page.noise.push(`${line.type()}: ${line.text().slice(0, 120)}`));
  page.on("dialog", (dialog) => { page.noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("popup", () => page.noise.push("another page opened"));
  if (width !== 1000) await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

// Runs `checks` (sentence -> function) and returns what was wrong: sentence -> problem.
export async function report(checks) {
  const wrong = {};
  for (const [sentence, check] of Object.entries(checks)) {
    try {
      await check();
    } catch (error) {
      wrong[sentence] = String(error.message || error).slice(0, 1500);
    }
  }
  return wrong;
}

export function expect(holds, otherwise) {
  if (!holds) throw new Error(typeof otherwise === "string" ? otherwise : JSON.stringify(otherwise));
}
