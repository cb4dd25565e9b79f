// Which story an answer tells: saved as soon as it is chosen, and tried again until the server has it.
const AGAIN = 3000; // milliseconds before the next try

export function startStory({ form, api, announcer }) {
  const choice = form.querySelector("[data-story]");
  if (!choice) return { save: async () => true };
  const was = form.elements.story_was;
  let timer = 0;

  // True when the server has the choice.
  const save = async () => {
    clearTimeout(timer);
    const story = choice.value;
    if (story === was.value) return true;
    const reply = await api
      .post(choice.dataset.storyUrl, { story, story_was: was.value })
      .catch(() => ({ outcome: "lost" }));
    if (reply.outcome !== "attached") {
      timer = setTimeout(save, AGAIN);
      return false;
    }
    was.value = String(reply.story ?? "");
    if (was.value === story) return save();
    choice.value = was.value;
    announcer.say("That story is no longer there. Choose another one.");
    return true;
  };

  choice.addEventListener("change", save);
  addEventListener("online", save);
  return { save };
}
