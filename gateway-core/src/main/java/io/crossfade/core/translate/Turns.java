package io.crossfade.core.translate;

import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import java.util.ArrayList;
import java.util.List;

/** Brings conversations into the order that providers insist on. */
public final class Turns {
  private Turns() {}

  /** What instructs the model, wherever it stood, in order. */
  public static List<Part> instructions(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role().instructs())
        .flatMap(message -> message.content().stream())
        .toList();
  }

  /**
   * The conversation without instructions, user and assistant in turn: neighbours of one role are
   * one message, and tool results, which belong to the user here, come first in theirs. Messages
   * without content are left out.
   */
  public static List<Message> alternating(List<Message> messages) {
    List<Message> turns = new ArrayList<>(messages.size());
    for (Message message : messages) {
      Role role = message.role() == Role.TOOL ? Role.USER : message.role();
      if (role.instructs() || message.content().isEmpty()) {
        continue;
      }
      boolean goesOn = !turns.isEmpty() && turns.getLast().role() == role;
      List<Part> before = goesOn ? turns.removeLast().content() : List.of();
      turns.add(new Message(role, resultsFirst(before, message.content())));
    }
    return turns;
  }

  /**
   * The conversation with each tool result as a {@code TOOL} message of its own, ahead of what else
   * its message says.
   */
  public static List<Message> resultsApart(List<Message> messages) {
    List<Message> apart = new ArrayList<>(messages.size());
    for (Message message : messages) {
      List<Part> rest = new ArrayList<>();
      for (Part part : message.content()) {
        if (part instanceof Part.ToolResult && message.content().size() > 1) {
          apart.add(new Message(Role.TOOL, List.of(part)));
        } else {
          rest.add(part);
        }
      }
      if (rest.size() == message.content().size()) {
        apart.add(message);
      } else if (!rest.isEmpty()) {
        apart.add(new Message(message.role(), rest, message.name(), message.extras()));
      }
    }
    return apart;
  }

  private static List<Part> resultsFirst(List<Part> before, List<Part> after) {
    List<Part> results = new ArrayList<>(before.size() + after.size());
    List<Part> others = new ArrayList<>();
    before.forEach(part -> (part instanceof Part.ToolResult ? results : others).add(part));
    after.forEach(part -> (part instanceof Part.ToolResult ? results : others).add(part));
    results.addAll(others);
    return results;
  }
}
