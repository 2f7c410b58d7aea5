// Drupal's client, which finds its way by the index.
//   node drupal.mjs http://localhost:8080
import assert from "node:assert/strict";
import { JsonApiClient } from "@drupal-api-client/json-api-client";
import { Jsona } from "jsona";
import { token } from "./token.mjs";

const site = process.argv[2];
const settings = { apiPrefix: "api", indexLookup: true };
const open = new JsonApiClient(site, { ...settings, serializer: new Jsona() });

const themes = await open.getCollection("themes", { queryString: "sort=-order&fields[themes]=title" });
assert.equal(themes.length, 4);
assert.deepEqual([typeof themes[0].title, themes[0].tagline], ["string", undefined]);

const theme = await open.getResource("themes", "tillid", { queryString: "include=principles" });
assert.ok(theme.principles.length > 1 && theme.principles[0].text);

const raw = new JsonApiClient(site, settings);
const page = await raw.getCollection("principles", { queryString: "page[size]=2" });
assert.equal(page.data.length, 2);
assert.ok(page.links.next.startsWith(site));

const refused = await raw.getResource("themes", "tilid", { rawResponse: true });
assert.equal(refused.response.status, 404);
assert.equal(refused.json.errors[0].code, "unknown-entry");

const leader = new JsonApiClient(site, {
  ...settings,
  authentication: {
    type: "Custom",
    credentials: { value: `Bearer ${await token(site, "leder-784")}` },
  },
});
const created = await leader.createResource("completions", {
  data: {
    type: "completions",
    attributes: { durationSeconds: 120 },
    relationships: { activity: { data: { type: "reflections", id: "paa-fast-grund" } } },
  },
});
assert.equal(created.data.attributes.durationSeconds, 120, JSON.stringify(created));
assert.equal((await leader.getCollection("completions")).data[0].id, created.data.id);
