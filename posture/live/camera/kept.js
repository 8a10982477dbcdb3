// What a person set on the picture, kept by the browser.

const SETTINGS = "posture.live.settings";
export const KEPT = "posture.kept"; // told to whatever else on the page shows the same settings

export function settings() {
  try {
    return JSON.parse(localStorage.getItem(SETTINGS)) ?? {};
  } catch {
    return {};
  }
}

export function keep(values) {
  try {
    localStorage.setItem(SETTINGS, JSON.stringify(values));
    window.dispatchEvent(new Event(KEPT));
  } catch {
    // closed to this page: the settings last until it is left
  }
}
