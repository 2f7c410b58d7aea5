// Kitsu: a client for browsers and Node.
//   node kitsu.mjs http://localhost:8080
import assert from "node:assert/strict";
import Kitsu from "kitsu";
import { token } from "./token.mjs";

const site = process.argv[2];
const names = { camelCaseTypes: false, pluralize: false, resourceCase: "none" };
const open = new Kitsu({ baseURL: `${site}/api`, ...names });

const theme = (await open.get("themes/tillid", { params: { include: "principles" } })).data;
assert.equal(theme.title, "Tillid");
assert.ok(theme.principles.data.length > 1 && theme.principles.data[0].text);

const themes = await open.get("themes", {
  params: { fields: { themes: "title" }, sort: "-order", page: { size: 2 } },
});
assert.equal(themes.data.length, 2);
assert.deepEqual([themes.data[0].title !== undefined, themes.data[0].tagline], [true, undefined]);
assert.ok(themes.links.next.startsWith(site));

const filtered = await open.get("principles", { params: { filter: { theme: "mod" } } });
assert.equal(filtered.meta.total, filtered.data.length);

await assert.rejects(open.get("theme"), (refusal) => {
  assert.equal(refusal.response.status, 404);
  return refusal.errors[0].code === "unknown-type";
});

const leader = new Kitsu({
  baseURL: `${site}/api`,
  headers: { Authorization: `Bearer ${await token(site, "leder-782")}` },
  ...names,
});
const created = await leader.create("completions", {
  durationSeconds: 240,
  activity: { data: { type: "reflections", id: "paa-fast-grund" } },
});
assert.equal(created.data.durationSeconds, 240);
const mine = await leader.get("completions");
assert.equal(mine.data[0].activity.data.id, "paa-fast-grund");
