// Makes the snippet for another site, with a live preview. Names of places and groups come from the catalogue itself.
const get = (id) => document.getElementById(id);
const english = document.documentElement.lang === 'en';
const name = ({ en, zh }) => (english ? en : zh);
const make = (tag, values = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};

/** What was chosen, by attribute; nothing stands for nothing. */
function chosen() {
  const groups = [...document.querySelectorAll('#groups input:checked')].map(({ value }) => value);
  const all = {
    place: get('place').value,
    groups: groups.join(','),
    lang: get('lang').value,
    'theme-color': get('use-color').checked ? get('color').value : '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

const address = (file) => new URL(file, location.href).href;

/** A value inside double quotes. */
const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function elementCode(attributes, events) {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${quoted(value)}"`).join('');
  const script = `<script src="${quoted(address('qibu-calculator.js'))}" async></script>`;
  return `${script}\n<qibu-calculator${list}${events ? ' events' : ''}></qibu-calculator>`;
}

function frameCode({ 'theme-color': theme, ...others }) {
  const fragment = String(new URLSearchParams({ ...others, ...(theme && { theme }) }));
  const source = address('index.html?embed') + (fragment && `#e.${fragment}`);
  const title = (others.lang ?? document.documentElement.lang).startsWith('zh') ? '起步 · 创业扶持计算器' : 'Qibu · start-up support calculator';
  return `<iframe src="${quoted(source)}" title="${title}" width="100%" height="800" loading="lazy" allow="clipboard-write" style="border:0"></iframe>`;
}

const preview = make('qibu-calculator');

function show() {
  get('color').disabled = !get('use-color').checked;
  const [attributes, events] = [chosen(), get('events').checked];
  get('element').textContent = elementCode(attributes, events);
  get('frame').textContent = frameCode(attributes);
  for (const key of ['place', 'groups', 'lang', 'theme-color']) {
    if (attributes[key]) preview.setAttribute(key, attributes[key]);
    else preview.removeAttribute(key);
  }
  preview.toggleAttribute('events', events);
  get('said').textContent = '';
}

async function copy({ currentTarget }) {
  const code = get(currentTarget.dataset.copies);
  const said = get('said');
  try {
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = said.dataset.copied;
  } catch {
    // No permission, or an old browser: the person copies what is now selected.
    getSelection().selectAllChildren(code);
    said.textContent = said.dataset.select;
  }
}

async function fill() {
  const response = await fetch('./policies/catalogue.json');
  if (!response.ok) throw new Error(`catalogue.json: ${response.status}`);
  const { places, facts } = await response.json();
  const names = new Map(places.map((place) => [place.id, name(place.name)]));
  for (const { id } of places) {
    const path = id.split('/').map((_, i, parts) => names.get(parts.slice(0, i + 1).join('/')));
    get('place').append(make('option', { value: id }, path.join(' · ')));
  }
  const { value: groups } = facts.find(({ id }) => id === 'founder.groups');
  for (const group of groups) {
    get('groups').append(make('label', {}, make('input', { type: 'checkbox', value: group.id }), name(group.name)));
  }
}

get('site').textContent = new URL(location.href).origin;
get('choices').addEventListener('input', show);
for (const button of document.querySelectorAll('[data-copies]')) button.addEventListener('click', copy);
show();
get('preview').append(preview);
fill().catch((error) => {
  console.error(error);
  get('failed').hidden = false;
});
