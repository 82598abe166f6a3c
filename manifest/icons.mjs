// Draws the two icons that Teams shows: a speech bubble with a tick. Run it after a change: node manifest/icons.mjs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const folder = process.argv[2] ?? import.meta.dirname;
const white = [255, 255, 255];
const blue = [0x1f, 0x4e, 0x79]; // the manifest's accentColor

// Shapes are distances to their edge, negative inside, on a square from 0 to 1.
const roundedBox = (left, top, right, bottom, radius) => (x, y) => {
  const dx = Math.max(left + radius - x, x - right + radius, 0);
  const dy = Math.max(top + radius - y, y - bottom + radius, 0);
  return Math.hypot(dx, dy) - radius;
};
const line = (ax, ay, bx, by) => (x, y) => {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
};
// Corners anticlockwise on the screen.
const polygon = (corners) => (x, y) =>
  Math.max(
    ...corners.map(([ax, ay], i) => {
      const [bx, by] = corners[(i + 1) % corners.length];
      return ((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / -Math.hypot(bx - ax, by - ay);
    }),
  );
const both = (...shapes) => (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
const outline = (shape, width) => (x, y) => Math.abs(shape(x, y)) - width / 2;
const stroke = (shape, width) => (x, y) => shape(x, y) - width / 2;

const bubble = both(
  roundedBox(0.16, 0.17, 0.84, 0.69, 0.12),
  polygon([
    [0.27, 0.6],
    [0.27, 0.87],
    [0.5, 0.66],
  ]),
);
const tick = both(line(0.36, 0.43, 0.46, 0.53), line(0.46, 0.53, 0.65, 0.33));

/** RGBA pixels; each layer covers what is below it as far as its shape covers the pixel. */
function draw(size, layers) {
  const pixels = Buffer.alloc(size * (size * 4 + 1)); // each row begins with its filter, 0: none
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let [red, green, blue, alpha] = [255, 255, 255, 0];
      for (const { shape, colour } of layers) {
        const distance = shape((column + 0.5) / size, (row + 0.5) / size) * size;
        const cover = Math.min(1, Math.max(0, 0.5 - distance));
        const total = cover + alpha * (1 - cover);
        const mix = (over, under) => (total === 0 ? under : (over * cover + under * alpha * (1 - cover)) / total);
        [red, green, blue, alpha] = [mix(colour[0], red), mix(colour[1], green), mix(colour[2], blue), total];
      }
      pixels.set([red, green, blue, alpha * 255].map(Math.round), row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  return png(size, pixels);
}

function png(size, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}

writeFileSync(
  join(folder, 'color.png'),
  draw(192, [
    { shape: () => -1, colour: blue },
    { shape: bubble, colour: white },
    { shape: stroke(tick, 0.075), colour: blue },
  ]),
);
writeFileSync(
  join(folder, 'outline.png'),
  draw(32, [
    { shape: outline(bubble, 0.065), colour: white },
    { shape: stroke(tick, 0.075), colour: white },
  ]),
);
