// What the reference was asked to show: of one item all that its integration needs, and a reference page field by field.

import assert from "node:assert/strict";
import { open } from "./site.mjs";

const texts = (tab, selector) => tab.locator(selector).evaluateAll((all) => all.map((one) => one.textContent.trim()));

const rows = (tab, table) => tab.locator(`${table} tbody tr`).evaluateAll((all) => all.map((row) => {
  const text = (selector) => row.querySelector(selector)?.textContent.trim() ?? "";
  const fact = (label) => [...row.querySelectorAll("p")].find((p) => p.textContent.startsWith(label))?.querySelector("code")?.textContent ?? "";
  return [text("th code"), text(".kind"), text(".required"), [...row.querySelectorAll(".values code")].map((one) => one.textContent).join(), fact("Default value:")];
}));

// Name, type, required, valid values, default.
const HEADERS = [["Content-Type", "String", "Yes", "", "application/json"]];
const FIELDS = [
  ["id", "String", "No"], ["_links[]", "Array", "No"], ["_links[].href", "String", "No"], ["_links[].rel", "String", "No", "self"],
  ["apiUser", "String", "No"], ["description", "String", "Yes"], ["updatedTime", "String", "No"], ["createdTime", "String", "No"],
  ["type", "String", "No", "secret,publishable", "secret"], ["allowedIps[]", "Array", "No"], ["acl[]", "Array", "No"],
  ["acl[].scope", "Object", "Yes"], ["acl[].scope.customFieldName[]", "Array", "No"], ["acl[].scope.productId[]", "Array", "No"],
  ["acl[].scope.planId[]", "Array", "No"], ["acl[].scope.organizationId[]", "Array", "No"], ["acl[].permissions[]", "Array", "Yes"],
  ["secretKey", "String", "No"],
].map(([name, kind, required, values = "", by = ""]) => [name, kind, required, values, by]);

export const TESTS = {
  "the page of an item shows each step of its integration": async (browser, { sunshine }) => {
    const { context, tab, faults, to } = await open(browser, sunshine);
    await to("integrations/create-integration-key.html");
    const code = async (id) => (await texts(tab, `#code-${id} pre code`)).join();
    const [rust, curl, http, item] = [await code("rust"), await code("curl"), await code("http"), await code("item")];
    const holds = (text, ...parts) => parts.forEach((part) => assert.ok(text.includes(part), `${part} is missing in:\n${text}`));
    // 1: basic auth, with a user name and a password that the caller gives.
    holds(rust, ".basic_auth(", "USERNAME", "PASSWORD");
    holds(curl, "--user");
    holds(http, "Authorization: Basic ");
    assert.match(await tab.innerText("#authentication"), /basic/i);
    // 2: the body field by field, and first as a comment.
    assert.match(rust, /\/\/ \{\n\s*\/\/\s+"displayName": "My custom key"\n\s*\/\/ \}\n\s*let body = types::\w+Request::new\("My custom key"\)/);
    // 3: its media type.
    holds(curl, "'Content-Type: application/json'");
    holds(http, "Content-Type: application/json");
    // 4: both spellings of a placeholder are parameters; both servers' spellings of one are one.
    assert.match(await tab.innerText(".endpoint"), /POST\s+https:\/\/api\.smooch\.io\/v2\/apps\/\{appId\}\/integrations\/\{integrationId\}\/keys/);
    const parameters = (await rows(tab, "#path-parameters")).map(([name]) => name);
    assert.deepEqual(parameters, ["appId", "integrationId"]);
    // 5: whether nothing came back.
    holds(rust, "error.status()", "None =>");
    // 6: the body and the status code.
    holds(rust, "response.status()", "response.body()");
    // 7: from status 400 on the headers, and failure.
    holds(rust, "error.headers()", "})?;");
    assert.match(await tab.innerText("#errors"), /400/);
    // 8: the saved answer, and each leaf of it.
    holds(rust, "body.key.id", "body.key.display_name", "body.key.secret");
    const created = tab.locator(".answer", { hasText: "201" });
    assert.match(await created.locator("pre code").first().innerText(), /^\{\n\s+"key": \{\n\s+"id": /);
    const leaves = (await rows(tab, `#${await created.first().getAttribute("id")}`)).map(([name]) => name);
    assert.deepEqual(leaves, ["key", "key.id", "key.displayName", "key.secret"]);
    // 9: the command for curl, and the item's own JSON.
    holds(curl, "curl --request POST", "/v2/apps/", "/keys", "\"displayName\": \"My custom key\"");
    const { name, request, response } = JSON.parse(item);
    assert.deepEqual([name, request.method, response.length > 0], ["Create Integration Key", "POST", true]);
    // What a security scheme put into the example's request is authentication, no header.
    const headers = (await rows(tab, "#request-headers")).map(([header]) => header);
    assert.deepEqual(headers, ["Content-Type"]);
    await context.close();
    assert.deepEqual(faults, []);
  },

  "a reference page has all fields, with type, required, valid values and default": async (browser, { apiKeys }) => {
    const { context, tab, faults, to } = await open(browser, apiKeys);
    await to("api-keys/create-an-api-key.html");
    assert.match(await tab.innerText(".endpoint"), /POST\s+https?:\/\/\S+\/api-keys/);
    assert.deepEqual(await rows(tab, "#request-headers"), HEADERS);
    assert.deepEqual(await rows(tab, "#request-body"), FIELDS);
    const described = await tab.locator("#request-body tbody tr").evaluateAll((all) => all.every((row) => row.cells[3].textContent.trim()));
    assert.ok(described, "each has a description");
    await to("index.html");
    assert.match(await tab.innerText("#servers"), /https:\/\//);
    await context.close();
    assert.deepEqual(faults, []);
  },
};
