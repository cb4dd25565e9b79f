// One question to the server at a time and what its answer means. Whatever is not an answer of ours (no network,
// a time limit, a proxy's error page) throws NoAnswer: the text may or may not have arrived, so it is sent again.

const PATIENCE = 10_000; // milliseconds to wait for an answer

export class NoAnswer extends Error {}

// Whether the server has what was sent: a text in the answer or beside it, an act of a review unless one has acted
// otherwise elsewhere since. Only then may a local copy go.
const STORED = ["applied", "late", "away", "said", "stale"];
export const isStored = ({ outcome }) => [...STORED, "stored", "superseded"].includes(outcome);

export function openApi(stateUrl, tokenField) {
  const ask = async (address, { patience = PATIENCE, ...options } = {}) => {
    let response;
    try {
      response = await fetch(address, {
        headers: { Accept: "application/json" },
        redirect: "manual",
        cache: "no-store",
        signal: options.keepalive ? undefined : AbortSignal.timeout(patience),
        ...options,
      });
      const isOurs = response.headers.get("Content-Type")?.startsWith("application/json");
      if (response.status === 404) return { outcome: "refused" };
      if (!isOurs || response.status >= 500) throw new NoAnswer(`HTTP ${response.status}`);
      return await response.json();
    } catch (error) {
      throw error instanceof NoAnswer ? error : new NoAnswer(error.message);
    }
  };

  const post = async (address, fields, options = {}) => {
    const body = () => {
      const data = new FormData();
      for (const [name, value] of Object.entries(fields)) {
        for (const each of [value].flat()) if (each !== null) data.append(name, each);
      }
      data.set("csrfmiddlewaretoken", tokenField.value);
      return data;
    };
    const sentAt = Date.now();
    let reply = await ask(address, { method: "POST", body: body(), ...options });
    if (reply.outcome === "token" && (await state())) {
      reply = await ask(address, { method: "POST", body: body(), ...options });
    }
    return { ...reply, asked_at: sentAt };
  };

  // How the interview stands, or null when that cannot be told now. Brings a form token for the session of now.
  const state = async () => {
    const sentAt = Date.now();
    const reply = await ask(stateUrl).catch(() => ({}));
    if (!reply.token) return null;
    tokenField.value = reply.token;
    return { ...reply, asked_at: sentAt };
  };

  // For texts that nobody waits for: whoever sends too many at once is told for how long to wait, and does.
  const deliver = async (address, fields) => {
    for (;;) {
      const reply = await post(address, fields).catch(() => ({ outcome: "lost" }));
      if (reply.outcome !== "limited") return reply;
      await new Promise((resolve) => setTimeout(resolve, reply.seconds * 1000));
    }
  };

  return { post, deliver, state };
}
