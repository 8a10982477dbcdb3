// Puts our words in the place of Streamlit's own, in what is shown and in what is read out.
//
// Streamlit has no words but English ones. Only the text itself is written over, never its element: Streamlit
// goes on to change what it has drawn. What it wrote is remembered, so that another language can follow.

const TEXTS = [
  '[data-testid="stSkipToContent"]', '[data-testid="stFileUploader"] section', '[role="listbox"]', '[data-testid="stTooltipContent"]',
  '[data-testid="InputInstructions"]',
].join(", ");
const NAMES = [
  '[data-testid="stFileUploader"] section [aria-label]', '[data-testid="stDialog"] button[aria-label]',
  '[data-testid="stToast"] button[aria-label]', '[data-testid="stSelectbox"] button[aria-label]',
  '[data-testid="stSelectbox"] input[placeholder]', '[data-testid="stTooltipHoverTarget"][aria-label]',
  '[data-testid="stTooltipHoverTarget"] [aria-label]', '[data-testid="stElementToolbar"] [aria-label]',
  '[data-testid="stLogoLink"]', '[data-testid="stTopNav"][aria-label]', '[data-testid="stNumberInput"] button[aria-label]',
  '[data-testid="stSelectboxVirtualDropdown"] [aria-label]',
].join(", ");
const GAPS = { n: "[\\d.]+", size: "[\\d.]+[KMGT]?B", name: ".+" };
const PAGE = Symbol.for("posture.words");

export default function mount({ data: [data] }) {
  const page = (window[PAGE] ??= watch());
  page.rules = data.words.map(([english, own]) => ({ test: pattern(english), own }));
  page.look();
}

function watch() {
  const page = { rules: [], written: new WeakMap(), look: () => look(page) };
  const seen = { subtree: true, childList: true, characterData: true, attributeFilter: ["aria-label", "placeholder"] };
  new MutationObserver(page.look).observe(document.body, seen);
  return page;
}

function pattern(english) {
  const parts = english.split(/\{(\w+)\}/).map((part, i) =>
    i % 2 ? `(?<${part}>${GAPS[part]})` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("")}$`);
}

function own(text, rules) {
  for (const rule of rules) {
    const found = rule.test.exec(text);
    if (!found) continue;
    const { groups: gaps } = found;
    return rule.own.replace(/\{(\w+)\}/g, (_, gap) => {
      if (gap === "n") return Number(gaps.n).toLocaleString(document.documentElement.lang);
      return gap === "size" ? own(gaps.size, rules) : gaps[gap];
    });
  }
  return text;
}

function look(page) {
  for (const place of document.querySelectorAll(TEXTS)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      put(page, node, "text", node.nodeValue, (words) => { node.nodeValue = words; });
    }
  }
  for (const element of document.querySelectorAll(NAMES)) {
    for (const name of ["aria-label", "placeholder"]) {
      const now = element.getAttribute(name);
      if (now) put(page, element, name, now, (words) => element.setAttribute(name, words));
    }
  }
}

function put(page, node, kind, now, write) {
  const before = page.written.get(node) ?? {};
  const english = before[kind]?.own === now ? before[kind].english : now;
  const words = own(english, page.rules);
  page.written.set(node, { ...before, [kind]: { english, own: words } });
  if (words !== now) write(words);
}
