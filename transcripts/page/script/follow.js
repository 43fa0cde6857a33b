const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SCROLLING_KEYS = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " "]);

/** Tells that the reader went somewhere else in the text. */
function goElsewhere(root) {
  root.dispatchEvent(new Event("elsewhere"));
}

/** Marks what is heard, and keeps it in view while the box is ticked. */
function followAudio(root, timeline, player) {
  const { audio } = player;
  const box = root.querySelector(".follow");
  const bar = root.querySelector(".bar");
  let current = null;
  let currentTurn = null;

  function show() {
    const timeMs = audio.currentTime * 1000;
    const heard = timeline.heardAt(timeMs);
    markEntry(heard?.element ?? null);
    markTurn((heard ?? timeline.lastBegun(timeMs))?.turn ?? null);
  }

  function markEntry(element) {
    if (element === current) return;
    current?.classList.remove("now");
    element?.classList.add("now");
    current = element;
    if (element && box.checked && !audio.paused) keepInView(element);
  }

  function markTurn(turn) {
    if (turn === currentTurn) return;
    currentTurn?.removeAttribute("aria-current");
    turn?.setAttribute("aria-current", "true");
    currentTurn = turn;
  }

  function keepInView(element) {
    const { top, bottom, height } = element.getBoundingClientRect();
    const isInView = top >= heightAtTop(bar) && bottom <= innerHeight * 0.8;
    if (isInView || height === 0) return; // a turn that is filtered out has no height
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  function whilePlaying() {
    show();
    if (!audio.paused && !audio.ended) requestAnimationFrame(whilePlaying);
  }

  /** Whoever goes away wants to read elsewhere. */
  function letGo() {
    if (!audio.paused) box.checked = false;
  }

  audio.addEventListener("play", () => requestAnimationFrame(whilePlaying));
  for (const event of ["seeked", "timeupdate"]) audio.addEventListener(event, show);
  for (const event of ["wheel", "touchmove"]) addEventListener(event, letGo, { passive: true });
  addEventListener("keydown", (event) => {
    if (SCROLLING_KEYS.has(event.key) && !bar.contains(event.target)) letGo();
  });
  root.querySelector(".flow").addEventListener("keyup", (event) => {
    if (event.key === "Tab") letGo();
  });
  root.addEventListener("elsewhere", letGo);
  box.addEventListener("change", () => {
    const place = current ?? currentTurn;
    if (box.checked && place) keepInView(place);
  });
  box.checked = !calm.matches;

  return show;
}
