"""What came of it, as a table for the terminal and for docs/dokter.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from bench.dokter.corruption import KINDS
from bench.dokter.trial import SeedResult
from warehouse.paths import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "dokter.md"


@dataclass
class Outcome:
    """The results of all seeds."""

    results: list[SeedResult] = field(default_factory=list)

    def add(self, result: SeedResult) -> None:
        self.results.append(result)

    @property
    def kinds(self) -> list[str]:
        return [nama for nama in KINDS if any(nama in result.verdicts for result in self.results)]

    @property
    def number(self) -> int:
        return sum(len(result.verdicts) for result in self.results)

    @property
    def caught(self) -> int:
        return sum(verdict.is_caught for result in self.results for verdict in result.verdicts.values())

    @property
    def alarms(self) -> int:
        return sum(len(result.alarms) for result in self.results)

    @property
    def is_perfect(self) -> bool:
        return self.caught == self.number > 0 and not self.alarms

    def row(self, nama: str) -> tuple[int, int, int, float]:
        """Caught, cell named, tried, median seconds of a kind."""
        verdicts = [result.verdicts[nama] for result in self.results if nama in result.verdicts]
        caught = sum(verdict.is_caught for verdict in verdicts)
        named = sum(verdict.is_named for verdict in verdicts)
        return caught, named, len(verdicts), median(verdict.seconds for verdict in verdicts)


def printed(outcome: Outcome) -> str:
    """The table for the terminal, then what was missed and what was cried for nothing."""
    lines = [f"{'jenis kerusakan':34}{'tertangkap':>12}{'sel tersebut':>14}{'detik':>8}"]
    for nama in outcome.kinds:
        caught, named, number, seconds = outcome.row(nama)
        lines.append(f"{nama:34}{f'{caught}/{number}':>12}{f'{named}/{number}':>14}{seconds:>8.2f}")
    for result in outcome.results:
        lines += [
            f"luput, benih {result.seed}, {nama}: {verdict.found}"
            for nama, verdict in result.verdicts.items()
            if not verdict.is_caught
        ]
        lines += [f"alarm palsu, {alarm}" for alarm in result.alarms]
    return "\n".join(lines) + "\n"


def document(outcome: Outcome) -> str:
    """The text of docs/dokter.md."""
    lines = [
        "# Dokter data: korpus kerusakan",
        "",
        "Dibuat oleh `python -m bench.dokter`; jangan disunting tangan.",
        "",
        "Tiap benih membuat dunia ekspor kecil yang bersih (semua tata letak; pemisah, desimal, dan urutan kolom",
        "berganti-ganti), lalu satu kerusakan sekali jalan. Tertangkap: ada temuan tepat di sel yang dirusak (atau",
        "baris, lembar, berkasnya, bila kerusakannya seluas itu) dengan kode yang berarti kerusakan itu. Sel disebut:",
        "ada temuan tepat di tempat itu, apa pun kodenya. Dunia yang bersih tidak boleh memberi satu temuan pun.",
        "",
        f"{outcome.caught} dari {outcome.number} tertangkap pada {len(outcome.results)} benih; alarm palsu pada dunia "
        f"yang bersih: {outcome.alarms}.",
        "",
        "| Jenis | Yang dirusak | Tertangkap | Sel disebut |",
        "|---|---|---|---|",
    ]
    for nama in outcome.kinds:
        caught, named, number, _ = outcome.row(nama)
        lines.append(f"| `{nama}` | {KINDS[nama].judul} | {caught}/{number} | {named}/{number} |")
    return "\n".join(lines) + "\n"
