// Pictures of a camera that lies on its side or hangs on its head, turned before anybody sees them.

export class Turner {
  constructor() {
    this.paper = document.createElement("canvas");
    this.turn = 0; // degrees, clockwise
  }

  // What is drawn and sent instead of a picture of the video: that itself where nothing is to be turned.
  of(video, picture = video) {
    const { videoWidth: width, videoHeight: height } = video;
    if (!this.turn) return { picture, width, height };
    const { paper } = this, aside = this.turn % 180 !== 0;
    const ink = paper.getContext("2d");
    [paper.width, paper.height] = aside ? [height, width] : [width, height];
    ink.translate(paper.width / 2, paper.height / 2);
    ink.rotate((this.turn * Math.PI) / 180);
    ink.drawImage(picture, -width / 2, -height / 2);
    return { picture: paper, width: paper.width, height: paper.height };
  }
}
