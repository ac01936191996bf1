"""The openai package as an application uses it; prints one line per thing tried."""

import json
import sys

import openai

from picture import PNG

url = sys.argv[-1]
settings = {
    "api_key": "callers-own-key",
    "default_headers": {"x-request-id": "sdk-call-1"},
}
client = (
    openai.AzureOpenAI(azure_endpoint=url, api_version="2024-10-21", **settings)
    if "azure" in sys.argv
    else openai.OpenAI(base_url=url + "/v1", **settings)
)
MESSAGES = [{"role": "user", "content": "Say hello."}]
TOOLS = [{"type": "function", "function": {"name": "get_weather", "parameters": {}}}]


def say(name, value):
    print(f"{name}={value}", flush=True)


def chat(model, **options):
    return client.chat.completions.create(model=model, messages=MESSAGES, **options)


def failure(model, app=client):
    try:
        app.chat.completions.create(model=model, messages=MESSAGES)
        return "no failure"
    except openai.APIStatusError as e:
        return f"{e.status_code} {type(e).__name__} {e.type} {e.code} {none(e.param)}"


def none(value):
    return "null" if value is None else value


say("models", str("gpt-4o" in [model.id for model in client.models.list()]).lower())
say("model", client.models.retrieve("gpt-4o").id)

answer = chat("gpt-4o")
say("chat", answer.choices[0].message.content)
say("usage", answer.usage.total_tokens)
say("request id", answer._request_id)

text, total = "", 0
for chunk in chat("gpt-4o", stream=True, stream_options={"include_usage": True}):
    text += (chunk.choices[0].delta.content or "") if chunk.choices else ""
    total = chunk.usage.total_tokens if chunk.usage else total
say("stream", text)
say("stream usage", total)

call = chat("gpt-4o", tools=TOOLS).choices[0].message.tool_calls[0].function
say("tool", f"{call.name} {call.arguments}")

with client.chat.completions.stream(model="gpt-4o", messages=MESSAGES, tools=TOOLS) as stream:
    call = stream.get_final_completion().choices[0].message.tool_calls[0].function
say("tool stream", f"{call.name} {call.arguments}")

SCHEMA = {
    "type": "object",
    "properties": {"greeting": {"type": "string"}},
    "required": ["greeting"],
    "additionalProperties": False,
}
FORM = {
    "type": "json_schema",
    "json_schema": {"name": "greeting", "strict": True, "schema": SCHEMA},
}
formed = chat("gpt-4o", response_format=FORM)
say("object", json.loads(formed.choices[0].message.content)["greeting"])

URL = {"url": "data:image/png;base64," + PNG}
SHOWN = [{"role": "user", "content": [{"type": "image_url", "image_url": URL}]}]
seen = client.chat.completions.create(model="gpt-4o", messages=SHOWN)
say("image", seen.choices[0].message.content)

vectors = client.embeddings.create(model="text-embedding-3-small", input="a")
say("embedding", " ".join(f"{number:g}" for number in vectors.data[0].embedding))

say("bad request", failure("gpt-bad-request"))
say("unknown to provider", failure("gpt-unknown"))
say("unknown here", failure("mystery-1"))
say("limited", failure("gpt-limited", client.with_options(max_retries=0)))
say("retried", chat("gpt-limited-once").choices[0].message.content)

endless = chat("gpt-endless", stream=True)
say("aborted", next(iter(endless)).choices[0].delta.content)
endless.close()
sys.stdin.readline()
