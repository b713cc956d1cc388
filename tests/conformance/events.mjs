// The graphql-sse client against a server: node events.mjs http://127.0.0.1:5080/graphql [documents]
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import { documents, rejection, report } from './report.mjs';

const url = process.argv[2];
const asked = documents();

function connect(options = {}) {
  return createClient({ url, retryAttempts: 0, ...options });
}

async function collect(client, query) {
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

await report({
  async 'a query is answered once and completed'() {
    const results = await collect(connect(), asked.query);
    assert.equal(results.length, 1);
    assert.ok(results[0].data && !results[0].errors);
  },

  async 'a subscription delivers and completes'() {
    const results = await collect(connect(), asked.finite);
    assert.equal(results.length, asked.finiteCount);
  },

  async 'a document that does not fit is told as an event'() {
    const results = await collect(connect(), asked.invalid);
    assert.equal(results.length, 1);
    assert.ok(results[0].errors[0].extensions.code);
    assert.ok(!('data' in results[0]));
  },

  async 'not being signed in is 401'() {
    const error = await rejection(collect(connect(), asked.secret));
    assert.equal(error.response.status, 401);
  },

  async 'a token in a header is taken'() {
    const client = connect({ headers: { authorization: asked.authorization } });
    assert.equal((await collect(client, asked.query)).length, 1);
  },

  async 'a subscription stopped half-way frees its connection'() {
    const client = connect();
    for (let i = 0; i < 20; i++) {
      for await (const result of client.iterate({ query: asked.endless })) {
        assert.ok(result.data);
        break;
      }
    }
  },

  async 'twenty streams run beside each other'() {
    const client = connect();
    const all = await Promise.all(Array.from({ length: 20 }, () => collect(client, asked.finite)));
    assert.ok(all.every((results) => results.length === asked.finiteCount));
  },

  async 'a subscription by GET is what a browser\'s EventSource sends'() {
    const address = new URL(url);
    address.searchParams.set('query', asked.finite);
    const response = await fetch(address, { headers: { accept: 'text/event-stream' } });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/event-stream/);
    assert.match(await response.text(), /event: complete\ndata:\n\n$/);
  },

  async 'reservations of the single connection mode are not taken'() {
    const response = await fetch(url, { method: 'PUT' });
    assert.equal(response.status, 405);
  },
});
