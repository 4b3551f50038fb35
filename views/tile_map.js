export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const grid = parentElement.querySelector('.peta');
  const text = (tag, content, parent) => {
    const element = document.createElement(tag);
    element.textContent = content;
    parent.appendChild(element);
    return element;
  };
  grid.setAttribute('aria-label', data.judul);
  grid.replaceChildren();
  let island = null;
  const tiles = data.petak.map((t) => {
    if (t.pulau !== island) { island = t.pulau; text('div', island, grid).className = 'pulau'; }
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.kode = t.kode;
    button.title = t.uraian;
    button.style.gridArea = `${t.baris + 1} / ${t.kolom + 1}`;
    if (t.warna) { button.style.background = t.warna; button.style.color = t.tinta; } else button.className = 'kosong';
    if (t.kode === data.pilih) button.classList.add('pilih');
    const name = text('b', t.singkatan, button);
    text('span', t.nilai, button);
    button.onclick = () => setTriggerValue('dipilih', t.kode);
    grid.appendChild(button);
    return { button, name, t };
  });
  const legend = text('div', '', grid); legend.className = 'skala';
  text('div', data.skala.nama, legend);
  const band = text('div', '', legend); band.className = 'warna';
  data.skala.warna.forEach((c) => { text('i', '', band).style.background = c; });
  const ends = text('div', '', legend); ends.className = 'ujung';
  text('span', data.skala.rendah, ends); text('span', data.skala.tinggi, ends);
  const none = text('div', '', legend); text('span', '', none).className = 'tanpa'; none.append(data.skala.tanpa);
  const fit = () => {
    const width = grid.getBoundingClientRect().width;
    const phone = width < 560;
    grid.classList.toggle('ponsel', phone);
    grid.classList.toggle('lebar', width >= 1000);
    // The usual abbreviations where nearly all fit (a few long ones stay short); else at most four letters everywhere.
    tiles.forEach(({ name, t }) => { name.textContent = t.singkatan; });
    grid.classList.add('penuh');
    const fits = tiles.map(({ button, name }) => name.offsetWidth <= button.clientWidth);
    const roomy = !phone && fits.filter(Boolean).length >= 0.8 * tiles.length;
    grid.classList.toggle('penuh', roomy);
    tiles.forEach(({ button, name, t }, i) => {
      if (!roomy || !fits[i]) name.textContent = t.pendek;
      button.setAttribute('aria-label', `${name.textContent} ${t.nilai}: ${t.uraian}`);
    });
  };
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(grid);
  return () => observer.disconnect();
}
