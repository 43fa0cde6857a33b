/** Plays from the times and words that are clicked; a click with a key held down, or one that selects, is the browser's. */
function playOnClick(root, playFrom, signal) {
  const onClick = (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.time[data-s]");
    if (link) {
      event.preventDefault();
      setAddress(Math.floor(Number(link.dataset.s) / 1000), link.hash);
      playFrom(Number(link.dataset.s));
      return;
    }
    const word = event.target.closest(".turn [data-e]");
    if (word && getSelection().isCollapsed) playFrom(Number(word.dataset.s));
  };
  root.addEventListener("click", onClick, { signal });
}

/**
 * From a time along the words by the arrow keys, and Enter to play: for the keyboard what a click on a word is for the
 * mouse, without a tab stop a word.
 */
function walkWords(root, playFrom, signal) {
  const forward = getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";

  function step(target, by) {
    const turn = target.closest(".turn");
    if (!turn) return null;
    const stops = [turn.querySelector(".time"), ...turn.querySelectorAll("[data-e]")];
    return stops[stops.indexOf(target) + by] ?? null;
  }

  function goTo(element) {
    if (!element.matches("a")) {
      element.tabIndex = -1;
      element.setAttribute("role", "button");
      element.addEventListener("blur", leave, { once: true });
    }
    element.focus();
    goElsewhere(root);
  }

  function leave(event) {
    event.target.removeAttribute("tabindex");
    event.target.removeAttribute("role");
  }

  const keys = {
    [forward]: (target) => step(target, 1),
    [backward]: (target) => step(target, -1),
    Escape: (target) => target.closest(".turn")?.querySelector(".time"),
  };

  function onKey(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!target.matches(".turn > .time, .turn [data-e]")) return;
    const isPlaying = target.matches("[data-e]") && (key === "Enter" || key === " ");
    const next = keys[key]?.(target);
    if (!isPlaying && !next) return;
    event.preventDefault();
    if (isPlaying) playFrom(Number(target.dataset.s));
    else goTo(next);
  }

  root.querySelector(".flow").addEventListener("keydown", onKey, { signal });
}
