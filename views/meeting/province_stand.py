"""The first screens of a province: where it stands among all, on all platforms, over time, and on the map."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis import ranks
from analysis.shares import roll_up, with_share
from charts.dots import kelas
from charts.lines import belum_lengkap
from charts.names import nama_pulau
from charts.style import each
from schemas.rapat import BaganGaris, BaganTitik, BarisTitik, Layar
from views import data, panels, rows, sentences
from views.bimtek import rows as bimtek_rows
from views.filters import JENJANG, Saringan
from views.format import day, is_none, percent
from views.meeting import headlines, screen
from views.meeting.province_frame import Hasil, Konteks, Langkah, key, note_of, nothing_of, of_measure
from views.province import panels as province_panels
from views.ranking import rows as ranking_rows

TEST_TERM = ("Setara", "Selisihnya tidak lebih besar daripada yang dapat muncul karena kebetulan, setelah "
             "memperhitungkan bahwa semua wilayah dibandingkan sekaligus.")  # fmt: skip


TESTED = ("di atas", "setara", "di bawah")


def joint(nama: str, unit: str) -> str:
    """What above and below mean where all units are tested at once."""
    return f"di atas dan di bawah {nama}: pasti berbeda walau semua {unit} diuji sekaligus (95 %); selainnya setara"


def against_us(frame: pd.DataFrame, kode: str) -> pd.DataFrame:
    """Provinces with `kelas_kita`: surely above, surely below or level with one of them, by the joint test of all pairs
    that ranks rest on; '' for itself, those without a value, and where nothing can be tested."""
    found = ranks.rank(frame)
    at = int(np.flatnonzero((frame["kode_provinsi_kemendagri"] == kode).to_numpy())[0])
    is_ranked = found.frame["peringkat"].notna().to_numpy()
    kelas = np.full(len(frame), "", dtype=object)
    if is_ranked[at]:
        kelas[is_ranked] = "setara"
        kelas[found.di_atas[:, at]] = "di atas"
        kelas[found.di_atas[at, :]] = "di bawah"
    kelas[at] = ""
    kelas[(kelas == "") & frame["pct"].notna().to_numpy() & (np.arange(len(frame)) != at)] = "tanpa selang"
    return frame.assign(kelas_kita=kelas)


def stand(konteks: Konteks) -> Hasil:
    """Our share, how it moved, and who is level with us, among all provinces."""
    nama = "Di mana kita"
    without = nothing_of(konteks, nama)
    if without:
        return without
    measure, own, saringan = konteks.measure, konteks.own, konteks.saringan
    assert measure is not None
    frame = against_us(rows.per_provinsi(saringan), konteks.kode)
    others = frame[frame["kode_provinsi_kemendagri"] != konteks.kode]
    moved = headlines.moved(rows.perubahan_tempat(saringan), konteks.sejak) if konteks.sejak else ""
    judul = headlines.stand(konteks.nama, own, others, saringan.tanggal_data, moved)
    baris = screen.dots(frame, measure, sorot={konteks.kode}, kelas_dari="kelas_kita")
    bagan = BaganTitik(baris=baris, acuan=float(own["pct"]), nama_acuan=konteks.nama, nama_nilai=measure.nama)
    nation = "" if konteks.nation is None else f"nasional {percent(konteks.nation['pct'])}"
    tested = others["kelas_kita"].isin(["di atas", "setara", "di bawah"]).any()
    bare = int(frame["pct"].isna().sum())
    catatan = note_of(
        frame, joint(konteks.nama, "provinsi") if tested else "", "garis: selang 95 %" if tested else "", nation,
        f"{bare} provinsi tanpa data" if bare else "", konteks.tanpa_banding,
    )  # fmt: skip
    return Hasil(nama, of_measure(
        konteks, "di_mana", nama=nama, judul=judul, bagan=bagan, catatan=catatan,
        definisi=screen.definition(measure, TEST_TERM), tautan=screen.link("peringkat", saringan,
                                                                           satuan_wilayah=ranking_rows.PROVINSI),
        alt=screen.alt_dots(f"{measure.nama}: {len(baris)} provinsi sebagai titik dengan selang, {konteks.nama} "
                            "ditonjolkan, dari tinggi ke rendah", baris, acuan=nation[:1].upper() + nation[1:]),
        pertanyaan=_ask_stand(others["kelas_kita"]),
        data=screen.table(frame.rename(columns={"kelas_kita": "terhadap_provinsi_ini"}),
                          {**screen.SHOWN, "terhadap_provinsi_ini": "terhadap_provinsi_ini"},
                          tanggal_data=saringan.tanggal_data),
    ))  # fmt: skip


def _ask_stand(classes: pd.Series) -> str:
    """What to ask after it, by whom there is to ask."""
    if classes.isin(["di atas", "setara"]).any():
        return "Apa yang dilakukan provinsi yang setara atau di atas kita, dan belum kita coba?"
    if classes.eq("di bawah").any():
        return "Apa yang kita kerjakan, dan bagaimana menjaganya sambil berbagi dengan provinsi lain?"
    return "Data apa yang perlu kita lengkapi agar dapat membandingkan diri?"


PLATFORM_TERMS = (
    ("Ukuran utama", "Tiap platform, dan bimtek, punya satu ukuran utama dengan pengguna utamanya; pembilang dan "
     "penyebutnya ada di Kamus."),
    ("Tanggal", "Tiap ukuran ditunjukkan pada tanggal data terakhirnya, maka tanggalnya dapat berbeda."),
    ("Tanpa selang", "Sumbernya tidak memisahkan satuan pendidikan, maka ketidakpastiannya tidak dapat dihitung."),
)  # fmt: skip


def platforms(konteks: Konteks) -> Hasil:
    """Every platform's main measure beside the nation and the island group, and which sources are old."""
    nama = "Semua platform"
    saringan = konteks.saringan
    frame = province_panels.side_by_side(saringan, konteks.nama, konteks.pulau)
    frame = frame[frame["pct"].notna()] if "pct" in frame else frame
    if frame.empty:
        return Hasil(nama, alasan=f"belum ada data platform untuk {konteks.nama} pada pilihan ini")
    frame = _with_lists(frame)
    old = stale_platforms(saringan, frame)
    baris = tuple(_platform_row(row, is_old=str(row.ukuran) in old) for row in each(frame))
    island = nama_pulau(konteks.pulau)
    bagan = BaganTitik(baris=baris, nama_nilai=konteks.nama, nama_pembanding=("Nasional", island))
    level = "semua jenjang" if saringan.jenjang == JENJANG[0] else saringan.jenjang
    when = screen.day_range([data.as_date(t) for t in frame["tanggal_data"]])
    judul = f"{sentences.headline_platforms(konteks.nama, frame, 'ukuran')}, per {when}"
    bare = int(frame["pct_rendah"].isna().sum())
    note = f"{bare} tanpa selang: data tidak per satuan, Kemenag ikut terhitung, atau satuan terlalu sedikit"
    told_ = [
        f"{row.nama} {percent(row.nilai)}, nasional {percent(row.pembanding[0])}, {island} {percent(row.pembanding[1])}"
        for row in baris
    ]
    step = Langkah(
        60, f"Minta ekspor terbaru: {headlines.names([name for name, _ in old.values()], 4)}",
        "; ".join(f"{name} terakhir per {day(last)}" for name, last in old.values()),
    ) if old else None  # fmt: skip
    return Hasil(nama, _platform_screen(
        konteks, nama, frame, judul=judul, bagan=bagan,
        kecil=f"Semua platform · ukuran dan pengguna utama · {konteks.nama} · {level}",
        catatan=" · ".join(filter(None, [f"tiap ukuran diuji sendiri terhadap nasional; {island} sebagai konteks",
                                         note if bare else ""])),
        alt=f"Ukuran utama tiap platform di {konteks.nama} dengan selang, di samping nasional dan {island}. "
            f"{screen.read_out(told_)}.",
        peringatan="" if not old else "Data lama: " + "; ".join(f"{n} per {day(t)}" for n, t in old.values()) + ".",
    ), langkah=(step,) if step else ())  # fmt: skip


UTAMA = "ukuran utama"


def _with_lists(frame: pd.DataFrame) -> pd.DataFrame:
    """Training at the last day of its attendance lists: its rows carry the date of the school list they are set in."""
    last = bimtek_rows.tanggal_data()
    if last is None:
        return frame
    is_training = frame["platform"].eq("bimtek")
    days = [min(data.as_date(t), last) if mine else data.as_date(t)
            for t, mine in zip(frame["tanggal_data"], is_training, strict=True)]  # fmt: skip
    return frame.assign(tanggal_data=days)


def _ask_platforms(frame: pd.DataFrame) -> str:
    """What to ask after it: of those below the nation, else of those above it."""
    other = frame if "is_sendiri" not in frame else frame[~frame["is_sendiri"].astype(bool)]
    if (other["pct_tinggi"] < other["pct_nasional"]).any():
        return "Ukuran mana yang di bawah nasional yang kita dahulukan, dan siapa yang memegangnya?"
    if (other["pct_rendah"] > other["pct_nasional"]).any():
        return "Apa yang kita kerjakan pada ukuran yang di atas nasional, dan bagaimana menjaganya?"
    return "Ukuran mana yang paling penting bagi kita tahun ini, dan siapa yang memegangnya?"


def _platform_screen(konteks: Konteks, nama: str, frame: pd.DataFrame, **fields: Any) -> Layar:
    saringan = konteks.saringan
    days = [data.as_date(t) for t in frame["tanggal_data"]]
    is_one = min(days) == max(days)
    columns = {
        "nama": "ukuran", "kelompok_pengguna": "pengguna", "tanggal_data": "tanggal_data", "pct": "persen",
        "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi", "x": "pembilang", "m": "penyebut",
        "pct_pulau": "persen_pulau", "pct_nasional": "persen_nasional",
    }  # fmt: skip
    return Layar(
        kunci=key(konteks, "platform"), nama=nama, tanggal_data=days[0] if is_one else None,
        periode="" if is_one else f"Data per {screen.day_range(days)}",
        dasar=f"n = {len(frame)} {UTAMA}, masing-masing pada tanggal data terakhirnya",
        sumber="ekspor tiap platform" + (" dan daftar hadir bimtek" if frame["platform"].eq("bimtek").any() else ""),
        kode_wilayah=(konteks.kode,), tautan=screen.link("provinsi", saringan),
        definisi=PLATFORM_TERMS,
        pertanyaan=_ask_platforms(frame),
        data=screen.table(frame, columns), **fields,
    )  # fmt: skip


def _platform_row(row: Any, *, is_old: bool) -> BarisTitik:
    kelas = "tanpa selang" if is_none(row.pct_rendah) else "setara"
    if row.is_sendiri or is_none(row.pct_nasional):
        kelas = ""
    elif kelas and row.pct_rendah > row.pct_nasional:
        kelas = "di atas"
    elif kelas and row.pct_tinggi < row.pct_nasional:
        kelas = "di bawah"
    last = f"per {day(data.as_date(row.tanggal_data))}"
    return BarisTitik(
        nama=str(row.label), nilai=screen.figure(row.pct), rendah=screen.figure(row.pct_rendah),
        tinggi=screen.figure(row.pct_tinggi), kelas=kelas, kanan=f"{last}, data lama" if is_old else last,
        pembanding=(None if row.is_sendiri else screen.figure(row.pct_nasional), screen.figure(row.pct_pulau)),
    )  # fmt: skip


def stale_platforms(saringan: Saringan, frame: pd.DataFrame) -> dict[str, tuple[str, Any]]:
    """Ukuran to platform and last cut-off of the sources that are older than their rhythm."""
    newest, there = data.newest_cutoff(), data.measures()
    found = {}
    for row in each(frame):
        mine = there[(there["ukuran"] == row.ukuran) & (there["kelompok_pengguna"] == row.kelompok_pengguna)]
        if newest is None or mine.empty or is_none(mine.iloc[0]["irama_hari"]):
            continue
        last = data.as_date(mine.iloc[0]["tanggal_terakhir"])
        if (newest - last).days > 1.5 * float(mine.iloc[0]["irama_hari"]):
            found[str(row.ukuran)] = (str(row.nama_platform), last)
    return found


def trend(konteks: Konteks) -> Hasil:
    """Our line with the island group and the nation, and what bent or broke the series."""
    nama = "Tren"
    without = nothing_of(konteks, nama)
    if without:
        return without
    measure, saringan = konteks.measure, konteks.saringan
    assert measure is not None
    kept = konteks.tren.dropna(subset=["pct"])
    if len(kept) - belum_lengkap(kept) < 2:
        return Hasil(nama, alasan="baru satu tanggal data")
    days = kept["tanggal_data"].tolist()
    breaks = panels.breaks_of(measure, days)
    judul = headlines.trend(konteks.nama, konteks.tren, konteks.tren_nasional, breaks)
    if bool(konteks.own["is_terlalu_sedikit"]):
        judul = f"{sentences.trend_headline(konteks.nama, konteks.tren, breaks)}; {sentences.TOO_FEW}"
    island = rows.tren(saringan, pulau=konteks.pulau) if konteks.pulau else konteks.tren.iloc[:0]
    named = [(konteks.nama, konteks.tren, True), (nama_pulau(konteks.pulau), island, False),
             ("Nasional", konteks.tren_nasional, False)]  # fmt: skip
    deret = tuple(screen.line(n, f, is_utama=main) for n, f, main in named if len(f) and f["pct"].notna().any())
    marks = screen.events(measure, days)
    note = [
        screen.left_open(konteks.tren, saringan.tanggal_data),
        panels.RESTARTED if panels.restarts_of(measure, days) else "",
        "garis tegak: peristiwa" if marks else "",
        "definisi berganti di batas deret: garisnya tidak disambung" if any(one.is_batas for one in marks) else "",
    ]
    shown = pd.concat([f.assign(nama=n) for n, f, _ in named if len(f)])
    return Hasil(nama, of_measure(
        konteks, "tren", nama=nama, judul=judul, bagan=BaganGaris(deret=deret, penanda=marks),
        catatan=" · ".join(filter(None, note)), tautan=screen.link("provinsi", saringan),
        kode_wilayah=(konteks.kode,), alt=screen.alt_lines(f"Tren {measure.nama}", deret, marks)
        + "".join(f" {day(mark.tanggal)}: {mark.teks}." for mark in marks),
        pertanyaan="Apa yang terjadi pada bulan-bulan ketika garisnya berbelok?",
        data=screen.table(shown, {"tanggal_data": "tanggal_data", **screen.SHOWN}),
    ))  # fmt: skip


def tile_map(konteks: Konteks) -> Hasil:
    """All provinces as tiles against the nation, ours outlined."""
    nama = "Peta"
    without = nothing_of(konteks, nama)
    if without:
        return without
    measure, saringan = konteks.measure, konteks.saringan
    assert measure is not None
    frame = rows.per_provinsi(saringan)
    there = frame.dropna(subset=["pct"])
    if len(there) < 2:
        return Hasil(nama, alasan="baru satu provinsi yang punya data")
    whole = with_share(roll_up(frame)).iloc[0]
    nation = float(whole["pct"])
    frame = frame.assign(kelas_layar=ranks.against(frame, nation).replace("", "tanpa selang"))
    frame.loc[frame["pct"].isna(), "kelas_layar"] = ""
    is_own = frame["kode_provinsi_kemendagri"] == konteks.kode
    # Our province against the nation is the one comparison asked for beforehand: tested alone, as on every screen.
    frame.loc[is_own, "kelas_layar"] = kelas(frame[is_own], nation)
    own = str(frame.loc[is_own, "kelas_layar"].iloc[0])
    classes = frame.loc[~is_own, "kelas_layar"]
    if classes.isin(TESTED).any():
        mine = f"{konteks.nama} {sentences.share(frame[is_own].iloc[0])}"
        said = headlines.place_of(mine, own, nation) or f"{mine}, tidak dapat diuji terhadap nasional"
        judul = headlines.divided(classes, nation, len(there) - 1, said, saringan.tanggal_data)
    else:
        judul = panels.extremes(frame)
        judul = f"{judul}; nasional {percent(nation)} per {day(saringan.tanggal_data)}"
    bagan = screen.tiles(frame, nation, sorot={konteks.kode}, kelas_dari="kelas_layar")
    lost = f"{len(there)} dari {len(frame)} provinsi punya data" if len(there) < len(frame) else ""
    return Hasil(nama, of_measure(
        konteks, "peta", nama=nama, judul=judul, bagan=bagan, catatan=note_of(
            frame, joint("nasional", "provinsi lain"), f"bingkai: {konteks.nama}, diuji sendiri terhadap nasional",
            lost),
        kecil=screen.small(saringan, measure, whole, "38 provinsi"), dasar=screen.base(whole, measure),
        definisi=screen.definition(measure, TEST_TERM),
        tautan=screen.link("platform", saringan, provinsi="nasional", pulau="semua"),
        alt=screen.alt_tiles(f"Peta petak {measure.nama}, satu petak satu provinsi", bagan),
        pertanyaan="Apakah letaknya berkelompok menurut pulau, atau tersebar?"
        if classes.isin(["di atas", "di bawah"]).any()
        else "Provinsi mana yang dapat kita ajak bertukar cara kerja?",
        data=screen.table(frame, {**screen.SHOWN, "kelas_layar": "terhadap_nasional"},
                          tanggal_data=saringan.tanggal_data),
    ))  # fmt: skip
