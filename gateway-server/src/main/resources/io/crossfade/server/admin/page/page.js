import { unlock, stillOpen, get, post } from '/api.js';
import { draw } from '/migration.js';

const POLL_MILLIS = 1000;
const status = document.getElementById('status');
const list = document.getElementById('migrations');
const form = document.getElementById('unlock');
const drawn = new Map();

async function refresh() {
  const { data, gateway } = await get('/v1/management/migrations?expand=all');
  status.textContent = gateway.config_problem ?? `configuration ${gateway.config_hash}, up ${duration(gateway.uptime_seconds)}`;
  status.classList.toggle('problem', Boolean(gateway.config_problem));
  const names = new Set(data.map((migration) => migration.name));
  for (const [name, card] of drawn) {
    if (!names.has(name)) {
      card.remove();
      drawn.delete(name);
    }
  }
  for (const migration of data) {
    const card = drawn.get(migration.name) ?? place(migration.name);
    draw(card, migration, act);
  }
  if (data.length === 0) {
    status.textContent += '; no migrations are declared';
  }
}

function place(name) {
  const card = document.getElementById('migration').content.firstElementChild.cloneNode(true);
  drawn.set(name, card);
  list.append(card);
  return card;
}

async function act(migration, verb) {
  const reason = await ask(`${verb} '${migration.name}'?`);
  if (reason !== null) {
    try {
      await post(`/v1/management/migrations/${encodeURIComponent(migration.name)}/${verb}`, { reason });
    } catch (problem) {
      status.textContent = problem.message;
    }
    await refresh();
  }
}

function ask(question) {
  const dialog = document.getElementById('confirm');
  dialog.querySelector('p').textContent = question;
  dialog.querySelector('input').value = '';
  dialog.returnValue = 'cancel';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'go' ? dialog.querySelector('input').value : null);
  });
}

function duration(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

async function watch() {
  for (;;) {
    try {
      await refresh();
    } catch (problem) {
      if (problem.status === 401) {
        form.hidden = false;
        status.textContent = 'locked';
        return;
      }
      status.textContent = `the gateway does not answer: ${problem.message}`;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    await unlock(document.getElementById('key').value);
    form.hidden = true;
    watch();
  } catch (problem) {
    document.getElementById('unlock-problem').textContent = problem.message;
  }
});

const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has('key')) {
  history.replaceState(null, '', location.pathname);
  await unlock(fragment.get('key')).catch(() => {});
} else {
  await stillOpen().catch(() => {});
}
watch();
