"""What the page of roles says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.overlap import Kelompok
from analysis.role_rules import Benturan, one_unit
from charts.names import short_name
from charts.roles import uang
from charts.style import each
from schemas.rencana import PeranRencana
from views.format import NBSP, NONE, day, is_none, names, number
from views.roles.rows import Kosong, Pandangan

UNKNOWN = "belum diketahui"


def money(value: float | None) -> str:
    """`Rp 1,2 miliar`; an unknown sum is said to be unknown, never zero."""
    return UNKNOWN if value is None or is_none(value) else uang(value).replace(" ", NBSP)


def scope(view: Pandangan, what: str) -> str:
    """The small line over a finding."""
    return f"{what} · {view.tempat} · program berjalan pada {view.tahun}"


def answer(view: Pandangan, kosong: Kosong | None, peran: Sequence[PeranRencana] = ()) -> str:
    """How many groups overlap and what that binds, and how many priority regions have no programme; of them those
    that the matrix serves."""
    found = view.tumpang
    if not found.jumlah_program:
        text = f"Belum ada program kerja {view.tempat} pada {view.tahun}"
        text += f", {number(found.jumlah_batal)} batal" if found.jumlah_batal else ""
    elif not found.tumpang_tindih:
        text = f"Tidak ada yang tumpang tindih di antara {number(found.jumlah_program)} program {view.tahun}"
    else:
        count = len(found.tumpang_tindih)
        text = f"{number(count)} kelompok program tumpang tindih pada {view.tahun}, {_most(view)}"
    return text + _gap_words(kosong, peran)


def _most(view: Pandangan) -> str:
    groups = view.tumpang.tumpang_tindih
    if all(group.dapat_dibebaskan is None for group in groups):
        return "anggaran yang dapat dibebaskan belum diketahui"
    return f"{money(view.tumpang.dapat_dibebaskan)} dapat digabung bila yang beranggaran terbesar dipertahankan"


def _gap_words(kosong: Kosong | None, peran: Sequence[PeranRencana]) -> str:
    if kosong is None:
        return ""
    empty = len(kosong.kode)
    wide = int(kosong.frame["is_seprovinsi"].sum())
    total = number(len(kosong.frame))
    if not empty:
        count = f"semua {total}" if wide in (0, len(kosong.frame)) else f"{number(wide)} dari {total}"
        state = "hanya dijangkau program seluruh provinsi" if wide else "sudah punya program"
        return f"; {count} wilayah prioritas {state}"
    said = f"; {number(empty)} dari {total} wilayah prioritas belum punya program"
    said += f", {number(wide)} hanya dijangkau program seluruh provinsi" if wide else ""
    served = sum(bool(in_matrix(kosong, kode, peran)) for kode in kosong.kode)
    if not served:
        return said
    return f"{said}, {'semuanya' if served == empty else f'{number(served)} di antaranya'} sudah masuk matriks"


def in_matrix(kosong: Kosong, kode: str, peran: Sequence[PeranRencana]) -> int:
    """Rows of the matrix that serve the goal of the plan in a priority region."""
    return sum(kosong.is_served_by(row, kode) for row in peran)


def beside_answer(view: Pandangan, kosong: Kosong | None = None) -> str:
    """What was looked at and what could not be, the last year with overlap where this one has none, and the training
    that the plan already holds for priority regions."""
    found = view.tumpang
    said = [f"{number(found.jumlah_program)} program diperiksa"]
    if found.jumlah_batal:
        said.append(f"{number(found.jumlah_batal)} batal tidak dihitung")
    if found.jumlah_kurang_isi:
        said.append(f"{number(found.jumlah_kurang_isi)} tidak dapat dibandingkan: kelompok sasaran, indikator, "
                    "atau tanggalnya kosong")  # fmt: skip
    if found.tanpa_anggaran:
        said.append(f"{number(found.tanpa_anggaran)} program dalam kelompok itu tanpa anggaran, tidak ikut dijumlah")
    past = view.riwayat[(view.riwayat["kelompok"] > 0) & (view.riwayat["tahun"] < view.tahun)]
    if not found.tumpang_tindih and len(past):
        last = past.iloc[-1]
        said.append(f"terakhir bertumpuk pada {int(last['tahun'])}: {number(last['kelompok'])} kelompok")
    return "; ".join(said) + "." + _seats_words(kosong)


def _seats_words(kosong: Kosong | None) -> str:
    chosen = [] if kosong is None else [str(kode) for kode in kosong.frame["kode"] if str(kode) in kosong.kursi]
    if kosong is None or not chosen:
        return ""
    seats = sum(kosong.kursi[kode] for kode in chosen)
    said = f" Alokasi bimtek dalam rencana: {number(seats)} kursi di {number(len(chosen))} wilayah prioritas"
    bare = sum(kode in kosong.kode for kode in chosen)
    return f"{said}, {number(bare)} di antaranya belum punya program." if bare else f"{said}."


def overlap_title(view: Pandangan) -> str:
    """How many programmes are in how many groups, and the money in them."""
    found = view.tumpang
    inside = sum(len(group.anggota) for group in found.tumpang_tindih)
    known = any(group.anggaran is not None for group in found.tumpang_tindih)
    said = f"{money(found.anggaran)} terlibat" if known else "anggarannya belum diketahui"
    return (
        f"{number(inside)} program dalam {number(len(found.tumpang_tindih))} kelompok menyasar hal yang sama "
        f"pada waktu yang sama; {said}"
    )


def history_title(view: Pandangan) -> str:
    """The year that bound most money in overlap, against this one."""
    past = view.riwayat
    top = past.iloc[int(past["anggaran"].argmax())]
    first = f"Paling banyak uang dalam program bertumpuk pada {int(top['tahun'])}: {money(top['anggaran'])}"
    own = past[past["tahun"] == view.tahun]
    if len(own) and int(top["tahun"]) != view.tahun:
        first += f"; pada {view.tahun} {money(own.iloc[0]['anggaran']) if own.iloc[0]['kelompok'] else 'tidak ada'}"
    return first


def span(start: object, end: object) -> str:
    """`4 Jun – 30 Nov 2025`; both years where they differ."""
    first, last = (None if is_none(d) else pd.Timestamp(d).date() for d in (start, end))  # type: ignore[arg-type]
    if first == last or first is None or last is None:
        return day(first)
    start_said = day(first)
    return f"{start_said.removesuffix(f' {last.year}') if first.year == last.year else start_said} – {day(last)}"


def region(row: object) -> str:
    """The region of a programme; a whole province is said to be one."""
    own = getattr(row, "nama_kab_kota", None)
    province = str(getattr(row, "nama_provinsi", "") or "")
    return f"{province}, seluruh provinsi" if is_none(own) or not own else short_name(str(own))


def groups_table(view: Pandangan, groups: tuple[Kelompok, ...]) -> pd.DataFrame:
    """One line a finding, the most that could be freed first."""
    ordered = sorted(groups, key=lambda g: (-(g.dapat_dibebaskan or 0.0), g.anggota))
    is_overlap = bool(groups) and groups[0].jenis == "tumpang tindih"
    lines = []
    for group in ordered:
        rows = list(each(view.frame.iloc[list(group.anggota)]))
        titles = list(dict.fromkeys(str(row.nama) for row in rows))
        who = "; ".join(f"{row.nama_unit} ({money(row.anggaran_rupiah)})" for row in rows)
        where = list(dict.fromkeys(region(row) for row in rows))
        line = {"Program": " / ".join(titles), "Unit (anggaran)": who, "Wilayah": names(where, 4),
                "Waktu yang sama": span(group.mulai, group.selesai)}  # fmt: skip
        if is_overlap:
            freed = money(group.dapat_dibebaskan)
            lines.append({**line, "Terlibat": money(group.anggaran), "Bebas bila yang terbesar tetap": freed})
        else:
            aims = list(
                dict.fromkeys(f"{row.kelompok_sasaran or NONE}, {row.sasaran_indikator or NONE}" for row in rows)
            )
            lines.append({**line, "Sasaran dan indikator": " / ".join(aims)})
    return pd.DataFrame(lines)


def gaps_title(kosong: Kosong, tahun: int) -> str:
    """Which priority regions no programme serves."""
    empty = kosong.frame[kosong.frame["is_kosong"]]
    wide = kosong.frame[kosong.frame["is_seprovinsi"]]
    if empty.empty and len(wide):
        count = "Semua" if len(wide) == len(kosong.frame) else f"{number(len(wide))} dari"
        return (
            f"{count} {number(len(kosong.frame))} wilayah prioritas {kosong.tujuan} hanya dijangkau program seluruh "
            f"provinsi pada {tahun}; belum tentu ada kegiatannya di sana"
        )
    if empty.empty:
        return f"Semua {number(len(kosong.frame))} wilayah prioritas {kosong.tujuan} punya program pada {tahun}"
    listed = names([short_name(str(n)) for n in empty["nama"]], 4)
    return f"{number(len(empty))} wilayah prioritas {kosong.tujuan} belum punya program pada {tahun}: {listed}"


def gaps_table(kosong: Kosong, peran: Sequence[PeranRencana] = ()) -> pd.DataFrame:
    """Every priority region: its programmes, and what the plan holds for it already."""
    state = [
        "belum ada"
        if row.is_kosong
        else "hanya program seluruh provinsi"
        if row.is_seprovinsi
        else "hanya di sebagian kab/kota"
        if not row.jumlah_program
        else "ada"
        for row in each(kosong.frame)
    ]
    counts = kosong.frame["jumlah_program"] + kosong.frame["jumlah_sebagian"]
    planned = []
    for kode in kosong.frame["kode"].astype(str):
        rows, seats = in_matrix(kosong, kode, peran), kosong.kursi.get(kode, 0)
        said = [f"{number(rows)} baris matriks"] if rows else []
        planned.append(", ".join([*said, *([f"{number(seats)} kursi bimtek"] if seats else [])]) or NONE)
    return pd.DataFrame({
        "Wilayah prioritas": [short_name(str(name)) for name in kosong.frame["nama"]],
        "Program": [f"{text}, {number(count)}" if count else text for text, count in zip(state, counts, strict=True)],
        "Dalam rencana": planned,
    })  # fmt: skip


def double_title(frame: pd.DataFrame, schools: int, tahun: int) -> str:
    """How many schools were trained twice by different organisers."""
    if frame.empty:
        return f"Tidak ada sekolah yang dilatih dua penyelenggara dengan pelatihan setara pada {tahun}"
    top = frame.iloc[0]
    pair = f"{top['penyelenggara_1']} dan {top['penyelenggara_2']}"
    return f"{number(schools)} sekolah dilatih dua penyelenggara dengan pelatihan setara pada {tahun}, terbanyak {pair}"


def double_table(frame: pd.DataFrame) -> pd.DataFrame:
    """One line a pair of organisers and comparable training."""
    shown = pd.DataFrame({
        "Penyelenggara": [f"{r.penyelenggara_1} dan {r.penyelenggara_2}" for r in each(frame)],
        "Pelatihan setara": frame["setara"].tolist(), "Sekolah": [number(v) for v in frame["jumlah_satuan"]],
    })  # fmt: skip
    if "jumlah_hadir" in frame:
        shown["Kursi keduanya"] = [
            f"{number(r.jumlah_hadir)}" if not r.jumlah_satuan_rahasia else
            f"sedikitnya {number(r.jumlah_hadir)} ({number(r.jumlah_satuan_rahasia)} sekolah <5 orang)"
            for r in each(frame)
        ]  # fmt: skip
    return shown


def conflict_table(found: tuple[Benturan, ...], rows: tuple[PeranRencana, ...], places: dict[str, str]) -> pd.DataFrame:
    """One line a conflict: which rows, which rule, why."""
    lines = []
    for broken in found:
        who = " dan ".join(f"{rows[at].program}, {places.get(rows[at].kode_wilayah, '')}" for at in broken.baris)
        lines.append((who, broken.aturan, broken.kata))
    return pd.DataFrame(lines, columns=["Baris", "Aturan", "Mengapa"])


def matrix_title(rows: int, conflicts: int, faults: int, units: int, bare: int = 0) -> str:
    """What the matrix holds and whether it is sound; `bare`: rows that nobody leads yet."""
    if not rows and not faults:
        return "Matriks masih kosong: isi dari program kerja, atau tulis baris pertama"
    text = f"{number(rows)} baris pembagian peran, dipimpin {number(units)} jenis unit"
    said = [f"{number(bare)} belum berpemimpin"] if bare else []
    said += [f"{number(conflicts)} benturan" if conflicts else "tanpa benturan"]
    if faults:
        said.append(f"{number(faults)} baris belum terbaca")
    return f"{text}; {', '.join(said)}"


def bare_rows(rows: Sequence[PeranRencana], places: Mapping[str, str]) -> str:
    """One sentence for all rows without a lead."""
    listed = names([f"{row.program} ({places.get(row.kode_wilayah, row.kode_wilayah)})" for row in rows], 4)
    return f"{number(len(rows))} baris belum punya unit yang memimpin: {listed}."


def outside(rows: Sequence[PeranRencana], tahun: int) -> str:
    """How rows count whose days reach out of the plan's year; "" without any."""
    early = sum(row.tanggal_mulai is not None and row.tanggal_mulai.year < tahun for row in rows)
    late = len(rows) - early
    said = [f"{number(early)} program mulai sebelum {tahun}, dihitung sejak triwulan 1"] if early else []
    said += [f"{number(late)} program selesai sesudah {tahun}, dihitung sampai triwulan 4"] if late else []
    return f"{'; '.join(said)}. Anggarannya dibagi menurut hari pada Beban tiap unit." if said else ""


def load_title(load: pd.DataFrame) -> str:
    """Who carries most at once, and when; ties are said."""
    most = int(load["jumlah_program"].max())
    top = load[load["jumlah_program"] == most]
    kinds = list(dict.fromkeys(top["unit"].astype(str)))
    if len(kinds) > 1:
        return f"Beban setara: {names(kinds, 4)} masing-masing paling banyak {number(most)} program dalam satu triwulan"
    when = [str(int(quarter)) for quarter in top["triwulan"]]
    return f"{kinds[0]} paling banyak sekaligus: {number(most)} program pada triwulan {names(when, 4)}"


def units_of(rows: tuple[PeranRencana, ...]) -> int:
    """Kinds of unit that lead anything."""
    return len({one_unit(row.penanggung_jawab) for row in rows if row.penanggung_jawab})


TERMS = (
    ("Tumpang tindih", "Dua program atau lebih dari unit yang berbeda dengan kelompok sasaran sama, indikator sama, "
     "wilayah sama (program seluruh provinsi mencakup tiap kab/kotanya), dan sedikitnya satu hari yang sama. Program "
     "batal tidak dihitung. BGP dan BGTK satu unit yang berganti nama."),
    ("Terlibat", "Jumlah anggaran yang diketahui dari semua program dalam kelompok. Anggaran program yang berjalan "
     "lebih dari satu tahun dihitung utuh."),
    ("Bebas bila yang terbesar tetap", "Anggaran program yang berhenti bila, di antara program yang saling bertumpuk, "
     "hanya yang anggarannya terbesar dipertahankan. Ini bahan bicara, bukan penghematan yang pasti: bila yang lebih "
     "kecil yang dipertahankan, angkanya lebih besar; dan program lain "
     "mungkin memuat pekerjaan yang tidak bertumpuk. Anggaran yang kosong tidak dianggap nol dan tidak "
     "ikut dijumlah."),
)  # fmt: skip
NEAR_TERMS = (
    ("Nama hampir sama", "Nama program dua unit berbeda di wilayah dan waktu yang sama, yang sama sesudah singkatan, "
     "tahun, nama wilayah, dan kata sambung disisihkan, atau hanya berbeda ejaan. Sasaran atau indikatornya boleh "
     "berbeda: periksa apakah isinya sama. Tidak dihitung sebagai tumpang tindih."),
)  # fmt: skip
GAP_TERMS = (
    ("Hanya program seluruh provinsi", "Programnya tertulis bagi seluruh provinsi, tidak satu pun bagi kab/kota itu "
     "sendiri. Belum tentu ada kegiatannya di sana."),
    ("Punya program", "Sedikitnya satu program yang tidak batal, berjalan pada tahun itu di wilayah itu (atau di "
     "seluruh provinsinya), dengan program prioritas tujuan rencana atau salah satu indikatornya."),
)  # fmt: skip
DOUBLE_TERMS = (
    ("Pelatihan setara", "Dua kegiatan pada tahun yang sama dengan tingkat yang sama (basic, intermediate, "
     "PembaTIK 1, ...); untuk kegiatan tanpa tingkat, dengan program yang sama. Rakor, webinar, dan Kihajar tidak "
     "dihitung."),
    ("Kursi", "Orang yang hadir dari sekolah itu pada kedua penyelenggara. Hitungan 1 sampai 4 orang tidak disimpan, "
     "maka tertulis sedikitnya."),
)  # fmt: skip
