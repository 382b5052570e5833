// Lets it be another time in Node too: MOVED_BY says by how many milliseconds.
const real = Date;
const by = Number(process.env.MOVED_BY);
globalThis.Date = class extends real {
  constructor(...given) {
    super(...(given.length ? given : [real.now() + by]));
  }
  static now() {
    return real.now() + by;
  }
};
