// One step back in the browser is one page or one choice of the user's: what only completes the address of the page
// shown (its filters and options written out) takes the place of the entry, instead of one more that leads nowhere.
export default function () {
  if (window.serapanAlamat) return;
  window.serapanAlamat = true;
  const push = window.history.pushState.bind(window.history);
  window.history.pushState = (state, title, url) => {
    const next = new URL(url ?? "", window.location.href);
    const isSamePage = next.pathname === window.location.pathname;
    const isKept = [...new URLSearchParams(window.location.search)].every(
      ([name, value]) => next.searchParams.get(name) === value,
    );
    if (isSamePage && isKept) window.history.replaceState(state, title, url);
    else push(state, title, url);
  };
}
