"""A province, its kab/kota and kecamatan."""
