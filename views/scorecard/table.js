// A press on a head sorts, a press on a name opens the region; with Ctrl or the middle button a name stays a plain link.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector('.kartu');
  const active = root.getRootNode().activeElement;
  const before = active && root.contains(active) ? { urut: active.dataset.urut, kode: active.dataset.kode } : null;
  const scrolled = root.querySelector('.gulir');
  const place = scrolled ? [scrolled.scrollLeft, scrolled.scrollTop] : [0, 0];
  root.innerHTML = data.tabel;
  root.querySelector('.gulir').scrollTo(...place);
  if (before) {
    const name = before.urut ? `[data-urut="${CSS.escape(before.urut)}"]` : before.kode ? `[data-kode="${CSS.escape(before.kode)}"]` : null;
    const again = name && root.querySelector(name);
    if (again) again.focus();
  }
  root.onclick = (event) => {
    const head = event.target.closest('[data-urut]');
    if (head) { setTriggerValue('urut', head.dataset.urut); return; }
    const name = event.target.closest('[data-kode]');
    if (!name || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setTriggerValue('dipilih', name.dataset.kode);
  };
}
