"""What times the words. An engine is a module with one function, named here."""

from aligner.engines import acoustic, duration, pauses
from aligner.engines.base import Engine, EngineResult, Job, Progress

ENGINES: dict[str, Engine] = {
    "acoustic": acoustic.time_words,
    "pauses": pauses.time_words,
    "duration": duration.time_words,
}

__all__ = ["ENGINES", "Engine", "EngineResult", "Job", "Progress"]
