// Reads a JSON list of requests from standard input, writes the list of answers to standard output.
const judges = {
  expand: async ({ template, data }) => (await import('./templates.mjs')).expand(template, data),
  card: async ({ card }) => (await import('./cards.mjs')).judge(card),
  show: async ({ text }) => (await import('./cards.mjs')).show(text),
  manifest: async ({ manifest }) => (await import('./manifest.mjs')).judge(manifest),
};

async function answer(request) {
  try {
    return await judges[request.judge](request);
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  input += chunk;
}
// The packages print warnings where they please; keep them away from the answer.
console.log = console.info = console.warn = console.error;
const answers = [];
for (const request of JSON.parse(input)) {
  answers.push(await answer(request));
}
process.stdout.write(JSON.stringify(answers));
