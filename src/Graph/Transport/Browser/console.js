'use strict';

const field = (id) => document.getElementById(id);
const query = field('query');
const variables = field('variables');
const token = field('token');
const run = field('run');
const stop = field('stop');
const state = field('status');
const answer = field('answer');
const keptAnswers = 50;
let socket = null;

const parameters = new URLSearchParams(location.search);
query.value = parameters.get('query') ?? '{\n  __typename\n}\n';
variables.value = parameters.get('variables') ?? '';

run.addEventListener('click', start);
stop.addEventListener('click', () => socket?.close(1000));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    start();
  }
});

function start() {
  const request = read();
  if (!request) return;
  socket?.close(1000);
  answer.textContent = '';
  if (isSubscription(request.query)) subscribe(request);
  else post(request);
}

function read() {
  const text = variables.value.trim();
  try {
    return { query: query.value, variables: text ? JSON.parse(text) : undefined };
  } catch (error) {
    say(`The variables are not JSON: ${error.message}`);
    return null;
  }
}

// Comments and the fragments before the operation are passed over; what remains begins with its kind.
function isSubscription(text) {
  const bare = text.replace(/"(?:\\.|[^"\\\n])*"/g, '""').replace(/#.*/g, '');
  return /(^|[}\s])subscription\b[^{}]*\{/.test(bare);
}

async function post(request) {
  const started = performance.now();
  say('Running …');
  try {
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(bearer() && { authorization: bearer() }),
      },
      body: JSON.stringify(request),
    });
    const text = await response.text();
    say(`${response.status} in ${Math.round(performance.now() - started)} ms`);
    answer.textContent = pretty(text);
  } catch (error) {
    say(`Not sent: ${error.message}`);
  }
}

function subscribe(request) {
  const address = new URL(location.pathname, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const opened = new WebSocket(address, 'graphql-transport-ws');
  const answers = [];
  socket = opened;
  stop.disabled = false;
  say('Connecting …');
  opened.onopen = () => send({ type: 'connection_init', payload: bearer() ? { authorization: bearer() } : undefined });
  opened.onmessage = (event) => {
    const message = JSON.parse(event.data);
    if (message.type === 'connection_ack') {
      send({ id: '1', type: 'subscribe', payload: request });
      say('Listening …');
    } else if (message.type === 'ping') {
      send({ type: 'pong' });
    } else if (message.type === 'next' || message.type === 'error') {
      answers.unshift(JSON.stringify(message.payload, null, 2));
      answers.length = Math.min(answers.length, keptAnswers);
      answer.textContent = answers.join('\n\n');
    }
    if (message.type === 'complete' || message.type === 'error') opened.close(1000);
  };
  opened.onclose = (event) => {
    if (socket !== opened) return;
    stop.disabled = true;
    say(event.code === 1000 ? 'Closed.' : `Closed: ${event.code} ${event.reason}`);
  };
  function send(message) {
    opened.send(JSON.stringify(message));
  }
}

function bearer() {
  const value = token.value.trim();
  return value && !/\s/.test(value) ? `Bearer ${value}` : value;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function say(text) {
  state.textContent = text;
}
