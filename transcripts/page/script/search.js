const FOUND = "transcript-found";
const FOUND_NOW = "transcript-found-now";
const TYPING_MS = 150; // a pause in typing after which the search begins

/** The search in what is shown, with its count and the ways to the next and the previous match. */
function makeSearch(root, say) {
  const bar = root.querySelector(".bar");
  const form = bar.querySelector(".search");
  const input = form.querySelector("input");
  const found = form.querySelector(".found");
  const buttons = [form.querySelector(".previous"), form.querySelector(".next")];
  let blocks = null;
  let matches = [];
  let at = -1;
  let waiting = 0;

  /** Looks again, from the place that is in view. */
  function update() {
    clearTimeout(waiting);
    waiting = 0;
    const wanted = folded(input.value).text.trim();
    matches = wanted ? matchesOf(wanted) : [];
    for (const button of buttons) button.disabled = matches.length === 0;
    at = matches.findIndex((range) => range.getBoundingClientRect().top >= heightAtTop(bar));
    paint(FOUND, matches);
    go(0);
    if (matches.length === 0) found.textContent = wanted ? say.no_match : "";
  }

  function matchesOf(wanted) {
    blocks ??= [...root.querySelectorAll(".flow > .chapter, .flow > .sound, .flow > .turn > p")].map(makeBlock);
    return blocks.filter(isShown).flatMap((block) => block.find(wanted));
  }

  function go(by) {
    if (matches.length === 0) return paint(FOUND_NOW, []);
    at = (Math.max(at, 0) + by + matches.length) % matches.length;
    const range = matches[at];
    paint(FOUND_NOW, [range]);
    found.textContent = fill(say.match, { number: at + 1, total: matches.length });
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    goElsewhere(root);
  }

  /** On from the search into the text: to the time of the match. */
  function leave() {
    const turn = matches[at]?.startContainer.parentElement.closest(".turn");
    turn?.querySelector(".time")?.focus();
  }

  const keys = {
    Enter: (event) => go(event.shiftKey ? -1 : 1),
    Escape: () => leave(),
  };

  if (CSS.highlights) stylePaint();
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, TYPING_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return;
    const isNew = waiting !== 0;
    if (isNew) update();
    if (matches.length === 0) return;
    event.preventDefault();
    if (!isNew || event.key !== "Enter") keys[event.key](event);
  });
  buttons[0].addEventListener("click", () => go(-1));
  buttons[1].addEventListener("click", () => go(1));

  return { update };
}

function isShown(block) {
  return block.element.closest("[hidden]") === null;
}

/** A paragraph as searchable text. */
function makeBlock(element) {
  const { text, places } = folded(element.textContent);

  function find(wanted) {
    const ranges = [];
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
      ranges.push(rangeIn(element, places[from], places[from + wanted.length]));
    }
    return ranges;
  }

  return { element, find };
}

/**
 * The text without case, accents and kinds of apostrophes, white space as single spaces; and for each of its
 * characters, and for its end, the place in the original.
 */
function folded(original) {
  const places = [];
  let text = "";
  let place = 0;
  for (const char of original) {
    const plain = foldedChar(char);
    if (plain !== " " || !text.endsWith(" ")) {
      text += plain;
      for (let i = 0; i < plain.length; i += 1) places.push(place);
    }
    place += char.length;
  }
  places.push(original.length);
  return { text, places };
}

function foldedChar(char) {
  if (/\s/.test(char)) return " ";
  if (char < "\x80") return char.toLowerCase();
  if (/[‘’ʼ]/.test(char)) return "'";
  if (/[“”„«»]/.test(char)) return '"';
  return char.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase().replace("ς", "σ");
}

/** The characters from `start` to `end` of an element's text. */
function rangeIn(element, start, end) {
  const range = new Range();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node;
    if (start >= passed && start < passed + length) range.setStart(node, start - passed);
    if (end > passed && end <= passed + length) range.setEnd(node, end - passed);
    passed += length;
  }
  return range;
}

/** Shows ranges without changing the page. A browser that cannot still counts them and goes there. */
function paint(name, ranges) {
  if (!CSS.highlights) return;
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

/** How the matches look: set here, as only the script makes any, and checkers of style sheets do not know them yet. */
function stylePaint() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ::highlight(${FOUND}) { background: var(--found); color: var(--ink); }
    ::highlight(${FOUND_NOW}) { background: var(--found-now); color: var(--ink); text-decoration: underline 2px; }
  `);
  document.adoptedStyleSheets.push(sheet);
}
