// Collections made for the browser: one that wants to run scripts and to break the layout, and large ones.

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

// Each would call `owned()`, load something, or leave the element that it stands in.
export const ATTACKS = [
  "<script>owned()</script>",
  "</textarea></pre></code></title></style></script><script>owned()</script>",
  "<img src=x onerror=owned()>",
  "<svg onload=owned()><script>owned()</script></svg>",
  "<iframe srcdoc='<script>parent.owned()</script>'></iframe>",
  "<a href=\"javascript:owned()\" onclick=owned()>press</a>",
  "<details open ontoggle=owned()>",
  "<style>@import 'https://attack.example/style.css'; body { display: none }</style>",
  "<link rel=stylesheet href=https://attack.example/style.css>",
  "<base href=https://attack.example/><meta http-equiv=refresh content='0;url=https://attack.example/'>",
  "<form id=search action=https://attack.example/><input name=theme autofocus onfocus=owned()></form>",
  "<div id=content style=position:fixed;inset:0><math><mtext><img src=x onerror=owned()>",
  "' onmouseover=owned() x='",
  "\" autofocus onfocus=owned() x=\"",
  "{{7*7}}{% raw %}${7*7}<%= 7*7 %>",
  "--><!--<script>",
  "\u2028\u2029\u202eowned()\u0000\u0007",
];

const MARKDOWN = [
  "[press](javascript:owned()) [press](JaVaScRiPt&colon;owned()) [press](data:text/html,<script>owned()</script>) [press](vbscript:owned())",
  "![](https://attack.example/pixel.png) ![x](x\"onerror=\"owned())",
  "<javascript:owned()> [ref][r]\n\n[r]: javascript:owned()",
  "# One\n\n###### Six\n\n# One again",
  `${"> ".repeat(60)}deep`,
  `${"long".repeat(400)}`,
  `\`${"code".repeat(400)}\``,
  "```\n" + "wide ".repeat(300) + "\n```",
  table(40, 60),
];

function table(columns, rows) {
  const row = (text) => `| ${Array.from({ length: columns }, (_, place) => text(place)).join(" | ")} |`;
  const body = Array.from({ length: rows }, (_, line) => row((place) => `<b onclick=owned()>cell-${line}-${place}</b>`));
  return [row((place) => `Column ${place}`), row(() => "---"), ...body].join("\n");
}

const url = (...path) => ({ raw: `{{baseUrl}}/${path.join("/")}`, host: ["{{baseUrl}}"], path });

const json = (value) => ({ mode: "raw", raw: JSON.stringify(value), options: { raw: { language: "json" } } });

const answer = (name, code, value, header = []) => ({
  name, code, status: name, header: [{ key: "Content-Type", value: "application/json" }, ...header], body: JSON.stringify(value),
});

const collection = (name, description, item) => ({
  info: { name, description, schema: SCHEMA }, item, variable: [{ key: "baseUrl", value: "https://service.example" }],
});

export function hostile() {
  const descriptions = [...ATTACKS, ...MARKDOWN];
  const requests = descriptions.map((text, place) => ({
    name: ATTACKS[place] ?? `Markdown ${place}`,
    request: {
      method: "POST",
      description: text,
      url: {
        ...url("items", ":id", `${place}`),
        query: [{ key: `filter${place}<script>owned()</script>`, value: text, description: text }],
        variable: [{ key: "id", value: text, description: text }],
      },
      header: [{ key: "X-Attack", value: text.replaceAll(/[\u0000-\u001f]/g, " "), description: text }],
      body: json({ [text]: text, list: [{ [text]: [text] }], ["wide".repeat(100)]: "value".repeat(200) }),
    },
    response: [answer(text, 200, { text, [text]: 1 }), answer("Refused", 400, { error: text }, [{ key: text, value: text }])],
  }));
  const wide = Object.fromEntries(Array.from({ length: 400 }, (_, place) => [`field_${place}`, place]));
  const huge = { name: "Huge", request: { method: "PUT", url: url("huge"), body: json(wide) }, response: [answer("Huge", 200, wide)] };
  const folders = ATTACKS.map((name) => ({ name, description: name, item: [{ name, request: { method: "<B>", url: url("x") } }] }));
  const made = collection(`Hostile ${ATTACKS[0]}`, descriptions.join("\n\n"), [...requests, huge, ...folders]);
  made.variable.push(...ATTACKS.map((text, place) => ({ key: `attack${place}`, value: text, description: text })));
  return made;
}

const request = (place) => ({
  name: `Update thing ${place}`,
  request: {
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"][place % 5],
    description: `What becomes of thing ${place}, and of all that belongs to it.`,
    url: url("things", ":thingId", `part-${place}`),
    body: json({ name: `thing ${place}`, [`special_${place}`]: true, size: place }),
  },
  response: [answer("OK", 200, { id: place, name: `thing ${place}`, owner: { id: 1, name: "Ada" } })],
});

// So many requests, in folders of so many.
export function large(requests, inFolder) {
  const folders = [];
  for (let first = 0; first < requests; first += inFolder) {
    const item = Array.from({ length: Math.min(inFolder, requests - first) }, (_, place) => request(first + place));
    folders.push({ name: `Folder ${folders.length + 1}`, item });
  }
  return collection(`Things of ${requests} kinds`, "Made to be large.", folders);
}
