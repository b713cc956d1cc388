// Runs named checks one after the other and reports them as one JSON document on the last line of the output.

const patience = 30_000;

export async function report(checks) {
  const failed = [];
  let passed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const problem = await attempt(check);
    if (problem === null) passed += 1;
    else failed.push({ name, problem });
    console.log(`${problem === null ? 'ok' : 'NOT OK'} ${name}${problem === null ? '' : `: ${problem}`}`);
  }
  finish(passed, failed);
}

export function finish(passed, failed) {
  console.log(JSON.stringify({ passed, failed }));
  // Clients keep timers and sockets of their own; what was to be seen has been seen.
  process.exit(failed.length === 0 && passed > 0 ? 0 : 1);
}

async function attempt(check) {
  let timer;
  try {
    await Promise.race([
      check(),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not within ${patience} ms`)), patience);
      }),
    ]);
    return null;
  } catch (error) {
    return error?.stack ?? JSON.stringify(error);
  } finally {
    clearTimeout(timer);
  }
}

/** What the checks ask for; a server with another schema is given its own documents as JSON. */
export function documents() {
  return {
    query: '{ a }',
    invalid: '{ unknown }',
    finite: 'subscription { numbers }',
    finiteCount: 3,
    endless: 'subscription { endless }',
    secret: '{ secret }',
    authorization: 'Bearer ada',
    ...JSON.parse(process.argv[3] ?? '{}'),
  };
}

export async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was expected to fail');
}
