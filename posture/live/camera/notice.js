// A note of the browser, for somebody who works in another window.

export function askForNotices() {
  if (window.Notification?.permission === "default") Notification.requestPermission();
}

// Whether a note was shown; nothing is shown to somebody who has the page before them.
export function notice(title, text) {
  const looking = document.visibilityState === "visible" && document.hasFocus();
  if (looking || window.Notification?.permission !== "granted") return false;
  new Notification(title, { body: text, tag: "posture" });
  return true;
}
