// The framework's uploader names its parts in English where no style sheet reaches: labels, tips, refusals.
(() => {
  if (window.serapanUploader) return;
  const mean = (text) => {
    if (text === "file upload" || text === "Upload") return "Pilih berkas";
    if (text === "Add files") return "Pilih berkas lain";
    let found = /^Remove (.+)$/s.exec(text);
    if (found) return `Hapus ${found[1]}`;
    found = /^Cancel upload of (.+)$/s.exec(text);
    if (found) return `Batalkan pengiriman ${found[1]}`;
    if (/^(Error: )?File must be .+ or smaller\.$/.test(text)) return "Lebih besar dari batas; taruh langsung di folder ekspor.";
    if (/^(Error: )?(Error|Failed|Network|Request).*/.test(text)) return "Tidak terkirim. Periksa sambungan, lalu coba lagi.";
    if (text === "No results") return "Tidak ada yang cocok";
    return null;
  };
  const label = (element) => {
    const said = mean(element.getAttribute("aria-label") || "");
    if (said) element.setAttribute("aria-label", said);
  };
  // A refused file never reaches the server, and the box is renewed when the others have: its name is kept here.
  const refused = new Set();
  const tell = () => {
    document.querySelectorAll('[data-testid="stFileChip"][aria-invalid="true"] [data-testid="stFileChipName"]')
      .forEach((element) => refused.add(element.title));
    const place = document.querySelector(".ditolak");
    if (!refused.size || !place || place.childElementCount === refused.size) return;
    place.replaceChildren(...[...refused].map((name) => {
      const line = document.createElement("div");
      line.className = "peringatan";
      line.textContent = `${name} tidak terkirim: lebih besar dari 500 MB, atau sambungan terputus. Taruh langsung di folder ekspor, atau coba lagi.`;
      return line;
    }));
  };
  const scan = () => {
    tell();
    document.querySelectorAll('[data-testid="stFileUploader"] [aria-label]').forEach(label);
    const places = '[data-testid="stFileUploader"] [role="alert"], [data-testid="stTooltipErrorContent"] *, [data-baseweb="menu"] li, [role="listbox"] *';
    document.querySelectorAll(places).forEach((element) => {
      if (element.children.length) return;
      const said = mean(element.textContent.trim());
      // The text nodes stay the framework's own: it changes and removes them later.
      if (said) element.childNodes.forEach((node, index) => { node.nodeValue = index ? "" : said; });
    });
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; scan(); });
  };
  window.serapanUploader = new MutationObserver(soon);
  window.serapanUploader.observe(document.body, { childList: true, subtree: true });
  scan();
})();
