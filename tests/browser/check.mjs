// Opens the reference that `postwright docs` writes in headless Chromium, from disk, and looks whether it is what it should be:
// quiet (no message, no request, no script but its own), readable at every width, in light and dark, with assistive
// technology, on paper and without scripts; and whether search, links, tabs and copying do what they promise.
//
//     node check.mjs --postwright BINARY --collections FOLDER --work FOLDER [--large COLLECTION] [--chromium PATH] [--screenshots FOLDER]

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, describe, test } from "node:test";
import { parseArgs } from "node:util";

import { hostile, large } from "./made.mjs";
import { accessibility, COLOURS, links, live, overflow, WIDTHS } from "./page.mjs";
import { screenshots } from "./screenshots.mjs";
import { launch, open, Site } from "./site.mjs";
import * as seeds from "./seeds.mjs";
import * as works from "./works.mjs";

const { values: options } = parseArgs({
  options: {
    postwright: { type: "string" }, collections: { type: "string" }, work: { type: "string" }, large: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" }, screenshots: { type: "string" },
  },
});
for (const needed of ["postwright", "collections", "work"]) {
  if (!options[needed]) { console.error(`error: --${needed} is missing`); process.exit(2); }
}

const collection = (name) => path.join(options.collections, name);
const write = (name, what) => Site.write(path.resolve(options.postwright), path.resolve(options.work), name, what);
const sites = {
  sunshine: write("sunshine", collection("sunshine.postman_collection.json")),
  apiKeys: write("api_keys", collection("api_keys.postman_collection.json")),
  kitchenSink: write("kitchen_sink", collection("kitchen_sink.postman_collection.json")),
  tides: write("tides", collection("tides.v2.1.postman_collection.json")),
  hostile: write("hostile", hostile()),
  large: write("large", large(600, 30)),
  huge: write("huge", large(10_000, 10_000)),
};
if (options.large) sites.corpus = write("corpus", options.large);

const browser = await launch(options.chromium);
after(() => browser.close());

// As many tabs look at pages at the same time.
const TABS = 2;

// Runs `look` on each page and demands that it finds nothing.
async function each(site, pages, settings, look) {
  assert.ok(pages.length > 0, "there are pages to look at");
  const waiting = [...pages];
  const found = await Promise.all(Array.from({ length: TABS }, async () => {
    const { context, tab, faults, to } = await open(browser, site, settings);
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      await to(page);
      faults.push(...(await look(tab, page)).map((fault) => `${page}: ${fault}`));
    }
    await context.close();
    return faults;
  }));
  const faults = found.flat();
  if (faults.length > 0) assert.fail(`${faults.length} faults on ${pages.length} pages of ${site.name}, the first of them:\n${faults.slice(0, 20).join("\n")}`);
}

describe("every page", () => {
  const { sunshine, apiKeys, tides, kitchenSink } = sites;
  for (const [site, pages] of [[sunshine, sunshine.pages], [apiKeys, apiKeys.pages], [tides, tides.pages], [kitchenSink, kitchenSink.some(40)]]) {
    test(`of ${site.name} (${pages.length} of ${site.pages.length}) is quiet, fits its width, and has links that lead`, async () => {
      const anchors = new Map(), wanted = [], several = site.some(3);
      await each(site, pages, {}, async (tab, page) => {
        const { ids, inside, twice } = await links(tab, site);
        anchors.set(page, new Set(ids));
        wanted.push(...inside.map(([file, anchor]) => [page, file, anchor]));
        return [...twice.map((id) => `two elements have the id ${id}`), ...await overflow(tab, several.includes(page) ? WIDTHS : [360])];
      });
      const lost = wanted.filter(([, file, anchor]) => !site.has(file) || (anchor && anchors.has(file) && !anchors.get(file).has(anchor)));
      assert.deepEqual(lost, [], "links that lead nowhere");
      const reached = new Set(["index.html", ...wanted.filter(([from, to]) => from !== to).map(([, file]) => file)]);
      if (pages === site.pages) assert.deepEqual(pages.filter((page) => !reached.has(page)), [], "pages that no link leads to");
    });
  }
});

describe("accessibility", () => {
  for (const [site, pages] of [
    [sites.sunshine, sites.sunshine.some(4)], [sites.apiKeys, sites.apiKeys.some(4)], [sites.tides, sites.tides.some(2)],
    [sites.kitchenSink, sites.kitchenSink.some(6)], [sites.hostile, sites.hostile.some(2)], [sites.large, sites.large.some(1)],
  ]) {
    test(`of ${pages.length} pages of ${site.name}, in light and in dark`, async () => {
      await each(site, pages, { colorScheme: "light" }, async (tab) => {
        const light = await accessibility(tab);
        await tab.emulateMedia({ colorScheme: "dark" });
        const dark = await accessibility(tab, COLOURS);
        await tab.emulateMedia({ colorScheme: "light" });
        return [...light, ...dark.map((fault) => `in dark: ${fault}`)];
      });
    });
  }
  test("on a phone", () => each(sites.sunshine, sites.sunshine.some(1), { viewport: { width: 360, height: 800 } }, (tab) => accessibility(tab)));
  test("of search results", () => works.accessibleResults(browser, sites.sunshine));
});

describe("what pages do", () => {
  for (const [name, does] of Object.entries(works.TESTS)) test(name, () => does(browser, sites));
});

describe("what was asked for", () => {
  for (const [name, shows] of Object.entries(seeds.TESTS)) test(name, () => shows(browser, sites));
});

describe("a hostile collection", () => {
  test("is harmless on all pages of operations and folders, and on some of types", async () => {
    const some = new Set(sites.hostile.some(10));
    await each(sites.hostile, sites.hostile.pages.filter((page) => !page.startsWith("types/") || some.has(page)), {}, async (tab, page) => {
      const { outside } = await links(tab, sites.hostile);
      const odd = outside.filter((href) => !/^(https?|mailto):/.test(href)).map((href) => `link to ${href}`);
      const wide = sites.hostile.some(3).includes(page) ? await overflow(tab) : [];
      return [...await live(tab), ...odd, ...wide];
    });
  });
  test("is harmless in the search", () => works.hostileSearch(browser, sites.hostile));
});

describe("large collections", () => {
  test("600 requests: pages and search are quick", async () => {
    await works.quick(browser, sites.large, { load: 1000, search: 100 });
  });
  test("10,000 requests are harmless", async () => {
    await works.quick(browser, sites.huge, { load: 5000, search: 1000 });
    await each(sites.huge, ["index.html", "folder-1/index.html", "types/index.html"].filter((page) => sites.huge.has(page)), {}, (tab) => overflow(tab));
  });
  test("a real collection", { skip: !options.large && "none was given" }, async () => {
    const pages = sites.corpus.some(12);
    await works.quick(browser, sites.corpus, { load: 2000, search: 200 });
    await each(sites.corpus, pages, {}, async (tab) => [...await overflow(tab), ...await live(tab)]);
    await each(sites.corpus, sites.corpus.some(2), {}, (tab) => accessibility(tab));
  });
});

if (options.screenshots) {
  test("screenshots", async () => {
    const made = await screenshots(browser, sites, options.screenshots);
    assert.ok(made.every((file) => existsSync(file)));
  });
}
