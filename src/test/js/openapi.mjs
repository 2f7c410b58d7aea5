// Lints a description with Spectral and Redocly, and makes TypeScript of it that compiles; the YAML
// beside it says the same.
//   node openapi.mjs openapi.json
import { deepStrictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import yamlOfOthers from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const description = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "openapi-"));

function tool(name, ...args) {
  const path = join(here, "node_modules/.bin", name);
  return new Promise((done, fail) => {
    const child = spawn(path, args, {
      cwd: folder,
      stdio: "inherit",
      // No word to anybody about what is run here.
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`${name} says no`))));
  });
}

/** What a parser of others makes of our YAML is what the JSON says. */
async function yaml() {
  const [json, asYaml] = [description, description.replace(/json$/, "yaml")].map((file) => readFileSync(file, "utf8"));
  deepStrictEqual(yamlOfOthers.parse(asYaml), JSON.parse(json));
}

async function types() {
  await tool("openapi-typescript", description, "-o", join(folder, "api.d.ts"));
  copyFileSync(join(here, "uses-types.ts"), join(folder, "uses-types.ts"));
  await tool("tsc", "--noEmit", "--strict", "uses-types.ts");
}

try {
  await Promise.all([
    tool("spectral", "lint", description, "--ruleset", join(here, "spectral.yaml"), "--fail-severity", "warn"),
    tool("redocly", "lint", description, "--config", join(here, "redocly.yaml")),
    types(),
    yaml(),
  ]);
} catch (failure) {
  console.error(failure.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
