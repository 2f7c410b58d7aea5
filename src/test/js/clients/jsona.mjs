// Jsona: turns documents into object graphs, and objects into documents.
//   node jsona.mjs http://localhost:8080
import assert from "node:assert/strict";
import { Jsona } from "jsona";
import { token } from "./token.mjs";

const site = process.argv[2];
const jsona = new Jsona();
const json = "application/vnd.api+json";

async function get(path, headers = {}) {
  const answer = await fetch(site + path, { headers: { accept: json, ...headers } });
  return { status: answer.status, document: await answer.json() };
}

const theme = jsona.deserialize(
  (await get("/api/themes/tillid?include=principles,inspirations.theme")).document,
);
assert.equal(theme.title, "Tillid");
assert.ok(theme.principles.length > 1 && theme.principles[0].text);
assert.equal(theme.inspirations[0].theme.id, "tillid");

const sparse = jsona.deserialize(
  (await get("/api/themes?include=principles&fields[themes]=title,principles&fields[principles]=text"))
    .document,
);
assert.deepEqual(Object.keys(sparse[0]).filter((name) => name === "tagline"), []);

let page = (await get("/api/principles?page[size]=4")).document;
const ids = new Set();
for (;;) {
  jsona.deserialize(page).forEach((principle) => ids.add(principle.id));
  if (!page.links.next) break;
  page = (await get(page.links.next.slice(site.length))).document;
}
assert.equal(ids.size, page.meta.total);

const refused = await get("/api/themes?filter[titel]=x");
assert.equal(refused.status, 400);
assert.equal(refused.document.errors[0].source.parameter, "filter[titel]");

const body = jsona.serialize({
  stuff: {
    type: "completions",
    durationSeconds: 300,
    activity: { type: "reflections", id: "paa-fast-grund" },
    relationshipNames: ["activity"],
  },
});
const created = await fetch(`${site}/api/completions`, {
  method: "POST",
  headers: {
    "content-type": json,
    accept: json,
    authorization: `Bearer ${await token(site, "leder-781")}`,
  },
  body: JSON.stringify(body),
});
assert.equal(created.status, 201, await created.clone().text());
const completion = jsona.deserialize(await created.json());
assert.equal(completion.durationSeconds, 300);
assert.equal(completion.activity.id, "paa-fast-grund");
