const HISTORY = 300;
const histories = new Map();

const ROWS = [
  ['calls', (arm) => count(arm.calls)],
  ['errors', (arm) => percent(arm.error_rate)],
  ['outcomes', (arm) => outcomes(arm.outcomes)],
  ['latency p50 / p95 / p99', (arm) => quantiles(arm.latency_ms)],
  ['streams p50 / p95 / p99', (arm) => quantiles(arm.stream_latency_ms)],
  ['first token p50 / p95 / p99', (arm) => quantiles(arm.ttft_ms)],
];

const ACTIONS = {
  running: ['rollback', 'pause'],
  holding: ['rollback', 'pause'],
  paused: ['rollback', 'resume'],
  awaiting_confirmation: ['confirm', 'dismiss'],
  holdback: ['rollback', 'pause'],
  rolled_back: ['resume'],
  completed: ['rollback'],
};

/** Brings one card up to date; everything that came from outside is set as text, never as markup. */
export function draw(card, migration, act) {
  const find = (selector) => card.querySelector(selector);
  find('h2').textContent = migration.name;
  find('.state').textContent = migration.state.replaceAll('_', ' ');
  find('.state').dataset.state = migration.state;
  find('.arms').textContent = `${migration.source} → ${migration.target}`;
  find('.reason').hidden = !migration.reason;
  find('.reason').textContent = migration.reason ?? '';
  drawSplit(find('.split'), migration.split);
  drawHistory(card, migration);
  drawNumbers(find('.numbers tbody'), migration.arms);
  drawGates(find('.gates tbody'), migration.gates);
  drawEvents(find('.events ol'), migration.events);
  drawActions(find('.actions'), migration, act);
}

function drawSplit(bar, split) {
  bar.setAttribute('aria-label', `${split} % on the candidate`);
  const [old, next] = bar.children;
  old.style.flexGrow = 100 - split;
  next.style.flexGrow = split;
  old.textContent = split < 100 ? `control ${round(100 - split)} %` : '';
  next.textContent = split >= 12 ? `candidate ${round(split)} %` : split > 0 ? `${round(split)} %` : '';
}

function drawHistory(card, migration) {
  const points = histories.get(migration.name) ?? [];
  points.push({
    split: migration.split / 100,
    old: migration.metrics.source_error_rate ?? 0,
    new: migration.metrics.target_error_rate ?? 0,
  });
  if (points.length > HISTORY) {
    points.shift();
  }
  histories.set(migration.name, points);
  for (const line of ['split', 'old', 'new']) {
    card.querySelector(`.line-${line}`).setAttribute('points', points
      .map((point, at) => `${HISTORY - points.length + at},${58 - 56 * point[line]}`)
      .join(' '));
  }
}

function drawNumbers(body, arms) {
  rows(body, ROWS.map(([name, text]) => [name, text(arms.control.minute), text(arms.candidate.minute)]));
}

function drawGates(body, gates) {
  rows(body, gates.map((gate) => [
    gate.name,
    number(gate.evidence),
    number(gate.threshold),
    `${count(gate.control_failures)} of ${count(gate.control_calls)}`,
    `${count(gate.candidate_failures)} of ${count(gate.candidate_calls)}`,
  ]));
}

function drawEvents(list, events) {
  list.replaceChildren(...events.map((event) => {
    const item = document.createElement('li');
    const when = element('time', new Date(event.at).toLocaleTimeString());
    when.dateTime = event.at;
    item.append(when, element('span', event.actor, 'who'), element('span', story(event)));
    return item;
  }));
}

function drawActions(place, migration, act) {
  const verbs = ACTIONS[migration.state] ?? [];
  if (place.dataset.verbs === verbs.join()) {
    return;
  }
  place.dataset.verbs = verbs.join();
  place.replaceChildren(...verbs.map((verb) => {
    const button = element('button', verb[0].toUpperCase() + verb.slice(1), verb === 'rollback' ? 'danger' : '');
    button.addEventListener('click', () => act(migration, verb));
    return button;
  }));
}

function rows(body, cells) {
  body.replaceChildren(...cells.map((row) => {
    const line = document.createElement('tr');
    line.append(...row.map((text) => element('td', text)));
    return line;
  }));
}

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function story(event) {
  const reason = event.reason ? `: ${event.reason}` : '';
  return `${event.event}, ${event.from || 'new'} → ${event.to}, split ${round(event.split)} %${reason}`;
}

function outcomes(byOutcome) {
  return Object.entries(byOutcome)
    .filter(([, calls]) => calls > 0)
    .map(([outcome, calls]) => `${outcome} ${calls}`)
    .join(', ') || '–';
}

function quantiles(values) {
  return values ? [values.p50, values.p95, values.p99].map((value) => `${Math.round(value)}`).join(' / ') + ' ms' : '–';
}

function percent(rate) {
  return rate === null ? '–' : `${round(100 * rate)} %`;
}

function number(value) {
  return value === null ? '–' : value >= 100 ? Math.round(value).toLocaleString() : String(round(value));
}

function count(value) {
  return value === null ? '–' : value.toLocaleString();
}

function round(value) {
  return Math.round(value * 100) / 100;
}
