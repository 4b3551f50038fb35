"""What the page of planning by data says: findings with their states, and no more of a cause than a hypothesis."""

from __future__ import annotations

from analysis.root_cause import BELUM, DIDUKUNG, TIDAK, causes
from analysis.status_change import TERENDAH
from views.format import names, number, signed
from views.pbd import rows as pbd_rows
from views.pbd.rows import Banding, Lingkup
from views.rapor.words import SUMBER

LAZIM, FEWEST_COMPARED = 0.8, 5
"""From this share of at least so many regions on, the lowest label is common and says little about one of them."""

TERMS = (
    ("Label", "Seperti terbit di Rapor Pendidikan, tidak dihitung ulang. Terendah berarti Kurang; Tinggi bagi "
              "kesenjangan; Rendah bagi APK, APS, dan APM."),
    ("Indikator prioritas", "Delapan indikator yang dipakai untuk memilih pendampingan: literasi, numerasi, karakter, "
                            "mutu pembelajaran, kepemimpinan, keamanan, kebinekaan, dan inklusivitas."),
    ("Dugaan sebab", "Indikator yang patut diperiksa ketika indikator lain lemah. Hubungannya dugaan dari praktik "
                     "perencanaan, bukan hasil uji: dua indikator yang sama-sama rendah belum tentu berkaitan."),
)  # fmt: skip

REFLECTION_TERMS = (
    ("Didukung data", "Indikator yang diduga sebab berlabel terendah di wilayah ini. Dugaan patut dibahas lebih dulu; "
                      "bukan bukti bahwa itulah sebabnya."),
    ("Tidak didukung data", "Indikator itu berlabel lebih baik daripada yang terendah."),
    ("Belum diketahui", "Nilai atau labelnya tidak tersedia. Data yang tidak ada bukan tanda ada atau tidaknya sebab: "
                        "periksa lewat kunjungan, Dapodik, atau berkas sekolah."),
    ("Sebab dari sebab", "Peta yang sama ditelusuri satu tingkat lagi. Penelusuran berhenti pada indikator yang sudah "
                         "dilalui."),
    ("Yang mirip", "Sepuluh wilayah setingkat yang paling mirip menurut besar, pulau, 3T, internet, dan susunan "
                   "jenjang."),
)  # fmt: skip


def headline(lingkup: Lingkup, gejala: str) -> str:
    """How many indicators are weak, and which hypotheses about the chosen one the data support."""
    weak = pbd_rows.weak(lingkup)
    place = f"Di {lingkup.nama}, {lingkup.pilih.jenis}"
    priority = int(weak["is_prioritas"].sum())
    if lingkup.tabel["is_prioritas"].any():
        said = f"{priority} indikator prioritas" if priority else "tidak ada indikator prioritas yang"
        said += " berlabel Kurang atau Sedang"
    else:
        said = f"{len(weak) or 'tidak ada'} indikator " + ("" if len(weak) else "yang ") + "belum berlabel terbaik"
    return f"{place}: {said}; {support(lingkup, gejala)}"


def support(lingkup: Lingkup, gejala: str) -> str:
    """`dugaan sebab A.1 Kemampuan literasi yang didukung data: D.1 Kualitas pembelajaran`; or that none is, and about
    how many nobody knows."""
    found = [pbd_rows.vonis(lingkup, d.akar)[0].keadaan for d in causes(lingkup.peta, gejala)]
    named = lingkup.indicator(gejala)
    if not found:
        return f"peta belum memuat dugaan sebab {named}"
    codes = pbd_rows.supported(lingkup, gejala)
    unknown = found.count(BELUM)
    if codes:
        listed = names([lingkup.indicator(code) for code in codes], 3)
        return f"dugaan sebab {named} yang didukung data: {listed}"
    said = f"tidak satu pun dari {len(found)} dugaan sebab {named} didukung data"
    return f"{said}, {number(unknown)} belum diketahui" if unknown else said


def identify_headline(lingkup: Lingkup) -> str:
    """How many indicators carry the lowest label and how many the middle one, and where to begin."""
    weak = pbd_rows.weak(lingkup)
    labelled = lingkup.tabel[(lingkup.tabel["level"] == 1) & lingkup.tabel["golongan"].notna()]
    if labelled.empty:
        return f"Rapor {lingkup.pilih.tahun} tidak memuat label indikator; pilih indikator yang akan ditelusuri"
    low = weak[weak["golongan"] == TERENDAH]
    if weak.empty:
        return f"Seluruh {number(len(labelled))} indikator berlabel terbaik"
    middle, total = len(weak) - len(low), number(len(labelled))
    if low.empty:
        return f"Tidak ada indikator berlabel terendah; {number(middle)} dari {total} berlabel tengah"
    listed = names([str(kode) for kode in low["kode"]], 4)
    end = f", {number(middle)} berlabel tengah" if middle else ""
    return f"{number(len(low))} dari {total} indikator berlabel terendah ({listed}){end}"


def spm(lingkup: Lingkup) -> str:
    """The region's SPM index with its class and the change within one instrument; that there is none otherwise."""
    frame = lingkup.spm[lingkup.spm["nilai"].notna()].sort_values("tahun")
    now = frame[frame["tahun"] == lingkup.pilih.tahun]
    if now.empty:
        return f"Indeks SPM {lingkup.pilih.tahun} tidak tersedia." if lingkup.pilih.kelompok == "DASMEN" else ""
    row = now.iloc[0]
    label = f" ({str(row['label']).title()})" if isinstance(row["label"], str) else ""
    said = f"Indeks SPM, semua jenjang: {number(row['nilai'], 2)}{label}"
    then = frame[(frame["tahun"] == lingkup.pilih.tahun - 1) & (frame["ruas"] == row["ruas"])]
    if then.empty:
        return f"{said}."
    return f"{said}, {signed(row['nilai'] - then.iloc[0]['nilai'], 2)} dari Rapor {lingkup.pilih.tahun - 1}."


def reflect_headline(counts: dict[str, int], gejala: str) -> str:
    """How the hypotheses fall into the three states."""
    total = sum(counts.values())
    if not total:
        return f"Peta belum memuat dugaan sebab {gejala}"
    said = [f"{number(counts[state])} {state}" for state in (DIDUKUNG, TIDAK, BELUM) if counts.get(state)]
    return f"{number(total)} dugaan sebab {gejala}: {', '.join(said)}"


def sources(found: list[str]) -> str:
    """Where the hypotheses shown come from; only that it differs where they come from several places."""
    there = list(dict.fromkeys(text for text in found if text))
    if len(there) == 1:
        return f"Asal dugaan: {there[0]}."
    return "Asal tiap dugaan tertulis pada lipatan Peta dugaan." if there else ""


def compared(item: Banding | None, lingkup: Lingkup) -> str:
    """The province's own value, and how many regions of the level share the lowest label."""
    if item is None:
        return "–"
    unit = "kab/kota" if lingkup.tempat.kab_kota else "provinsi"
    said = [f"Provinsi {item.provinsi}"] if item.provinsi else []
    if item.wilayah:
        where = " provinsi ini" if lingkup.tempat.kab_kota else ""
        said.append(f"label terendah: {number(item.rendah)} dari {number(item.wilayah)} {unit}{where}")
        if item.rendah >= LAZIM * item.wilayah and item.wilayah >= FEWEST_COMPARED:
            said[-1] += ", jadi tidak khas wilayah ini"
    if item.mirip:
        said.append(f"{number(item.rendah_mirip)} dari {number(item.mirip)} yang mirip")
    return "; ".join(said) or "–"


def school_labels(found: tuple[int, int] | None) -> str:
    """`12 dari 54 satuan pendidikan berlabel terendah`; nothing where no school carries a label."""
    if found is None or not found[1]:
        return ""
    low, total = found
    few = "; terlalu sedikit untuk dibandingkan" if total < pbd_rows.FEWEST_SCHOOLS else ""
    return f"{number(low)} dari {number(total)} satuan pendidikan berlabel terendah{few}"


def base(lingkup: Lingkup, said: str) -> str:
    """What stands first under a panel."""
    return f"Rapor {lingkup.pilih.tahun} · {said} · {lingkup.nama}, {lingkup.pilih.jenis}"


__all__ = ["REFLECTION_TERMS", "SUMBER", "TERMS"]
