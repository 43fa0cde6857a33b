/** The seconds of `83`, `83.5`, `83s`, `1m23s` and `1h2m3s`; `null` for anything else. */
function secondsOf(text) {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(text ?? "");
  if (!match || !text) return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const total = hours * 3600 + minutes * 60 + seconds;
  return Number.isFinite(total) ? total : null;
}

/** The address of this page with a time and an anchor, whatever else is in it. */
function setAddress(seconds, anchor) {
  const address = new URL(location.href);
  address.searchParams.set("t", String(seconds));
  address.hash = anchor;
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Some browsers refuse this for pages opened from a disk.
  }
}

/** `?t=83` goes there and waits, as sound that starts by itself is in the way of a screen reader. */
function openAtAddress(timeline, seek, show) {
  const seconds = secondsOf(new URLSearchParams(location.search).get("t"));
  const turn = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const time = turn?.querySelector(":scope > .time[data-s]");
  const turnMs = time ? Number(time.dataset.s) : null;
  if (seconds === null && turnMs === null) return;
  // A whole second is rounded down: the turn that the link names begins a little later.
  const isOfTurn = turnMs !== null && (seconds === null || Math.floor(turnMs / 1000) === seconds);
  const startMs = isOfTurn ? turnMs : seconds * 1000;
  seek(startMs / 1000);
  show();
  const target = timeline.lastBegun(startMs) ?? timeline.entries[0];
  (isOfTurn ? turn : (target?.turn ?? target?.element))?.scrollIntoView({ block: "start" });
}
