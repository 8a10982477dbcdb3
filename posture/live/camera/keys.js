// What a key pressed anywhere on the page means for the picture.

// What a key means something to already, where it is pressed.
const TAKES_ALL = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=dialog], [role=menu]";
const TAKES_PRESSES = "button, summary, [role=button], [role=slider], [role=tab], [role=radio], [role=checkbox]";

// "go", "hurts", "finish" or "". `go` is the button of that name; `busy`: a set is under way.
export function meaningOf(event, { go, busy }) {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isForElse(event, go, busy)) return "";
  if (event.key === " ") return "go";
  if (!busy) return "";
  return event.key.toLowerCase() === "p" ? "hurts" : ["Enter", "Escape"].includes(event.key) ? "finish" : "";
}

// After a press on Start, Enter is not for that button.
function isForElse(event, go, busy) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || (target === go && busy)) return false;
  const takes = { Escape: [TAKES_ALL], p: [TAKES_ALL], P: [TAKES_ALL], " ": [TAKES_ALL, TAKES_PRESSES] }[event.key];
  return target.closest((takes ?? [TAKES_ALL, TAKES_PRESSES, "a"]).join()) !== null;
}
