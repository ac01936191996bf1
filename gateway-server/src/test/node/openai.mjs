// The openai package as an application uses it; prints one line per thing tried.
import OpenAI, { AzureOpenAI } from 'openai';
import { once } from 'node:events';
import { PNG } from './picture.mjs';

const url = process.argv.at(-1);
const settings = {
  apiKey: 'callers-own-key',
  defaultHeaders: { 'x-request-id': 'sdk-call-1' },
};
const client = process.argv.includes('azure')
  ? new AzureOpenAI({ endpoint: url, apiVersion: '2024-10-21', ...settings })
  : new OpenAI({ baseURL: url + '/v1', ...settings });
const messages = [{ role: 'user', content: 'Say hello.' }];
const tools = [{ type: 'function', function: { name: 'get_weather', parameters: {} } }];

const say = (name, value) => console.log(`${name}=${value}`);

async function failure(model, options) {
  try {
    await client.chat.completions.create({ model, messages }, options);
    return 'no failure';
  } catch (e) {
    return `${e.status} ${e.constructor.name} ${e.type} ${e.code} ${e.param}`;
  }
}

const models = [];
for await (const model of client.models.list()) models.push(model.id);
say('models', models.includes('gpt-4o'));
say('model', (await client.models.retrieve('gpt-4o')).id);

const chat = await client.chat.completions.create({ model: 'gpt-4o', messages });
say('chat', chat.choices[0].message.content);
say('usage', chat.usage.total_tokens);
say('request id', chat._request_id);

let text = '';
let total = 0;
for await (const chunk of await client.chat.completions.create({
  model: 'gpt-4o', messages, stream: true, stream_options: { include_usage: true },
})) {
  text += chunk.choices[0]?.delta?.content ?? '';
  total = chunk.usage?.total_tokens ?? total;
}
say('stream', text);
say('stream usage', total);

const called = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });
const call = called.choices[0].message.tool_calls[0].function;
say('tool', `${call.name} ${call.arguments}`);

const stream = client.chat.completions.stream({ model: 'gpt-4o', messages, tools });
const streamed = (await stream.finalMessage()).tool_calls[0].function;
say('tool stream', `${streamed.name} ${streamed.arguments}`);

const schema = {
  type: 'object', properties: { greeting: { type: 'string' } }, required: ['greeting'],
  additionalProperties: false,
};
const formed = await client.chat.completions.parse({
  model: 'gpt-4o', messages,
  response_format: { type: 'json_schema', json_schema: { name: 'greeting', strict: true, schema } },
});
say('object', JSON.parse(formed.choices[0].message.content).greeting);

const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } };
const seen = await client.chat.completions.create({
  model: 'gpt-4o', messages: [{ role: 'user', content: [picture] }],
});
say('image', seen.choices[0].message.content);

const vectors = await client.embeddings.create({ model: 'text-embedding-3-small', input: 'a' });
say('embedding', vectors.data[0].embedding.join(' '));

say('bad request', await failure('gpt-bad-request'));
say('unknown to provider', await failure('gpt-unknown'));
say('unknown here', await failure('mystery-1'));
say('limited', await failure('gpt-limited', { maxRetries: 0 }));

const retried = await client.chat.completions.create({ model: 'gpt-limited-once', messages });
say('retried', retried.choices[0].message.content);

const endless = await client.chat.completions.create({
  model: 'gpt-endless', messages, stream: true,
});
for await (const chunk of endless) {
  say('aborted', chunk.choices[0].delta.content);
  break;
}
await once(process.stdin, 'data');
process.exit(0);
