// The graphql-ws client against a server: node sockets.mjs http://127.0.0.1:5080/graphql [documents]
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { documents, rejection, report } from './report.mjs';

const url = process.argv[2].replace(/^http/, 'ws');
const asked = documents();

function connect(options = {}) {
  return createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...options });
}

async function collect(client, query) {
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

function closing(client) {
  return new Promise((resolve) => client.on('closed', resolve));
}

async function take(client, query, count) {
  const results = [];
  for await (const result of client.iterate({ query })) {
    results.push(result);
    if (results.length === count) break;
  }
  return results;
}

await report({
  async 'a query is answered once and completed'() {
    const client = connect();
    const results = await collect(client, asked.query);
    assert.equal(results.length, 1);
    assert.equal(results[0].errors, undefined);
    assert.ok(results[0].data);
    await client.dispose();
  },

  async 'a subscription delivers and completes'() {
    const client = connect();
    const results = await collect(client, asked.finite);
    assert.equal(results.length, asked.finiteCount);
    assert.ok(results.every((result) => result.data && !result.errors));
    await client.dispose();
  },

  async 'a document that does not fit fails with its errors'() {
    const client = connect();
    const errors = await rejection(collect(client, asked.invalid));
    assert.ok(Array.isArray(errors) && errors.length > 0 && errors[0].message && errors[0].extensions.code);
    await client.dispose();
  },

  async 'not being signed in is an error, and the socket stays'() {
    const client = connect({ lazy: false });
    const errors = await rejection(collect(client, asked.secret));
    assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
    assert.equal((await collect(client, asked.query)).length, 1);
    await client.dispose();
  },

  async 'a token in connectionParams is taken'() {
    const client = connect({ connectionParams: { authorization: asked.authorization } });
    assert.equal((await collect(client, asked.query)).length, 1);
    await client.dispose();
  },

  async 'a forged token closes with 4403'() {
    const client = connect({ connectionParams: { authorization: 'Bearer forged' } });
    const closed = closing(client);
    await rejection(collect(client, asked.query));
    assert.equal((await closed).code, 4403);
  },

  async 'a subscription stopped half-way leaves the socket usable'() {
    const client = connect({ lazy: false });
    for (let i = 0; i < 20; i++) {
      assert.equal((await take(client, asked.endless, 1)).length, 1);
    }
    assert.equal((await collect(client, asked.query)).length, 1);
    await client.dispose();
  },

  async 'an id may be used again at once'() {
    const client = connect({ lazy: false, generateID: () => 'always the same' });
    for (let i = 0; i < 100; i++) assert.equal((await collect(client, asked.query)).length, 1);
    await client.dispose();
  },

  async 'fifty operations share a socket'() {
    let sockets = 0;
    const client = connect({ on: { connected: () => (sockets += 1) } });
    const all = await Promise.all(Array.from({ length: 50 }, () => collect(client, asked.finite)));
    assert.ok(all.every((results) => results.length === asked.finiteCount));
    assert.equal(sockets, 1);
    await client.dispose();
  },

  async 'the client\'s pings are answered'() {
    const client = connect({ lazy: false, keepAlive: 50 });
    await new Promise((resolve) => client.on('pong', (received) => received && resolve()));
    await client.dispose();
  },

  async 'another client of the older protocol is told so'() {
    const socket = new WebSocket(url, 'graphql-ws');
    const code = await new Promise((resolve) => {
      socket.on('close', resolve);
      socket.on('error', () => {});
    });
    // The library itself gives up when the server does not speak the protocol that it asked for.
    assert.ok([1006, 4406].includes(code), `closed with ${code}`);
  },
});
