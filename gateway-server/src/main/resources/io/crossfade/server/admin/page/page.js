import { unlock, stillOpen, get, write } from '/api.js';
import { draw } from '/migration.js';
import { clock, duration, element, words } from '/format.js';

const POLL_MILLIS = 1000;
const STALE_MILLIS = 3500;
const MIGRATIONS = '/v1/management/migrations';
const COSTS = '/v1/management/costs?group_by=migration,arm';

const CONSEQUENCES = {
  start: 'It begins now, or waits for the time that it names.',
  unschedule: 'It waits until somebody starts it.',
  rollback: 'All traffic goes to the control within a second and stays there.',
  confirm: 'All traffic goes to the control within a second and stays there.',
  dismiss: 'The candidate keeps its traffic. The gate is not heard for an hour, or until its evidence has halved.',
  resume: 'The candidate gets its traffic back, with new evidence after a rollback.',
  pause: 'The split stays. Gates that are beyond doubt still roll back.',
  promote: 'Goes on to the next step, without waiting for proof.',
  split: 'Takes effect at once and starts new evidence. The file is not changed.',
};

const byId = (id) => document.getElementById(id);
const drawn = new Map();
let shown = [];
let costs = [];
let lastGood = 0;
let failure = '';
let watching = false;

async function refresh() {
  const { data, gateway } = await get(`${MIGRATIONS}?expand=all`);
  lastGood = Date.now();
  failure = '';
  shown = data;
  costs = (await get(COSTS)).data;
  byId('status').textContent = `live · configuration ${gateway.config_hash} · up ${duration(gateway.uptime_seconds)}`;
  banners(problems(gateway));
  redraw();
}

function problems(gateway) {
  const found = [];
  if (gateway.config_problem) {
    found.push(['The file on disk is not in force; the configuration before it stays.', gateway.config_problem]);
  }
  if (gateway.store_problem) {
    found.push([`The store is in trouble; ${gateway.unsaved_events} events wait to be written. Traffic and rollbacks go on.`, gateway.store_problem]);
  }
  return found;
}

function banners(found) {
  const key = JSON.stringify(found);
  if (byId('banners').dataset.key !== key) {
    byId('banners').dataset.key = key;
    byId('banners').replaceChildren(...found.map(([what, detail]) => {
      const banner = element('p');
      banner.append(element('b', what), element('span', detail));
      return banner;
    }));
  }
}

function redraw() {
  const names = new Set(shown.map((migration) => migration.name));
  for (const [name, card] of drawn) {
    if (!names.has(name)) {
      card.remove();
      drawn.delete(name);
    }
  }
  const span = document.querySelector('input[name=span]:checked').value;
  shown.forEach((migration) => draw(drawn.get(migration.name) ?? place(migration.name), migration, costs, { span, act }));
  byId('nothing').hidden = shown.length > 0;
  byId('span').hidden = shown.length === 0;
  const back = shown.find((migration) => migration.state === 'rolled_back');
  const loudest = back ?? shown.find((migration) => migration.alerts.length > 0) ?? shown[0];
  document.title = loudest ? `${back ? '✖ ' : loudest.alerts.length > 0 ? '▲ ' : ''}${words(loudest.state)} ${loudest.split} % – ${loudest.name}` : 'Crossfade';
}

function place(name) {
  const card = byId('migration').content.firstElementChild.cloneNode(true);
  drawn.set(name, card);
  byId('migrations').append(card);
  return card;
}

async function act(name, verb) {
  const answer = await ask(name, verb);
  if (answer === null) {
    return;
  }
  try {
    const path = `${MIGRATIONS}/${encodeURIComponent(name)}`;
    await (verb === 'split'
      ? write('PATCH', path, { canary_percentage: Number(answer.percent) })
      : write('POST', `${path}/${verb}`, { reason: answer.reason }));
    await refresh();
  } catch (problem) {
    banners([[`${name}: ${verb} was not done.`, problem.message]]);
  }
}

/** Asks in a dialog; null when the operator thinks better of it. */
function ask(name, verb) {
  const dialog = byId('confirm');
  const { percent, reason } = dialog.querySelector('form').elements;
  const moving = verb === 'split';
  byId('question').textContent = moving ? `Change the split of ${name}` : `${verb[0].toUpperCase()}${verb.slice(1)} ${name}?`;
  byId('consequence').textContent = CONSEQUENCES[verb];
  byId('percent-field').hidden = !moving;
  byId('reason-field').hidden = moving;
  percent.required = moving;
  percent.disabled = !moving;
  percent.value = shown.find((migration) => migration.name === name)?.split ?? '';
  reason.value = '';
  byId('go').textContent = moving ? 'Change it' : `Yes, ${verb}`;
  byId('go').className = verb === 'rollback' || verb === 'confirm' ? 'danger' : 'primary';
  dialog.returnValue = '';
  dialog.showModal();
  (moving ? percent : reason).focus();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'go' ? { percent: percent.value, reason: reason.value } : null);
  });
}

function noteAge() {
  const stale = lastGood > 0 && Date.now() - lastGood > STALE_MILLIS;
  document.body.classList.toggle('stale', stale);
  if (stale) {
    byId('status').textContent = 'no answer';
    document.title = '? no answer – Crossfade';
    banners([[`The gateway does not answer. What you see is from ${clock(lastGood)}.`, `It is asked again every second. ${failure}`]]);
  } else if (lastGood === 0 && failure) {
    byId('status').textContent = `no answer: ${failure}`;
  }
}

function lock() {
  watching = false;
  byId('unlock').hidden = false;
  byId('status').textContent = 'locked';
  byId('key').focus();
}

async function watch() {
  watching = true;
  while (watching) {
    try {
      await refresh();
    } catch (problem) {
      failure = problem.message;
      if (problem.status === 401) {
        lock();
      }
    }
    noteAge();
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

byId('unlock').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    await unlock(byId('key').value);
    byId('key').value = '';
    byId('unlock-problem').textContent = '';
    byId('unlock').hidden = true;
    watch();
  } catch (problem) {
    byId('unlock-problem').textContent = problem.message;
  }
});
byId('cancel').addEventListener('click', () => byId('confirm').close());
byId('span').addEventListener('change', redraw);

const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has('key')) {
  history.replaceState(null, '', location.pathname);
  await unlock(fragment.get('key')).catch(() => {});
} else {
  await stillOpen().catch(() => {});
}
watch();
