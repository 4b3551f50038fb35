"""The entry script: what stands around every page. Sign-in will stand between the menu and the page."""

from __future__ import annotations

import streamlit as st

from views import data, first_start, frozen, parts
from warehouse.gate import OlderMarts

st.set_page_config(page_title="Serapan", page_icon="📘", layout="wide", initial_sidebar_state="auto")

PAGES = {
    "Pantau": [
        st.Page("../pages/ringkasan.py", title="Ringkasan", default=True),
        st.Page("../pages/platform.py", title="Platform"),
        st.Page("../pages/provinsi.py", title="Provinsi"),
        st.Page("../pages/kartu_skor.py", title="Kartu skor"),
        st.Page("../pages/peringkat.py", title="Peringkat"),
        st.Page("../pages/perubahan.py", title="Perubahan"),
    ],
    "Telaah": [
        st.Page("../pages/corong.py", title="Corong pemakaian"),
        st.Page("../pages/rapor.py", title="Rapor Pendidikan"),
        st.Page("../pages/rapor_pemakaian.py", title="Rapor × pemakaian"),
        st.Page("../pages/bimtek.py", title="Bimtek"),
        st.Page("../pages/program.py", title="Program"),
        st.Page("../pages/konteks.py", title="Konteks daerah"),
        st.Page("../pages/satuan.py", title="Satuan pendidikan"),
    ],
    "Data": [
        st.Page("../pages/unggah.py", title="Unggah & periksa"),
        st.Page("../pages/kamus.py", title="Kamus"),
        st.Page("../pages/data.py", title="Berkas & riwayat"),
    ],
}

frozen.read()
snapshot = data.refresh_snapshot()
if snapshot is None:
    # The menu must be known before anything stops the run, or a first deep link opens a "not found" dialog.
    st.navigation(PAGES, position="hidden")
    parts.style()
    first_start.show()
    st.stop()

page = st.navigation(PAGES)
st.session_state.pop(parts.VIEW, None)
for left in (parts.HEAD, parts.CRUMBS, parts.CRUMBS_PLACE):
    st.session_state.pop(left, None)
parts.style()
parts.logo()
parts.sample_banner(snapshot.manifest.is_contoh)
banner = st.container(key="beku")
try:
    page.run()
except parts.PageEnds:
    pass
except OlderMarts:
    frozen.older()
frozen.share()
with banner:
    frozen.banner()
