// Records an answer aloud and sends it when it is stopped. Without a microphone, or without leave to use it, the page
// says so and the plain file field stays. A recording that is not with the server yet, or that it refused, stays in the
// page.
import { markInMap } from "./map.js";

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS = 32_000; // a second: clear speech
const PATIENCE = 120_000; // milliseconds for an upload
const AGAIN = 5000; // milliseconds until it is tried again

const WORDS = {
  NotAllowedError:
    "The browser was not allowed to use the microphone. Allow it in the address bar, or go on in writing.",
  NotFoundError: "No microphone was found. Connect one, or go on in writing.",
  NotReadableError: "Another program is using the microphone. Close it there, or go on in writing.",
};
const REFUSALS = {
  404: "This interview is no longer there, so the recording could not be sent.",
  413: "The recording is too large to be sent.",
};

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function startRecorder({ page, api, announcer }) {
  const root = page.querySelector("[data-recorder]");
  const type = root && navigator.mediaDevices && TYPES.find((name) => window.MediaRecorder?.isTypeSupported(name));
  if (!type) return { settle: async () => true };

  const button = root.querySelector("[data-record]");
  const words = root.querySelector("[data-recorder-words]");
  const time = root.querySelector("[data-recorder-time]");
  const bar = root.querySelector("[data-recorder-progress]");
  const form = root.querySelector("[data-recorder-form]");
  const list = root.querySelector("[data-recordings]");
  const [most, target] = [Number(root.dataset.maxSeconds), Number(root.dataset.targetSeconds)];
  const unsent = []; // recordings that are not with the server yet, the oldest first
  const refused = []; // recordings that the server does not take
  let asking = null; // while the browser asks for the microphone: { isCancelled }
  let recording = null; // while there is one: { stop, stopped }
  let sending = null; // while something is sent: the promise of its end

  root.querySelector("[data-recorder-buttons]").hidden = false;
  form.hidden = true;

  const begin = async () => {
    const request = { isCancelled: false };
    asking = request;
    const stream = await openMicrophone();
    asking = null;
    if (!stream) return;
    if (request.isCancelled) return release(stream);
    recording = record(stream);
    show({ isRecording: true });
    await recording.stopped;
    recording = null;
    show({ isRecording: false });
    send();
  };

  const openMicrophone = async () => {
    try {
      return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch (error) {
      words.textContent = WORDS[error.name] ?? "The microphone cannot be used. Go on in writing.";
      form.hidden = false;
      return null;
    }
  };

  const release = (stream) => {
    for (const track of stream.getTracks()) track.stop();
  };

  // Records until it is stopped, the time is used up or the microphone is gone; what was said is unsent then.
  const record = (stream) => {
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS });
    const chunks = [];
    const startedAt = Date.now();
    const spoken = () => Math.min(most, Math.round((Date.now() - startedAt) / 1000));
    const stop = () => recorder.state !== "inactive" && recorder.stop();
    const limit = setTimeout(stop, most * 1000);
    const ticks = setInterval(() => showTime(spoken()), 1000);
    recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve)).then(() => {
      clearTimeout(limit);
      clearInterval(ticks);
      release(stream);
      const sound = new Blob(chunks, { type });
      if (sound.size) unsent.push({ sound, seconds: spoken() });
    });
    recorder.start(1000);
    return { stop, stopped };
  };

  const show = ({ isRecording }) => {
    button.textContent = isRecording ? "Stop" : "Record";
    button.setAttribute("aria-pressed", String(isRecording));
    time.hidden = bar.hidden = !isRecording;
    if (!isRecording) return;
    words.textContent = "Recording";
    showTime(0);
  };

  const showTime = (seconds) => {
    time.textContent = `${clock(seconds)} of about ${clock(target)}`;
    bar.value = Math.min(seconds, target);
  };

  // Sends what is unsent, one after the other; whether all of it is gone.
  const send = () => {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  };

  const sendAll = async () => {
    for (let next = unsent[0]; next; next = unsent[0]) {
      if (!recording) words.textContent = "Sending the recording …";
      const sent = { sound: next.sound, seconds: next.seconds, part: form.elements.part.value };
      const reply = await api.post(form.action, sent, { patience: PATIENCE }).catch(() => ({ outcome: "lost" }));
      if (!["kept", "invalid", "refused"].includes(reply.outcome)) {
        words.textContent = "The recording is not sent yet. It stays in this page and is sent when you are back.";
        setTimeout(send, AGAIN);
        return false;
      }
      unsent.shift();
      if (reply.outcome === "kept") accept(next, reply.url);
      else refuse(next, reply);
    }
    return true;
  };

  const accept = ({ seconds }, url) => {
    const end = seconds === most ? ` It ended at ${root.dataset.maxWords}, which is as long as one may be.` : "";
    if (!recording) words.textContent = `The recording is kept.${end}`;
    addRow(url);
    markInMap(page, { isSpoken: true });
  };

  // What the server does not take can be heard here and saved on the person's own computer.
  const refuse = ({ sound }, { errors, status }) => {
    refused.push(sound);
    const reason = errors ? Object.values(errors).flat().join(" ") : REFUSALS[status];
    words.textContent = `${reason} It stays below until you leave this page: save it on your computer.`;
    const address = URL.createObjectURL(sound);
    const link = Object.assign(document.createElement("a"), {
      href: address,
      download: `answer.${type.startsWith("audio/mp4") ? "m4a" : type.slice(6, type.indexOf(";"))}`,
      textContent: "Save it on your computer",
    });
    addRow(address).append(link);
  };

  const addRow = (address) => {
    const row = list.appendChild(document.createElement("li"));
    row.className = "row row-plain";
    const player = Object.assign(document.createElement("audio"), { controls: true, preload: "none", src: address });
    player.setAttribute("aria-label", "Your recording of a moment ago");
    row.append(player);
    return row;
  };

  button.addEventListener("click", (event) => {
    // The second click of a double click means nothing else than the first.
    if (asking || event.detail > 1) return;
    if (recording) recording.stop();
    else begin();
  });
  addEventListener("beforeunload", (event) => {
    if (recording || unsent.length || refused.length) event.preventDefault();
  });

  return {
    // Ends a recording and sends it; false when it could not be sent.
    async settle() {
      if (asking) asking.isCancelled = true;
      recording?.stop();
      await recording?.stopped;
      const isGone = await send();
      if (!isGone) announcer.say("The recording is not sent yet, so this question stays open.");
      return isGone;
    },
  };
}
