import { clock, count, dollars, element, evidence, millis, percent, round, words } from '/format.js';

const HISTORY = 300;
const histories = new Map();

const OUTCOMES = ['ok', 'client_error', 'rate_limited', 'server_error', 'timeout', 'unavailable', 'stream_broken', 'cancelled', 'gateway_error'];

const TIMES = [
  ['whole answers', 'latency_ms'],
  ['streams, to the end', 'stream_latency_ms'],
  ['first token', 'ttft_ms'],
];

const ACTIONS = {
  analyzed: ['start'],
  scheduled: ['start', 'unschedule'],
  running: ['rollback', 'split', 'pause', 'promote'],
  holding: ['rollback', 'split', 'pause', 'promote'],
  paused: ['rollback', 'resume', 'split'],
  awaiting_confirmation: ['confirm', 'dismiss', 'rollback'],
  holdback: ['rollback', 'pause'],
  rolled_back: ['resume', 'split'],
  completed: ['rollback'],
};

const LABELS = { start: 'Start …', unschedule: 'Forget the time …', split: 'Change split …', rollback: 'Roll back …', resume: 'Resume …', pause: 'Pause …', promote: 'Promote …', confirm: 'Confirm rollback …', dismiss: 'Dismiss …' };

/** Brings one card up to date; everything that came from outside is set as text, never as markup. */
export function draw(card, migration, costs, { span, act }) {
  const find = (selector) => card.querySelector(selector);
  const [control, candidate] = [migration.arms.control[span], migration.arms.candidate[span]];
  card.dataset.state = migration.state;
  find('h2').textContent = migration.name;
  find('.state').textContent = words(migration.state);
  find('.route').textContent = migration.source ? `${migration.source} → ${migration.target || '…'}` : 'no longer in the file';
  drawReason(find('.reason'), migration);
  drawAlerts(find('.alerts'), migration.alerts);
  drawSplit(find('.split'), migration.split);
  find('.quiet').hidden = control.calls + candidate.calls + migration.arms.control.step.calls > 0;
  const cost = (arm) => costs.find(({ group }) => group.migration === migration.name && group.arm === arm);
  drawArm(find('.control'), migration.source, control, cost('control'));
  drawArm(find('.candidate'), migration.target, candidate, cost('candidate'));
  drawTimes(find('.times'), control, candidate);
  drawHistory(card, migration);
  drawGates(find('.gates'), migration.gates);
  drawEvents(find('.events ol'), migration.events);
  drawActions(find('.actions'), migration, act);
}

function drawReason(place, migration) {
  const last = migration.events.find((event) => event.to === migration.state && event.from !== migration.state);
  place.hidden = !migration.reason;
  place.textContent = migration.reason ? `${last ? `${clock(last.at)}, by ${last.actor}: ` : ''}${migration.reason}` : '';
}

function drawAlerts(list, alerts) {
  list.replaceChildren(...alerts.map((alert) => {
    const item = element('li', '', alert.critical ? 'critical' : '');
    const arm = alert.arm === 'none' ? '' : ` of the ${alert.arm}`;
    item.append(element('b', words(alert.name) + arm), element('span', alert.reason));
    return item;
  }));
}

function drawSplit(bar, split) {
  bar.setAttribute('aria-label', `${round(100 - split)} % on the control, ${round(split)} % on the candidate`);
  const [old, next] = bar.children;
  old.style.flexGrow = 100 - split;
  next.style.flexGrow = split;
  old.classList.toggle('narrow', split > 80);
  next.classList.toggle('narrow', split < 20);
  old.querySelector('b').textContent = `${round(100 - split)} %`;
  next.querySelector('b').textContent = `${round(split)} %`;
}

function drawArm(place, target, arm, cost) {
  place.querySelector('h3 span').textContent = target;
  const rate = element('p', '', 'rate');
  rate.append(element('b', percent(arm.error_rate)), element('span', `failed of ${count(arm.calls)} calls`));
  rate.classList.toggle('bad', arm.error_rate !== null && arm.error_rate >= 0.01);
  const bar = element('div', '', 'outcomes');
  const legend = element('p', '', 'legend');
  for (const outcome of OUTCOMES.filter((name) => arm.outcomes[name] > 0)) {
    const part = element('div', '', outcome);
    part.style.flexGrow = arm.outcomes[outcome];
    part.title = `${outcome} ${arm.outcomes[outcome]}`;
    bar.append(part);
    legend.append(element('span', `${words(outcome)} ${count(arm.outcomes[outcome])}`, outcome));
  }
  place.replaceChildren(place.firstElementChild, rate, bar, legend, ...spent(cost));
}

/** Nothing before the first answer: no calls are not the same as free ones. */
function spent(cost) {
  if (!cost) {
    return [];
  }
  const line = element('p', `${dollars(cost.cost)} today, ${dollars(cost.cost_per_request)} a call`, 'cost');
  line.append(element('span', cost.projected_month === null ? 'too early to project a month' : `${dollars(cost.projected_month)} a month at this rate`));
  if (cost.unpriced > 0) {
    line.append(element('span', `${count(cost.unpriced)} answers without a known price`));
  }
  return [line];
}

function drawTimes(table, control, candidate) {
  const bodies = TIMES.filter(([, key]) => control[key] || candidate[key]).map(([name, key]) => {
    const body = document.createElement('tbody');
    const head = element('th', name);
    head.colSpan = 4;
    head.scope = 'rowgroup';
    body.append(document.createElement('tr'));
    body.firstChild.append(head);
    body.append(timeRow('control', control[key]), timeRow('candidate', candidate[key]));
    return body;
  });
  table.hidden = bodies.length === 0;
  table.replaceChildren(table.tHead, ...bodies);
}

function timeRow(arm, values) {
  const row = element('tr', '', arm);
  const name = element('th', arm);
  name.scope = 'row';
  row.append(name, ...['p50', 'p95', 'p99'].map((quantile) => element('td', millis(values?.[quantile]))));
  return row;
}

function drawHistory(card, migration) {
  const points = histories.get(migration.name) ?? [];
  points.push({
    at: Date.now(),
    split: migration.split / 100,
    old: migration.arms.control.minute.error_rate ?? 0,
    new: migration.arms.candidate.minute.error_rate ?? 0,
  });
  if (points.length > HISTORY) {
    points.shift();
  }
  histories.set(migration.name, points);
  const step = HISTORY / (Math.max(points.length, 60) - 1);
  for (const line of ['split', 'old', 'new']) {
    card.querySelector(`.line-${line}`).setAttribute('points', points
      .map((point, at) => `${at * step},${58 - 56 * point[line]}`)
      .join(' '));
  }
  card.querySelector('.since').textContent = `since ${clock(points[0].at)}, last minute each`;
}

function drawGates(place, gates) {
  const byGate = Map.groupBy(gates, (gate) => gate.gate);
  const closest = Math.max(0, ...[...byGate.values()].map((tests) => Math.min(...tests.map(nearness))));
  place.querySelector('summary span').textContent = gates.length === 0 ? 'nothing is judged now' : closest < 0.25 ? 'nothing suspicious' : closest < 1 ? 'something is piling up' : 'evidence complete';
  place.querySelector('tbody').replaceChildren(...gates.map((gate) => {
    const row = document.createElement('tr');
    const meter = document.createElement('meter');
    meter.value = nearness(gate);
    meter.high = 0.5;
    meter.optimum = 0;
    const shown = element('td', `${evidence(gate.evidence)} `);
    shown.append(meter);
    row.append(
      element('td', `${words(gate.gate)}: ${words(gate.test)}`),
      shown,
      element('td', evidence(gate.threshold)),
      element('td', `${count(gate.control_failures)} of ${count(gate.control_calls)}`),
      element('td', `${count(gate.candidate_failures)} of ${count(gate.candidate_calls)}`));
    return row;
  }));
}

/** 0 for none, 1 for enough; evidence multiplies, so this is by its logarithm. */
function nearness(gate) {
  const needed = Math.log(gate.threshold ?? 0);
  return gate.evidence > 1 && needed > 0 ? Math.min(1, Math.log(gate.evidence) / needed) : 0;
}

function drawEvents(list, events) {
  const newest = String(events[0]?.seq ?? 0);
  if (list.dataset.newest === newest) {
    return;
  }
  list.dataset.newest = newest;
  list.replaceChildren(...events.map((event) => {
    const item = document.createElement('li');
    const when = element('time', clock(event.at));
    when.dateTime = event.at;
    item.append(when, element('span', event.actor, 'who'), element('span', story(event)));
    return item;
  }));
}

const TOLD = { Create: 'created', Execute: 'started', SetSplit: 'split changed', RollBack: 'rolled back by itself', OperatorRollback: 'rolled back by hand', ConfigChanged: 'target or cohort changed', Restarted: 'gateway restarted' };

function story(event) {
  const moved = event.from === event.to ? words(event.to) : `${words(event.from)} → ${words(event.to)}`;
  return `${TOLD[event.event] ?? event.event.toLowerCase()}: ${moved}, split ${round(event.split)} %${event.reason ? `. ${event.reason}` : ''}`;
}

function drawActions(place, migration, act) {
  const verbs = ACTIONS[migration.state] ?? [];
  if (place.dataset.verbs === verbs.join()) {
    return;
  }
  place.dataset.verbs = verbs.join();
  place.replaceChildren(...verbs.map((verb) => {
    const button = element('button', LABELS[verb], verb === 'rollback' || verb === 'confirm' ? 'danger' : '');
    button.type = 'button';
    button.dataset.verb = verb;
    button.addEventListener('click', () => act(migration.name, verb));
    return button;
  }));
}
