// One step back in the browser is one page or one choice of the user's: what only completes the address of the page
// shown (its filters and options written out) takes the place of the entry, instead of one more that leads nowhere. So
// does a step from screen to screen of a meeting; that a meeting begins is a choice. And a switch to another page comes
// in two: its address on this page first, which nobody ever saw.
const STEP = "layar";
const BEGINS = "urutan";
export default function () {
  if (window.serapanAlamat) return;
  window.serapanAlamat = true;
  const push = window.history.pushState.bind(window.history);
  let half = { search: "", at: 0 };
  window.history.pushState = (state, title, url) => {
    const next = new URL(url ?? "", window.location.href);
    const isSamePage = next.pathname === window.location.pathname;
    const now = new URLSearchParams(window.location.search);
    const isKept = [...now].every(([name, value]) => name === STEP || next.searchParams.get(name) === value);
    const isBegun = !now.has(BEGINS) && next.searchParams.has(BEGINS);
    const isHalf = !isSamePage && next.search === half.search && Date.now() - half.at < 1000;
    half = { search: next.search, at: isSamePage && !isKept ? Date.now() : 0 };
    if ((isSamePage && isKept && !isBegun) || isHalf) window.history.replaceState(state, title, url);
    else push(state, title, url);
  };
}
