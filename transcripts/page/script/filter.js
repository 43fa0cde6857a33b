/** Shows the turns of one speaker. */
function filterSpeakers(root, say, tell, afterwards) {
  const select = root.querySelector(".filter");
  if (!select) return;
  const items = [...root.querySelectorAll(".flow > *")];
  const turns = items.filter((item) => item.matches(".turn"));

  function apply() {
    const wanted = select.value;
    const place = firstInView(turns);
    let chapter = null;
    for (const item of items) {
      if (item.matches(".chapter")) chapter = item;
      const isWanted = !wanted || (item.dataset.voices ?? "").split(" ").includes(wanted);
      item.hidden = !isWanted;
      if (isWanted && chapter) chapter.hidden = false;
    }
    const shown = turns.filter((turn) => !turn.hidden);
    tell(wanted ? fill(say.shown, { number: shown.length, total: turns.length }) : "");
    nearest(turns, place)?.scrollIntoView({ block: "nearest" });
    goElsewhere(root);
    afterwards();
  }

  select.addEventListener("change", apply);
  // Browsers that come back to a page restore what was chosen, and not what came of it.
  addEventListener("pageshow", () => select.value && apply());
}

function firstInView(turns) {
  return turns.findIndex((turn) => turn.getBoundingClientRect().bottom > 0);
}

/** The first turn that is shown, from a place on; else the last one before it. */
function nearest(turns, place) {
  const isShown = (turn) => !turn.hidden;
  return turns.slice(Math.max(place, 0)).find(isShown) ?? turns.findLast(isShown);
}
