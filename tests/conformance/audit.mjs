// The audits of GraphQL over HTTP: node audit.mjs http://127.0.0.1:5080/graphql
import { serverAudits } from 'graphql-http';
import { finish } from './report.mjs';

const failed = [];
let passed = 0;
for (const audit of serverAudits({ url: process.argv[2] })) {
  const result = await audit.fn();
  if (result.status === 'ok') passed += 1;
  else failed.push({ name: `${audit.id} ${audit.name}`, problem: `${result.status}: ${result.reason}` });
  console.log(`${result.status} ${audit.id} ${audit.name}`);
}
finish(passed, failed);
