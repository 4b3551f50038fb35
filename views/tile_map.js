const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// The nearest tile in a direction, by where tiles stand on the screen: the same rule for the map and for a phone's list.
function neighbour(tiles, from, [dx, dy]) {
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const [x, y] = middle(from);
  let best = null;
  let least = Infinity;
  tiles.forEach((other) => {
    const [u, v] = middle(other);
    const along = (u - x) * dx + (v - y) * dy;
    const aside = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
    if (along > 4 && along + 3 * aside < least) { least = along + 3 * aside; best = other; }
  });
  return best;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const grid = parentElement.querySelector('.peta');
  const text = (tag, content, parent) => {
    const element = document.createElement(tag);
    element.textContent = content;
    parent.appendChild(element);
    return element;
  };
  const active = grid.getRootNode().activeElement;
  const before = active && grid.contains(active) ? active.dataset.kode : null;
  grid.setAttribute('aria-label', data.judul);
  grid.replaceChildren();
  const chosen = [].concat(data.pilih || []);
  let island = null;
  const tiles = data.petak.map((t) => {
    if (t.pulau !== island) { island = t.pulau; text('div', island, grid).className = 'pulau'; }
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.dataset.kode = t.kode;
    button.title = t.uraian;
    button.style.gridArea = `${t.baris + 1} / ${t.kolom + 1}`;
    if (t.warna) { button.style.background = t.warna; button.style.color = t.tinta; } else button.className = 'kosong';
    if (chosen.includes(t.kode)) button.classList.add('pilih');
    const name = text('b', t.singkatan, button);
    text('span', t.nilai, button);
    button.onclick = () => setTriggerValue('dipilih', t.kode);
    grid.appendChild(button);
    return { button, name, t };
  });

  // Tab enters once; arrows move inside; Tab leaves.
  const buttons = tiles.map(({ button }) => button);
  const enter = (button) => buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
  const byCode = (code) => buttons.find((button) => button.dataset.kode === code);
  enter(byCode(before) || byCode(chosen[0]) || buttons[0]);
  if (before && byCode(before)) byCode(before).focus();
  buttons.forEach((button) => { button.onfocus = () => enter(button); });
  grid.onkeydown = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = event.target.closest('button[data-kode]');
    if (!here) return;
    let there = null;
    if (STEPS[event.key]) there = neighbour(buttons, here, STEPS[event.key]);
    else if (event.key === 'Home') there = buttons[0];
    else if (event.key === 'End') there = buttons[buttons.length - 1];
    else return;
    event.preventDefault();
    if (there) there.focus();
  };

  const legend = text('div', '', grid); legend.className = 'skala';
  text('div', data.skala.nama, legend);
  const band = text('div', '', legend); band.className = 'warna';
  data.skala.warna.forEach((c) => { text('i', '', band).style.background = c; });
  if (data.skala.tempat !== null) {
    const mark = text('span', '', band); mark.className = 'tanda'; mark.style.left = `${100 * data.skala.tempat}%`;
  }
  const ends = text('div', '', legend); ends.className = 'ujung';
  text('span', data.skala.rendah, ends); text('span', data.skala.tinggi, ends);
  const explain = (swatch, words) => {
    const line = text('div', '', legend); text('span', '', line).className = swatch; line.append(words);
  };
  if (data.skala.tempat !== null) explain('garis', data.skala.acuan);
  explain('tanpa', data.skala.tanpa);
  text('div', data.skala.catatan, legend).className = 'catatan';

  const fit = () => {
    const width = grid.getBoundingClientRect().width;
    const phone = width < 560;
    grid.classList.toggle('ponsel', phone);
    grid.classList.toggle('lebar', width >= 1000);
    // One list for the whole map: the usual abbreviations, or four letters for all where they do not all fit.
    tiles.forEach(({ name, t }) => { name.textContent = t.singkatan; });
    const all = tiles.every(({ button, name }) => name.offsetWidth <= button.clientWidth);
    tiles.forEach(({ button, name, t }) => {
      if (!all) name.textContent = t.pendek;
      button.setAttribute('aria-label', `${name.textContent} ${t.nilai}: ${t.uraian}`);
    });
  };
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(grid);
  return () => observer.disconnect();
}
