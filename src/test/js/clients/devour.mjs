// Devour: a client that is told the models.
//   node devour.mjs http://localhost:8080
import assert from "node:assert/strict";
import devour from "devour-client";
import { token } from "./token.mjs";

const site = process.argv[2];
const Devour = devour.default ?? devour;

function client(options) {
  const api = new Devour({ apiUrl: `${site}/api`, logger: false, pluralize: false, ...options });
  api.define("themes", { title: "", tagline: "", principles: { jsonApi: "hasMany", type: "principles" } });
  api.define("principles", { text: "", theme: { jsonApi: "hasOne", type: "themes" } });
  api.define("reflections", { title: "" });
  api.define("completions", {
    durationSeconds: 0,
    activity: { jsonApi: "hasOne", type: "reflections" },
  });
  return api;
}

const open = client({});
const theme = (await open.find("themes", "tillid", { include: "principles" })).data;
assert.equal(theme.title, "Tillid");
assert.ok(theme.principles.length > 1 && theme.principles[0].text);

const page = await open.findAll("principles", {
  page: { number: 2, size: 3 },
  sort: "-order",
  fields: { principles: "order" },
});
assert.equal(page.data.length, 3);
assert.ok(page.links.prev);

await assert.rejects(open.find("themes", "tilid"), (refusal) =>
  JSON.stringify(refusal).includes("Mente du") || Object.keys(refusal).length > 0,
);

const leader = client({ bearer: await token(site, "leder-783") });
const created = (
  await leader.create("completions", {
    durationSeconds: 180,
    activity: { type: "reflections", id: "paa-fast-grund" },
  })
).data;
assert.equal(created.durationSeconds, 180);
assert.equal((await leader.findAll("completions")).data.length >= 1, true);
