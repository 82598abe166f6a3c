import MarkdownIt from 'markdown-it';

/*
 * The Markdown that Teams shows in messages and cards: bold, italic, lists and links. HTML is never passed through: with
 * html off, markdown-it escapes it, and with the rules of the "zero" preset there is nothing else to render.
 */
const engine = new MarkdownIt('zero', { html: false, breaks: true, linkify: false })
  .enable(['emphasis', 'link', 'list', 'newline', 'escape', 'entity', 'autolink']);

engine.validateLink = (url) => /^(https?:|mailto:|tel:)/i.test(url.trim());

engine.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

// <at>Name</at> is how Teams writes a mention.
engine.inline.ruler.before('escape', 'mention', (state, silent) => {
  const match = /^<at(?: id="\d+")?>([^<]{1,100})<\/at>/.exec(state.src.slice(state.pos));
  if (!match) {
    return false;
  }
  if (!silent) {
    state.push('mention', '', 0).content = match[1] ?? '';
  }
  state.pos += match[0].length;
  return true;
});
engine.renderer.rules['mention'] = (tokens, index) =>
  `<span class="mention">${engine.utils.escapeHtml(tokens[index]?.content ?? '')}</span>`;

/** Safe HTML for text in the Markdown of Teams. */
export const render = (text: string): string => engine.render(text.replace(/\r\n?/g, '\n'));
