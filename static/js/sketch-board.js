// The drawing board: a page of its own, in a frame of the interview's, because it brings styles and a policy of its own.
// The interview's side (parts/sketch.js) calls `openBoard` and is called back; nothing here knows of saving.
import "./parts/board-fonts.js"; // before what looks for them
import {
  CaptureUpdateAction,
  Excalidraw,
  exportToCanvas,
  hashElementsVersion,
  MainMenu,
  restoreElements,
} from "@excalidraw/excalidraw";
import { createElement as h, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { nameButtons } from "./parts/board-names.js";
import { elementsOf, isKept, labelsOf, sceneOf } from "./parts/scene.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const HELVETICA = 2; // a font that every system has: nothing is loaded for it

// Clean lines, as the picture of the review has them; who likes it hand-drawn finds that in the menu.
const STYLE = { currentItemRoughness: 0, currentItemFontFamily: HELVETICA, currentItemFontSize: 20 };

// What the board offers beside drawing: nothing that opens or writes files, and nothing that leads away.
const UI = {
  canvasActions: {
    changeViewBackgroundColor: false,
    export: false,
    loadScene: false,
    saveAsImage: false,
    saveToActiveFile: false,
    toggleTheme: false,
  },
  tools: { image: false },
};

const place = document.querySelector("[data-board]");
const root = createRoot(place);
nameButtons(place);
let api = null;
let drawn = null; // a hash of what was last told

function Board({ text, changed, refused, ready }) {
  const [theme, setTheme] = useState(dark.matches ? "dark" : "light");
  useEffect(() => {
    const follow = () => setTheme(dark.matches ? "dark" : "light");
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, []);

  const onChange = (elements) => {
    if (!api) return;
    if (!elements.every(isKept)) {
      const kept = elements.map((each) => (isKept(each) ? each : { ...each, isDeleted: true }));
      api.updateScene({ elements: kept, captureUpdate: CaptureUpdateAction.NEVER });
      return refused();
    }
    const now = hashElementsVersion(elements);
    if (now === drawn) return;
    const isFirst = drawn === null;
    drawn = now;
    if (!isFirst) changed();
  };

  return h(
    Excalidraw,
    {
      initialData: { elements: elementsOf(text), appState: STYLE },
      excalidrawAPI: (given) => {
        api = given;
        if (text) api.scrollToContent(undefined, { fitToContent: true, animate: false });
        ready();
      },
      onChange,
      theme,
      UIOptions: UI,
      aiEnabled: false,
      autoFocus: true,
      handleKeyboardGlobally: false,
      validateEmbeddable: false,
      name: "Sketch",
    },
    h(MainMenu, null, h(MainMenu.DefaultItems.Help), h(MainMenu.DefaultItems.ClearCanvas)),
  );
}

// What Escape ends on the board, before it may lead back: a menu, a text, a line that is under way.
const ENDED = [
  ..."contextMenu editingGroupId editingLinearElement editingTextElement multiElement newElement".split(" "),
  ..."openDialog openMenu openPopup openSidebar".split(" "),
];

function isBusy() {
  const state = api.getAppState();
  return state.activeTool.type !== "selection" || ENDED.some((name) => state[name]);
}

let closing = () => {};
document.querySelector("[data-done]").addEventListener("click", () => closing());
const onKey = ({ key }) => {
  if (key === "Escape" && api && !isBusy()) closing();
};
addEventListener("keydown", onKey, { capture: true }); // before the board acts on it

// Open a scene. Calls back `changed` after each change, `refused` when something cannot be kept, `done` to close.
window.openBoard = ({ text, changed, refused, done }) =>
  new Promise((ready) => {
    api = null;
    drawn = null;
    closing = done;
    root.render(h(Board, { key: Date.now(), text, changed, refused, ready }));
  });

// The scene as it is now, as the text that is saved.
window.boardText = () => sceneOf(api.getSceneElements());

const SHARP = 2; // pixels a unit, for fine screens
const LARGEST = 1600; // pixels of the longer side, before that

// A scene as an image's source, its width and what it says.
window.boardPicture = async (text) => {
  const elements = elementsOf(text);
  const canvas = await exportToCanvas({
    elements: restoreElements(elements, null),
    appState: { exportBackground: true, viewBackgroundColor: "#ffffff" },
    files: {},
    exportPadding: 16,
    getDimensions: (width, height) => {
      const scale = SHARP * Math.min(1, LARGEST / Math.max(width, height));
      return { width: width * scale, height: height * scale, scale };
    },
  });
  return {
    source: canvas.toDataURL(),
    width: Math.round(canvas.width / SHARP),
    words: ["Sketch", ...labelsOf(text)].join(", "),
  };
};
