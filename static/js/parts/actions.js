// Forms that act at once ([data-acts]): what stands in one is sent when it changes or a button of it is pressed. One
// request a form at a time, and after each reply the newest state, so that quick clicks lose nothing. What could not be
// sent is said and sent again, until the server has it. The reply brings words for places of the page, by their ids;
// nothing else on the page moves. One that brings an address leads there.

const RETRIES = [1000, 2000, 4000, 8000, 15_000]; // milliseconds before each further try

const WORDS = {
  offline: "You are offline. What you choose here is sent as soon as you are back; leave this page open until then.",
  unreachable: "The server does not answer. What you choose here is sent again until it does; leave this page open.",
  signedOut: "You are signed out. Sign in and go on: what you chose here is sent then.",
  refused: "The server does not know this review as yours, so nothing was stored. Are you signed in as somebody else?",
};

export function startActions({ api, announcer }) {
  const troubles = new Map(); // by form, the newest last

  const tell = (form, trouble) => {
    const before = troubles.size;
    troubles.delete(form);
    if (trouble) troubles.set(form, trouble);
    if (!troubles.size) return before && announcer.clear();
    const newest = [...troubles.values()].at(-1);
    announcer.notice(WORDS[newest], { withSignIn: ["signedOut", "refused"].includes(newest) });
  };

  const forms = [...document.querySelectorAll("form[data-acts]")];
  const actions = forms.map((form) => startAction(form, api, (trouble) => tell(form, trouble)));

  addEventListener("online", () => {
    for (const action of actions) action.again();
  });
  new BroadcastChannel("dryrun").addEventListener("message", ({ data }) => {
    if (data === "signed-in") for (const action of actions) action.again();
  });
  addEventListener("pagehide", () => {
    for (const action of actions) action.lastTry();
  });
  addEventListener("beforeunload", (event) => {
    if (troubles.size) event.preventDefault(); // the browser asks whether to leave
  });

  return { areSettled: () => actions.every((action) => action.isSettled()) };
}

function fill(words) {
  for (const [id, told] of Object.entries(words)) {
    const place = document.getElementById(id);
    if (place) place.innerHTML = told;
  }
}

function startAction(form, api, tell) {
  let wanted = null; // what the server does not have yet
  let underWay = false;
  let failures = 0;
  let timer = 0;

  const want = (button) => {
    const fields = {};
    for (const [name, value] of new FormData(form, button)) {
      fields[name] ??= [];
      fields[name].push(value);
    }
    delete fields.csrfmiddlewaretoken; // the newest one is the connection's to know
    wanted = { address: button?.getAttribute("formaction") ?? form.action, fields };
    if (!failures) send();
  };

  const send = async () => {
    clearTimeout(timer);
    if (underWay || !wanted) return;
    const sent = wanted;
    underWay = true;
    const reply = await api.post(sent.address, sent.fields).catch(() => ({ outcome: "lost" }));
    underWay = false;
    if (reply.outcome !== "stored" && reply.outcome !== "refused") return again(reply);
    failures = 0;
    if (wanted !== sent) return send();
    wanted = null;
    fill(reply.words ?? {});
    tell(reply.outcome === "refused" ? "refused" : null);
    if (reply.next) location.assign(reply.next);
  };

  const again = ({ outcome }) => {
    if (outcome === "signed_out" || outcome === "token") tell("signedOut");
    else tell(navigator.onLine ? "unreachable" : "offline");
    timer = setTimeout(send, RETRIES[Math.min(failures++, RETRIES.length - 1)]);
  };

  form.addEventListener("change", () => want());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const button of form.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button === event.submitter));
    }
    want(event.submitter);
  });

  return {
    isSettled: () => !wanted,
    again() {
      failures = 0;
      send();
    },
    lastTry: () => wanted && api.post(wanted.address, wanted.fields, { keepalive: true }).catch(() => {}),
  };
}
