// Bundles the two pages, each into a folder of its own below the one named on the command line.
import { cp, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = process.argv[2] ?? here('../wwwroot');

async function page(name, options = {}) {
  await rm(`${out}/${name}`, { recursive: true, force: true });
  await mkdir(`${out}/${name}`, { recursive: true });
  await build({
    entryPoints: { app: here(`${name}/src/main.ts`), style: here(`${name}/styles/main.css`) },
    outdir: `${out}/${name}`,
    bundle: true,
    minify: true,
    target: 'es2022',
    legalComments: 'linked',
    logLevel: 'warning',
    ...options,
  });
  await cp(here(`${name}/index.html`), `${out}/${name}/index.html`);
  await cp(here('shared/icon.svg'), `${out}/${name}/icon.svg`);
}

const noSwiper = here('playground/src/no-swiper.ts');

await page('caseload');
// Teams shows no carousels, so the library they are drawn with stays out.
await page('playground', { alias: { 'swiper/modules': noSwiper, swiper: noSwiper } });
