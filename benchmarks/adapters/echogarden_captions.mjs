// echogarden's default captions of timed words: node echogarden_captions.mjs WORDS.json OUT.srt [MODULE]
//
// WORDS.json: [[{"text", "start", "end"}, …], …], the words of each sentence, in seconds. MODULE is where
// `timelineToSubtitles` is, echogarden itself unless another is given.
import { readFileSync, writeFileSync } from "node:fs";

const [words, out, module = "echogarden"] = process.argv.slice(2);
const { timelineToSubtitles } = await import(module);
const entry = (type, text, parts, timeline) => ({
  type,
  text,
  startTime: parts[0].start,
  endTime: parts[parts.length - 1].end,
  timeline,
});
const timeline = JSON.parse(readFileSync(words, "utf8")).map((sentence) => {
  const text = sentence.map((word) => word.text).join(" ");
  return entry("sentence", text, sentence, sentence.map((word) => entry("word", word.text, [word], [])));
});
writeFileSync(out, timelineToSubtitles(timeline, { format: "srt" }));
