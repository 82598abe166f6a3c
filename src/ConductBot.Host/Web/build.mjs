// Bundles the page into the folder named on the command line.
import { cp, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = process.argv[2] ?? here('../../wwwroot/playground');

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { app: here('src/main.ts'), style: here('styles/main.css') },
  outdir: out,
  bundle: true,
  minify: true,
  target: 'es2022',
  // Teams shows no carousels, so the library they are drawn with stays out.
  alias: { 'swiper/modules': here('src/no-swiper.ts'), swiper: here('src/no-swiper.ts') },
  legalComments: 'linked',
  logLevel: 'warning',
});
await cp(here('index.html'), `${out}/index.html`);
await cp(here('icon.svg'), `${out}/icon.svg`);
