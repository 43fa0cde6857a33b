/** `fill("{number} of {total}", { number: 1, total: 2 })` */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** `1:02:03`, `12:40`, `0:07` */
function clock(timeMs) {
  const seconds = Math.floor(timeMs / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

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

/** `?t=83` goes there and waits, as sound that starts by itself is in the way of a screen reader. */
function openAtAddress(timeline, audio, show) {
  const seconds = secondsOf(new URLSearchParams(location.search).get("t"));
  const turn = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const time = turn?.querySelector(":scope > .time[data-s]");
  const turnMs = time ? Number(time.dataset.s) : null;
  if (seconds === null && turnMs === null) return;
  // A whole second is rounded down: the turn that the link names begins a little later.
  const isOfTurn = turnMs !== null && (seconds === null || Math.floor(turnMs / 1000) === seconds);
  const startMs = isOfTurn ? turnMs : seconds * 1000;
  audio.currentTime = startMs / 1000;
  show();
  const target = timeline.lastBegun(startMs) ?? timeline.entries[0];
  (isOfTurn ? turn : (target?.turn ?? target?.element))?.scrollIntoView({ block: "start" });
}

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

/** Keeps the height of the bar for what must not come to lie under it. */
function measureBar(root) {
  const bar = root.querySelector(".bar");
  const measure = () => root.style.setProperty("--bar", `${heightAtTop(bar)}px`);
  new ResizeObserver(measure).observe(bar);
  measure();
}

function start(root) {
  const say = JSON.parse(root.querySelector(".wording").textContent);
  const status = root.querySelector(".status");
  const tell = (text) => { status.textContent = text; };
  const search = makeSearch(root, say);
  filterSpeakers(root, say, tell, search.update);
  copyQuotes(root, say, tell);
  const opener = root.querySelector(".opener");
  opener.addEventListener("click", () => {
    opener.setAttribute("aria-expanded", String(opener.getAttribute("aria-expanded") === "false"));
  });
  for (const part of root.querySelectorAll(".bar, .finding, .remainder, .keys")) part.hidden = false;
  measureBar(root);
  root.querySelector(".chapters")?.addEventListener("click", () => goElsewhere(root));

  const player = makePlayer(root, say, tell);
  if (!player) return;
  const timeline = makeTimeline(root);
  const show = followAudio(root, timeline, player);
  const playing = new AbortController();
  playOnClick(root, player.playFrom, playing.signal);
  walkWords(root, player.playFrom, playing.signal);
  root.classList.add("can-play");
  openAtAddress(timeline, player.audio, show);
  const giveUp = () => {
    playing.abort();
    goWithoutAudio(root, player.region, say, tell);
  };
  if (player.audio.error) giveUp();
  else player.audio.addEventListener("error", giveUp);
}

for (const root of document.querySelectorAll(".transcript:not(.started)")) {
  root.classList.add("started");
  start(root);
}
