/** What stays at the top while the text moves. */
function setUpBar(root) {
  const bar = root.querySelector(".bar");
  const opener = bar.querySelector(".opener");
  opener.addEventListener("click", () => {
    opener.setAttribute("aria-expanded", String(opener.getAttribute("aria-expanded") === "false"));
  });
  // What takes the focus, or is the target of a link, must not come to lie under it. The page is what scrolls.
  const keepClear = () => {
    document.documentElement.style.scrollPaddingBlock = `calc(${heightAtTop(bar)}px + 1rem) 3rem`;
  };
  new ResizeObserver(keepClear).observe(bar);
  keepClear();
}

/** How much of the top of the window the bar covers. */
function heightAtTop(bar) {
  return getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
}
