// Sends the local copies that earlier pages left unsent: of other questions while the interview runs, of all once it is over. The server
// keeps every text and says whether it counts. Told are the replies to those that it has stored, and those that it refuses, with its words.
import { isStored } from "./api.js";
import { asSent } from "./part.js";

export async function sendUnsent({ copies, api, within, skip = "" }) {
  const orphans = await copies.orphans(({ path }) => path.startsWith(within) && !skip.endsWith(path));
  const refused = [];
  const stored = [];
  for (const copy of orphans) {
    const reply = await api.deliver(copy.path, asSent(copy));
    if (isStored(reply) || reply.outcome === "refused") copies.remove(copy);
    if (isStored(reply)) stored.push({ copy, reply });
    if (reply.outcome === "invalid") refused.push({ copy, why: Object.values(reply.errors).flat().join(" ") });
  }
  return { stored, refused };
}
