// The element that Streamlit draws: one live picture for as long as it is on the page.

import { Live } from "./main.js";

const alive = new WeakMap();
// Streamlit calls this at every change and calls what it returns also while the element stays: the
// camera is given back only when the element has really left the page.
export default function mount({ parentElement: parent, data: [data], setTriggerValue }) {
  const live = alive.get(parent), wish = (name) => setTriggerValue("wish", name);
  if (live) live.update(data, wish);
  else alive.set(parent, new Live(parent, data, wish));
  return () => setTimeout(() => {
    if (parent.isConnected) return;
    alive.get(parent)?.close();
    alive.delete(parent);
  });
}
