package io.crossfade.server.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.wire.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /v1/models} answers: the models this configuration reaches, in the shape of
 * OpenAI's and of Anthropic's own model lists. Written once per configuration.
 */
public final class ModelLists {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String UNKNOWN_DATE = "1970-01-01T00:00:00Z";

  private final ModelNames names;
  private final byte[] openai;
  private final byte[] anthropic;

  public ModelLists(ModelNames names) {
    this.names = names;
    List<ModelNames.Reachable> models = names.reachable();
    this.openai = bytes(openaiList(models));
    this.anthropic = bytes(anthropicList(models));
  }

  byte[] all(Wire wire) {
    return switch (wire) {
      case OPENAI -> openai;
      case ANTHROPIC -> anthropic;
    };
  }

  /** One model, or null when it is not known; {@code asNamed} may carry a prefix or be an alias. */
  byte @Nullable [] one(Wire wire, String asNamed) {
    String canonical = names.canonical(asNamed);
    if (canonical == null) {
      return null;
    }
    String owner = names.providerOffering(canonical);
    ModelNames.Reachable model =
        new ModelNames.Reachable(canonical, owner == null ? "crossfade" : owner);
    return bytes(
        switch (wire) {
          case OPENAI -> openaiModel(model);
          case ANTHROPIC -> anthropicModel(model);
        });
  }

  List<String> nearest(String asNamed, int max) {
    return names.nearest(asNamed, max);
  }

  private static ObjectNode openaiList(List<ModelNames.Reachable> models) {
    ObjectNode list = JSON.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    models.forEach(model -> data.add(openaiModel(model)));
    return list;
  }

  private static ObjectNode openaiModel(ModelNames.Reachable model) {
    return JSON.objectNode()
        .put("id", model.id())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", model.owner());
  }

  private static ObjectNode anthropicList(List<ModelNames.Reachable> models) {
    ObjectNode list = JSON.objectNode();
    ArrayNode data = list.putArray("data");
    models.forEach(model -> data.add(anthropicModel(model)));
    list.put("has_more", false);
    if (!models.isEmpty()) {
      list.put("first_id", models.getFirst().id()).put("last_id", models.getLast().id());
    }
    return list;
  }

  private static ObjectNode anthropicModel(ModelNames.Reachable model) {
    return JSON.objectNode()
        .put("type", "model")
        .put("id", model.id())
        .put("display_name", model.id())
        .put("created_at", UNKNOWN_DATE);
  }

  private static byte[] bytes(ObjectNode node) {
    return node.toString().getBytes(UTF_8);
  }
}
