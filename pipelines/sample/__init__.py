"""The sample world: synthetic exports in the shapes of the real ones, the same for the same seed."""

from pipelines.sample.run import FolderTakenError, write_world
from pipelines.sample.world import TINY, World

__all__ = ["TINY", "FolderTakenError", "World", "write_world"]
