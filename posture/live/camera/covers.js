// What covers the picture while nothing is followed: what to do next, what went wrong, how a set ended.

import { showCard } from "./stage.js";
import { closingCard, goalCard, pausedCard, waitingCard } from "./cards.js";

export class Covers {
  // `live` has stage, words, said, voice, window, mode(now), dark() and what its buttons do.
  constructor(live) {
    this.live = live;
  }

  show(card, ...does) {
    showCard(this.live.stage, { ...card, does });
  }

  own(text) {
    return this.live.said[text] ?? text ?? "";
  }

  get go() {
    return () => this.live.go();
  }

  invite() {
    const { live } = this, { words, setup } = live;
    live.held = false;
    const title = setup?.title ? this.own(setup.title) : words.region;
    const taken = live.line?.taken ?? null;
    const full = { icon: "wait", title: words.line.taken, text: words.line.full, advice: taken ? words.line.waiting.replace("{n}", taken) : "" };
    const free = { icon: "camera", title, text: live.ready ? words.ready : words.warming };
    this.show(taken === null ? free : full, [words.go.off, this.go]);
  }

  // A reload in the middle: the set is still there.
  offer(counts) {
    const { live } = this, { words } = live;
    live.held = true;
    live.mode("waiting");
    this.show(waitingCard(words, counts), [words.go.paused, this.go], [words.stop, () => live.finish()]);
  }

  paused() {
    this.show(pausedCard(this.live.words, this.live));
  }

  // All that the guide asks for: a moment to be glad of, then on or to the end.
  reached({ done, praise, advice }) {
    const { live } = this, { words, voice } = live;
    live.mode("goal");
    voice.tone("goal");
    if (voice.localVoice()) voice.say(this.own(praise), "goal");
    const card = goalCard(words, { done, praise: this.own(praise), advice: this.own(advice) });
    this.show(card, [words.stop, () => live.finish()], [words.go.paused, this.go]);
  }

  finished(end) {
    const { live } = this, { words } = live;
    if (!live.held && live.now === "off") return; // it was called off before it had begun
    live.held = live.unsaid = live.unfelt = live.hurting = false;
    live.strip.end();
    const trouble = live.now === "error" ? live.stage.title.textContent : undefined;
    live.dark();
    if (!trouble) live.mode("finished");
    if (end.ending === "reached") live.voice.tone("goal");
    else live.window.give(); // whoever pressed Finish stands before it
    const far = live.window.taken; // in the page, the summary below says what was good and what to try
    const said = far ? { praise: this.own(end.praise), advice: this.own(end.advice) } : { praise: "", advice: "" };
    const card = closingCard(words, { ...end, ...said }, trouble);
    const page = far ? [[words.page, () => live.showPage()]] : [];
    this.show(card, ...page, [words.another, this.go]);
    live.window.read();
  }

  fail(why) {
    this.live.mode("error");
    this.show({ icon: "camera", ...this.live.words.camera[why] }, [this.live.words.again, this.go]);
  }

  refuse(text) {
    const { live } = this, { words } = live;
    live.dark();
    live.refused = true;
    live.mode("error");
    this.show({ icon: "warn", title: words.refused, text }, [words.again, () => live.link.tell("warm")]);
  }

  // Another window of the same person's has a set under way, which goes on.
  elsewhere() {
    const { live } = this, { words } = live;
    if (live.now === "off") return; // called off meanwhile
    live.dark();
    live.mode("error");
    this.show({ icon: "wait", title: words.lost[4409].title, text: words.elsewhere }, [words.again, this.go]);
  }

  // The server does not know this page any more, or another window has its set.
  lost(why) {
    const { live } = this;
    live.dark();
    live.mode("lost");
    this.show({ icon: "warn", ...why }, [live.words.reload, () => location.reload()]);
  }
}
