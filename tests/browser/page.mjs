// What must be true of every page: it stays in its width, says what it is to assistive technology, and its links lead somewhere.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const WIDTHS = [360, 768, 1280];

// Findings of axe-core. In the other colours only what depends on colours is looked at again.
export async function accessibility(tab, only) {
  await tab.evaluate(AXE);
  // `preload` would load the style sheet again, which the pages forbid.
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: TAGS };
  return tab.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(" ")}: ${node.any[0]?.message ?? node.failureSummary}`));
  }, { runOnly, resultTypes: ["violations"], preload: false });
}

export const COLOURS = ["color-contrast", "link-in-text-block"];

// What is wider than the window, or cut off without a way to scroll to it.
export async function overflow(tab, widths = WIDTHS) {
  const faults = [];
  for (const width of widths) {
    await tab.setViewportSize({ width, height: 900 });
    faults.push(...await tab.evaluate((width) => {
      const root = document.documentElement;
      if (root.scrollWidth <= width && document.body.scrollWidth <= width) return [];
      const scrolls = (element) => {
        for (let at = element.parentElement; at; at = at.parentElement) if (getComputedStyle(at).overflowX !== "visible") return true;
        return false;
      };
      const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1 && !scrolls(one));
      return [`${root.scrollWidth} px wide at ${width} px: ${wide.slice(0, 3).map((one) => `<${one.localName} class="${one.className}">`).join(", ")}`];
    }, width));
  }
  return faults;
}

// The anchors of a page, and where its links lead: `[page, anchor]`, or the address where it is outside.
export async function links(tab, site) {
  const { ids, hrefs } = await tab.evaluate(() => ({
    ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
    hrefs: [...document.querySelectorAll("a[href], area[href], form[action]")].map((one) => one.href ?? one.action),
  }));
  const inside = [], outside = [];
  for (const href of hrefs) {
    if (!href.startsWith("file:")) { outside.push(href); continue; }
    const { pathname, hash } = new URL(href);
    const file = path.relative(site.folder, decodeURIComponent(pathname));
    inside.push([file, decodeURIComponent(hash.slice(1))]);
  }
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  return { ids, inside, outside, twice };
}

// What of a hostile text would have become markup that acts.
export const live = (tab) => tab.evaluate(() => {
  const faults = [];
  const allowed = new Set(["script.js", "search.js"]);
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith("on")) faults.push(`<${one.localName} ${name}>`);
      if (name === "srcdoc" || name === "style" || name === "autofocus") faults.push(`<${one.localName} ${name}>`);
      if (["href", "src", "action", "formaction", "data", "xlink:href"].includes(name) && /^[\s\u0000-\u001f]*(javascript|data|vbscript):/i.test(value)) faults.push(`<${one.localName} ${name}=${value.slice(0, 40)}>`);
    }
    const tag = one.localName;
    if (["iframe", "object", "embed", "style", "base", "math", "textarea"].includes(tag)) faults.push(`<${tag}>`);
    if (tag === "script" && !(allowed.has(one.src.split("/").pop()) && !one.textContent)) faults.push("<script>");
    if (tag === "meta" && one.httpEquiv.toLowerCase() === "refresh") faults.push("<meta http-equiv=refresh>");
    if (tag === "form" && one.id !== "search-form") faults.push("<form>");
    if (tag === "link" && !one.href.startsWith("file:")) faults.push("<link>");
  }
  return faults;
});
