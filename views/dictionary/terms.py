"""The words of the method: what an interval, a funnel limit and the like mean, and how each is made."""

from __future__ import annotations

from typing import NamedTuple


class Istilah(NamedTuple):
    """A term of the method: what it says, how it is computed, where the formula comes from, and what to beware of."""

    nama: str
    arti: str
    rumus: str
    sumber: str
    peringatan: str = ""


TERMS: tuple[Istilah, ...] = (
    Istilah(
        "Pangsa", "Berapa bagian dari yang seharusnya yang sungguh melakukan, dalam persen.",
        "Jumlah pembilang dibagi jumlah penyebut. Untuk wilayah: dijumlahkan dulu, baru dibagi.",
        "Hitungan langsung dari ekspor",
        "Tidak pernah rata-rata dari persen: sekolah besar dan kecil tidak sama bobotnya. Dapat melebihi 100 % bila "
        "orang yang sudah pindah masih terhitung pada pembilang.",
    ),
    Istilah(
        "Selang 95 %", "Rentang yang wajar bagi sebuah pangsa. Guru satu sekolah bergerak bersama, jadi sekolah, "
        "bukan orang, yang dianggap contoh.",
        "Rasio dilinierkan per sekolah: ragam = K/(K−1) × Σ(xᵢ − p·mᵢ)² / (Σmᵢ)², lebarnya t Student dengan K−1 "
        "derajat bebas. Untuk ukuran ya/tidak tingkat sekolah: Wilson.",
        "Penduga rasio pada survei bergugus; Wilson (1927)",
        "Hanya ketidakpastian acak. Kesalahan isi, cakupan, dan definisi tidak termasuk.",
    ),
    Istilah(
        "Selang Wilson", "Selang bagi bagian dari satuan yang ya/tidak, misalnya sekolah yang RKAS-nya disahkan.",
        "(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)", "Wilson (1927)",
        "Tidak pernah keluar dari 0–100 %, dan tetap berlebar bila semua atau tidak satu pun yang ya.",
    ),
    Istilah(
        "Terlalu sedikit", "Kurang dari 10 satuan pendidikan: pangsa ditampilkan tanpa selang dan tidak dibandingkan.",
        "Jumlah satuan < 10", "Kesepakatan produk ini",
        "Bukan berarti datanya salah; hanya terlalu goyah untuk disimpulkan.",
    ),
    Istilah(
        "Setara", "Dua angka yang tidak dapat dibedakan: selang yang satu memuat angka pembandingnya.",
        "Batas rendah ≤ acuan ≤ batas tinggi", "Kesepakatan produk ini",
        "Setara bukan berarti sama, melainkan belum dapat dibedakan.",
    ),
    Istilah(
        "Perubahan", "Selisih pangsa dua tanggal data, hanya atas sekolah yang ada pada keduanya.",
        "p₁ − p₀ dalam poin; selangnya dari selisih berpasangan tiap sekolah.",
        "Selisih dua penduga rasio yang berkorelasi",
        "Sekolah yang baru ada atau hilang tidak ikut, supaya yang terlihat benar-benar perubahan.",
    ),
    Istilah(
        "Nyata", "Perubahan yang selangnya tidak memuat nol.", "Batas rendah > 0 atau batas tinggi < 0",
        "Kesepakatan produk ini", "Nyata belum tentu penting, dan bukan bukti sebab-akibat.",
    ),
    Istilah(
        "Batas corong", "Di grafik corong: di dalam batas, beda dengan acuan masih wajar untuk ukuran wilayah itu.",
        "Acuan ± 1,96 (dan 3,09) kali simpangan yang wajar bagi n wilayah, diperlebar bila semua wilayah memang lebih "
        "beragam daripada kebetulan.",
        "Spiegelhalter (2005), dengan penyesuaian ragam lebih", "Di luar batas berarti layak ditanya, bukan salah.",
    ),
    Istilah(
        "Selang peringkat", "Di antara urutan berapa sebuah wilayah berada bila ketidakpastian ikut dihitung.",
        "Urutan dihitung ulang pada banyak ulangan acak dari selang tiap wilayah; diambil 95 % yang di tengah.",
        "Goldstein dan Spiegelhalter (1996)", "Biasanya lebar: banyak urutan sebenarnya tidak dapat dibedakan.",
    ),
    Istilah(
        "Wilayah yang mirip", "Tetangga statistik: wilayah yang ciri-cirinya paling dekat, dipakai sebagai pembanding.",
        "Jarak dari ukuran wilayah, pulau, bagian 3T, internet, dan susunan jenjang yang dibakukan.",
        "Cara tetangga statistik", "Mirip pada ciri yang dihitung saja; ramuannya ada di halaman Peringkat.",
    ),
    Istilah(
        "Ruas", "Rentang tahun atau tanggal yang definisinya sama. Dua ruas tidak disambung dengan satu garis.",
        "Dimulai lagi pada tiap perubahan instrumen, definisi, atau hitungan yang mulai dari nol.",
        "kalender_kebijakan dan catatan berkas Rapor", "Jangan membandingkan angka dari dua ruas.",
    ),
    Istilah(
        "Korelasi peringkat", "Seberapa sejalan urutan dua ukuran antarwilayah, dari −1 sampai 1.",
        "Spearman, dengan selang dari transformasi Fisher.", "Spearman (1904); Bonett dan Wright (2000)",
        "Bukan sebab-akibat: hal lain dapat menggerakkan keduanya.",
    ),
    Istilah(
        "Jumlah kecil", "Jumlah 1–4 orang ditulis <5 agar tidak menunjuk orang tertentu.",
        "1 ≤ jumlah ≤ 4, dan angka lain yang akan membukanya", "Kesepakatan produk ini", "",
    ),
    Istilah(
        "Tanggal data", "Hari terakhir yang dihitung sebuah ekspor (cut-off), bukan hari mengunduhnya.", "",
        "Tertulis di berkas", "Dua ukuran pada tanggal berbeda tidak boleh dijumlahkan.",
    ),
    Istilah(
        "Data basi", "Sumber yang lebih tua daripada iramanya: panelnya diabu-abukan dan dikatakan umurnya.",
        "Umur data dibanding irama sumber", "Kesepakatan produk ini", "",
    ),
)  # fmt: skip
