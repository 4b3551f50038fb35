// A meeting is driven from the keyboard, by swipe, or from the row of dots: each move asks the page for one screen.
const CHANNEL = 'serapan-rapat';
const HELP = [
  ['→  PageDown  Spasi  N', 'layar berikutnya'],
  ['←  PageUp  Backspace', 'layar sebelumnya'],
  ['Home  End', 'layar pertama, penutup'],
  ['angka, lalu Enter', 'langsung ke layar itu'],
  ['F', 'layar penuh'],
  ['C', 'catatan penyaji'],
  ['P', 'jendela penyaji'],
  ['B', 'layar gelap'],
  ['?', 'kartu ini'],
  ['Esc', 'keluar dari rapat'],
];
const make = (tag, className, text, parent) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  if (parent) parent.appendChild(element);
  return element;
};
const size = () => `${window.innerWidth}x${window.innerHeight}`;
const page = document.documentElement;
const clear = () => page.classList.remove('rapat-catatan', 'rapat-gelap');

export default function (component) {
  const { data, parentElement, setTriggerValue, setStateValue } = component;
  const root = parentElement.querySelector('.tombol');
  const kept = window.serapanRapat || (window.serapanRapat = {});
  // Drawn again with other data, the component is not told to end what it began before.
  if (kept.end) kept.end();
  const undo = [];
  kept.end = () => undo.splice(0).forEach((act) => act());
  const listen = (target, name, act, options) => {
    target.addEventListener(name, act, options);
    undo.push(() => target.removeEventListener(name, act, options));
  };
  const later = (act, wait) => { const id = setTimeout(act, wait); undo.push(() => clearTimeout(id)); return id; };

  // The page draws for the size of this window; it is told once it is another.
  if (data.ukuran !== size()) setStateValue('ukuran', size());
  let resized = null;
  listen(window, 'resize', () => {
    clearTimeout(resized);
    resized = later(() => setStateValue('ukuran', size()), 150);
  });
  root.replaceChildren();
  const stage = root.getRootNode().host && root.getRootNode().host.closest('.st-key-rapat_layar');
  if (stage && stage.dataset.layar !== String(data.layar)) {
    stage.dataset.layar = data.layar;
    stage.scrollTo(0, 0);
  }
  if (!data.jumlah) { clear(); return kept.end; }

  const last = data.jumlah + 1;
  const link = new URL(window.location.href);
  if (link.searchParams.has('urutan') && !link.searchParams.has('layar')) {
    link.searchParams.set('layar', data.layar);
    window.history.replaceState(window.history.state, '', link);
  }
  const isPending = kept.id === data.id && kept.to && Date.now() - kept.at < 1500;
  let here = isPending ? kept.to : data.layar;
  if (data.layar === kept.to) kept.to = null;
  kept.send = setTriggerValue;
  const isShared = Boolean(data.id) && 'BroadcastChannel' in window;
  const channel = isShared ? new BroadcastChannel(CHANNEL) : null;
  const tell = (said) => { if (channel) channel.postMessage({ id: data.id, ...said }); };
  if (channel) undo.push(() => channel.close());

  // What stands at the foot: leave, dots, number, what the keys do.
  const bar = make('div', 'baris', '', root);
  const button = (className, text, label, act, parent) => {
    const found = make('button', className, text, parent);
    found.type = 'button';
    found.title = label;
    found.setAttribute('aria-label', label);
    found.onclick = () => { found.blur(); act(); };
    return found;
  };
  button('kata', data.penyaji ? 'Tutup' : 'Keluar', 'Keluar dari rapat (Esc)', () => leave(), bar);
  button('panah', '‹', 'Layar sebelumnya (←)', () => go(here - 1), bar);
  const dots = make('nav', data.jumlah > 30 ? 'titik banyak' : 'titik', '', bar);
  dots.setAttribute('aria-label', 'Layar rapat');
  const marks = [...data.nama, 'Penutup'].map((name, place) =>
    button(place === data.jumlah ? 'tamat' : '', '', place === data.jumlah ? name : `${place + 1}. ${name}`,
      () => go(place + 1), dots));
  button('panah', '›', 'Layar berikutnya (→)', () => go(here + 1), bar);
  const count = make('span', 'nomor', '', bar);
  button('kata bantu', '?', 'Tombol yang dapat dipakai (?)', () => help(), bar);
  const clock = data.penyaji ? make('div', 'jam', '', root) : null;
  const typed = make('div', 'ketik', '', root);
  const card = make('div', 'kartu', '', root);
  card.hidden = !kept.card;
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-label', 'Tombol Mode rapat');
  make('h2', '', 'Tombol', card);
  const list = make('dl', '', '', card);
  HELP.forEach(([keys, does]) => { make('dt', '', keys, list); make('dd', '', does, list); });
  const row = make('p', '', '', card);
  if (isShared && !data.penyaji) button('kata', 'Buka jendela penyaji', 'Buka jendela penyaji (P)', () => presenter(), row);
  button('kata', 'Catatan', 'Catatan penyaji (C)', () => { help(); notes(); }, row);
  button('kata', 'Tutup', 'Tutup kartu ini (Esc)', () => help(), row);

  const paint = () => {
    marks.forEach((mark, place) => {
      mark.classList.toggle('kini', place + 1 === here);
      mark.classList.toggle('sudah', place + 1 < here);
      if (place + 1 === here) mark.setAttribute('aria-current', 'step'); else mark.removeAttribute('aria-current');
    });
    count.textContent = here === last ? 'selesai' : `${here} / ${data.jumlah}`;
  };
  const go = (wanted, isQuiet) => {
    const to = Math.min(Math.max(wanted, 1), last);
    if (to === here) return;
    here = to;
    Object.assign(kept, { id: data.id, to, at: Date.now() });
    paint();
    kept.send('ke', to);
    // A step may be lost where the page is just being drawn for another reason: it is asked for once more.
    clearTimeout(kept.again);
    kept.again = setTimeout(() => { if (kept.to === to) kept.send('ke', to); }, 1300);
    if (!isQuiet) tell({ layar: to });
  };
  const dark = (isQuiet) => {
    const isDark = page.classList.toggle('rapat-gelap');
    if (!isQuiet) tell({ gelap: isDark });
  };
  const notes = () => { if (!data.penyaji) page.classList.toggle('rapat-catatan'); };
  const help = () => {
    card.hidden = !card.hidden;
    kept.card = !card.hidden;
    if (!card.hidden) card.querySelector('button').focus();
  };
  const presenter = () => {
    const url = new URL(window.location.href);
    url.searchParams.set('tampilan_penyaji', '1');
    window.open(url, 'serapan_penyaji', 'popup,width=1200,height=760');
    if (!card.hidden) help();
  };
  const leave = () => {
    clear();
    clearTimeout(kept.again);
    kept.card = false;
    if (document.fullscreenElement) document.exitFullscreen();
    if (data.penyaji && window.opener === null && window.history.length <= 1) window.close();
    if (data.penyaji && window.opener) { window.close(); return; }
    // Back to the page one came from, where that is one of ours; else the page says what there is.
    const way = window.navigation;
    const entries = way && way.currentEntry ? way.entries().slice(0, way.currentEntry.index).reverse() : [];
    const isMeeting = (entry) => entry.url && new URL(entry.url).searchParams.has('urutan');
    const steps = entries.findIndex((entry) => !isMeeting(entry));
    const before = steps < 0 ? null : entries[steps];
    if (before && before.url && new URL(before.url).origin === window.location.origin) window.history.go(-1 - steps);
    else setTriggerValue('keluar', Date.now());
  };

  // A screen may arrive while a number is being typed: what is typed stays.
  const show = () => { typed.textContent = kept.digits || ''; typed.hidden = !kept.digits; };
  const type = (text) => {
    kept.digits = text;
    clearTimeout(kept.forget);
    if (text) kept.forget = setTimeout(() => { kept.digits = ''; typed.hidden = true; }, 4000);
    show();
  };
  show();
  const keys = {
    ArrowRight: () => go(here + 1), PageDown: () => go(here + 1), ' ': () => go(here + 1), n: () => go(here + 1),
    ArrowLeft: () => go(here - 1), PageUp: () => go(here - 1), Backspace: () => go(here - 1),
    Home: () => go(1), End: () => go(last),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : page.requestFullscreen().catch(() => {})),
    c: notes, b: () => dark(), p: () => { if (isShared && !data.penyaji) presenter(); }, '?': help,
    Enter: () => { if (kept.digits) go(Number(kept.digits)); type(''); },
    Escape: () => {
      if (!card.hidden) help();
      else if (kept.digits) type('');
      else if (page.classList.contains('rapat-gelap')) dark();
      else leave();
    },
  };
  const isTyping = (event) => event.composedPath().some((element) =>
    /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName || '') || element.isContentEditable);
  const isPress = (event) => (event.key === 'Enter' || event.key === ' ') && event.composedPath().some((element) =>
    /^(BUTTON|A|SUMMARY)$/.test(element.tagName || ''));
  listen(window, 'keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event) || isPress(event)) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^[0-9]$/.test(name)) {
      type(((kept.digits || '') + name).slice(-3));
    } else if (keys[name]) {
      if (page.classList.contains('rapat-gelap') && name !== 'Escape' && name !== 'b') dark();
      keys[name]();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // A swipe is long, level, and does not begin in something that scrolls sideways itself.
  let start = null;
  const scrolls = (event) => event.composedPath().some((element) =>
    element.scrollWidth > element.clientWidth + 4 && /auto|scroll/.test(getComputedStyle(element).overflowX || ''));
  const isElement = (event) => event.composedPath().filter((one) => one instanceof Element);
  listen(window, 'touchstart', (event) => {
    const inside = { composedPath: () => isElement(event) };
    start = event.touches.length === 1 && !scrolls(inside)
      ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  }, { passive: true });
  listen(window, 'touchend', (event) => {
    if (!start) return;
    const [dx, dy] = [event.changedTouches[0].clientX - start[0], event.changedTouches[0].clientY - start[1]];
    start = null;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) go(here + (dx < 0 ? 1 : -1));
  }, { passive: true });

  if (channel) {
    channel.onmessage = ({ data: said }) => {
      if (!said || said.id !== data.id) return;
      if (said.tanya) tell({ layar: here });
      if (Number.isInteger(said.layar)) go(said.layar, true);
      if (typeof said.gelap === 'boolean') page.classList.toggle('rapat-gelap', said.gelap);
    };
    if (data.penyaji && kept.asked !== data.id) { kept.asked = data.id; tell({ tanya: true }); }
  }
  if (clock) {
    kept.began = kept.began || Date.now();
    const two = (number) => String(number).padStart(2, '0');
    const tick = () => {
      const now = new Date();
      const spent = Math.floor((Date.now() - kept.began) / 1000);
      clock.textContent = `${two(now.getHours())}.${two(now.getMinutes())} · berjalan `
        + `${Math.floor(spent / 60)}.${two(spent % 60)}`;
    };
    tick();
    const id = setInterval(tick, 1000);
    undo.push(() => clearInterval(id));
  }
  paint();
  return () => { clearTimeout(kept.again); undo.splice(0).forEach((act) => act()); };
}
