/** The part of d3-cloud that the wall uses. It takes what it lays out as it is and adds to it where it belongs. */
declare module 'd3-cloud' {
  interface Place {
    x?: number;
    y?: number;
  }

  interface Cloud<Word> {
    canvas(make: () => HTMLCanvasElement): this;
    size(size: [width: number, height: number]): this;
    words(words: Word[]): this;
    text(of: (word: Word) => string): this;
    font(family: string): this;
    fontWeight(of: (word: Word) => number): this;
    fontSize(of: (word: Word) => number): this;
    rotate(degrees: number): this;
    padding(points: number): this;
    random(draw: () => number): this;
    on(type: 'end', hear: (placed: (Word & Place)[]) => void): this;
    /** Lays all of them out before it returns. */
    start(): this;
  }

  export default function cloud<Word>(): Cloud<Word>;
}
