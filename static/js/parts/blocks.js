// A diagram in plain text, one block or arrow a line:
//
//   Store [database]
//   API -> Feature store: features
//   API -> Queue [queue] --> Trainer
//   Client <-> API
//
// `->` leads to, `-->` leads to later (dashed), `<->` goes both ways; what follows the colon is written at the arrow. A
// name is the same block wherever it stands, in capitals or not. Lines with # are left out. Pure functions: `read` says
// what a text means and which lines say nothing, `graph` makes of that what Graphviz takes. No word becomes Graphviz's
// language: names are values of an object.

export const KINDS = {
  service: { shape: "box" },
  database: { shape: "cylinder", style: "" },
  queue: { shape: "cds", style: "" },
  model: { shape: "component", style: "" },
  user: { shape: "ellipse", style: "" },
  external: { style: "rounded,dashed" },
};
const ARROWS = { "->": {}, "-->": { style: "dashed" }, "<->": { dir: "both" } };

const MOST = { lines: 200, blocks: 60, arrows: 120 };
const LONGEST = 60; // letters of a name or of a label

const ARROW = /(<->|-->|->)/;
const NAME = /^(?<name>[^[\]]*?)\s*(?:\[(?<kind>[^[\]]*)\])?$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

// { blocks: [{ name, kind }], arrows: [{ from, to, sort, label }], errors: [{ line, message }] }: `from` and `to` are
// places in `blocks`, `line` counts from 1.
export function read(text) {
  const found = { blocks: [], arrows: [], errors: [] };
  const places = new Map();
  const lines = text.split(/\r\n?|\n/);
  for (const [at, whole] of lines.entries()) {
    const line = whole.replace(UNPRINTABLE, " ").trim();
    if (!line || line.startsWith("#")) continue;
    try {
      if (at >= MOST.lines) throw new Unreadable(`More than ${MOST.lines} lines are not drawn.`);
      readLine(line, found, places);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      found.errors.push({ line: at + 1, message: error.message });
      if (at >= MOST.lines) break;
    }
  }
  return found;
}

class Unreadable extends Error {}

function readLine(line, found, places) {
  const [chain, label] = split(line);
  const pieces = chain.split(ARROW);
  const names = pieces.filter((_, at) => at % 2 === 0).map(readName);
  const sorts = pieces.filter((_, at) => at % 2 === 1);
  if (label && !sorts.length) throw new Unreadable("A label needs an arrow before it: A -> B: label.");
  if (found.arrows.length + sorts.length > MOST.arrows)
    throw new Unreadable(`At most ${MOST.arrows} arrows are drawn.`);
  const ends = names.map((each) => place(each, found, places));
  for (const [at, sort] of sorts.entries()) found.arrows.push({ from: ends[at], to: ends[at + 1], sort, label });
}

// What stands before the colon, and the label behind it.
function split(line) {
  const colon = line.indexOf(":");
  if (colon < 0) return [line, ""];
  return [line.slice(0, colon), short(line.slice(colon + 1), "A label")];
}

function readName(piece) {
  const match = NAME.exec(piece.trim());
  if (!match) throw new Unreadable("Brackets stand once, behind a name: Store [database].");
  const { name, kind } = match.groups;
  if (!name)
    throw new Unreadable(kind === undefined ? "An arrow needs a block on either side." : "A block needs a name.");
  const known = kind?.trim().toLowerCase();
  if (known !== undefined && !Object.hasOwn(KINDS, known)) {
    throw new Unreadable(`[${kind.trim().slice(0, LONGEST)}] is none of ${Object.keys(KINDS).join(", ")}.`);
  }
  return { name: short(name, "A name"), kind: known };
}

function short(words, what) {
  const told = words.trim().replace(/\s+/g, " ");
  if ([...told].length > LONGEST)
    throw new Unreadable(`${what} may have ${LONGEST} letters; this has ${[...told].length}.`);
  return told;
}

function place({ name, kind }, { blocks }, places) {
  const key = name.toLowerCase();
  if (!places.has(key)) {
    if (blocks.length >= MOST.blocks) throw new Unreadable(`At most ${MOST.blocks} blocks are drawn.`);
    places.set(key, blocks.length);
    blocks.push({ name, kind: "service" });
  }
  const at = places.get(key);
  if (kind) blocks[at].kind = kind;
  return at;
}

// For Graphviz, from left to right or from top to bottom ("LR", "TB"). In its labels backslashes and ampersands have a
// meaning, so each is said to be itself.
export function graph({ blocks, arrows }, rankdir = "LR") {
  const plain = (words) => words.replaceAll("&", "&amp;").replaceAll("\\", "\\\\");
  return {
    directed: true,
    graphAttributes: { rankdir },
    nodes: blocks.map(({ name, kind }, at) => ({
      name: `n${at}`,
      attributes: { label: plain(name), width: leastWidth(name), ...KINDS[kind] },
    })),
    edges: arrows.map(({ from, to, sort, label }) => ({
      tail: `n${from}`,
      head: `n${to}`,
      attributes: { label: plain(label), ...ARROWS[sort] },
    })),
  };
}

// Inches that a name needs at least. Graphviz knows the widths of Latin letters alone, and takes others for spaces.
function leastWidth(name) {
  const wide = [...name].filter((letter) => letter >= "\u2e80").length;
  const other = [...name].filter((letter) => letter >= "\u0250").length - wide;
  return Math.max(0.75, wide || other ? wide * 0.17 + other * 0.11 + name.length * 0.02 + 0.35 : 0);
}

// What the picture shows, in words.
export function told({ blocks, arrows }) {
  const count = (many, one) => `${many} ${one}${many === 1 ? "" : "s"}`;
  return `${count(blocks.length, "block")}, ${count(arrows.length, "arrow")}`;
}
