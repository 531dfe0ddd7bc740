// A picture of the upper part of a page: node shot.mjs file:///page.html picture.png [dark] [facet=NAME]
import { open, start } from "./browser.mjs";

const [address, picture, ...how] = process.argv.slice(2);
const browser = await start();
const page = await open(browser, address, { width: 960, dark: how.includes("dark") });
await page.setViewportSize({ width: 960, height: 720 });
if (how.includes("unfolded")) await page.locator("details.bib summary").first().click();
const facet = how.find((each) => each.startsWith("facet="));
if (facet) await page.locator(`.facet[data-facet=${facet.slice(6)}] summary`).click();
await page.screenshot({ path: picture });
await browser.close();
