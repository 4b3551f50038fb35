// The browser remembers which unsaved meeting list is its own, so that a page loaded again finds it.
export default function ({ data }) {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `serapan_rapat=${data.id}; path=/; max-age=${data.seconds}; SameSite=Lax${secure}`;
}
