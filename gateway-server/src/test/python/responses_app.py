"""The openai package's responses as an application uses them; prints one line per thing tried."""

import sys

import openai
import pydantic

client = openai.OpenAI(base_url=sys.argv[-1] + "/v1", api_key="callers-own-key")
MODEL = "gpt-4o"
INPUT = [{"role": "user", "content": "Say hello."}]
TOOLS = [{"type": "function", "name": "get_weather", "parameters": {"type": "object"}}]


class Place(pydantic.BaseModel):
    city: str


def say(name, value):
    print(f"{name}={value}", flush=True)


def ask(**options):
    return client.responses.create(model=MODEL, **options)


def first(response, kind):
    return next(item for item in response.output if item.type == kind)


def failure(**options):
    try:
        ask(**options)
        return "no failure"
    except openai.APIStatusError as e:
        return f"{e.status_code} {type(e).__name__} {e.type} {e.code} {e.param}"


plain = ask(instructions="Be brief.", input="Hello?")
say("text", plain.output_text)
say("status", plain.status)
say("usage", plain.usage.total_tokens)

text, numbers = "", 0
for event in ask(input=INPUT, stream=True):
    numbers += event.sequence_number == numbers
    if event.type == "response.output_text.delta":
        text += event.delta
    if event.type == "response.completed":
        say("events in order", str(numbers > 7).lower())
say("stream", text)

with client.responses.stream(model=MODEL, input=INPUT, tools=TOOLS) as stream:
    turn = stream.get_final_response()
call = first(turn, "function_call")
say("tool", f"{call.name} {call.arguments}")
say("thought", next(item.summary[0].text for item in turn.output if getattr(item, "summary", None)))
result = {"type": "function_call_output", "call_id": call.call_id, "output": "rain"}
second = ask(
    tools=TOOLS,
    store=False,
    include=["reasoning.encrypted_content"],
    input=INPUT + [item.to_dict() for item in turn.output] + [result],
)
say("turn", second.output_text)

parsed = client.responses.parse(model=MODEL, input=INPUT, text_format=Place)
say("structured", parsed.output_parsed.city)

say("stored", failure(input=INPUT, previous_response_id=plain.id))
