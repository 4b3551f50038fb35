"""The entry script: what stands around every page. Sign-in will stand between the menu and the page."""

from __future__ import annotations

import streamlit as st

from views import address, data, first_start, frozen, parts
from views.meeting import basket, capture, seen
from warehouse.gate import OlderMarts, ScopeRefused

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
    "Rencanakan": [
        st.Page("../pages/prioritas.py", title="Prioritas"),
        st.Page("../pages/alokasi.py", title="Alokasi bimtek"),
        st.Page("../pages/peran.py", title="Pembagian peran"),
        st.Page("../pages/pbd.py", title="Akar masalah"),
        st.Page("../pages/target.py", title="Target & realisasi"),
        st.Page("../pages/publikasi.py", title="Publikasi"),
        st.Page("../pages/rencana.py", title="Rencana tersimpan"),
    ],
    "Sampaikan": [
        st.Page("../pages/rapat.py", title="Mode rapat"),
        st.Page("../pages/daftar_rapat.py", title="Daftar rapat"),
        st.Page("../pages/dokumen.py", title="Dokumen"),
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
seen.begin(page.url_path, page.title)
for left in (parts.HEAD, parts.CRUMBS, parts.CRUMBS_PLACE):
    st.session_state.pop(left, None)
parts.style()
parts.logo()
address.keep_history_short()
parts.sample_banner(snapshot.manifest.is_contoh)
banner = st.container(key="beku")
try:
    page.run()
except parts.PageEnds:
    pass
except OlderMarts:
    frozen.older()
except ScopeRefused:
    parts.empty(
        "Halaman ini memuat data di luar lingkup Anda.", "Mintalah akses kepada pengelola Serapan di kantor Anda."
    )
capture.button()
frozen.share()
basket.keep()
with banner:
    frozen.banner()
