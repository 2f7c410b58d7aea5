// See docker/check. Everything that is run is read from the Dockerfile, so that the file and what is
// tried here cannot drift apart.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import dockerfilelint from 'dockerfilelint';
import { parse } from 'yaml';

const docker = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.dirname(docker);
const faults = [];
const expect = (holds, fault) => holds || faults.push(fault);
const text = (file) => fs.readFileSync(path.join(docker, file), 'utf8');

// ---- The Dockerfile as instructions: { word, rest }, line continuations joined, comments dropped

const dockerfile = text('Dockerfile');
const instructions = dockerfile
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .join('\n')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => ({ word: line.split(/\s+/)[0], rest: line.replace(/^\S+\s+/, '') }));
const stages = [];
for (const instruction of instructions) {
  if (instruction.word === 'FROM') stages.push([]);
  stages.at(-1)?.push(instruction);
}
const [dictionary, build, runtime] = stages;
const all = (stage, word) => stage.filter((instruction) => instruction.word === word).map(({ rest }) => rest);
const copies = (stage) =>
  all(stage, 'COPY').map((rest) => {
    const words = rest.split(/\s+/);
    const flags = words.filter((word) => word.startsWith('--'));
    const [from, to] = words.filter((word) => !word.startsWith('--'));
    return { flags, from, to };
  });
const pinned = (image) => /^[\w./-]+:v?\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(image);

function lint() {
  faults.push(...linterFaults());

  const defaults = Object.fromEntries(all(instructions, 'ARG').map((rest) => rest.split('=')));
  expect(stages.length === 3, 'Dockerfile: expected the stages dictionary, build and runtime');
  for (const from of all(instructions, 'FROM')) {
    const name = from.match(/^\$\{(\w+)\}/)?.[1];
    expect(name && defaults[name], `Dockerfile: FROM ${from} must name an ARG with a default`);
    expect(name && pinned(defaults[name] ?? ''), `Dockerfile: the image of ${name} must be pinned by version`);
  }
  expect(/^[1-9]\d*:[1-9]\d*$/.test(all(runtime, 'USER').at(-1) ?? ''), 'Dockerfile: USER must be a number other than 0');
  expect(all(runtime, 'ENTRYPOINT').at(-1)?.startsWith('["java"'), 'Dockerfile: ENTRYPOINT must be java in exec form');
  expect(/CMD \[/.test(all(runtime, 'HEALTHCHECK').at(-1) ?? ''), 'Dockerfile: HEALTHCHECK must be in exec form');
  expect(JSON.parse(all(runtime, 'VOLUME').at(-1) ?? '[]').join() === '/data,/tmp', 'Dockerfile: VOLUME must be /data and /tmp');
  const ignored = text('Dockerfile.dockerignore').split('\n');
  expect(ignored.includes('**/node_modules'), 'Dockerfile.dockerignore: must leave out node_modules');
  for (const { flags, from } of stages.flatMap(copies)) {
    if (flags.some((flag) => flag.startsWith('--from'))) continue;
    expect(fs.existsSync(path.join(root, from)), `Dockerfile: COPY ${from}: no such file`);
    expect(ignored.some((line) => line === `!${from}` || `!${from}`.startsWith(`${line}/`)), `Dockerfile.dockerignore: lacks !${from}`);
  }
  expect(fs.statSync(path.join(docker, 'healthcheck')).mode & 0o111, 'healthcheck: must be executable');

  const compose = parse(text('compose.yaml'), { strict: true });
  const services = compose.services;
  for (const [name, service] of Object.entries(services)) {
    const say = (fault) => `compose.yaml: ${name}: ${fault}`;
    expect(service.build || pinned(service.image ?? ''), say('image must be pinned by version'));
    expect(Array.isArray(service.healthcheck?.test), say('needs a health check in exec form'));
    expect(!service.privileged, say('must not be privileged'));
    for (const port of service.ports ?? []) expect(port.startsWith('127.0.0.1:'), say(`port ${port} must be on loopback`));
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(services[other], say(`depends on ${other}, which is no service`));
      expect(['service_healthy', 'service_started'].includes(condition), say(`depends on ${other} without a condition`));
    }
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':');
      expect(source.startsWith('.') ? fs.existsSync(path.join(docker, source)) : source in compose.volumes, say(`volume ${source} does not exist`));
    }
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      expect(!/PASS|SECRET|KEY_DEFAULT/.test(variable) || /^\$\{\w+:\?/.test(value), say(`${variable} must come from .env`));
    }
  }
  expect(services.ledelseskatalog.read_only && services.ledelseskatalog.cap_drop.includes('ALL'), 'compose.yaml: ledelseskatalog must be read-only and without capabilities');

  const used = new Set([...text('compose.yaml').matchAll(/\$\{(\w+)/g)].map((match) => match[1]));
  const given = new Set([...text('.env.example').matchAll(/^(\w+)=/gm)].map((match) => match[1]));
  for (const name of used) expect(given.has(name), `.env.example: lacks ${name}`);
  for (const name of given) expect(used.has(name), `.env.example: ${name} is used by nobody`);

  const realm = JSON.parse(text('keycloak/ledelseskatalog-realm.json'));
  expect(services.ledelseskatalog.environment.LEDELSESKATALOG_OIDC_ISSUER.endsWith(`/realms/${realm.realm}`), 'keycloak: the realm is not the issuer');
  for (const user of realm.users) for (const { value } of user.credentials) expect(value.startsWith('${'), `keycloak: ${user.username} has a password in the file`);
}

function linterFaults() {
  // The linter is older than ARG before FROM, --chmod and --start-period: it reads the file without them.
  const defaults = all(instructions, 'ARG').map((rest) => rest.split('='));
  const plain = instructions
    .filter(({ word }) => word !== 'ARG')
    .map(({ word, rest }) => `${word} ${rest.replace(/--(chmod|start-period)=\S+/, '').replace(/\s+/g, ' ').trim()}`)
    .join('\n');
  const named = defaults.reduce((whole, [name, value]) => whole.replaceAll(`\${${name}}`, value), plain);
  const lines = named.split('\n');
  return dockerfilelint.run(os.tmpdir(), named).map(({ line, description }) => `Dockerfile: ${description}: ${lines[line - 1]}`);
}

async function run() {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'ledelseskatalog-docker-'));
  fs.chmodSync(place, 0o755);
  try {
    runStage(place, 'dictionary', dictionary);
    runStage(place, 'build', build, withoutNode(place));
    copyInto(place, runtime, (to) => path.join(place, to));
    await start(place);
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
}

// Each build stage has its own root: the folder of its name in the place.
function runStage(place, name, stage, environment = process.env) {
  const inStage = (absolute) => path.join(place, name, absolute);
  const folder = inStage(all(stage, 'WORKDIR').at(-1));
  fs.mkdirSync(folder, { recursive: true });
  copyInto(place, stage, (to) => (path.isAbsolute(to) ? inStage(to) : path.join(folder, to)));
  for (const step of all(stage, 'RUN')) {
    const command = step.replace(/--mount=\S+\s+/g, '');
    console.log(`${name}: ${command}`);
    execFileSync('bash', ['-c', command], { cwd: folder, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  }
}

function copyInto(place, stage, target) {
  for (const { flags, from, to } of copies(stage)) {
    const other = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
    const source = path.join(other ? path.join(place, other) : root, from);
    // What .dockerignore leaves out of the context; another stage is copied whole.
    const filter = other ? undefined : (file) => path.basename(file) !== 'node_modules';
    fs.cpSync(source, target(to), { recursive: true, filter });
  }
}

// The build image has no Node: what asks for it must fail here as it would there.
function withoutNode(place) {
  const folder = path.join(place, 'bin');
  fs.mkdirSync(folder);
  for (const name of ['node', 'npm', 'npx']) {
    fs.writeFileSync(path.join(folder, name), `#!/bin/sh\necho "the build image has no ${name}" >&2\nexit 127\n`, { mode: 0o755 });
  }
  return { ...process.env, PATH: `${folder}:${process.env.PATH}` };
}

async function start(place) {
  const port = await freePort();
  const inPlace = (word) => (/^\/(app|data|tmp)(\/|$)/.test(word) ? path.join(place, word) : word);
  const declared = Object.fromEntries(all(runtime, 'ENV').join(' ').split(/\s+/).map((pair) => pair.split('=')));
  const environment = { PATH: process.env.PATH, JAVA_HOME: process.env.JAVA_HOME ?? '', ...declared, PORT: String(port), LEDELSESKATALOG_DEMO: 'true' };
  environment.LEDELSESKATALOG_DATA_DIR = inPlace(environment.LEDELSESKATALOG_DATA_DIR);
  // Reached from this machine only, which is the one thing that differs from the container.
  environment.LEDELSESKATALOG_BIND_ADDRESS = '127.0.0.1';
  // The container's /tmp; here one that goes away with the rest.
  const temporary = inPlace('/tmp');
  environment.JAVA_TOOL_OPTIONS = `-Djava.io.tmpdir=${temporary}`;
  const [user, group] = all(runtime, 'USER').at(-1).split(':').map(Number);
  const root = process.getuid?.() === 0;
  for (const folder of [environment.LEDELSESKATALOG_DATA_DIR, temporary]) {
    fs.mkdirSync(folder, { mode: 0o700 });
    if (root) fs.chownSync(folder, user, group);
  }
  if (!root) console.log('run: not started by root, so the service runs as you, not as its own user');

  const words = JSON.parse(all(runtime, 'ENTRYPOINT').at(-1)).map(inPlace);
  console.log(`start: ${words.join(' ')}`);
  const service = spawn(words[0], words.slice(1), {
    cwd: temporary, env: environment, stdio: ['ignore', 'inherit', 'inherit'], ...(root && { uid: user, gid: group }),
  });
  const ended = new Promise((resolve) => service.once('exit', (code, signal) => resolve({ code, signal })));
  let exited = false;
  ended.then(() => { exited = true; });
  try {
    const [probe] = JSON.parse(all(runtime, 'HEALTHCHECK').at(-1).replace(/^.*?CMD /, '')).map(inPlace);
    const healthy = () => spawnSync(probe, { env: environment, stdio: 'ignore' }).status === 0;
    expect(!healthy(), 'run: the health check succeeds before the service is ready');
    const begin = Date.now();
    while (!exited && !healthy() && Date.now() - begin < 180_000) await new Promise((wake) => setTimeout(wake, 500));
    if (exited) return void faults.push('run: the service ended instead of becoming ready');
    if (!healthy()) return void faults.push('run: the health check did not succeed within 180 s');
    console.log(`healthy after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    const stop = Date.now();
    service.kill('SIGTERM');
    await Promise.race([ended, new Promise((wake) => setTimeout(wake, 10_000))]);
    expect(exited, 'run: SIGTERM did not end the service within 10 s');
    if (exited) console.log(`ended ${((Date.now() - stop) / 1000).toFixed(1)} s after SIGTERM`);
    expect(!healthy(), 'run: the health check still succeeds after the end');
  } finally {
    if (!exited) service.kill('SIGKILL');
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const what = process.argv[2] ?? 'both';
if (!['lint', 'run', 'both'].includes(what)) faults.push(`Unknown argument ${what}: say lint, run or nothing`);
if (what === 'lint' || what === 'both') lint();
if (faults.length === 0 && (what === 'run' || what === 'both')) await run();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'docker/check: all well' : `docker/check: ${faults.length} fault(s)`);
process.exitCode = faults.length === 0 ? 0 : 1;
