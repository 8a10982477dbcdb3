// One live picture: what the person presses, what the camera gives and what the server answers.

import { buildStage, hideCard, label, showCard } from "./stage.js";
import { Voice } from "./voice.js";
import { Link } from "./link.js";
import { Hud } from "./hud.js";
import { SetUp } from "./setup.js";
import { Menu } from "./menu.js";
import { meaningOf } from "./keys.js";
import { Awake } from "./awake.js";
import { askForNotices, notice } from "./notice.js";
import { Strip } from "./strip.js";
import { Unseen } from "./unseen.js";
import { Pictures } from "./pictures.js";
import { Gesture } from "./gesture.js";
import { Window } from "./window.js";
import { Covers } from "./covers.js";
import { Rest } from "./rest.js";
import { Line } from "./line.js";

const COUNTED_ALOUD = 10; // seconds before a set goes on that are heard
const COUNTING = ["rest", "step", "countin", "starting", "running"];
const TAKES_WINDOW = ["opening", ...COUNTING];
const KEEPS_WINDOW = ["paused", "goal", "finished"]; // whoever stands far away goes on reading

export class Live {
  constructor(parent, data, wish) {
    this.wish = wish;
    this.words = data.texts;
    this.said = data.said;
    this.bones = data.skeleton;
    this.stage = buildStage(parent, this.words);
    this.window = new Window(this.stage);
    this.covers = new Covers(this);
    this.hud = new Hud(this.stage, this.words);
    this.voice = new Voice(data.language);
    this.strip = new Strip(this);
    this.setup = null;
    this.pictures = new Pictures(this);
    this.ready = false;
    this.awake = new Awake();
    this.setUp = new SetUp(this.stage, this.words);
    this.menu = new Menu(this.stage, {
      words: this.words, waits: data.waits, voice: this.voice, onCamera: () => this.otherCamera(), onTurn: () => this.pictures.shape(), onHandsFree: () => this.handsFree(),
    });
    this.gesture = new Gesture(this);
    this.setUp.place(data.drawing);
    this.hud.loop.use(data.loop);
    this.stage.full.hidden = !document.fullscreenEnabled;
    this.rest = new Rest(this);
    this.line = new Line(this);
    this.listen();
    this.mode("off");
    this.link = new Link(data, this);
    this.rest.use(data.routine);
    this.unseen = new Unseen(this);
  }

  update({ token, said, drawing, loop, routine }, wish) {
    this.wish = wish;
    this.said = said;
    this.setUp.place(drawing);
    this.hud.loop.use(loop);
    if (this.pictures.open) this.hud.loop.prepare(); // its rest may have begun before the page knew of it
    this.window.still(); // of what was drawn since
    this.rest.use(routine);
    if (token !== this.link.token) this.link.use(token);
  }

  // ---- what is pressed ------------------------------------------------------------------------

  listen() {
    const { stage } = this;
    stage.go.onclick = () => this.go();
    stage.stop.onclick = () => this.finish();
    stage.hurt.onclick = () => this.hurts();
    stage.small.onclick = () => this.showPage();
    stage.full.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : stage.root.requestFullscreen());
    this.keys = (event) => this.key(event);
    this.seen = () => this.awake.keep(this.counts && !this.watching);
    document.addEventListener("keydown", this.keys);
    document.addEventListener("visibilitychange", this.seen);
  }

  key(event) {
    if (event.key === "Escape" && (this.menu.shut() || this.line.leave())) return event.preventDefault();
    const does = { go: () => this.go(), hurts: () => this.hurts(), finish: () => this.finish() };
    const meant = does[meaningOf(event, { go: this.stage.go, busy: this.busy })];
    if (!meant) return;
    meant();
    event.preventDefault();
  }

  get busy() {
    return [...TAKES_WINDOW, "paused", "waiting", "goal"].includes(this.now);
  }

  // Whether the seconds of a set run.
  get counts() {
    return COUNTING.includes(this.now);
  }

  // The page is looked at: nothing is counted meanwhile.
  showPage() {
    if (this.counts) this.pause();
    this.window.give();
    this.stage.cover.querySelector("button")?.focus();
  }

  // Start, pause or go on, whichever is next.
  go() {
    this.voice.wake();
    if (this.rest.step) return this.wish(this.rest.step.running ? "pause" : "go_on");
    if (this.counts) return this.pause();
    if (this.now !== "opening" && !this.hurting && !this.line.leave()) this.start();
  }

  // Something hurts: nothing goes on before the page has asked about it.
  hurts() {
    if (this.setup?.kind !== "exercise") return; // nothing is exercised in a check or at a desk
    if (!this.held) return this.pause();
    this.unfelt = !this.link.tell("hurts");
    this.stopForPain();
  }

  stopForPain() {
    this.hurting = true;
    this.mode("paused");
  }

  async start() {
    const fresh = !["paused", "waiting", "goal"].includes(this.now);
    if (this.refused) return this.link.tell("warm");
    if (this.watching) askForNotices();
    if (fresh) this.afresh();
    if (!this.pictures.open && !(await this.open())) return;
    // What has not begun is counted in by the coach, once the person is in place.
    const unbegun = this.now === "paused" && this.setUp.shown;
    if (fresh) this.begin();
    else this.countIn(this.watching || this.rested || unbegun ? 0 : this.menu.now.wait);
  }

  afresh() {
    this.hud.reset();
    this.setUp.reset();
    this.hurting = false;
  }

  async open() {
    this.mode("opening");
    this.hud.loop.prepare();
    try {
      await this.pictures.begin(this.watching);
    } catch (error) {
      if (this.now === "opening") this.covers.fail(error.message);
    }
    if (this.now === "opening") return true;
    this.dark(); // called off meanwhile, or it did not open
    return false;
  }

  // Another one was chosen: a set under way pauses, and goes on with that.
  otherCamera() {
    if (this.counts) this.pause();
    if (this.now !== "opening") this.dark();
    if (this.now === "paused") this.mode("paused"); // nobody looks for the sign now
  }

  // Whether crossed arms are minded was changed on the picture.
  handsFree() {
    this.link.tell("hands_free", { on: this.menu.now.handsFree });
    if (this.now === "paused") this.mode("paused");
  }

  // A pause that crossed arms end: the camera stays open and is looked at now and then.
  get minds() {
    return ["paused", "goal"].includes(this.now) && this.setup?.kind === "exercise" && this.menu.now.handsFree && this.pictures.open && !this.hurting;
  }

  // A set that begins by itself after a rest, in which the person is looked at already.
  async follow({ begin_in_s: restS, title }) {
    this.rest.forget();
    if (!this.pictures.open && !(await this.open())) return;
    this.voice.wake(); // heard where the person has pressed anything on the page
    this.afresh();
    this.rest.begin(restS, this.said[title] ?? title);
    this.tellStart();
  }

  countIn(left) {
    if (left <= 0) return this.begin();
    this.mode("countin");
    this.stage.countin.textContent = left;
    if (left <= COUNTED_ALOUD) this.voice.tone("tick");
    this.counting = setTimeout(() => this.countIn(left - 1), 1000);
  }

  begin() {
    if (this.held) this.voice.tone("go");
    this.mode("starting");
    if (!this.tellStart()) this.hud.trouble(this.words.reconnecting);
  }

  tellStart() {
    const camera = this.stage.video.srcObject?.getVideoTracks()[0]?.getSettings().deviceId;
    const before = this.now === "rest" ? { rest_s: this.rest.leftS } : { count_in_s: this.menu.now.wait };
    return this.link.tell("start", { ...before, camera, hands_free: this.menu.now.handsFree });
  }

  pause() {
    if (this.rest.step) return this.wish("pause");
    this.rested = this.now === "rest";
    if (["running", "rest"].includes(this.now)) this.link.tell("pause");
    if (this.rested && this.rest.untilMs !== null) this.held = true; // told to begin, if not begun
    this.mode(this.held ? "paused" : "off");
    if (!this.held) this.dark();
  }

  finish() {
    if (this.rest.step || this.now === "rest") return this.rest.skip();
    if (this.held) this.unsaid = !this.link.tell("stop");
    else this.mode("off");
    this.dark();
  }

  // The camera was taken away in the middle.
  unplugged() {
    this.dark();
    if (this.held) this.link.tell("stop", { why: "camera_lost" });
    this.covers.fail("unplugged");
  }

  dark() {
    clearTimeout(this.counting);
    this.gesture.end();
    this.pictures.end();
  }

  // ---- what the camera gives ------------------------------------------------------------------

  hears(view) {
    if (view.paused) return; // a glance in a pause: nothing is coached
    if (view.rest_s) this.resting(view);
    else this.follows(view);
    if (view.cue) this.voice.say(view.cue.text, view.cue.kind);
  }

  resting(view) {
    if (this.now === "running") this.mode("rest"); // gone on with after a pause
    this.rest.show(view);
  }

  follows(view) {
    if (this.now === "rest") this.mode("running");
    this.rested = false;
    this.hud.show(view);
    this.unseen.saw(view);
    if (view.passed && !view.ready) this.setUp.show(view);
    if (view.notice) this.remind(this.said[view.notice] ?? view.notice);
  }

  // Somebody works beside this page: a tone, a line, and a note where they look elsewhere. No voice.
  remind(text) {
    this.voice.tone("praise");
    this.hud.caption(text, "problem");
    notice(this.setup.title, text);
  }

  get watching() {
    return this.setup?.kind === "watch";
  }

  // ---- what the server says -------------------------------------------------------------------

  message(message) {
    const does = {
      setup: () => (this.prepare(message.setup), this.turnTo(message.setup)),
      warm: () => (this.line.free(), this.warm()),
      began: () => this.began(),
      hurts: () => this.stopForPain(),
      answered: () => (this.hurting = false, this.now === "paused" && this.mode("paused")),
      view: () => this.pictures.answer(message),
      drop: () => this.pictures.drop(message),
      pace: () => this.pictures.rate.allow(message.fps),
      replacing: () => this.strip.replace(true), replaced: () => this.strip.replace(false),
      goal: () => this.covers.reached(message),
      finished: () => this.rest.leads(message) || this.covers.finished(message),
      broken: () => this.covers.refuse(message.message),
      ...this.line.hears,
    };
    does[message.type]?.(message);
  }

  silent(quiet) {
    this.strip.silent(quiet);
  }

  up(hello) {
    this.hud.trouble("");
    this.strip.replace(Boolean(hello.replacing));
    this.prepare(hello.setup);
    const goingOn = hello.state === "running" || hello.state === "paused";
    if (hello.ending === "interrupted" && this.now === "off") this.held = true; // it was this page's, too
    if (!goingOn && this.held && !this.rest.leads(hello)) return this.covers.finished(hello);
    if (goingOn && this.unsaid) return this.finish();
    if (goingOn && this.unfelt) this.unfelt = !this.link.tell("hurts");
    if (goingOn && hello.counts) this.hud.counts(hello.counts);
    if (goingOn && !this.busy) return this.covers.offer(hello.counts);
    this.held = goingOn;
    if (["starting", "running"].includes(this.now) || (this.now === "rest" && goingOn)) this.tellStart();
    if (this.now === "lost") this.mode("off");
    this.line.wait(hello.line);
    if (goingOn && hello.hurts) this.stopForPain();
    if (!goingOn && ["off", "rest"].includes(this.now)) this.turnTo(hello.setup);
  }

  down(code) {
    this.ready = this.refused = false;
    this.pictures.sender.forget();
    const words = this.words.lost[code];
    if (words) return this.covers.lost(words);
    if (this.busy) this.hud.trouble(this.words.reconnecting);
    else if (this.now === "off") this.mode("off");
  }

  prepare(setup) {
    if (!setup) return;
    const other = this.setup && this.setup.exercise !== setup.exercise;
    this.setup = setup;
    this.stage.root.dataset.kind = setup.kind;
    this.menu.readAloud();
    this.pictures.sender.pace(setup.fps);
    this.hud.setup(setup);
    this.setUp.place(undefined, setup.view);
    if (this.now === "off" || (this.now === "finished" && other)) this.mode("off");
  }

  // A set that begins by itself after a rest; without one, a rest that is counted down is called off.
  turnTo(setup) {
    if (!setup || this.held) return;
    if (setup.begin_in_s !== null) this.follow(setup);
    else if (this.now === "rest") (this.rest.untilMs = null), this.pause();
  }

  warm() {
    this.ready = true;
    const refused = this.refused;
    this.refused = false;
    if (this.now === "off" || refused) this.mode("off");
  }

  began() {
    if (this.now === "off") return this.link.tell("stop");
    this.held = true;
    this.pictures.expect();
    if (this.now === "starting") this.mode("running");
  }

  // ---- what is shown --------------------------------------------------------------------------

  mode(now) {
    this.now = now;
    const { stage, words } = this;
    stage.root.dataset.mode = now;
    if (!["off", "paused"].includes(now)) this.menu.open(false); // a camera is chosen in a pause
    const running = COUNTING.includes(now);
    label(stage.go, running ? "pause" : "start", words.go[now] ?? words.go.off);
    stage.go.disabled = now === "opening" || now === "lost" || (now === "paused" && Boolean(this.hurting));
    stage.stop.disabled = !this.busy;
    stage.hurt.disabled = !this.busy || Boolean(this.hurting);
    stage.countin.textContent = "";
    stage.root.dataset.counting = "";
    clearTimeout(this.counting);
    hideCard(stage);
    this.rest?.named();
    if (TAKES_WINDOW.includes(now) && !this.watching) this.window.take();
    else if (!KEEPS_WINDOW.includes(now) || this.hurting) this.window.give();
    this.window.hold();
    if (now === "off") this.covers.invite();
    if (now === "opening") showCard(stage, { icon: "camera", title: words.opening, text: words.allow });
    if (now === "countin" || (now === "starting" && !this.held)) this.hud.quiet();
    if (now !== "paused") this.left = false;
    if (now === "paused") this.covers.paused();
    this.awake.keep(this.counts && !this.watching);
  }

  close() {
    document.removeEventListener("keydown", this.keys);
    document.removeEventListener("visibilitychange", this.seen);
    this.unseen.end();
    this.rest.end();
    this.hud.loop.use();
    this.mode("closed");
    this.dark();
    this.link.end();
    this.voice.quiet();
    this.menu.close();
    this.stage.root.remove();
  }
}
