// A scene as text: what the board's elements come to when they are saved. The server reads the same fields and leaves
// everything else out (practice/scenes.py); here it is left out so that more of a drawing has room.

export const LONGEST = 100_000; // characters, as practice/autosave.py has it

const EVERY =
  "id x y width height angle strokeColor backgroundColor fillStyle strokeWidth strokeStyle roughness opacity groupIds roundness boundElements locked";
const LINE = "points startBinding endBinding startArrowhead endArrowhead";
const FIELDS = {
  rectangle: "",
  diamond: "",
  ellipse: "",
  line: LINE,
  arrow: `${LINE} elbowed fixedSegments startIsSpecial endIsSpecial`,
  freedraw: "points pressures simulatePressure",
  text: "text originalText fontSize fontFamily textAlign verticalAlign containerId autoResize lineHeight",
};

// What the board assumes by itself.
const ASSUMED = {
  angle: 0,
  strokeColor: "#1e1e1e",
  backgroundColor: "transparent",
  fillStyle: "solid",
  strokeWidth: 2,
  strokeStyle: "solid",
  opacity: 100,
  locked: false,
  startArrowhead: null,
  startBinding: null,
  endBinding: null,
  containerId: null,
  roundness: null,
  boundElements: null,
  fixedSegments: null,
  startIsSpecial: null,
  endIsSpecial: null,
  elbowed: false,
  autoResize: true,
  textAlign: "left",
  verticalAlign: "top",
};
const ROUNDED = { x: 10, y: 10, width: 10, height: 10, points: 10 }; // tenths of a unit are finer than any screen

export const isKept = (element) => element.isDeleted || element.type in FIELDS;

export function elementsOf(text) {
  try {
    return JSON.parse(text).elements;
  } catch {
    return [];
  }
}

export const labelsOf = (text) =>
  elementsOf(text)
    .map((element) => element.originalText ?? element.text)
    .filter(Boolean);

export function sceneOf(elements) {
  const told = elements.filter((element) => !element.isDeleted && isKept(element)).map(asTold);
  return told.length ? asText(told) : "";
}

const asText = (told) => JSON.stringify({ type: "excalidraw", version: 2, elements: told });

function asTold(element) {
  const { text, originalText } = element;
  const asTyped = { ...element, originalText: originalText === text ? undefined : originalText };
  const names = `${EVERY} ${FIELDS[element.type]}`.trim().split(" ");
  const told = names
    .map((name) => [name, rounded(asTyped[name], ROUNDED[name] ?? 10_000)])
    .filter(([name, value]) => value !== undefined && value !== ASSUMED[name] && !isEmptyList(value));
  return { type: element.type, ...Object.fromEntries(told) };
}

const isEmptyList = (value) => Array.isArray(value) && value.length === 0;

function rounded(value, to) {
  if (typeof value === "number") return Math.round(value * to) / to;
  if (Array.isArray(value)) return value.map((each) => rounded(each, to));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rounded(each, to)]));
}

// A scene in pieces that each can be saved, when it is larger than that: its elements stay whole and in their order, but
// for a line that is too long by itself.
export function piecesOf(text) {
  const pieces = [[]];
  for (const element of elementsOf(text).map(thinned)) {
    const last = pieces.at(-1);
    if (last.length && asText([...last, element]).length > LONGEST) pieces.push([]);
    pieces.at(-1).push(element);
  }
  return pieces.map((elements) => (elements.length ? asText(elements) : ""));
}

// A line with every second point, again until it fits: more points than that no screen shows apart.
function thinned(element) {
  if (!(element.points?.length > 2) || asText([element]).length <= LONGEST) return element;
  const some = (list) => list?.filter((_, place) => place % 2 === 0 || place === list.length - 1);
  return thinned({ ...element, points: some(element.points), pressures: some(element.pressures) });
}
