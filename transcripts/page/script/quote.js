/** Copies the selected words, or the turn that is heard, with who says them and a link to their time. */
function copyQuotes(root, say, tell) {
  root.querySelector(".quote").addEventListener("click", async () => {
    const passages = selectedPassages(root) ?? currentPassages(root);
    if (!passages) return tell(say.nothing_to_copy);
    const quote = quoteOf(passages);
    const isCopied = await copy(quote);
    tell(isCopied ? fill(say.copied, { quote: quote.summary }) : say.not_copied);
  });
}

function selectedPassages(root) {
  const selection = getSelection();
  if (selection.isCollapsed) return null;
  const range = wholeWords(selection.getRangeAt(0));
  const turns = [...root.querySelectorAll(".flow > .turn:not([hidden])")].filter((turn) => range.intersectsNode(turn));
  const passages = turns.map((turn) => passageOf(turn, range)).filter((passage) => passage.text);
  return passages.length > 0 ? passages : null;
}

function currentPassages(root) {
  const turn = root.querySelector(".turn[aria-current]:not([hidden])");
  if (!turn) return null;
  const range = new Range();
  range.selectNodeContents(turn);
  return [passageOf(turn, range)];
}

/** A selection often begins or ends within a word. */
function wholeWords(selected) {
  const range = selected.cloneRange();
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (startContainer.nodeType === Node.TEXT_NODE && /^\S/.test(startContainer.data.slice(startOffset))) {
    range.setStart(startContainer, startOffset - /\S*$/.exec(startContainer.data.slice(0, startOffset))[0].length);
  }
  if (endContainer.nodeType === Node.TEXT_NODE && /\S$/.test(endContainer.data.slice(0, endOffset))) {
    range.setEnd(endContainer, endOffset + /^\S*/.exec(endContainer.data.slice(endOffset))[0].length);
  }
  return range;
}

/** What of a turn is in a range: the name, the words, and the time of the first of them. */
function passageOf(turn, range) {
  const texts = [...turn.querySelectorAll(":scope > p")].map((paragraph) => textWithin(paragraph, range));
  const word = [...turn.querySelectorAll("[data-e]")].find((element) => textWithin(element, range));
  const startMs = Number((word ?? turn.querySelector(".time"))?.dataset.s);
  return {
    name: turn.querySelector(".speaker bdi")?.textContent ?? "",
    text: texts.filter(Boolean).join(" "),
    time: turn.querySelector(".time")?.textContent ?? "",
    startMs: Number.isFinite(startMs) ? startMs : null,
    anchor: turn.id,
  };
}

function textWithin(element, range) {
  if (!range.intersectsNode(element)) return "";
  const inside = new Range();
  inside.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  return inside.toString().replace(/\s+/g, " ").trim();
}

/** The quote as plain text and as HTML, and what is said of it in one line. */
function quoteOf(passages) {
  const [first] = passages;
  const address = addressOf(first);
  const time = first.startMs === null ? first.time : clock(first.startMs);
  const isOneVoice = passages.every((passage) => passage.name === first.name);
  const text = isOneVoice
    ? `“${passages.map((passage) => passage.text).join(" ")}”`
    : passages.map(({ name, text: words }) => (name ? `${name}: ${words}` : words)).join("\n");
  const source = [isOneVoice ? first.name : "", time].filter(Boolean).join(", ");
  const quote = document.createElement("blockquote");
  quote.innerText = text;
  const link = Object.assign(document.createElement("a"), { href: address, textContent: source || address });
  return { plain: `${text}\n— ${[source, address].filter(Boolean).join(", ")}`, html: `${quote.outerHTML}— ${link.outerHTML}`, summary: source || text };
}

function addressOf(passage) {
  const address = new URL(location.href);
  if (passage.startMs === null) address.searchParams.delete("t");
  else address.searchParams.set("t", String(Math.floor(passage.startMs / 1000)));
  address.hash = passage.anchor;
  return address.href;
}

async function copy({ plain, html }) {
  try {
    const blob = (type, text) => new Blob([text], { type });
    const item = { "text/plain": blob("text/plain", plain), "text/html": blob("text/html", html) };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return true;
  } catch {
    return copyTheOldWay(plain, html);
  }
}

/** For pages that are not served by https, where the clipboard has no other door. */
function copyTheOldWay(plain, html) {
  const handOver = (event) => {
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  };
  document.addEventListener("copy", handOver, { once: true });
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", handOver);
  return isCopied;
}
