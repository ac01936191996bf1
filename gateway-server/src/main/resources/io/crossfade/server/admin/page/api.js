const PATIENCE_MILLIS = 5000;
let csrfToken = '';

/** Trades the admin key for a session whose cookie scripts cannot read. */
export async function unlock(key) {
  const session = await send('/v1/management/session', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{}',
  });
  csrfToken = session.csrf_token;
}

/** Finds the session of an earlier visit; fails when there is none. */
export async function stillOpen() {
  csrfToken = (await send('/v1/management/session', {})).csrf_token;
}

export function get(path) {
  return send(path, {});
}

export function write(method, path, body) {
  return send(path, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
    body: JSON.stringify(body),
  });
}

async function send(path, options) {
  const signal = AbortSignal.timeout(PATIENCE_MILLIS);
  const answer = await fetch(path, { ...options, signal, credentials: 'same-origin' });
  const body = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(body.error?.message ?? `status ${answer.status}`), { status: answer.status });
  }
  return body;
}
