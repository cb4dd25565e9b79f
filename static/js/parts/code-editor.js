// CodeMirror over a <textarea>, which stays the form's field: what is typed goes into it at once, and what others write
// into it, with an event "refill", goes into the editor. In the admin Tab leaves the editor; where `indents` is set it
// indents, and Escape before it leaves. Ctrl-[ and Ctrl-] indent in both.

import { historyField, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";

// Colours come from tokens.css, so both schemes are served by one theme.
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--ink)", fontSize: "var(--editor-size, 0.875rem)" },
  "&.cm-focused": { outline: "none" }, // the frame around it carries the ring
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--ink)", minHeight: "8rem" },
  ".cm-scroller": { maxHeight: "var(--editor-height, 32rem)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--quiet)", borderColor: "var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 20%, transparent)",
  },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", borderColor: "var(--line)" },
});

const kept = { history: historyField };

/**
 * Put an editor in place of `textarea`. `nonce` is the page's, for the styles that the editor adds. `described` is the
 * id of what tells its keys; `earlier` is what `keep` gave before, used where the text is still the same.
 */
export function edit(textarea, { nonce, label, described = "", indents = false, keys = [], earlier = null }) {
  const frame = document.createElement("div");
  frame.className = "code-editor";
  const hadFocus = document.activeElement === textarea;
  const { selectionStart } = textarea;
  textarea.after(frame);
  textarea.hidden = true;
  const locked = new Compartment();
  const written = EditorView.updateListener.of((update) => {
    if (!update.docChanged || update.view.isFilling) return;
    textarea.value = update.state.doc.toString();
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const config = {
    doc: textarea.value,
    extensions: [
      keymap.of([...keys, ...(indents ? [indentWithTab] : [])]),
      basicSetup,
      python(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      syntaxHighlighting(colours),
      theme,
      written,
      locked.of([]),
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": described }),
      EditorView.domEventHandlers({ blur: () => void textarea.dispatchEvent(new Event("blur")) }),
    ],
  };
  const view = new EditorView({ parent: frame, state: stateOf(earlier, config, textarea.value) });
  if (!earlier) view.dispatch({ selection: { anchor: Math.min(selectionStart, view.state.doc.length) } });

  // Somebody else wrote into the textarea: a restored text, for example.
  textarea.addEventListener("refill", () => {
    const text = textarea.value;
    if (text === view.state.doc.toString()) return;
    view.isFilling = true;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    view.isFilling = false;
  });
  // What works with the field works with the editor.
  textarea.focus = () => view.focus();
  new MutationObserver(() => {
    const lock = textarea.readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [];
    view.dispatch({ effects: locked.reconfigure(lock) });
  }).observe(textarea, { attributeFilter: ["readonly"] });
  if (hadFocus) view.focus();
  return view;
}

/** The text with its undo history, as plain data for `earlier`. */
export const keep = (view) => view.state.toJSON(kept);

function stateOf(earlier, config, text) {
  if (earlier?.doc === text) {
    try {
      return EditorState.fromJSON(earlier, config, kept);
    } catch {
      // of another release of the editor: its history is lost, the text is not
    }
  }
  return EditorState.create(config);
}
