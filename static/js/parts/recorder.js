// Records an answer aloud and sends it when it is stopped. Without a microphone, or without leave to use it, the page
// says so and the plain file field stays.

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS = 32_000; // a second: clear speech
const PATIENCE = 120_000; // milliseconds for an upload

const WORDS = {
  NotAllowedError:
    "The browser was not allowed to use the microphone. Allow it in the address bar, or go on in writing.",
  NotFoundError: "No microphone was found. Connect one, or go on in writing.",
  NotReadableError: "Another program is using the microphone. Close it there, or go on in writing.",
};

export function startRecorder({ page, api, announcer }) {
  const root = page.querySelector("[data-recorder]");
  const type = root && navigator.mediaDevices && TYPES.find((name) => window.MediaRecorder?.isTypeSupported(name));
  if (!type) return { settle: async () => true };

  const button = root.querySelector("[data-record]");
  const words = root.querySelector("[data-recorder-words]");
  const form = root.querySelector("[data-recorder-form]");
  const most = Number(root.dataset.maxSeconds);
  let recorder = null;
  let startedAt = 0;
  let unsent = null; // what was recorded and is not with the server yet
  let stopped = Promise.resolve();

  root.querySelector("[data-recorder-buttons]").hidden = false;
  form.hidden = true;

  const start = async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch (error) {
      words.textContent = WORDS[error.name] ?? "The microphone cannot be used. Go on in writing.";
      form.hidden = false;
      return;
    }
    const chunks = [];
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS });
    recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    stopped = new Promise((resolve) => {
      recorder.addEventListener("stop", () => {
        for (const track of stream.getTracks()) track.stop();
        unsent = { sound: new Blob(chunks, { type }), seconds: Math.round((Date.now() - startedAt) / 1000) };
        recorder = null;
        resolve(send());
      });
    });
    recorder.start(1000);
    startedAt = Date.now();
    button.textContent = "Stop";
    button.setAttribute("aria-pressed", "true");
    words.textContent = "Recording";
    setTimeout(() => recorder?.stop(), most * 1000);
  };

  const send = async () => {
    button.textContent = "Record";
    button.setAttribute("aria-pressed", "false");
    if (!unsent) return true;
    words.textContent = "Sending the recording …";
    const what = { sound: unsent.sound, seconds: unsent.seconds };
    const reply = await api.post(form.action, what, { patience: PATIENCE }).catch(() => ({ outcome: "lost" }));
    if (reply.outcome === "kept") return show(reply.url);
    if (reply.outcome === "invalid") {
      words.textContent = Object.values(reply.errors).flat().join(" ");
      unsent = null;
      return true;
    }
    words.textContent = "The recording is not sent yet. It stays in this page and is sent when you are back.";
    setTimeout(send, 5000);
    return false;
  };

  const show = (url) => {
    unsent = null;
    words.textContent = "The recording is kept.";
    const row = root.querySelector("[data-recordings]").appendChild(document.createElement("li"));
    row.className = "row row-plain";
    row.append(Object.assign(document.createElement("audio"), { controls: true, preload: "none", src: url }));
    return true;
  };

  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));
  addEventListener("beforeunload", (event) => {
    if (recorder || unsent) event.preventDefault();
  });

  return {
    // Ends a recording and sends it; false when it could not be sent.
    async settle() {
      recorder?.stop();
      await stopped;
      if (unsent) await send();
      if (unsent) announcer.say("The recording is not sent yet, so this question stays open.");
      return !unsent;
    },
  };
}
