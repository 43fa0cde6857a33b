/** Without audio the page is a plain transcript: times become links to their turns. */
function goWithoutAudio(root, region, say, tell) {
  for (const part of [region, ...root.querySelectorAll(".keys .of-player")]) part.hidden = true;
  root.classList.remove("can-play");
  for (const link of root.querySelectorAll("a.time[data-s]")) {
    link.setAttribute("href", link.hash);
    link.setAttribute("aria-label", fill(say.link_to, { time: link.textContent }));
  }
  tell(say.no_audio);
}

function start(root) {
  const say = JSON.parse(root.querySelector(".wording").textContent);
  const status = root.querySelector(".status");
  const tell = (text) => { status.textContent = text; };
  const search = makeSearch(root, say);
  filterSpeakers(root, say, tell, search.update);
  copyQuotes(root, say, tell);
  for (const part of root.querySelectorAll(".bar, .finding, .remainder, .keys")) part.hidden = false;
  setUpBar(root);
  root.querySelector(".chapters")?.addEventListener("click", () => goElsewhere(root));

  const player = makePlayer(root, say, tell);
  if (!player) return;
  const timeline = makeTimeline(root);
  const show = followAudio(root, timeline, player);
  const playing = new AbortController();
  playOnClick(root, player.playFrom, playing.signal);
  walkWords(root, player.playFrom, playing.signal);
  openAtAddress(timeline, player.seek, show);
  const giveUp = () => {
    playing.abort();
    goWithoutAudio(root, player.region, say, tell);
  };
  if (player.audio.error) giveUp();
  else player.audio.addEventListener("error", giveUp);
}

for (const root of document.querySelectorAll(".transcript:not(.started):has(.bar)")) {
  root.classList.add("started");
  start(root);
}
