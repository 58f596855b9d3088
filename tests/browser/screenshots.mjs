// Pictures of pages, for people to look at.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { open } from "./site.mjs";

const DESKTOP = { width: 1440, height: 1000 };
const LAPTOP = { width: 1100, height: 800 };
const PHONE = { width: 390, height: 844 };

const SHOTS = [
  ["overview", "sunshine", "index.html", DESKTOP, "light"],
  ["overview-dark", "sunshine", "index.html", DESKTOP, "dark"],
  ["overview-phone", "sunshine", "index.html", PHONE, "light"],
  ["operation", "sunshine", "integrations/create-integration-key.html", DESKTOP, "light"],
  ["operation-dark", "sunshine", "integrations/create-integration-key.html", DESKTOP, "dark"],
  ["operation-laptop", "sunshine", "integrations/create-integration-key.html", LAPTOP, "light"],
  ["operation-phone", "sunshine", "integrations/create-integration-key.html", PHONE, "light"],
  ["operation-phone-dark", "apiKeys", "api-keys/create-an-api-key.html", PHONE, "dark"],
  ["fields", "apiKeys", "api-keys/create-an-api-key.html", DESKTOP, "light"],
  ["folder", "sunshine", "integrations/index.html", DESKTOP, "light"],
  ["types", "sunshine", "types/index.html", DESKTOP, "light"],
  ["type", "sunshine", "types/conversation.html", DESKTOP, "dark"],
  ["description", "kitchenSink", "descriptions/markdown.html", DESKTOP, "light"],
  ["description-phone", "kitchenSink", "descriptions/markdown.html", PHONE, "light"],
  ["hostile", "hostile", "huge.html", DESKTOP, "light"],
  ["hostile-overview", "hostile", "index.html", PHONE, "light"],
  ["large", "large", "index.html", DESKTOP, "light"],
];

export async function screenshots(browser, sites, folder) {
  mkdirSync(folder, { recursive: true });
  const file = (name, ending = "png") => path.join(folder, `${name}.${ending}`);
  for (const [name, site, page, viewport, colorScheme] of SHOTS) {
    const { context, tab, to } = await open(browser, sites[site], { viewport, colorScheme });
    await to(page);
    await tab.screenshot({ path: file(name) });
    const { width } = viewport;
    const height = await tab.evaluate(() => document.documentElement.scrollHeight);
    await tab.setViewportSize({ width, height: Math.min(height, 4000) });
    await tab.screenshot({ path: file(`${name}-whole`) });
    await context.close();
  }
  const { context, tab, to } = await open(browser, sites.sunshine, { viewport: DESKTOP });
  await to("integrations/create-integration-key.html");
  await tab.fill("#search", "integration");
  await tab.locator("#search-list a").first().waitFor();
  await tab.keyboard.press("ArrowDown");
  await tab.screenshot({ path: file("search") });
  await tab.pdf({ path: file("print", "pdf"), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  await tab.keyboard.press("Escape");
  await tab.emulateMedia({ media: "print" });
  await tab.setViewportSize({ width: 718, height: 1000 });
  await tab.screenshot({ path: file("print"), fullPage: true });
  await context.close();
  return [...SHOTS.map(([name]) => file(name)), file("search"), file("print", "pdf")];
}
