// The openai package's responses as an application uses them; prints one line per thing tried.
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.argv.at(-1) + '/v1', apiKey: 'callers-own-key' });
const model = 'gpt-4o';
const input = [{ role: 'user', content: 'Say hello.' }];
const tools = [{ type: 'function', name: 'get_weather', parameters: { type: 'object' } }];
const format = {
  type: 'json_schema', name: 'place', strict: true,
  schema: {
    type: 'object', properties: { city: { type: 'string' } }, required: ['city'],
    additionalProperties: false,
  },
};

const say = (name, value) => console.log(`${name}=${value}`);
const call = (response) => response.output.find((item) => item.type === 'function_call');

async function failure(body) {
  try {
    await client.responses.create(body);
    return 'no failure';
  } catch (e) {
    return `${e.status} ${e.constructor.name} ${e.type} ${e.code} ${e.param}`;
  }
}

const plain = await client.responses.create({ model, instructions: 'Be brief.', input: 'Hello?' });
say('text', plain.output_text);
say('status', plain.status);
say('usage', plain.usage.total_tokens);

let text = '';
let numbers = 0;
for await (const event of await client.responses.create({ model, input, stream: true })) {
  if (event.sequence_number === numbers) numbers++;
  if (event.type === 'response.output_text.delta') text += event.delta;
  if (event.type === 'response.completed') say('events in order', numbers > 7);
}
say('stream', text);

const first = await client.responses.stream({ model, input, tools }).finalResponse();
say('tool', `${call(first).name} ${call(first).arguments}`);
say('thought', first.output.find((item) => item.summary?.length)?.summary[0].text);
const result = { type: 'function_call_output', call_id: call(first).call_id, output: 'rain' };
const second = await client.responses.create({
  model, tools, store: false, include: ['reasoning.encrypted_content'],
  input: [...input, ...first.output, result],
});
say('turn', second.output_text);

const parsed = await client.responses.parse({ model, input, text: { format } });
say('structured', JSON.parse(parsed.output_text).city);

say('stored', await failure({ model, input, previous_response_id: plain.id }));
