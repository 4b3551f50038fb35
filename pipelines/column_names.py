"""What a column is called on paper: the findings name it by a field or a schema column, people by its heading."""

from __future__ import annotations

from collections.abc import Mapping

CALLED: Mapping[str, str] = {
    "wilayah": "Provinsi dan kabupaten/kota",
    "kode_provinsi_kemendagri": "Provinsi",
    "kode_kab_kota_kemendagri": "Kabupaten/Kota",
    "kab_kota": "Kabupaten/Kota",
    "peserta": "NIP/NUPTK atau nama peserta",
    "kegiatan_id": "Kode kegiatan",
    "program_id": "Kode program",
    "nilai_rupiah": "Nilai (Rp)",
    "nilai_anggaran": "Anggaran (Rp)",
    "anggaran_rupiah": "Anggaran (Rp)",
    "is_3t": "Daerah 3T",
    "is_bakti": "Akses internet BAKTI",
    "perubahan_tertulis": "Perubahan",
    "peringkat_tertulis": "Peringkat",
}
"""Names that say little by their words."""
_CAPITALS = frozenset(["npsn", "gtk", "jp", "ikm", "nip", "nuptk", "ks", "ps", "nspk", "paud", "sd", "smp", "pbd"])
_SMALL = frozenset(["is", "x"])


def called(name: str) -> str:
    """`jumlah_gtk` -> `Jumlah GTK`: a name of the code as it is read aloud."""
    if name in CALLED:
        return CALLED[name]
    words = [word.upper() if word in _CAPITALS else word for word in name.split("_") if word not in _SMALL]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def heading(kolom: str, headings: Mapping[str, str]) -> str:
    """A finding's column as people know it; `headings`: field -> what its layout calls it on paper.

    Of a wide sheet it is `<group>:<field>`, of Rapor `<code>/<detail>:<field>`: the group stands first.
    """
    group, _, name = kolom.rpartition(":")
    said = headings.get(name) or called(name)
    if not group:
        return said
    code, _, detail = group.partition("/")
    about = f"{code} {detail.replace('_', ' ')}" if detail not in {"", "capaian"} else code
    return f"{about}: {said}"
