const OVERLAPPING = 8; // so many words of other voices may begin while one goes on

/** What is heard when: the words and sounds under `root`, in the order of the audio. */
function makeTimeline(root) {
  // Turns may overlap in time, so the order of the page is not always the order of the audio.
  const entries = [...root.querySelectorAll(".flow [data-e]")]
    .map((element) => ({
      element,
      startMs: Number(element.dataset.s),
      endMs: Number(element.dataset.e),
      turn: element.closest(".turn"),
    }))
    .sort((a, b) => a.startMs - b.startMs);

  /** How many entries began at or before a time, by halving. */
  function begunBy(timeMs) {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle].startMs <= timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last entry that began at or before a time; `null` before the first. */
  function lastBegun(timeMs) {
    return entries[begunBy(timeMs) - 1] ?? null;
  }

  /** What is heard at a time: the last that began, or a word a little before it that goes on; `null` in a pause. */
  function heardAt(timeMs) {
    const end = begunBy(timeMs);
    const last = entries[end - 1];
    if (!last || timeMs < last.endMs) return last ?? null;
    const before = entries.slice(Math.max(0, end - 1 - OVERLAPPING), end - 1);
    return before.findLast((entry) => entry.turn && timeMs < entry.endMs) ?? null;
  }

  return { entries, lastBegun, heardAt };
}
