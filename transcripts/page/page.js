"use strict";

(() => {
  const audio = document.querySelector("#player audio");
  const player = document.getElementById("player");
  const status = document.getElementById("player-status");
  const follow = document.getElementById("follow");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // Turns may overlap in time, so the order of the page is not always the order of the audio.
  const words = [...document.querySelectorAll("main span[data-s]")]
    .map((element) => ({
      element,
      start: Number(element.dataset.s),
      end: Number(element.dataset.e),
      turn: element.closest(".turn"),
    }))
    .sort((a, b) => a.start - b.start);

  let current = null;
  let currentTurn = null;

  /** The last word that began at or before a time, by halving. */
  function wordBefore(timeMs) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].start <= timeMs) low = middle + 1;
      else high = middle;
    }
    return words[low - 1] ?? null;
  }

  function show() {
    const timeMs = audio.currentTime * 1000;
    const last = wordBefore(timeMs);
    showWord(last && timeMs < last.end ? last.element : null);
    showTurn(last ? last.turn : null);
  }

  function showWord(element) {
    if (element === current) return;
    current?.classList.remove("now");
    element?.classList.add("now");
    current = element;
    if (element && follow.checked && !audio.paused) keepInView(element);
  }

  function showTurn(turn) {
    if (turn === currentTurn) return;
    currentTurn?.removeAttribute("aria-current");
    turn?.setAttribute("aria-current", "true");
    currentTurn = turn;
  }

  function keepInView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const covered = getComputedStyle(player).position === "sticky" ? player.offsetHeight : 0;
    if (top >= covered && bottom <= innerHeight * 0.8) return;
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  function whilePlaying() {
    show();
    if (!audio.paused && !audio.ended) requestAnimationFrame(whilePlaying);
  }

  function playFrom(timeMs) {
    audio.currentTime = timeMs / 1000;
    // A browser may refuse to start the sound; the position is set all the same.
    audio.play().catch(() => {});
  }

  function onClick(event) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.time[data-s]");
    if (link) {
      event.preventDefault();
      setAddress(link.getAttribute("href"));
      playFrom(Number(link.dataset.s));
      return;
    }
    const word = event.target.closest("main span[data-s]");
    if (word && getSelection().isCollapsed) playFrom(Number(word.dataset.s));
  }

  function setAddress(href) {
    try {
      history.replaceState(null, "", href);
    } catch {
      // Some browsers refuse this for pages opened from a disk.
    }
  }

  /** `?t=83`: go there and wait, as sound that starts by itself is in the way of a screen reader. */
  function openAtAddress() {
    const wanted = new URLSearchParams(location.search).get("t");
    const seconds = Number(wanted);
    if (!wanted || !Number.isFinite(seconds) || seconds < 0) return;
    const links = [...document.querySelectorAll("main a.time[data-s]")];
    const link =
      links.find((one) => one.getAttribute("href") === location.search + location.hash) ??
      links.find((one) => one.getAttribute("href").startsWith(`?t=${Math.floor(seconds)}#`));
    const startMs = link ? Math.max(Number(link.dataset.s), seconds * 1000) : seconds * 1000;
    audio.currentTime = startMs / 1000;
    const target = wordBefore(startMs) ?? words[0];
    show();
    target?.turn.scrollIntoView({ block: "start" });
  }

  /** Without audio the page is a plain transcript: times become links to their turns. */
  function goWithoutAudio() {
    player.hidden = true;
    status.textContent = "The audio could not be loaded. The transcript is complete without it.";
    document.documentElement.classList.remove("can-play");
    document.removeEventListener("click", onClick);
    for (const link of document.querySelectorAll("a.time[data-s]")) {
      const turn = link.closest(".turn");
      if (!turn) {
        link.replaceWith(link.textContent);
        continue;
      }
      link.href = `#${turn.id}`;
      link.setAttribute("aria-label", link.getAttribute("aria-label").replace("Play from", "Link to"));
    }
  }

  audio.addEventListener("play", () => requestAnimationFrame(whilePlaying));
  audio.addEventListener("seeked", show);
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("error", goWithoutAudio);
  document.addEventListener("click", onClick);

  // Whoever scrolls away wants to read elsewhere.
  for (const gesture of ["wheel", "touchmove"]) {
    document.addEventListener(gesture, () => { if (!audio.paused) follow.checked = false; }, { passive: true });
  }

  follow.checked = !calm.matches;
  document.getElementById("follow-label").hidden = false;
  document.documentElement.classList.add("can-play");
  openAtAddress();
  if (audio.error) goWithoutAudio();
})();
