const SKIP_S = 10;

/** The audio with its buttons and keys. `null` where the page has none. */
function makePlayer(root, say, tell) {
  const region = root.querySelector(".player");
  if (!region) return null;
  const audio = region.querySelector("audio");
  const speed = region.querySelector(".speed");

  let waitingS = null;

  /** Goes to a time, after the seek that is under way: Chromium sticks in seeks that overtake each other. */
  function seek(seconds) {
    waitingS = audio.seeking ? seconds : null;
    if (!audio.seeking) audio.currentTime = seconds;
  }

  function playFrom(timeMs) {
    seek(timeMs / 1000);
    play();
  }

  function play() {
    // A browser may refuse to start the sound; the position is set all the same.
    audio.play().catch(() => {});
  }

  function skip(seconds) {
    const end = Number.isFinite(audio.duration) ? audio.duration : Infinity;
    seek(Math.min(Math.max(0, (waitingS ?? audio.currentTime) + seconds), end));
  }

  function setSpeed(index) {
    if (!speed.options[index]) return;
    speed.selectedIndex = index;
    audio.playbackRate = Number(speed.value);
    tell(fill(say.speed, { speed: speed.options[index].text }));
  }

  const keys = {
    k: () => (audio.paused ? play() : audio.pause()),
    j: () => skip(-SKIP_S),
    l: () => skip(SKIP_S),
    "<": () => setSpeed(speed.selectedIndex - 1),
    ">": () => setSpeed(speed.selectedIndex + 1),
  };

  // Keys of one character work while the player has the focus, and nowhere else (WCAG 2.1.4).
  region.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === speed) return;
    const action = keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
  audio.addEventListener("seeked", () => {
    if (waitingS !== null) seek(waitingS);
  });
  region.querySelector(".back").addEventListener("click", () => skip(-SKIP_S));
  region.querySelector(".forward").addEventListener("click", () => skip(SKIP_S));
  speed.addEventListener("change", () => setSpeed(speed.selectedIndex));
  addEventListener("pageshow", () => { audio.playbackRate = Number(speed.value); });
  region.querySelector(".controls").hidden = false;
  useMediaKeys(root, skip);

  return { region, audio, seek, playFrom };
}

/** The keys of keyboards, headsets and locked phones. */
function useMediaKeys(root, skip) {
  if (!("mediaSession" in navigator) || !("MediaMetadata" in window)) return;
  const title = root.querySelector("h1, h2")?.textContent ?? "";
  navigator.mediaSession.metadata = new MediaMetadata({ title });
  navigator.mediaSession.setActionHandler("seekbackward", (details) => skip(-(details.seekOffset ?? SKIP_S)));
  navigator.mediaSession.setActionHandler("seekforward", (details) => skip(details.seekOffset ?? SKIP_S));
}
