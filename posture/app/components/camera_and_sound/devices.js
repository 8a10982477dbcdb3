// The camera and the sound of this browser, to be tried before a set; what is chosen is kept for every set.

const LOOK_AGAIN_MS = 1500; // names of cameras are told once one was allowed, and no event says so

export default function mount({ parentElement: parent, data: [{ words, language }] }) {
  const { camera: label, any, nth, play, heard, silent } = words;
  const voice = new Voice(language);
  const row = document.createElement("div");
  row.className = "devices";
  row.innerHTML = '<label><span></span><select></select></label><p><button type="button"></button><span role="status"></span></p>';
  const [name, select, button, status] = ["label span", "select", "button", "[role]"].map((part) => row.querySelector(part));
  name.textContent = label;
  button.textContent = play;
  parent.querySelector(".devices")?.remove();
  parent.appendChild(row);
  let shown = "";

  // Ids may change, names stay.
  async function list() {
    const known = await knownCameras();
    const { camera } = settings();
    const now = JSON.stringify([known, camera]);
    if (now === shown) return;
    shown = now;
    const named = known.map(({ id, label }, k) => new Option(label || nth.replace("{n}", k + 1), id));
    select.replaceChildren(new Option(any, ""), ...named);
    const there = known.find(({ id }) => id === camera?.id) ?? known.find(({ label }) => label && label === camera?.label);
    select.value = there?.id ?? "";
  }

  select.onchange = () => {
    const { value: id, text } = select.selectedOptions[0];
    keep({ ...settings(), camera: id ? { id, label: text } : null });
  };
  button.onclick = () => {
    const { muted, voice: wanted, volume } = settings();
    voice.use({ muted: false, voice: wanted ?? "", volume: volume ?? 1 });
    voice.wake();
    voice.tone("praise");
    setTimeout(() => voice.say(heard, "praise"), 500);
    status.textContent = muted ? silent : "";
  };
  list();
  const looking = setInterval(list, LOOK_AGAIN_MS);
  return () => {
    clearInterval(looking);
    voice.quiet();
  };
}
