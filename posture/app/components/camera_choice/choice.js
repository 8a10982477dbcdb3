// The camera of this browser, to be chosen before the live picture is opened.

export default function mount({ parentElement: parent, data: { words } }) {
  const { label, any, nth } = words;
  const select = document.createElement("select");
  const row = document.createElement("label");
  row.className = "choice";
  row.append(Object.assign(document.createElement("span"), { textContent: label }), select);
  parent.querySelector(".choice")?.remove();
  parent.appendChild(row);

  // Names are known once a camera was allowed here; ids may change, names stay.
  async function list() {
    const known = await knownCameras();
    const { camera } = settings();
    const named = known.map(({ id, label }, k) => new Option(label || nth.replace("{n}", k + 1), id));
    select.replaceChildren(new Option(any, ""), ...named);
    const there = known.find(({ id }) => id === camera?.id) ?? known.find(({ label }) => label && label === camera?.label);
    select.value = there?.id ?? "";
  }

  select.onchange = () => {
    const { value: id, text } = select.selectedOptions[0];
    keep({ ...settings(), camera: id ? { id, label: text } : null });
  };
  navigator.mediaDevices?.addEventListener?.("devicechange", list);
  list();
  return () => navigator.mediaDevices?.removeEventListener?.("devicechange", list);
}
