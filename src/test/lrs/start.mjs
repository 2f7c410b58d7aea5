// Starts a real Learning Record Store (npm xapi-statements) for tests and for trying things out.
//
//   node start.mjs [port]            http://127.0.0.1:8181/xAPI/ unless another port is given; 0: any free one
//   node start.mjs [port] --child    ends when its standard input closes, so that it never outlives a test
//
// It keeps statements in memory, and its authentication is the package's own for tests: it takes
// any user and any password. So it listens on the loopback address only.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
const store = require.resolve('xapi-statements/dist/server.js');
const port = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 8181);
const child = process.argv.includes('--child');

const folder = mkdtempSync(path.join(tmpdir(), 'lrs-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.chdir(folder); // the store writes into ./storage and reads ./.env

Object.assign(process.env, {
  EXPRESS_PORT: String(port),
  MODELS_REPO: 'memory',
  AUTH_REPO: 'test',
  EVENTS_REPO: 'test',
  STORAGE_REPO: 'local',
  SERVICE_AWAIT_UPDATES: 'true',
  WINSTON_CONSOLE_LEVEL: 'error',
});

// The store asks for a port only, which means every address of the machine.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (_port, ...rest) {
  const announced = typeof rest.at(-1) === 'function' ? rest.at(-1) : undefined;
  return listen.call(this, { host: '127.0.0.1', port }, () => {
    announced?.call(this);
    console.log(`LRS ready at http://127.0.0.1:${this.address().port}/xAPI/ (user: test, password: test)`);
  });
};

if (child) {
  process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));
}
require(store);
