// What the pages of the reference do beside being read: search, tabs, copying, and the choice of light or dark.
// Nothing is fetched: pages that were opened from a disk may not, and the index of the search is a script.
"use strict";

(() => {
  const root = document.documentElement.dataset.root;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // A browser may refuse to keep anything.
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* only for this page */ } };

  const theme = kept("reference-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

  const announce = (text) => {
    const place = document.getElementById("announcement");
    place.textContent = "";
    setTimeout(() => { place.textContent = text; }, 50);
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function themes() {
    const button = document.getElementById("theme");
    const current = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
    const other = () => (current() === "dark" ? "light" : "dark");
    const show = () => {
      button.textContent = other() === "dark" ? "Dark" : "Light";
      button.setAttribute("aria-label", `Switch to ${other()} colours`);
    };
    button.addEventListener("click", () => {
      document.documentElement.dataset.theme = other();
      keep("reference-theme", current());
      show();
    });
    dark.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  // Tabs as the WAI-ARIA pattern has them: arrows move, and what is moved to is shown.
  function tabs(group) {
    const panels = [...group.querySelectorAll(":scope > [data-tab]")];
    if (panels.length < 2) return;
    const list = element("div", { className: "tablist" });
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.dataset.tabs);
    const buttons = panels.map((panel) => {
      const button = element("button", { type: "button", id: `tab-${panel.id}`, textContent: panel.dataset.tab });
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      button.addEventListener("click", () => { select(button); keep("reference-tab", button.textContent); });
      return button;
    });
    const select = (chosen) => buttons.forEach((button, place) => {
      const is = button === chosen;
      button.setAttribute("aria-selected", String(is));
      button.tabIndex = is ? 0 : -1;
      panels[place].hidden = !is;
    });
    list.addEventListener("keydown", (event) => {
      const place = buttons.indexOf(document.activeElement);
      const last = buttons.length - 1;
      const next = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place === 0 ? last : place - 1, Home: 0, End: last }[event.key];
      if (place < 0 || next === undefined) return;
      event.preventDefault();
      buttons[next].focus();
      buttons[next].click();
    });
    list.append(...buttons);
    group.prepend(list);
    group.classList.add("tabbed");
    select(buttons.find((button) => button.textContent === kept("reference-tab")) || buttons[0]);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not every browser lets a page from a disk use the clipboard: the older way needs a selection.
      const area = element("textarea", { value: text, readOnly: true, className: "hidden" });
      const focused = document.activeElement;
      document.body.append(area);
      area.select();
      let done = false;
      try { done = document.execCommand("copy"); } catch { /* said below */ }
      area.remove();
      focused?.focus();
      return done;
    }
  }

  function copying(block) {
    const code = block.querySelector("code");
    const label = block.querySelector("pre").getAttribute("aria-label");
    const button = element("button", { type: "button", className: "copy", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy: ${label}`);
    button.addEventListener("click", async () => {
      const done = await copy(code.textContent);
      if (!done) getSelection().selectAllChildren(code);
      button.textContent = done ? "Copied" : "Selected";
      announce(done ? "Copied" : "The text is selected; copy it with the keyboard");
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    block.append(button);
  }

  const TOKENS = {
    json: /("(?:[^"\\]|\\.)*")(?=\s*:)|("(?:[^"\\]|\\.)*")|\b(true|false|null)\b|(-?\b\d[\d.eE+-]*)/g,
    rust: /()("(?:[^"\\]|\\.)*")|\b(let|use|fn|async|await|match|if|else|return|pub|mut|move|for|in|while|Some|None|Ok|Err)\b|\b(\d[\d_.]*)\b|(\/\/[^\n]*)/g,
    sh: /()('[^']*'|"[^"]*")|(?<=\s)(--?[A-Za-z][\w-]*)/g,
    http: /^([A-Za-z][\w-]*)(?=: )|()^([A-Z]+)(?= \S+ HTTP)/gm,
  };
  const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
  const NAMES = ["name", "string", "word", "number", "note"];
  const LONGEST = 40000;

  function colour(block) {
    const code = block.querySelector("code");
    const text = code.textContent;
    const tokens = TOKENS[block.dataset.language];
    if (!tokens || text.length > LONGEST) return;
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(tokens)) {
      const place = match.slice(1).findIndex((group) => group);
      if (place < 0) continue;
      parts.push(text.slice(end, match.index), element("span", { className: `token-${NAMES[place]}`, textContent: match[0] }));
      end = match.index + match[0].length;
    }
    code.replaceChildren(...parts, text.slice(end));
  }

  // The index is loaded when somebody searches for the first time.
  let index;
  function load() {
    index ??= new Promise((done) => {
      const script = element("script", { src: `${root}assets/search.js` });
      script.addEventListener("load", () => done((window.referenceIndex || []).map((entry) => ({
        entry, name: entry[0].toLowerCase(), path: entry[2].toLowerCase(), all: entry.join(" ").toLowerCase(),
      }))));
      script.addEventListener("error", () => done([]));
      document.head.append(script);
    });
    return index;
  }

  function score({ name, path, all }, words) {
    let sum = 0;
    for (const word of words) {
      if (!all.includes(word)) return 0;
      sum += name === word ? 60 : name.startsWith(word) ? 40 : name.includes(word) ? 20 : path.includes(word) ? 10 : 1;
    }
    return sum;
  }

  function search() {
    const SHOWN = 30;
    const form = document.getElementById("search-form");
    const input = document.getElementById("search");
    const panel = document.getElementById("search-results");
    const count = document.getElementById("search-count");
    const list = document.getElementById("search-list");
    const links = () => [...list.querySelectorAll("a")];
    const close = () => { panel.hidden = true; };

    const result = ([name, method, path, page]) => {
      const badge = element("span", { className: METHODS.has(method) ? `method ${method.toLowerCase()}` : "method", textContent: method });
      const link = element("a", { href: `${root}${page}.html` }, badge, " ", name);
      if (path) link.append(element("code", { className: "where", textContent: path }));
      return element("li", {}, link);
    };
    const find = async () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (words.length === 0) return close();
      const entries = await load();
      const found = entries.map((entry) => [score(entry, words), entry]).filter(([points]) => points > 0);
      found.sort((one, other) => other[0] - one[0]);
      list.replaceChildren(...found.slice(0, SHOWN).map(([, { entry }]) => result(entry)));
      const more = found.length > SHOWN ? `, the first ${SHOWN} are shown` : "";
      count.textContent = found.length === 0 ? "Nothing found" : `${found.length} found${more}`;
      panel.hidden = false;
      announce(count.textContent);
    };
    const move = (step) => {
      const all = links();
      const next = all.indexOf(document.activeElement) + step;
      if (next < 0) input.focus(); else all[Math.min(next, all.length - 1)]?.focus();
    };
    const keys = (event) => {
      if (event.key === "Escape" && !panel.hidden) { close(); input.focus(); }
      else if (event.key === "ArrowDown" && !panel.hidden) { event.preventDefault(); move(1); }
      else if (event.key === "ArrowUp" && !panel.hidden) { event.preventDefault(); move(-1); }
    };

    input.addEventListener("focus", load);
    input.addEventListener("input", find);
    input.addEventListener("keydown", keys);
    panel.addEventListener("keydown", keys);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await find();
      links()[0]?.click();
    });
    document.addEventListener("click", (event) => {
      if (!panel.contains(event.target) && !form.contains(event.target)) close();
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
      }
    });
    form.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", () => {
    themes();
    document.querySelectorAll("[data-tabs]").forEach(tabs);
    document.querySelectorAll(".code").forEach((block) => { copying(block); colour(block); });
    search();
    const here = document.querySelector(".side [aria-current]");
    const side = document.querySelector(".side");
    // Only the list may move, not the page.
    if (here && side.scrollHeight > side.clientHeight) side.scrollTop = here.offsetTop - side.clientHeight / 2;
  });
})();
