// What Microsoft's own template engine makes of a template and its data.
import { createRequire } from 'node:module';

const { Template } = createRequire(import.meta.url)('adaptivecards-templating');

export function expand(template, data) {
  const expanded = new Template(template).expand({ $root: data });
  return expanded === undefined ? { nothing: true } : { expanded };
}
