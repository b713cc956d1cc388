// Both clients signed in at the real server: node product.mjs http://127.0.0.1:5080/graphql '{"email":…,"password":…}'
import assert from 'node:assert/strict';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { rejection, report } from './report.mjs';

const url = process.argv[2];
const person = JSON.parse(process.argv[3]);
const pending = 'subscription { pendingCount { count revision } }';

async function post(query, variables, authorization) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...(await response.json()) };
}

async function signIn() {
  const { data, errors } = await post(
    'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }', { input: person });
  assert.equal(errors, undefined);
  assert.deepEqual(data.signIn.errors, []);
  return `Bearer ${data.signIn.token}`;
}

async function signOut(authorization) {
  const { data } = await post('mutation { signOut { errors { code } } }', undefined, authorization);
  assert.deepEqual(data.signOut.errors, []);
}

function socket(authorization) {
  return createSocketClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: authorization && { authorization },
  });
}

function events(authorization) {
  return createEventClient({ url, retryAttempts: 0, headers: authorization ? { authorization } : {} });
}

function checkCount(result) {
  assert.equal(result.value.errors, undefined);
  const { count, revision } = result.value.data.pendingCount;
  assert.ok(Number.isInteger(count) && count >= 0 && Number.isInteger(revision) && revision >= 0);
}

await report({
  async 'the count of pending requests comes at once by WebSocket'() {
    const client = socket(await signIn());
    const results = client.iterate({ query: pending });
    checkCount(await results.next());
    await results.return();
    await client.dispose();
  },

  async 'the count of pending requests comes at once by server-sent events'() {
    const results = events(await signIn()).iterate({ query: pending });
    checkCount(await results.next());
    await results.return();
  },

  async 'nobody in particular is refused by WebSocket'() {
    const client = socket();
    const errors = await rejection(client.iterate({ query: pending }).next());
    assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
    await client.dispose();
  },

  async 'nobody in particular is refused by server-sent events'() {
    const error = await rejection(events().iterate({ query: pending }).next());
    assert.equal(error.response.status, 401);
    assert.match(error.response.headers.get('www-authenticate'), /^Bearer/);
  },

  async 'a forged token is refused everywhere'() {
    const client = socket('Bearer forged');
    const closed = new Promise((resolve) => client.on('closed', resolve));
    await rejection(client.iterate({ query: pending }).next());
    assert.equal((await closed).code, 4403);
    const error = await rejection(events('Bearer forged').iterate({ query: pending }).next());
    assert.equal(error.response.status, 401);
    assert.equal((await post('{ __typename }', undefined, 'Bearer forged')).status, 401);
  },

  async 'signing out closes the socket and ends the event stream'() {
    const authorization = await signIn();
    const client = socket(authorization);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const bySocket = client.iterate({ query: pending });
    const byEvents = events(authorization).iterate({ query: pending });
    checkCount(await bySocket.next());
    checkCount(await byEvents.next());
    const lost = [rejection(bySocket.next()), rejection(byEvents.next())];
    await signOut(authorization);
    assert.equal((await closed).code, 4403);
    await Promise.all(lost);
    assert.equal((await post('{ __typename }', undefined, authorization)).status, 401);
  },
});
