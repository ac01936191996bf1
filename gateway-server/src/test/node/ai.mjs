// Vercel's AI SDK as an application uses it, for each family; prints one line per thing tried.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { generateObject, generateText, jsonSchema, streamText, tool } from 'ai';
import { once } from 'node:events';
import { PNG } from './picture.mjs';

globalThis.AI_SDK_LOG_WARNINGS = false;
const baseURL = process.argv.at(-1) + '/v1';
const apiKey = 'callers-own-key';
const openai = createOpenAI({ baseURL, apiKey });
const anthropic = createAnthropic({ baseURL, apiKey });
const families = { gpt: (model) => openai.chat(model), claude: (model) => anthropic(model) };
const usual = { gpt: 'gpt-4o', claude: 'claude-sonnet-4-5' };

const prompt = 'Say hello.';
const object = (properties) =>
  jsonSchema({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const tools = { get_weather: tool({ inputSchema: object({ city: { type: 'string' } }) }) };
const quiet = { maxRetries: 0, onError: () => {} };

async function failure(model, options) {
  try {
    await generateText({ model, prompt, ...options });
    return 'no failure';
  } catch (e) {
    return e.statusCode;
  }
}

async function aborted(model) {
  const abort = new AbortController();
  const endless = streamText({ model, prompt, ...quiet, abortSignal: abort.signal });
  for await (const part of endless.textStream) {
    abort.abort();
    return part;
  }
  return '';
}

for (const [family, named] of Object.entries(families)) {
  const say = (name, value) => console.log(`${name}=${value}`);
  const model = named(usual[family]);
  const chat = await generateText({ model, prompt });
  say('chat', chat.text);
  say('usage', chat.usage.inputTokens + chat.usage.outputTokens);
  say('stream', await streamText({ model, prompt, ...quiet }).text);
  const [call] = (await generateText({ model, prompt, tools })).toolCalls;
  say('tool', `${call.toolName} ${JSON.stringify(call.input)}`);
  const [streamed] = await streamText({ model, prompt, tools, ...quiet }).toolCalls;
  say('tool stream', `${streamed.toolName} ${JSON.stringify(streamed.input)}`);
  const schema = object({ greeting: { type: 'string' } });
  say('object', (await generateObject({ model, prompt, schema })).object.greeting);
  const image = { type: 'image', image: Buffer.from(PNG, 'base64'), mediaType: 'image/png' };
  say('image', (await generateText({ model, messages: [{ role: 'user', content: [image] }] })).text);
  say('bad request', await failure(named(`${family}-bad-request`)));
  say('unknown here', await failure(named('mystery-1')));
  say('limited', await failure(named(`${family}-limited`), { maxRetries: 0 }));
  say('retried', (await generateText({ model: named(`${family}-limited-once`), prompt })).text);
  say('aborted', await aborted(named(`${family}-endless`)));
  await once(process.stdin, 'data');
}
process.exit(0);
