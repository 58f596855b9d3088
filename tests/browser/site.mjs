// A collection's reference on disk, and a browser that notes everything a page of it must not do.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const launch = (executablePath) => chromium.launch({ executablePath, headless: true, args: FLAGS });

export class Site {
  constructor(name, folder, took) {
    this.name = name;
    this.folder = folder;
    this.took = took;
    this.pages = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".html")).sort();
  }

  // `collection` is a path, or a collection made here.
  static write(postwright, work, name, collection) {
    const folder = path.join(work, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    let file = collection;
    if (typeof collection !== "string") {
      file = path.join(work, `${name}.json`);
      writeFileSync(file, JSON.stringify(collection));
    }
    const start = performance.now();
    execFileSync(postwright, ["docs", file, "--output", folder, "--quiet"], { stdio: ["ignore", "ignore", "ignore"] });
    return new Site(name, folder, performance.now() - start);
  }

  url(page) { return pathToFileURL(path.join(this.folder, page)).href; }
  has(file) { return statSync(path.join(this.folder, file), { throwIfNoEntry: false })?.isFile() ?? false; }
  get root() { return `${pathToFileURL(this.folder).href}/`; }

  // A few pages of each kind: what is true of them is true of the others, whose templates are the same.
  some(each) {
    const kinds = new Map();
    for (const page of this.pages) {
      const kind = page === "index.html" ? "overview" : page === "types/index.html" ? "types" : page.startsWith("types/") ? "type"
        : page.endsWith("/index.html") ? "folder" : "operation";
      kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
    }
    return [...kinds.values()].flatMap((pages) => pages.filter((_, place) => place % Math.ceil(pages.length / each) === 0));
  }
}

// A tab of the browser on one site. What `faults` holds at the end must not have happened.
export async function open(browser, site, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const faults = [];
  const note = (what) => faults.push(`${path.relative(site.folder, decodeURIComponent(new URL(tab.url()).pathname))}: ${what}`);
  tab.on("console", (message) => { if (["error", "warning"].includes(message.type())) note(`console: ${message.text()}`); });
  tab.on("pageerror", (error) => note(`error: ${error.message}`));
  tab.on("dialog", (dialog) => { note(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("popup", (popup) => note(`window: ${popup.url()}`));
  tab.on("download", (download) => note(`download: ${download.url()}`));
  // What was still loading when the test went on to the next page is no fault.
  tab.on("requestfailed", (request) => { if (request.failure()?.errorText !== "net::ERR_ABORTED") note(`not loaded: ${request.url()}`); });
  tab.on("request", (request) => { if (!request.url().startsWith(site.root)) note(`request: ${request.url()}`); });
  await tab.exposeFunction("owned", () => note("a script of the collection was run"));
  return { context, tab, faults, to: (page) => tab.goto(site.url(page)) };
}
