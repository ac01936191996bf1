/** An element with text; text is never markup, whoever wrote it. */
export function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

export function percent(rate) {
  return rate === null ? '–' : `${round(100 * rate)} %`;
}

export function millis(value) {
  return value === undefined || value === null ? '–' : Math.round(value).toLocaleString();
}

/** Evidence spans many orders of magnitude. */
export function evidence(value) {
  if (value === null) {
    return '–';
  }
  return value >= 1e6 ? value.toExponential(0).replace('e+', 'e') : value >= 100 ? Math.round(value).toLocaleString() : String(round(value));
}

export function count(value) {
  return value === null ? '–' : value.toLocaleString();
}

/** Calls cost fractions of a cent, months thousands of dollars. */
export function dollars(value) {
  return value === null ? 'price unknown' : `$${value >= 100 ? Math.round(value).toLocaleString() : value.toPrecision(3)}`;
}

export function round(value) {
  return Math.round(value * 100) / 100;
}

export function words(label) {
  return label.replaceAll('_', ' ');
}

export function duration(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min` : `${Math.floor(seconds)} s`;
}

export function clock(time) {
  const at = new Date(time);
  const today = at.toDateString() === new Date().toDateString();
  return today ? at.toLocaleTimeString() : at.toLocaleString();
}
