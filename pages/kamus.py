"""Kamus: what does each word, measure, indicator and column mean, and where does it come from?"""

from views import parts
from views.dictionary import columns as dictionary_columns
from views.dictionary import panel as dictionary_panel

parts.head("Kamus", "Apa arti tiap ukuran, indikator, istilah, dan kolom, dan dari mana asalnya?")
text = dictionary_panel.box()
kind = dictionary_panel.kind()
if kind == "kolom" and not text:
    dictionary_columns.panel()
else:
    dictionary_panel.panel(text, kind)
