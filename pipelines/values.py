"""Cell text to values: DuckDB macros that every layout and check uses, so that a rule of reading exists once.

Everything arrives as text. A macro answers a value, or NULL where the text does not say one; it never guesses.
Compare NULL with `bersih(x)` to tell an empty cell from an unreadable one.

`gaya` is the decimal style of the sheet: 'koma' (1.234,5), 'titik' (1,234.5), 'rupiah' (no decimals of three
digits, so 1.500 and 1,500 are both fifteen hundred) or NULL. `gaya_tersirat(x)` tells what one cell gives away.

`list_transform([a], lambda s: ...)[1]` is a "let": a macro's argument is pasted into each place it is named, and
without the let a nested macro grows until planning a query costs more than running it.
"""

from __future__ import annotations

import re
from datetime import date

import duckdb

_BLANKS = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
_NARROW = "".join(chr(code) for code in range(0x21, 0x7F))
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"

_MONTHS = {
    1: ("januari", "jan", "january"),
    2: ("februari", "feb", "february", "pebruari", "peb"),
    3: ("maret", "mar", "march", "mrt"),
    4: ("april", "apr"),
    5: ("mei", "may"),
    6: ("juni", "jun", "june"),
    7: ("juli", "jul", "july"),
    8: ("agustus", "agu", "agt", "agst", "ags", "aug", "august"),
    9: ("september", "sep", "sept"),
    10: ("oktober", "okt", "oct", "october"),
    11: ("november", "nov", "nopember", "nop"),
    12: ("desember", "des", "dec", "december"),
}
_MONTH_NUMBER = {name: number for number, names in _MONTHS.items() for name in names}

# translate() drops the characters of its second argument that have no partner in the third: the invisible ones.
_PARTS = {
    "@FROM@": (_BLANKS + _WIDE + _INVISIBLE).replace("'", "''"),
    "@TO@": (" " * len(_BLANKS) + _NARROW).replace("'", "''"),
    "@DASHES@": _DASHES,
    "@TICKS@": "\u2713\u2714\u221a",
    "@QUOTES@": "''`\"\u2018\u2019",
    "@MONTHS@": ", ".join(f"'{name}': '{number:02d}'" for name, number in _MONTH_NUMBER.items()),
}

_MACROS = r"""
CREATE OR REPLACE MACRO bersih(x) AS
    CASE
        WHEN regexp_full_match(CAST(x AS VARCHAR), '[!-~]+(?: [!-~]+)*') THEN CAST(x AS VARCHAR)
        ELSE nullif(trim(regexp_replace(translate(CAST(x AS VARCHAR), '@FROM@', '@TO@'), ' {2,}', ' ', 'g')), '')
    END;

CREATE OR REPLACE MACRO _npsn_teks(x) AS
    CASE
        WHEN regexp_full_match(CAST(x AS VARCHAR), '[0-9]{8}') THEN CAST(x AS VARCHAR)
        ELSE regexp_replace(
            regexp_replace(
                regexp_replace(
                    translate(upper(bersih(x)), '@QUOTES@ ', ''),
                    '^([0-9]+)[.,]0+$', '\1'
                ),
                '^([0-9]{2})[.,]([0-9]{3})[.,]([0-9]{3})$', '\1\2\3'
            ),
            '^([0-9])[.,]([0-9]{7})E[+]?0?7$', '\1\2'
        )
    END;

CREATE OR REPLACE MACRO _npsn_dari(s) AS
    CASE WHEN regexp_full_match(s, '[0-9]{8}|[PK][0-9]{7}') AND s <> '00000000' THEN s END;

CREATE OR REPLACE MACRO npsn_bersih(x) AS list_transform([_npsn_teks(x)], lambda s: _npsn_dari(s))[1];

CREATE OR REPLACE MACRO _alasan_npsn_dari(s) AS
    CASE
        WHEN _npsn_dari(s) IS NOT NULL THEN NULL
        WHEN coalesce(s, '') IN (
            '', '-', '--', '---', '.', 'NULL', 'NONE', 'NAN', 'N/A', 'NA', '#N/A',
            'TIDAKADA', 'TDKADA', 'BELUMADA', 'KOSONG'
        ) THEN 'NPSN kosong: isi NPSN dari Dapodik, lalu muat ulang berkas'
        WHEN regexp_full_match(s, '0+') THEN 'NPSN hanya berisi nol: ganti dengan NPSN dari Dapodik'
        WHEN regexp_full_match(s, '[0-9]{7}')
            THEN 'NPSN 7 angka: nol di depan mungkin hilang karena kolom dibaca sebagai angka; '
                || 'simpan kolom NPSN sebagai teks atau cocokkan dengan Dapodik'
        WHEN regexp_full_match(s, '[0-9]([.,][0-9]+)?E[+]?[0-9]+')
            THEN 'NPSN tertulis sebagai bilangan ilmiah dan angkanya terpotong: '
                || 'simpan kolom NPSN sebagai teks, lalu ekspor ulang'
        WHEN regexp_full_match(s, '[0-9]+[.,][0-9]+')
            THEN 'NPSN berupa bilangan pecahan: simpan kolom NPSN sebagai teks, lalu ekspor ulang'
        WHEN regexp_full_match(s, '[0-9]+')
            THEN 'NPSN harus 8 angka, tertulis ' || length(s) || ' angka: cocokkan dengan Dapodik'
        WHEN regexp_full_match(s, '[PK][0-9]+')
            THEN 'NPSN berhuruf P atau K harus diikuti 7 angka: cocokkan dengan Dapodik'
        ELSE 'NPSN tidak sah: harus 8 angka, atau P/K diikuti 7 angka; cocokkan dengan Dapodik'
    END;

CREATE OR REPLACE MACRO alasan_npsn(x) AS list_transform([_npsn_teks(x)], lambda s: _alasan_npsn_dari(s))[1];

CREATE OR REPLACE MACRO _angka_mentah(x) AS
    list_transform(
        [bersih(x)],
        lambda b: CASE
            WHEN regexp_full_match(b, '[!-~]+') THEN upper(b)
            ELSE upper(replace(translate(b, '@DASHES@', '------'), ' ', ''))
        END
    )[1];

CREATE OR REPLACE MACRO _angka_dari(s) AS
    CASE
        WHEN regexp_full_match(s, '-?[0-9]+(?:[.,][0-9]+)?') THEN s
        ELSE regexp_replace(
            regexp_replace(regexp_replace(s, '^([+-]?)(?:RP[.]?|IDR)([+-]?)', '\1\2'), '(,-|%)$', ''),
            '^[+]', ''
        )
    END;

CREATE OR REPLACE MACRO _gaya_dari(s, gaya) AS
    CASE WHEN regexp_matches(s, '^[+-]?(RP|IDR)') THEN 'rupiah' ELSE gaya END;

CREATE OR REPLACE MACRO _bilangan_dari(s, gaya) AS
    TRY_CAST(
        CASE
            WHEN regexp_full_match(s, '-?[0-9]+') THEN s
            WHEN gaya IN ('koma', 'rupiah') AND regexp_full_match(s, '-?[1-9][0-9]{0,2}[.][0-9]{3}')
                THEN replace(s, '.', '')
            WHEN gaya IN ('titik', 'rupiah') AND regexp_full_match(s, '-?[1-9][0-9]{0,2},[0-9]{3}')
                THEN replace(s, ',', '')
            WHEN regexp_full_match(s, '-?[0-9]*[.,][0-9]+') THEN replace(s, ',', '.')
            WHEN regexp_full_match(s, '-?[1-9][0-9]{0,2}([.][0-9]{3})+(,[0-9]+)?')
                THEN replace(replace(s, '.', ''), ',', '.')
            WHEN regexp_full_match(s, '-?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]+)?') THEN replace(s, ',', '')
            WHEN regexp_full_match(s, '-?[0-9]+([.,][0-9]+)?E[+-]?[0-9]{1,3}') THEN replace(s, ',', '.')
        END AS DOUBLE
    );

CREATE OR REPLACE MACRO _bilangan_mentah(m, gaya) AS
    list_filter(
        list_transform([_angka_dari(m)], lambda s: _bilangan_dari(s, _gaya_dari(m, gaya))), lambda n: isfinite(n)
    )[1];

CREATE OR REPLACE MACRO bilangan
    (x) AS list_transform([_angka_mentah(x)], lambda m: _bilangan_mentah(m, NULL))[1],
    (x, gaya) AS list_transform([_angka_mentah(x)], lambda m: _bilangan_mentah(m, gaya))[1];

CREATE OR REPLACE MACRO _bulat_dari(s, gaya) AS
    CASE
        WHEN regexp_full_match(s, '-?[0-9]+') THEN TRY_CAST(s AS BIGINT)
        ELSE list_transform(
            [_bilangan_dari(s, coalesce(gaya, 'rupiah'))],
            lambda n: CASE WHEN abs(n) < 9007199254740992 AND n = floor(n) THEN TRY_CAST(n AS BIGINT) END
        )[1]
    END;

CREATE OR REPLACE MACRO bilangan_bulat
    (x) AS list_transform([_angka_dari(_angka_mentah(x))], lambda s: _bulat_dari(s, NULL))[1],
    (x, gaya) AS list_transform([_angka_dari(_angka_mentah(x))], lambda s: _bulat_dari(s, gaya))[1];

CREATE OR REPLACE MACRO persen
    (x) AS bilangan(x),
    (x, gaya) AS bilangan(x, gaya);

CREATE OR REPLACE MACRO _gaya_tersirat_dari(s) AS
    CASE
        WHEN regexp_full_match(s, '-?[1-9][0-9]{0,2}[.,][0-9]{3}') THEN NULL
        WHEN regexp_full_match(s, '-?[0-9]*,[0-9]+|-?[1-9][0-9]{0,2}([.][0-9]{3})+,[0-9]+') THEN 'koma'
        WHEN regexp_full_match(s, '-?[1-9][0-9]{0,2}([.][0-9]{3}){2,}') THEN 'koma'
        WHEN regexp_full_match(s, '-?[0-9]*[.][0-9]+|-?[1-9][0-9]{0,2}(,[0-9]{3})+[.][0-9]+') THEN 'titik'
        WHEN regexp_full_match(s, '-?[1-9][0-9]{0,2}(,[0-9]{3}){2,}') THEN 'titik'
    END;

CREATE OR REPLACE MACRO gaya_tersirat(x) AS
    list_transform([_angka_dari(_angka_mentah(x))], lambda s: _gaya_tersirat_dari(s))[1];

CREATE OR REPLACE MACRO _perubahan_dari(s, gaya) AS
    CASE
        WHEN regexp_full_match(s, '(TETAP|TIDAKBERUBAH|TIDAKADAPERUBAHAN)([(]?[-+0.,%]*[)]?)') THEN 0.0
        WHEN starts_with(s, 'NAIK') THEN abs(_bilangan_mentah(s[5:], gaya))
        WHEN starts_with(s, 'TURUN') THEN -abs(_bilangan_mentah(s[6:], gaya))
        ELSE _bilangan_mentah(s, gaya)
    END;

CREATE OR REPLACE MACRO perubahan
    (x) AS list_transform([_angka_mentah(x)], lambda s: _perubahan_dari(s, NULL))[1],
    (x, gaya) AS list_transform([_angka_mentah(x)], lambda s: _perubahan_dari(s, gaya))[1];

CREATE OR REPLACE MACRO _tanggal_teks(x) AS
    regexp_replace(
        regexp_replace(lower(bersih(x)), '^(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad) *,? *', ''),
        '[ t,]+[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]+)?)? *(z|wib|wita|wit|am|pm|[+-][0-9]{2}:?[0-9]{2})?$',
        ''
    );

CREATE OR REPLACE MACRO _hari(tahun, bulan, hari) AS
    TRY_CAST(tahun || '-' || lpad(bulan, 2, '0') || '-' || lpad(hari, 2, '0') AS DATE);

CREATE OR REPLACE MACRO _tanggal_dari(s) AS
    CASE
        WHEN regexp_full_match(s, '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}')
            THEN _hari(s[1:4], regexp_extract(s, '^....[-/.]([0-9]+)', 1), regexp_extract(s, '([0-9]+)$', 1))
        WHEN regexp_full_match(s, '[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')
            THEN _hari(right(s, 4), regexp_extract(s, '[-/.]([0-9]+)', 1), regexp_extract(s, '^([0-9]+)', 1))
        WHEN regexp_full_match(s, '(19|20)[0-9]{6}') THEN _hari(s[1:4], s[5:6], s[7:8])
        WHEN regexp_full_match(s, '[0-9]{1,2}[-/. ]+[a-z]+[-/., ]+[0-9]{4}')
            THEN _hari(
                right(s, 4), MAP {@MONTHS@}[regexp_extract(s, '([a-z]+)', 1)], regexp_extract(s, '^([0-9]+)', 1)
            )
    END;

CREATE OR REPLACE MACRO tanggal(x) AS list_transform([_tanggal_teks(x)], lambda s: _tanggal_dari(s))[1];

CREATE OR REPLACE MACRO _batas_dari(s) AS
    CASE
        WHEN regexp_full_match(s, '(3[89]|4[0-9]|5[0-4])[0-9]{3}([.]0)?')
            THEN DATE '1899-12-30' + CAST(s[1:5] AS INTEGER)
        WHEN regexp_full_match(s, '[a-z]+[-/., ]+(19|20)[0-9]{2}')
            THEN last_day(_hari(right(s, 4), MAP {@MONTHS@}[regexp_extract(s, '([a-z]+)', 1)], '1'))
        WHEN regexp_full_match(s, '(19|20)[0-9]{2}[-/](0[1-9]|1[0-2])')
            THEN last_day(_hari(s[1:4], s[6:7], '1'))
    END;

CREATE OR REPLACE MACRO batas(x) AS
    coalesce(tanggal(x), list_transform([_tanggal_teks(x)], lambda s: _batas_dari(s))[1]);

CREATE OR REPLACE MACRO _ya_tidak_dari(s) AS
    CASE
        WHEN s IN ('ya', 'y', 'yes', 'iya', 'true', 'benar', '1', '1.0', 'ada', 'sudah', 'hadir', 'lulus', 'v')
            OR (length(s) = 1 AND contains('@TICKS@', s))
            THEN TRUE
        WHEN s IN (
            'tidak', 'tdk', 'no', 'n', 'false', 'salah', '0', '0.0', 'tidak ada', 'tdk ada', 'belum', 'belum ada',
            'tidak hadir', 'alpa', 'absen', 'tidak lulus', 'belum lulus'
        ) THEN FALSE
    END;

CREATE OR REPLACE MACRO ya_tidak(x) AS list_transform([lower(bersih(x))], lambda s: _ya_tidak_dari(s))[1];

CREATE OR REPLACE MACRO _tidak_tersedia_dari(s) AS
    CASE
        WHEN NOT (contains(s, 'tidak ') OR contains(s, 'instrumen')) THEN NULL
        WHEN contains(s, 'tidak mengikuti an tahun lalu') THEN 'satdik tidak mengikuti AN tahun lalu'
        WHEN contains(s, 'tidak mengikuti an') THEN 'satdik tidak mengikuti AN'
        WHEN regexp_matches(s, 'instrumen.*berbeda') THEN 'instrumen tahun ini dan tahun lalu berbeda'
        WHEN contains(s, 'nilai tahun lalu tidak tersedia') THEN 'nilai tahun lalu tidak tersedia'
        WHEN contains(s, 'tidak ada data') THEN 'tidak ada data untuk indikator ini'
        WHEN regexp_matches(s, '^tidak (berlaku|relevan)') THEN 'tidak berlaku'
        WHEN contains(s, 'tidak tersedia') THEN 'tanpa keterangan'
    END;

CREATE OR REPLACE MACRO tidak_tersedia(x) AS
    list_transform([lower(bersih(x))], lambda s: _tidak_tersedia_dari(s))[1];
"""


def install(con: duckdb.DuckDBPyConnection, *, is_temporary: bool = True) -> None:
    """Create the macros in a connection.

    Temporary macros leave no trace in a database file, but belong to this connection alone; with
    `is_temporary=False` the cursors of the same database see them too.
    """
    macros = _MACROS
    for mark, text in _PARTS.items():
        macros = macros.replace(mark, text)
    con.execute(macros.replace("REPLACE MACRO", "REPLACE TEMP MACRO") if is_temporary else macros)


_DATE_IN_TEXT = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[-_./]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})[-_./](?P<m2>\d{1,2})[-_./](?P<y2>(?:19|20)\d\d)"
    r"|(?P<d3>\d{1,2})[-_. ]+(?P<n3>[a-z]{3,9})[-_., ]+(?P<y3>(?:19|20)\d\d))(?!\d)"
)


def date_in(text: str) -> date | None:
    """The first whole date in a title or a file name ("Data per 30 Juni 2026", "pmm_20261031.csv"), or None."""
    for found in _DATE_IN_TEXT.finditer(text.lower()):
        part = found.groupdict()
        day = part["d"] or part["d2"] or part["d3"]
        month = part["m"] or part["m2"] or _MONTH_NUMBER.get(part["n3"] or "", 0)
        try:
            return date(int(part["y"] or part["y2"] or part["y3"]), int(month), int(day))
        except ValueError:
            continue
    return None
