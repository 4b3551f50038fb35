"""Mode rapat: one message a screen on the projector, and where a meeting is chosen."""

from views.meeting import chooser, deck

asked = chooser.asked()
if asked.urutan is not None:
    deck.run(asked.urutan, asked.id)
else:
    chooser.draw(asked.kata, asked.dari)
