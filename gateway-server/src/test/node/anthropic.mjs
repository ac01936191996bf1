// The @anthropic-ai/sdk package as an application uses it; prints one line per thing tried.
import Anthropic from '@anthropic-ai/sdk';
import { once } from 'node:events';
import { PNG } from './picture.mjs';

const client = new Anthropic({ baseURL: process.argv[2], apiKey: 'callers-own-key' });
const ask = { max_tokens: 100, messages: [{ role: 'user', content: 'Say hello.' }] };

const say = (name, value) => console.log(`${name}=${value}`);

const failure = (model, options) => outcome(async () => {
  await client.messages.create({ model, ...ask }, options);
  return 'no failure';
});

async function outcome(attempt) {
  try {
    return await attempt();
  } catch (e) {
    return `${e.status} ${e.constructor.name} ${e.error.error.type}`;
  }
}

const models = [];
for await (const model of client.models.list()) models.push(model.id);
say('models', models.includes('claude-sonnet-4-5'));
say('chat', (await client.messages.create({ model: 'claude-sonnet-4-5', ...ask })).content[0].text);
say('stream', await client.messages.stream({ model: 'claude-sonnet-4-5', ...ask }).finalText());
const object = (properties) => (
  { type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const tools = [{ name: 'get_weather', input_schema: object({ city: { type: 'string' } }) }];
const called = ({ content: [call] }) => `${call.name} ${JSON.stringify(call.input)}`;
const model = 'claude-sonnet-4-5';
say('tool', called(await client.messages.create({ model, ...ask, tools })));
say('tool stream', called(await client.messages.stream({ model, ...ask, tools }).finalMessage()));
const format = { type: 'json_schema', schema: object({ greeting: { type: 'string' } }) };
const formed = await client.messages.create({ model, ...ask, output_config: { format } });
say('object', JSON.parse(formed.content[0].text).greeting);
const source = { type: 'base64', media_type: 'image/png', data: PNG };
const shown = [{ role: 'user', content: [{ type: 'image', source }] }];
say('image', (await client.messages.create({ model, ...ask, messages: shown })).content[0].text);
const count = { model: 'claude-sonnet-4-5', messages: ask.messages };
say('tokens', await outcome(async () => (await client.messages.countTokens(count)).input_tokens));
say('bad request', await failure('claude-bad-request'));
say('unknown to provider', await failure('claude-unknown'));
say('unknown here', await failure('mystery-1'));
say('limited', await failure('claude-limited', { maxRetries: 0 }));
const retried = await client.messages.create({ model: 'claude-limited-once', ...ask });
say('retried', retried.content[0].text);

for await (const event of await client.messages.create({
  model: 'claude-endless', ...ask, stream: true,
})) {
  if (event.type === 'content_block_delta') {
    say('aborted', event.delta.text);
    break;
  }
}
await once(process.stdin, 'data');
process.exit(0);
