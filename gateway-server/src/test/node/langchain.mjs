// LangChain as an application uses it, for each family; prints one line per thing tried.
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI } from '@langchain/openai';
import { once } from 'node:events';
import { PNG } from './picture.mjs';

const url = process.argv.at(-1);
const apiKey = 'callers-own-key';
const families = {
  gpt: (model, maxRetries) =>
    new ChatOpenAI({ model, apiKey, maxRetries, configuration: { baseURL: url + '/v1' } }),
  claude: (model, maxRetries) =>
    new ChatAnthropic({ model, apiKey, maxRetries, maxTokens: 100, anthropicApiUrl: url }),
};
const usual = { gpt: 'gpt-4o', claude: 'claude-sonnet-4-5' };

const object = (properties) => (
  { type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const tools = [{
  name: 'get_weather', description: 'Weather.', schema: object({ city: { type: 'string' } }),
}];

async function failure(model) {
  try {
    await model.invoke('Say hello.');
    return 'no failure';
  } catch (e) {
    return e.status;
  }
}

async function whole(stream) {
  let all;
  for await (const chunk of stream) all = all === undefined ? chunk : all.concat(chunk);
  return all;
}

async function aborted(model) {
  const abort = new AbortController();
  for await (const chunk of await model.stream('Say hello.', { signal: abort.signal })) {
    if (chunk.text) {
      abort.abort();
      return chunk.text;
    }
  }
  return '';
}

const called = (answer) =>
  `${answer.tool_calls[0].name} ${JSON.stringify(answer.tool_calls[0].args)}`;

for (const [family, named] of Object.entries(families)) {
  const say = (name, value) => console.log(`${name}=${value}`);
  const model = named(usual[family], 0);
  const chat = await model.invoke('Say hello.');
  say('chat', chat.text);
  say('usage', chat.usage_metadata.total_tokens);
  say('stream', (await whole(await model.stream('Say hello.'))).text);
  say('tool', called(await model.bindTools(tools).invoke('Say hello.')));
  say('tool stream', called(await whole(await model.bindTools(tools).stream('Say hello.'))));
  const asked = model.withStructuredOutput(object({ greeting: { type: 'string' } }), {
    name: 'greeting', method: 'jsonSchema',
  });
  say('object', (await asked.invoke('Say hello.')).greeting);
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } };
  say('image', (await model.invoke([{ role: 'user', content: [image] }])).text);
  say('bad request', await failure(named(`${family}-bad-request`, 0)));
  say('unknown here', await failure(named('mystery-1', 0)));
  say('limited', await failure(named(`${family}-limited`, 0)));
  say('retried', (await named(`${family}-limited-once`, 2).invoke('Say hello.')).text);
  say('aborted', await aborted(named(`${family}-endless`, 0)));
  await once(process.stdin, 'data');
}
process.exit(0);
