// The reference page: shows the published catalogue, searches it, and records that a reflection is
// completed. What is written in a reflection stays in localStorage and is never part of a request.

const byId = (id) => document.getElementById(id);
const clone = (template) => byId(template).content.cloneNode(true).firstElementChild;
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// ---- The API

async function api(path, { headers, ...options } = {}) {
  const response = await fetch(path, {
    ...options,
    headers: { Accept: 'application/vnd.api+json', 'Accept-Language': 'da', ...headers },
  }).catch((cause) => {
    throw cause.name === 'AbortError' ? cause : new Error('Der er ingen forbindelse til kataloget. Prøv igen om lidt.');
  });
  if (response.ok) return response;
  const { errors } = await response.json().catch(() => ({}));
  const message = errors?.[0]?.detail ?? 'Kataloget kunne ikke svare. Prøv igen om lidt.';
  throw Object.assign(new Error(message), { status: response.status });
}

const read = async (path, options) => (await api(path, options)).json();

// ---- Texts. The API's HTML is sanitised, but only plain formatting is copied from it all the same,
// so that nothing an editor writes can ever become a script here.

const FORMATTING = new Set(['P', 'UL', 'OL', 'LI', 'EM', 'STRONG', 'BLOCKQUOTE', 'BR', 'MARK']);

function formatted(html) {
  const copy = (from, to) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
      else if (node.nodeType === Node.ELEMENT_NODE) copy(node, FORMATTING.has(node.tagName) ? to.appendChild(make(node.tagName)) : to);
    }
    return to;
  };
  return copy(new DOMParser().parseFromString(html, 'text/html').body, document.createDocumentFragment());
}

const content = (value) => (value?.html === undefined ? value ?? '' : formatted(value.html));
const titleOf = ({ attributes }) => attributes.title ?? attributes.text ?? '';
const anchor = ({ type, id }) => `${type}-${id}`;

// Follows relationships into the document's included entries.
function related({ included = [] }) {
  const entries = new Map(included.map((entry) => [anchor(entry), entry]));
  return (entry, name) => (entry.relationships?.[name]?.data ?? []).map((id) => entries.get(anchor(id))).filter(Boolean);
}

// ---- The catalogue

let themes = [];

async function showThemes() {
  const answer = await read('api/themes?include=principles,inspirations,reflections');
  themes = answer.data;
  byId('themes').replaceChildren(...themes.map((theme) => showTheme(theme, related(answer))));
  byId('themes').setAttribute('aria-busy', 'false');
  byId('theme-links').replaceChildren(...themes.map((theme) =>
    make('li', { className: theme.id }, make('a', { href: `#${anchor(theme)}` }, titleOf(theme)))));
  byId('release').textContent = `Du læser udgivelse ${answer.meta.release} af kataloget.`;
}

function showTheme(theme, entries) {
  const section = clone('theme-template');
  const part = (name) => section.querySelector(`.${name}`);
  section.id = anchor(theme);
  section.classList.add(theme.id);
  section.setAttribute('aria-label', titleOf(theme));
  section.querySelector('h2').textContent = titleOf(theme);
  part('tagline').textContent = theme.attributes.tagline ?? '';
  part('inspirations').querySelector('h3').textContent = theme.attributes.inspirationHeading ?? 'Inspiration';
  part('principles').append(...entries(theme, 'principles').map((entry) => make('li', { id: anchor(entry) }, content(entry.attributes.text))));
  part('inspirations').append(...entries(theme, 'inspirations').map((entry) => make('div', { id: anchor(entry) }, make('h4', {}, titleOf(entry)), content(entry.attributes.text))));
  part('reflections').append(...entries(theme, 'reflections').map(showReflection));
  for (const group of section.lastElementChild.children) group.hidden = !group.querySelector('[id]');
  if (part('principles').hidden) part('principles').replaceWith(part('reflections'));
  return section;
}

async function showBackground() {
  const answer = await read('api/catalogues?include=pages,initiatives');
  const entries = related(answer);
  for (const catalogue of answer.data) {
    byId('purpose').replaceChildren(content(catalogue.attributes.purpose ?? byId('purpose').textContent));
    byId('background').append(
      ...entries(catalogue, 'pages').map((page) => make('article', { id: anchor(page) }, make('h3', {}, titleOf(page)), content(page.attributes.body))),
      make('article', {}, make('h3', {}, catalogue.attributes.initiativesHeading ?? 'Tværgående indsatser'),
        make('ul', {}, ...entries(catalogue, 'initiatives').map((initiative) => make('li', { id: anchor(initiative) }, titleOf(initiative))))));
  }
  byId('background').hidden = false;
}

// ---- Search as one types: an answer that was overtaken is dropped

let asking = new AbortController();
let waiting;

async function search() {
  asking.abort();
  asking = new AbortController();
  const text = byId('q').value.trim();
  const theme = new FormData(byId('search')).get('theme') ?? '';
  history.replaceState(null, '', text ? `?q=${encodeURIComponent(text)}` : location.pathname);
  if (!text) return showHits('', '', { data: [] });
  const query = new URLSearchParams({ 'filter[q]': text, 'page[size]': '30', ...(theme && { 'filter[theme]': theme }) });
  try {
    showHits(text, theme, await read(`api/search?${query}`, { signal: asking.signal }));
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    showHits('', theme, { data: [] });
    byId('search-status').textContent = problem.message;
  }
}

function showHits(text, chosen, { data, meta = {} }) {
  const total = meta.total ?? data.length;
  const found = { 0: 'Ingen fund', 1: 'Ét fund' }[total] ?? `${total} fund`;
  const { correction, suggestions = [], facets = {} } = meta;
  const place = themes.find(({ id }) => id === chosen);
  const more = total === 0 ? '. Prøv et andet ord, eller læs temaerne herunder.' : total > data.length ? `; de ${data.length} bedste vises` : '';
  byId('search-status').textContent = text && `${found} for »${correction?.shown ?? text}«${place ? ` i ${titleOf(place)}` : ''}${more}`;
  byId('suggestions').replaceChildren(...suggestions.map((near) => offer(near.text, () => ask(near.text))));
  if (correction) byId('suggestions').append(offer(`Søg i stedet efter »${correction.typed}«`, async () =>
    showHits(text, chosen, await read(here(correction.verbatim)))));
  const kinds = Object.fromEntries((facets.type ?? []).map(({ value, label }) => [value, label]));
  byId('hits').replaceChildren(...data.map((entry) => showHit(entry, kinds[entry.type])));
  // The choices are made once and then only recounted, so that the keyboard keeps its place.
  if (!byId('theme-')) byId('facets').append(...[{ id: '' }, ...themes].map((theme) =>
    make('label', { className: theme.id }, make('input', { type: 'radio', name: 'theme', id: `theme-${theme.id}`, value: theme.id, checked: !theme.id }),
      make('span', {}, theme.id ? titleOf(theme) : 'Alle temaer'), make('output'))));
  for (const label of byId('facets').querySelectorAll('label[class]')) {
    const count = facets.theme?.find(({ value }) => value === label.className)?.count ?? 0;
    label.lastElementChild.textContent = label.className && count;
    label.hidden = label.className !== '' && label.className !== chosen && count === 0;
  }
  byId('facets').hidden = !text || (total === 0 && !chosen);
}

const offer = (text, onclick) => make('button', { type: 'button', onclick }, text);

// The API's links begin with the public address; this page may be read on another.
function here(link) {
  const { pathname, search } = new URL(link, location.href);
  return pathname + search;
}

function showHit(entry, kind) {
  const theme = themes.find(({ id }) => id === (entry.relationships?.theme?.data?.id ?? entry.id));
  const place = [kind, theme && theme.id !== entry.id && titleOf(theme)].filter(Boolean).join(' · ');
  const { title, ...others } = entry.meta?.search?.highlights ?? {};
  const [passage] = Object.values(others).flat();
  return make('li', { className: theme?.id ?? '' },
    make('a', { href: byId(anchor(entry)) ? `#${anchor(entry)}` : '#background' },
      make('small', {}, place),
      make('strong', {}, title ? formatted(title[0]) : entry.attributes.title ?? ''),
      make('span', {}, passage ? formatted(passage) : entry.attributes.title ? '' : titleOf(entry))));
}

function ask(text) {
  byId('q').value = text;
  byId('q').focus();
  search();
}

// ---- Reflections

function showReflection(entry) {
  const { id, attributes, relationships } = entry;
  const element = clone('reflection-template');
  const part = (name) => element.querySelector(`.${name}`);
  element.id = anchor(entry);
  part('title').textContent = attributes.questions.includes(titleOf(entry)) ? '' : titleOf(entry);
  part('facts').textContent = [attributes.minutes && `${attributes.minutes} minutter`, { individual: 'for dig selv', team: 'for teamet' }[attributes.audience]].filter(Boolean).join(' · ');
  part('title').after(...attributes.questions.map((question) => make('span', { className: 'question' }, question)));
  part('guidance').append(content(attributes.guidance));
  part('source').append(...(relationships?.passages?.data ?? []).map((passage) => make('a', { href: `#${anchor(passage)}` }, 'Læs det sted i kataloget, spørgsmålet kommer fra')).slice(0, 1));
  const notes = element.querySelector('textarea');
  const key = `ledelseskatalog:${anchor(entry)}`;
  notes.value = localStorage.getItem(key) ?? '';
  notes.addEventListener('input', () => localStorage.setItem(key, notes.value));
  part('forget').addEventListener('click', () => {
    localStorage.removeItem(key);
    notes.value = '';
    notes.focus();
  });
  // Made once, not per press: after a lost answer the same completion is asked for, never a second.
  const registration = uuid();
  part('complete').addEventListener('click', () => complete(entry, registration, part('complete'), part('delivery')));
  return element;
}

// crypto.randomUUID exists in secure contexts only, and a demo on a local network is none.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const STATES = {
  PENDING: 'Din gennemførelse er gemt. Beviset venter på at blive sendt til kommunens læringsplatform.',
  DELIVERED: 'Din gennemførelse er gemt, og beviset er leveret til kommunens læringsplatform.',
  PARKED: 'Din gennemførelse er gemt, men læringsplatformen tog ikke imod beviset. Driften ser på det; du skal ikke gøre noget.',
};
let token;

async function complete({ type, id }, registration, button, delivery) {
  const say = (text, className = '') => Object.assign(delivery, { textContent: text, className: `delivery ${className}` });
  // Not disabled, which would take the focus away from whoever uses the keyboard.
  const busy = (is) => button.setAttribute('aria-disabled', is);
  if (button.getAttribute('aria-disabled') === 'true') return;
  busy(true);
  try {
    token ??= await signIn();
    if (!token) throw new Error('');
    const headers = { Authorization: `Bearer ${token}` };
    const created = await api('api/completions', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/vnd.api+json' },
      body: JSON.stringify({ data: { type: 'completions', attributes: { registration }, relationships: { activity: { data: { type, id } } } } }),
    });
    let { data } = await created.json();
    button.textContent = 'Gennemført';
    for (let wait = 1000; ; wait = Math.min(wait * 1.5, 15000)) {
      const state = data.meta?.statement?.state;
      say(STATES[state] ?? 'Din gennemførelse er gemt.', state);
      if (state !== 'PENDING') return;
      await new Promise((wake) => setTimeout(wake, wait));
      data = (await read(`api/completions/${data.id}`, { headers })).data;
    }
  } catch (problem) {
    if (problem.status === 401) token = undefined;
    say(problem.message, 'problem');
    busy(false);
  }
}

function signIn() {
  const dialog = byId('sign-in');
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve, reject) => dialog.addEventListener('close', () => {
    if (!dialog.returnValue) return resolve(undefined);
    api('demo/token?person=leder', { method: 'POST', headers: { Accept: 'application/json' } })
      .then((answer) => answer.json())
      .then((answer) => resolve(answer.access_token))
      .catch((problem) => reject(problem.status !== 404 ? problem
        : new Error('Demo-login er slået fra her: log ind via kommunens intranet for at registrere en gennemførelse.')));
  }, { once: true }));
}

// ---- Start

byId('search').addEventListener('submit', (event) => event.preventDefault());
byId('search').addEventListener('input', ({ target }) => {
  clearTimeout(waiting);
  waiting = setTimeout(search, target.type === 'radio' ? 0 : 180);
});
// A link may lead to a closed reflection: open it, and let the keyboard go on from there.
document.addEventListener('click', (event) => {
  const target = byId(event.target.closest('a[href^="#"]')?.hash.slice(1));
  if (!target) return;
  if (target.tagName === 'DETAILS') target.open = true;
  const focus = target.querySelector(':scope > summary') ?? Object.assign(target, { tabIndex: -1 });
  // After the browser has followed the link, which takes the focus away.
  setTimeout(() => focus.focus({ preventScroll: true }));
});

showThemes().then(showBackground).then(() => {
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) ask(asked);
}).catch((problem) => {
  byId('themes').setAttribute('aria-busy', 'false');
  byId('themes').prepend(make('p', { className: 'notice' }, problem.message, ' ',
    make('button', { type: 'button', onclick: () => location.reload() }, 'Prøv igen')));
});
