// The elements of the component: the picture with what lies over it, and the bar of buttons.

const line = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

export const ICONS = {
  start: line("M8 5.5v13l10.5-6.5z"),
  pause: line("M9 6v12M15 6v12"),
  skip: line("M6 6v12l8-6zM18 6v12"),
  stop: line("M7 7h10v10H7z"),
  sound: line("M5 10v4h3l4 3.5v-11L8 10zM15.500 9.500a4 4 0 0 1 0 5M18 7a8 8 0 0 1 0 10"),
  mute: line("M5 10v4h3l4 3.5v-11L8 10zM16 10l4 4M20 10l-4 4"),
  full: line("M5 9V5h4M15 5h4v4M19 15v4h-4M9 19H5v-4"),
  small: line("M9 5v4H5M19 9h-4V5M15 19v-4h4M5 15h4v4"),
  camera: line("M4 7.500h11v9H4zM15 11l5-3v8l-5-3"),
  unseen: line("M4 12s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM5 19 19 5"),
  crossed: line("M12 2.800a2.400 2.400 0 1 0 .01 0zM5.500 20.500v-6.500a4.500 4.500 0 0 1 4.500-4.500h4a4.500 4.500 0 0 1 4.500 4.500v6.500M7.500 18.500l8-6M16.500 18.500l-8-6"),
  wait: line("M12 4a8 8 0 1 0 .01 0zM12 8v4.500l3 2"),
  open: line("M12 5a7 7 0 1 0 .01 0z"),
  menu: line("M4 7h9M18 7h2M4 12h2M11 12h9M4 17h7M16 17h4M15.500 5v4M8.500 10v4M13.500 15v4"),
  hurt: line("M12 20c-5-4-8-7-8-10.500a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 3.500-3 6.500-8 10.500zM12 8.500l-2 3.500h4l-2 3.500"),
  done: line("M5 12.500l4.500 4.500L19 7.500"),
  warn: line("M12 5 3.500 19h17zM12 10.500v4M12 16.800v.2"),
};

const MARKUP = (words) => `
  <div class="frame">
    <video playsinline muted aria-hidden="true"></video>
    <canvas role="img" aria-label="${words.picture}"></canvas>
    <div class="hud">
      <div class="says" data-place="bottom"><p class="state" role="status"><i></i><span></span></p>
        <p class="caption"></p><p class="note" aria-live="polite"></p></div>
    </div>
    <div class="countin"></div>
    <div class="told" aria-live="polite"><div class="cover"><div class="card" tabindex="-1"><span class="drawing" aria-hidden="true"></span><span class="sign" aria-hidden="true"></span><p class="headline"></p><p class="text"></p><p class="advice"></p><p class="result"></p><div class="does"></div></div></div></div>
    <p class="strip" role="alert"></p>
  </div>
  <div class="side">
    <div class="setup"><p class="headline">${words.setup}</p><ul></ul></div>
    <div class="count"><span class="nth"></span><b>0</b><span class="time"></span><span class="of"></span><span class="sides"><em></em><em></em></span><span class="phase"></span></div>
    <div class="range" aria-hidden="true"><i></i><em></em><u></u></div>
    <div class="middle">
      <div class="ring"><svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="track" cx="50" cy="50" r="42" pathLength="100"/>
        <circle class="fill" cx="50" cy="50" r="42" pathLength="100"/></svg><b></b><span></span></div>
      <canvas class="loop" role="img" aria-label="${words.loop}" hidden></canvas>
    </div>
    <div class="bar">
      <button type="button" class="go primary"></button>
      <button type="button" class="stop">${ICONS.stop}<span>${words.stop}</span></button>
      <button type="button" class="hurt">${ICONS.hurt}<span>${words.hurt}</span></button>
      <i class="gap"></i>
      <button type="button" class="menu bare" aria-expanded="false" aria-label="${words.menu}" title="${words.menu}">${ICONS.menu}</button>
    </div>
    <div class="options" hidden>
      <div class="quick">
        <button type="button" class="sound"></button>
        <button type="button" class="full">${ICONS.full}<span>${words.full}</span></button>
        <button type="button" class="small">${ICONS.small}<span>${words.page}</span></button>
      </div>
      <label><span>${words.cameras}</span><select class="cameras"></select></label>
      <label class="wait"><span>${words.countin}</span><select></select></label>
      <label><span>${words.voice}</span><select class="voices"></select></label>
      <label><span>${words.volume}</span><input type="range" class="volume" min="0" max="100" step="10"></label>
      <label><span>${words.turn}</span><select class="turn"></select></label>
      <label><input type="checkbox" class="mirror"><span>${words.mirror}</span></label>
      <label><input type="checkbox" class="large"><span>${words.large}</span></label>
      <label class="hands"><input type="checkbox"><span>${words.signs.menu}</span></label>
    </div>
  </div>
  <p class="keys">${words.keys}</p>`;

// Build the elements into `parent` and give them by name.
export function buildStage(parent, words) {
  const root = document.createElement("section");
  root.className = "coach";
  root.dataset.wide = "false";
  root.setAttribute("aria-label", words.region);
  root.innerHTML = MARKUP(words);
  parent.appendChild(root);
  const find = (selector) => root.querySelector(selector);
  return {
    root, frame: find(".frame"), side: find(".side"), says: find(".says"), note: find(".note"), loop: find(".loop"), small: find(".small"), video: find("video"), canvas: find("canvas"),
    count: find(".count b"), time: find(".time"), of: find(".of"), sides: find(".sides"), left: find(".sides em"), right: find(".sides em + em"), nth: find(".nth"), pace: find(".range u"),
    ring: find(".ring"), ringFill: find(".ring .fill"), ringText: find(".ring b"), ringOf: find(".ring span"),
    range: find(".range"), rangeFill: find(".range i"), phase: find(".phase"),
    state: find(".state"), stateText: find(".state span"), stateSign: find(".state i"), caption: find(".caption"),
    countin: find(".countin"), cover: find(".cover"), card: find(".card"), sign: find(".sign"), title: find(".card .headline"),
    text: find(".card .text"), advice: find(".advice"), result: find(".result"), does: find(".does"), go: find(".go"), stop: find("button.stop"),
    checks: find(".setup ul"), drawing: find(".drawing"), hurt: find(".hurt"),
    menu: find("button.menu"), options: find(".options"), waitSelect: find(".wait select"), voices: find(".voices"),
    turn: find(".turn"), strip: find(".strip"), cameras: find(".cameras"),
    volume: find(".volume"), mirror: find(".mirror"), large: find(".large"), handsFree: find(".hands input"), sound: find(".sound"), full: find(".full"),
  };
}

// Show a card over the picture, with buttons as [label, what it does]; the first one is the main one.
// `celebrates`: its sign is drawn as for something that was reached.
export function showCard(stage, { icon, title, text, advice, result, celebrates = false, does = [] }) {
  stage.sign.innerHTML = ICONS[icon] ?? "";
  stage.cover.classList.toggle("celebrates", celebrates);
  stage.title.textContent = title;
  stage.text.textContent = text ?? "";
  stage.advice.textContent = advice ?? "";
  stage.result.textContent = result ?? "";
  stage.does.replaceChildren(...does.map(([label, act], k) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = k ? "" : "primary";
    button.textContent = label;
    button.onclick = act;
    return button;
  }));
  stage.cover.classList.add("shown");
}

export function hideCard(stage) {
  stage.cover.classList.remove("shown");
}

// A text that stays is not written again: nothing is laid out anew, or told again to who has it read aloud.
export function put(element, text) {
  const now = String(text ?? "");
  if (element.textContent !== now) element.textContent = now;
}

export function label(button, icon, text) {
  button.innerHTML = `${ICONS[icon]}<span></span>`;
  button.querySelector("span").textContent = text;
}
