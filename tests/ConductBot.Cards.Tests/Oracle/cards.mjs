// Is this card valid, and does it render? npm's adaptivecards 3.0.6 is the judge; no npm package ships the published
// 1.5 schema, so what its parser passes over in silence is asked of its own property tables: names it does not know,
// and values of another type than it expects.
import './dom.mjs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const AC = require('adaptivecards/dist/adaptivecards.js');
const markdown = require('markdown-it')();

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

// Children, and what a parent reads for its child: known to the parser though not in its tables.
const children = {
  AdaptiveCard: ['body', 'actions'],
  Container: ['items'],
  Column: ['items'],
  TableCell: ['items'],
  TableRow: ['cells'],
  Table: ['rows'],
  ColumnSet: ['columns'],
  ActionSet: ['actions'],
  RichTextBlock: ['inlines'],
  'Action.ShowCard': ['card'],
};
const everywhere = ['fallback'];

const types = [
  [AC.BoolProperty, 'boolean'],
  [AC.NumProperty, 'number'],
  [AC.StringProperty, 'string'],
  [AC.EnumProperty, 'string'],
  [AC.ValueSetProperty, 'string'],
];

let noticed = [];
const parse = AC.SerializableObject.prototype.internalParse;
AC.SerializableObject.prototype.internalParse = function (source, context) {
  if (source && typeof source === 'object') {
    inspect(this, source);
  }
  return parse.call(this, source, context);
};

function inspect(object, source) {
  const kind = object.getJsonTypeName?.() ?? object.constructor.name;
  const table = object.getSchema();
  const known = new Set([...everywhere, ...(children[kind] ?? [])]);
  for (let i = 0; i < table.getCount(); i++) {
    const property = table.getItemAt(i);
    known.add(property.name);
    const expected = types.find(([type]) => property instanceof type)?.[1];
    if (expected && Object.hasOwn(source, property.name) && typeof source[property.name] !== expected) {
      noticed.push(`${kind}.${property.name} is ${JSON.stringify(source[property.name])}, not a ${expected}`);
    }
  }
  for (const name of Object.keys(source).filter((name) => !known.has(name))) {
    noticed.push(`${kind} has no property ${name}`);
  }
}

// The parser takes two-letter languages only and passes over the rest; Teams and screen readers know en-GB, and a bare
// "en" would be shown with American dates.
const passedOver = ['Invalid value "en-GB" for property "lang".'];

function load(json) {
  noticed = [];
  const { msteams, ...standard } = json;
  const version = AC.Version.parse('1.5', new AC.SerializationContext());
  const context = new AC.SerializationContext(version);
  const card = new AC.AdaptiveCard();
  card.parse(standard, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message).filter((event) => !passedOver.includes(event));
  return { card, events };
}

/** What is wrong with a card (nothing: an empty list), and the words a reader sees. */
export function judge(json) {
  const { card, events } = load(json);
  const problems = [...events, ...noticed, ...card.validateProperties().validationEvents.map((event) => event.message)];
  const element = card.render();
  if (!element) {
    return { problems: [...problems, 'it renders to nothing'], text: '' };
  }
  return { problems, text: element.textContent };
}

/** How a text looks in a TextBlock: its HTML, and the words a reader sees. */
export function show(text) {
  const { card } = load({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }] });
  const element = card.render().querySelector('.ac-textBlock') ?? card.render();
  return { html: element.innerHTML, text: element.textContent };
}
