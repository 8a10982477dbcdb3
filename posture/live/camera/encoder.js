// A picture as a JPEG, made in a thread of its own where the browser has what that takes. On the page itself
// it waits for whatever else the page does, and browsers put the encoding of a page's canvas off until it idles.

const QUALITY = 0.8;

// What runs there; nothing of the page is in reach.
function encodeThere() {
  const paper = new OffscreenCanvas(1, 1);
  const ink = paper.getContext("2d", { willReadFrequently: true });
  self.onmessage = async ({ data: { number, frame, width, height, quality } }) => {
    const whole = frame.displayWidth === width ? null : await createImageBitmap(frame);
    if (paper.width !== width || paper.height !== height) [paper.width, paper.height] = [width, height];
    ink.drawImage(frame, 0, 0, width, height);
    frame.close();
    const made = paper.convertToBlob({ type: "image/jpeg", quality });
    const picture = whole ?? paper.transferToImageBitmap();
    const jpeg = await (await made).arrayBuffer();
    self.postMessage({ number, jpeg, picture }, [jpeg, picture]);
  };
  // What fails above is no error of the thread by itself.
  self.onunhandledrejection = ({ reason }) => {
    throw reason;
  };
}

function threadThere() {
  if (!window.VideoFrame || !window.OffscreenCanvas?.prototype.convertToBlob) return null;
  const address = URL.createObjectURL(new Blob([`(${encodeThere})()`], { type: "text/javascript" }));
  const thread = new Worker(address);
  URL.revokeObjectURL(address);
  return thread;
}

export class Encoder {
  constructor() {
    this.asked = new Map();
    this.number = 0;
    this.paper = document.createElement("canvas");
  }

  // Promises of a JPEG in that size and of a bitmap to draw on; both of null where it could not be done. A frame
  // stays the caller's to close.
  encode(source, size) {
    if (this.thread === undefined) this.begin();
    return this.thread ? this.there(source, size) : this.here(source, size);
  }

  begin() {
    this.thread = threadThere();
    if (!this.thread) return;
    this.thread.onmessage = ({ data: { number, jpeg, picture } }) => {
      const done = this.asked.get(number);
      this.asked.delete(number);
      if (done) done({ jpeg, picture });
      else picture.close();
    };
    this.thread.onerror = (event) => {
      event.preventDefault();
      this.end();
      this.thread = null; // from now on here
    };
  }

  there(source, { width, height }) {
    const frame = source instanceof VideoFrame ? source.clone() : new VideoFrame(source, { timestamp: 0 });
    const number = (this.number += 1);
    const both = new Promise((done) => this.asked.set(number, done));
    this.thread.postMessage({ number, frame, width, height, quality: QUALITY }, [frame]);
    return { jpeg: both.then(({ jpeg }) => jpeg), picture: both.then(({ picture }) => picture) };
  }

  here(source, { width, height }) {
    const picture = createImageBitmap(source).catch(() => null);
    [this.paper.width, this.paper.height] = [width, height];
    this.paper.getContext("2d").drawImage(source, 0, 0, width, height);
    const made = new Promise((done) => this.paper.toBlob(done, "image/jpeg", QUALITY));
    return { jpeg: made.then((blob) => blob?.arrayBuffer() ?? null), picture };
  }

  end() {
    this.thread?.terminate();
    this.thread = undefined;
    for (const done of this.asked.values()) done({ jpeg: null, picture: null });
    this.asked.clear();
  }
}
