"""The app most people would write on the same exports: read every CSV with pandas, group, draw with plotly express.

One page, one script. Nothing is kept between runs: each click reads everything again, because st.cache_data is what
people add later, and for the first visitor it changes nothing. The only line that is there for the bench is the last.
"""

import os
import time
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

started = time.perf_counter()
parts = []
for file in sorted((Path(os.environ["SERAPAN_DATA"]) / "contoh").glob("*_aktivitas_*.csv")):
    with file.open(encoding="utf-8-sig") as lines:
        sep = ";" if lines.readline().count(";") > 5 else ","
    part = pd.read_csv(file, sep=sep, encoding="utf-8-sig", dtype={"NPSN": str})
    part["Tanggal"] = pd.to_datetime(file.stem.rsplit("_", 1)[-1])
    parts.append(part.rename(columns=lambda name: name.replace("Ruang GTK", "PMM")))
data = pd.concat(parts, ignore_index=True)
for column in ("Jumlah GTK", "Pengguna aktif (30 hari)"):
    data[column] = pd.to_numeric(data[column], errors="coerce")
data = data[data["NPSN"].notna() & (data["Jumlah GTK"] > 0)]
data["Provinsi"] = data["Provinsi"].str.replace("Prov. ", "").str.replace("Provinsi ", "").str.strip().str.title()

st.title("Pemanfaatan PMM")
peran = st.selectbox("Peran", ["Guru", "Kepala Sekolah", "Pengawas Sekolah"])
dates = sorted(data["Tanggal"].unique())
tanggal = st.selectbox("Tanggal data", dates, index=len(dates) - 1)
provinsi = st.selectbox("Provinsi", sorted(data["Provinsi"].dropna().unique()))

role = data[data["Peran"] == peran]
now = role[role["Tanggal"] == tanggal]


def share(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Users per hundred of each group."""
    sums = frame.groupby(by, as_index=False)[["Pengguna aktif (30 hari)", "Jumlah GTK"]].sum()
    return sums.assign(Persen=100 * sums["Pengguna aktif (30 hari)"] / sums["Jumlah GTK"])


per_province = share(now, ["Provinsi"]).sort_values("Persen")
before = role[role["Tanggal"] == dates[max(0, len(dates) - 13)]]
change = per_province.merge(share(before, ["Provinsi"]), on="Provinsi", suffixes=("", " lalu"))
change["Perubahan"] = change["Persen"] - change["Persen lalu"]
trend = share(role, ["Tanggal"])
trend_province = share(role[role["Provinsi"] == provinsi], ["Tanggal"])
per_kab = share(now[now["Provinsi"] == provinsi], ["Kabupaten/Kota"]).sort_values("Persen")
seconds = time.perf_counter() - started

st.metric("Guru aktif, nasional", f"{trend['Persen'].iloc[-1]:.1f} %")
st.plotly_chart(px.bar(per_province, x="Persen", y="Provinsi", orientation="h", height=900))
st.plotly_chart(px.bar(change.sort_values("Perubahan"), x="Perubahan", y="Provinsi", orientation="h", height=900))
st.plotly_chart(px.line(trend, x="Tanggal", y="Persen"))
st.plotly_chart(px.line(trend_province, x="Tanggal", y="Persen", title=provinsi))
st.dataframe(per_kab)
st.session_state["detik_data"] = seconds
