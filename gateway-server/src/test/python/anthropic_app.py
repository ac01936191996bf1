"""The anthropic package as an application uses it; prints one line per thing tried."""

import json
import sys

import anthropic

from picture import PNG

client = anthropic.Anthropic(base_url=sys.argv[1], api_key="callers-own-key")
ASK = {"max_tokens": 100, "messages": [{"role": "user", "content": "Say hello."}]}


def say(name, value):
    print(f"{name}={value}", flush=True)


def failure(model, app=client):
    def attempt():
        app.messages.create(model=model, **ASK)
        return "no failure"

    return outcome(attempt)


def outcome(attempt):
    try:
        return attempt()
    except anthropic.APIStatusError as e:
        return f"{e.status_code} {type(e).__name__} {e.body['error']['type']}"


models = [model.id for model in client.models.list()]
say("models", str("claude-sonnet-4-5" in models).lower())
say("chat", client.messages.create(model="claude-sonnet-4-5", **ASK).content[0].text)
with client.messages.stream(model="claude-sonnet-4-5", **ASK) as stream:
    say("stream", stream.get_final_text())
MODEL = "claude-sonnet-4-5"


def form(**properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def called(answer):
    call = answer.content[0]
    return f"{call.name} {json.dumps(call.input, ensure_ascii=False, separators=(',', ':'))}"


TOOLS = [{"name": "get_weather", "input_schema": form(city={"type": "string"})}]
say("tool", called(client.messages.create(model=MODEL, tools=TOOLS, **ASK)))
with client.messages.stream(model=MODEL, tools=TOOLS, **ASK) as stream:
    say("tool stream", called(stream.get_final_message()))
FORMAT = {"type": "json_schema", "schema": form(greeting={"type": "string"})}
formed = client.messages.create(model=MODEL, output_config={"format": FORMAT}, **ASK)
say("object", json.loads(formed.content[0].text)["greeting"])
SOURCE = {"type": "base64", "media_type": "image/png", "data": PNG}
SHOWN = [{"role": "user", "content": [{"type": "image", "source": SOURCE}]}]
say("image", client.messages.create(model=MODEL, messages=SHOWN, max_tokens=9).content[0].text)


def counted():
    asked = {"model": "claude-sonnet-4-5", "messages": ASK["messages"]}
    return client.messages.count_tokens(**asked).input_tokens


say("tokens", outcome(counted))
say("bad request", failure("claude-bad-request"))
say("unknown to provider", failure("claude-unknown"))
say("unknown here", failure("mystery-1"))
say("limited", failure("claude-limited", client.with_options(max_retries=0)))
say("retried", client.messages.create(model="claude-limited-once", **ASK).content[0].text)

endless = client.messages.create(model="claude-endless", stream=True, **ASK)
for event in endless:
    if event.type == "content_block_delta":
        say("aborted", event.delta.text)
        break
endless.close()
sys.stdin.readline()
