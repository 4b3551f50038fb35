"""What a row is: one pydantic model a dataset, at once contract, DuckDB types and data dictionary."""

from schemas.base import Column, Row, columns, duckdb_type
from schemas.bimtek_kegiatan import BimtekKegiatan
from schemas.bimtek_kehadiran import BimtekKehadiran
from schemas.guru_penggerak import GuruPenggerak
from schemas.komunitas_belajar import KomunitasBelajar
from schemas.konteks_wilayah import KonteksWilayah
from schemas.pemanfaatan_platform import PemanfaatanPlatform
from schemas.pmm_aktivitas import PmmAktivitas
from schemas.pmm_tingkat import PmmTingkat
from schemas.pmm_wilayah import PmmWilayah
from schemas.program_kerja import ProgramKerja
from schemas.publikasi import Publikasi
from schemas.rapor_capaian import RaporCapaian
from schemas.rekomendasi_pbd import RekomendasiPbd
from schemas.satuan_pendidikan import SatuanPendidikan
from schemas.target import Target

DATASETS: dict[str, type[Row]] = {
    model.dataset: model
    for model in (
        SatuanPendidikan,
        RaporCapaian,
        PmmAktivitas,
        PmmWilayah,
        PmmTingkat,
        PemanfaatanPlatform,
        KomunitasBelajar,
        BimtekKegiatan,
        BimtekKehadiran,
        GuruPenggerak,
        ProgramKerja,
        KonteksWilayah,
        Target,
        Publikasi,
        RekomendasiPbd,
    )
}
"""Every dataset by name, in the order of the dictionary."""

__all__ = ["DATASETS", "Column", "Row", "columns", "duckdb_type"]
