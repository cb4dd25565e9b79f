// Local copies: texts that the server has not acknowledged yet, in this browser's storage. Each page writes under a name of its own and
// holds a lock of that name while it lives, so that another page takes over a copy only when its writer is gone.
// They carry the person's id and go at sign-out (parts/sign-out.js).

export const PREFIX = "dryrun:copy:";

export function newWriter() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing on plain http
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function openLocalCopies(user) {
  const prefix = `${PREFIX}${user}:`;
  const keyOf = (path, writer) => `${prefix}${path}:${writer}`;

  const all = () => {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => ({ ...JSON.parse(localStorage.getItem(key)), key }));
    } catch {
      return [];
    }
  };

  return {
    // False when this browser stores nothing (storage full or switched off).
    write(copy) {
      try {
        localStorage.setItem(keyOf(copy.path, copy.writer), JSON.stringify({ ...copy, at: Date.now() }));
        return true;
      } catch {
        return false;
      }
    },

    remove({ path, writer }) {
      try {
        localStorage.removeItem(keyOf(path, writer));
      } catch {
        // nothing is stored here, so nothing has to go
      }
    },

    live: (writer) => hold(writer),

    // The copies whose writers are gone, oldest first. Whoever gets one holds its writer's lock from now on.
    async orphans(matches) {
      const found = all()
        .filter(matches)
        .sort((one, other) => one.at - other.at);
      const free = await Promise.all(found.map(({ writer }) => hold(writer)));
      return found.filter((_, place) => free[place]);
    },
  };
}

// Hold a writer's lock until this page goes; false when another page holds it. A page that is just being replaced
// by this one lets go a moment late, so wait that moment.
function hold(writer) {
  if (!navigator.locks) return Promise.resolve(true); // plain http: take over and let the server compare
  return new Promise((resolve) => {
    navigator.locks
      .request(`dryrun:${writer}`, { signal: AbortSignal.timeout(1500) }, () => {
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}
