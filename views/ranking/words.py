"""What a ranking says: how many are surely above and below, who is level, and never a first place inside a tie."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.names import short_name
from charts.ranks import rentang
from views import neighbours, sentences
from views.format import NBSP, day, names, number, percent
from views.ranking.rows import Mirip, Urutan

DALAM_BATAS = 0.05


def answer(urutan: Urutan) -> str:
    """The finding of the page: the view's own region where there is one, else how the units divide."""
    when = f"per {day(urutan.saringan.tanggal_data)}"
    if urutan.jumlah < 2:
        return f"{untested(urutan)}, {when}"
    own = urutan.own
    if own is not None:
        return f"{own['nama']} {own_place(own, urutan)}, {when}"
    return f"{divided(urutan)}, {when}"


def untested(urutan: Urutan) -> str:
    """Without intervals: how far the units lie apart, and that no rank can be said."""
    there = urutan.frame.dropna(subset=["pct"])
    if len(there) < 2:
        return f"Baru {number(len(there))} {urutan.unit} punya data: belum ada yang dapat dibandingkan"
    if there["jumlah_satuan"].notna().any():
        few = int(there["is_terlalu_sedikit"].fillna(False).astype(bool).sum())
        return f"Peringkat {urutan.unit} tidak dapat diuji: satuan terlalu sedikit pada {number(few)} {urutan.unit}"
    why = "sumbernya tidak per satuan pendidikan"
    spread = sentences.spread(there, f"antar {urutan.unit}", urutan.unit, is_low_first=True)
    return f"Peringkat {urutan.unit} tidak dapat diuji: {why}. {spread}"


def own_place(own: Any, urutan: Urutan) -> str:
    """`68,8 % (±2,8): peringkat 2–25 dari 38 provinsi; 1 pasti di atasnya, 13 pasti di bawahnya, 23 setara`."""
    if own["pct"] != own["pct"]:
        return "belum ada data pada pilihan ini"
    if own["peringkat"] != own["peringkat"]:
        why = sentences.TOO_FEW if own["is_terlalu_sedikit"] else "tidak dapat diuji"
        return f"{percent(own['pct'])}: {why}, tanpa peringkat"
    over, under, level = (int(own[name]) for name in ("jumlah_di_atas", "jumlah_di_bawah", "jumlah_setara"))
    place = f"peringkat {rentang(own['peringkat_dari'], own['peringkat_sampai'])} dari {urutan.jumlah} {urutan.unit}"
    counts = [(over, "pasti di atasnya"), (under, "pasti di bawahnya"), (level, "setara")]
    said = [f"{number(count)} {words}" for count, words in counts if count]
    return f"{sentences.share(own)}: {place}; {', '.join(said)}"


def divided(urutan: Urutan) -> str:
    """How many lie surely above and below the units together, and how many are level with them."""
    kelas = urutan.frame["kelas"]
    above, below, level = (int((kelas == name).sum()) for name in ("di atas", "di bawah", "setara"))
    where = f"angka {urutan.nama_acuan} {percent(urutan.acuan['pct'])}"
    if not above and not below:
        return f"Tidak ada {urutan.unit} yang pasti berbeda dari {where}: {number(level)} setara"
    text = f"{above or 'Tidak ada'} {urutan.unit} pasti di atas dan {below or 'tidak ada'} pasti di bawah {where}"
    return f"{text}; {number(level)} setara" if level else text


def outermost(urutan: Urutan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units that may still be at the very top and at the very bottom by their range of ranks, the outermost first.

    An end that more than half of the units may hold says nothing and is empty; both are where one unit may hold both.
    """
    ranked = urutan.frame[urutan.frame["peringkat"].notna()].sort_values(["pct", "nama"], ascending=[False, True])
    top, low = ranked[ranked["peringkat_dari"] == 1], ranked[ranked["peringkat_sampai"] == urutan.jumlah].iloc[::-1]
    if set(top.index) & set(low.index):
        return ranked.iloc[:0], ranked.iloc[:0]
    top, low = (part if 2 * len(part) <= urutan.jumlah else part.iloc[:0] for part in (top, low))
    return top, low


def ties(urutan: Urutan) -> str:
    """Who may be at the top and who at the bottom: groups that cannot be told apart, not places."""
    if urutan.jumlah < 2:
        return ""
    ranked = urutan.frame[urutan.frame["kelompok"].notna()]
    unit, count = urutan.unit, urutan.jumlah
    if int(ranked["kelompok"].max()) == 1:
        return f"Seluruh {number(count)} {unit} setara secara statistik: tidak ada urutan yang dapat dipastikan."
    ends = [(word, part) for word, part in zip(("teratas", "terbawah"), outermost(urutan), strict=True) if len(part)]
    if not ends:
        return f"Tidak dapat dipastikan {unit} mana yang teratas atau terbawah."
    said = "; ".join(f"masih mungkin {word}: {_group(part, unit)}" if len(part) > 1 else
                     f"{word}: {short_name(str(part.iloc[0]['nama']))}" for word, part in ends)  # fmt: skip
    return f"{said[0].upper()}{said[1:]}."


def _group(part: pd.DataFrame, unit: str) -> str:
    return f"{number(len(part))} {unit} ({names([short_name(str(name)) for name in part['nama']], 3)})"


def spread(urutan: Urutan) -> str:
    """From where to where the units go, and how many may still be at either end: the same ends as `ties` names."""
    ranked = urutan.frame[urutan.frame["peringkat"].notna()].sort_values("pct")
    top, low = outermost(urutan)
    if not len(top) and not len(low):
        first, last = (_valued(ranked.iloc[at]) for at in (0, -1))
        return f"Dari {first} sampai {last}; tidak dapat dipastikan {urutan.unit} mana yang teratas atau terbawah"
    said = "; ".join(_end(word, part) for word, part in (("teratas", top), ("terbawah", low)))
    return f"{said[0].upper()}{said[1:]}"


def _valued(row: Any) -> str:
    return f"{short_name(str(row['nama']))} ({percent(row['pct'])})"


def _end(word: str, part: pd.DataFrame) -> str:
    if part.empty:
        return f"yang {word} tidak dapat dipastikan"
    said = _valued(part.iloc[0])
    if len(part) == 1:
        return f"{word} {said}"
    return f"masih mungkin {word} {said} dan {number(len(part) - 1)} lainnya"


def funnel_title(urutan: Urutan) -> str:
    """Who lies outside the 99,8 % limits; else outside the 95 % ones, with how many chance alone puts there."""
    frame, unit = urutan.frame, urutan.unit
    tested = int((frame["kendali"] != "").sum())
    if not tested:
        return f"Tidak ada {unit} yang cukup satuannya untuk dinilai terhadap batas"
    said = []
    for name, side in (("jauh di atas", "di atas"), ("jauh di bawah", "di bawah")):
        part = frame[frame["kendali"] == name].sort_values("z", key=abs, ascending=False)
        if len(part):
            listed = names([short_name(str(text)) for text in part["nama"]], 3)
            said.append(f"{number(len(part))} {side} ({listed})")
    near = int(frame["kendali"].isin(["di atas", "di bawah"]).sum())
    usual = max(round(DALAM_BATAS * tested), 1)
    usual_words = f"sekitar {number(usual)} memang diharapkan"
    if said:
        more = f"; {number(near)} lagi di luar 95{NBSP}%" if near else ""
        return f"Di luar batas 99,8{NBSP}%: {', '.join(said)}{more}"
    if near:
        return f"Tidak ada {unit} di luar batas 99,8{NBSP}%; {number(near)} di luar 95{NBSP}%, {usual_words}"
    return f"Semua {number(tested)} {unit} ada di dalam batas 95{NBSP}%"


def funnel_note(urutan: Urutan, plain: int) -> str:
    """How the limits came about, in one line."""
    corong = urutan.corong
    if corong.lebihan == "tidak":
        few = int((urutan.frame["kendali"] != "").sum()) < 10
        why = f"kurang dari 10 {urutan.unit}, beda lazim tidak dapat ditaksir" if few else "tanpa beda tambahan"
        return f"batas: kebetulan saja ({why})"
    usual = f"beda lazim antarwilayah (simpangan baku {number(corong.tau, 1)} poin)"
    return f"batas memuat {usual}; tanpa itu {number(plain)} di luar 99,8{NBSP}%"


def ranked_title(urutan: Urutan) -> str:
    """Into how many groups the units fall; a border between two is no proof of a difference."""
    groups = int(urutan.frame["kelompok"].max())
    level = urutan.frame["jumlah_setara"].median()
    if groups == 1:
        return f"Tidak ada {urutan.unit} yang dapat dipisahkan: {number(urutan.jumlah)} setara secara statistik"
    alone = int((urutan.frame["jumlah_setara"] == 0).sum())
    if alone == urutan.jumlah:
        return f"{number(urutan.jumlah)} {urutan.unit} semuanya dapat dipisahkan: tidak ada yang setara"
    if level < 1:
        return (
            f"{number(urutan.jumlah)} {urutan.unit} terbagi dalam {number(groups)} kelompok setara; "
            f"{number(alone)} tidak setara dengan siapa pun"
        )
    return (
        f"{number(urutan.jumlah)} {urutan.unit} terbagi dalam {number(groups)} kelompok setara; "
        f"separuhnya setara dengan {number(level)} lain atau lebih"
    )


def unranked(urutan: Urutan) -> str:
    """Units that are there without a rank, and why."""
    there = urutan.frame["pct"].notna()
    bare = int((there & urutan.frame["peringkat"].isna()).sum())
    none = int((~there).sum())
    said = [f"{number(bare)} tanpa peringkat (satuan terlalu sedikit), ada di tabel"] if bare else []
    said += [f"{number(none)} tanpa data"] if none else []
    return "; ".join(said)


def alike_title(mirip: Mirip, own: Any) -> str:
    """The region against the regions most like it, together."""
    count = number(len(mirip.jarak))
    if own is None or own["pct"] != own["pct"]:
        return f"{count} wilayah paling mirip; data wilayah ini belum ada"
    if mirip.gabungan is None:
        return f"{own['nama']} {sentences.share(own)}; {count} wilayah yang mirip belum punya data"
    both = f"gabungan {count} wilayah paling mirip ({percent(mirip.gabungan['pct'])})"
    gap = float(own["pct"]) - float(mirip.gabungan["pct"])
    text = f"{own['nama']} {sentences.share(own)}"
    if bool(own["is_terlalu_sedikit"]):
        return f"{text}: {sentences.TOO_FEW}; {both}"
    if mirip.kelas == "setara":
        return f"{text}: setara dengan {both}"
    test = "" if mirip.kelas else " (tidak dapat diuji)"
    if not mirip.kelas and round(gap, 1) == 0:
        return f"{text}: sama dengan {both}{test}"
    return f"{text}: {sentences.distance(gap)} {'di atas' if gap > 0 else 'di bawah'} {both}{test}"


def left_out(mirip: Mirip) -> str:
    """Ingredients that the distance does without."""
    gone = [neighbours.BAHAN[name] for name in mirip.ditinggalkan]
    return f"tidak dipakai, datanya tidak ada atau sama di mana-mana: {', '.join(gone)}" if gone else ""


TERMS = (
    ("Rentang peringkat", "Peringkat yang masih mungkin bagi wilayah ini. Seluruh rentang benar sekaligus pada 95 dari "
     "100 keadaan serupa (Mogstad dkk. 2024)."),
    ("Setara", "Selisih keduanya tidak lebih besar daripada yang dapat muncul karena kebetulan, setelah "
     "memperhitungkan bahwa semua pasangan dibandingkan sekaligus. Karena itu lebih sedikit wilayah disebut pasti di "
     "atas atau di bawah daripada di halaman Platform dan Provinsi, yang menguji wilayah satu per satu."),
    ("Kelompok", "Dari atas ke bawah: wilayah teratas dan semua yang tidak pasti di bawahnya. Dua wilayah di kedua "
     "sisi batas kelompok masih dapat setara; lihat rentangnya."),
    ("Peluang di seperempat terbawah", "Seberapa sering wilayah ini masuk seperempat terbawah bila setiap angka "
     "bergeser sebatas selangnya. Bukan ramalan."),
)  # fmt: skip
KENDALI_TERMS = (
    ("Batas 95 % dan 99,8 %", "Di antara keduanya berada 95 dan 99,8 dari 100 wilayah bila yang bekerja hanya "
     "kebetulan dan beda lazim antarwilayah. Di luar batas berarti perlu dilihat, bukan baik atau buruk."),
    ("Setara bebas", "Guru satu sekolah bergerak bersama, maka 100 guru bernilai kurang dari 100 orang yang saling "
     "bebas. Untuk ukuran ya/tidak per sekolah: jumlah sekolahnya."),
    ("Beda lazim antarwilayah", "Wilayah memang berbeda-beda lebih dari yang dapat dijelaskan kebetulan; batas "
     "dilebarkan sebesar sebaran itu (Spiegelhalter 2005)."),
)  # fmt: skip
JARAK_TERMS = (
    ("Jarak", "Akar dari jumlah kuadrat selisih tiap ciri, masing-masing dibagi selisih yang lazim. 1 = sejauh dua "
     "wilayah yang diambil acak."),
    ("Ciri", "Jumlah guru (skala log), kelompok pulau, bagian satuan di daerah 3T, akses internet satuan "
     "pendidikan, susunan jenjang. Semuanya berbobot sama."),
)  # fmt: skip
