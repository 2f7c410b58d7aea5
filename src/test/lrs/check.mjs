// Reads statements from the files named and says of each what a strict validator and another client
// think of it. Ends with 1 if either minds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const validate = require('@learninglocker/xapi-validation').default;
const TinCan = require('tincanjs');

let minded = 0;
const mind = (file, what) => {
  console.log(`${file}: ${what}`);
  minded++;
};

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const sent = JSON.parse(text);
  for (const warning of validate(sent)) {
    mind(file, `validator: ${JSON.stringify(warning)}`);
  }
  const read = TinCan.Statement.fromJSON(text);
  const expected = {
    id: sent.id,
    'verb.id': sent.verb.id,
    'actor.account.name': sent.actor.account.name,
    'object.id': sent.object.id,
    'result.duration': sent.result?.duration,
    'context.registration': sent.context.registration,
    'context.revision': sent.context.revision,
    'context.team.account.name': sent.context.team?.account.name,
    'context.contextActivities.category.0.id': sent.context.contextActivities.category[0].id,
    timestamp: sent.timestamp,
  };
  const found = {
    id: read.id,
    'verb.id': read.verb.id,
    'actor.account.name': read.actor.account.name,
    'object.id': read.target.id,
    'result.duration': read.result?.duration ?? undefined,
    'context.registration': read.context.registration ?? undefined,
    'context.revision': read.context.revision ?? undefined,
    'context.team.account.name': read.context.team?.account.name,
    'context.contextActivities.category.0.id': read.context.contextActivities.category[0].id,
    timestamp: read.timestamp,
  };
  for (const member of Object.keys(expected)) {
    if (expected[member] !== found[member]) {
      mind(file, `tincanjs read ${member} as ${found[member]}, sent was ${expected[member]}`);
    }
  }
  // What it would send on must still satisfy the validator.
  for (const warning of validate(JSON.parse(JSON.stringify(read.asVersion('1.0.3'))))) {
    mind(file, `validator, after tincanjs: ${JSON.stringify(warning)}`);
  }
}
process.exit(minded === 0 ? 0 : 1);
