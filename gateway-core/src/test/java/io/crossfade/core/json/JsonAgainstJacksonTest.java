package io.crossfade.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our reading of JSON against Jackson's, on random documents and on damaged ones. */
final class JsonAgainstJacksonTest {
  private static final int DOCUMENTS = 10_000;
  private static final ObjectMapper JACKSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(JsonCursor.MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Test
  void isOneDocument_randomDocuments_asJackson() {
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      Random random = new Random(seed);
      byte[] document = new RandomJson(random).document();
      byte[] bytes = seed % 4 == 0 ? document : damaged(document, random);
      boolean expected = !tree(bytes).isMissingNode();
      assertThat(JsonCheck.isOneDocument(buffer(bytes, random)))
          .as("seed %d: %s", seed, new String(bytes, UTF_8))
          .isEqualTo(expected);
    }
  }

  @Test
  void scan_randomBodies_asJackson() {
    int accepted = 0;
    for (int seed = 0; seed < DOCUMENTS; seed++) {
      Random random = new Random(seed);
      byte[] document = new RandomJson(random).body();
      byte[] bytes = seed % 2 == 0 ? document : damaged(document, random);
      ByteBuf body = buffer(bytes, random);
      JsonNode tree = tree(bytes);
      Result<BodyFacts> result = BodyScanner.scan(body);
      if (result instanceof Result.Ok<BodyFacts>(BodyFacts facts)) {
        accepted++;
        assertThat(tree.isObject())
            .as("seed %d accepted: %s", seed, new String(bytes, UTF_8))
            .isTrue();
        assertSame(seed, tree, facts, body);
      } else if (tree.isObject()) {
        assertThat(refusable(tree, bytes))
            .as("seed %d refused: %s", seed, new String(bytes, UTF_8))
            .isTrue();
      }
    }
    assertThat(accepted).isBetween(DOCUMENTS / 4, DOCUMENTS);
  }

  private static void assertSame(int seed, JsonNode tree, BodyFacts facts, ByteBuf body) {
    assertThat(facts.model()).as("model, seed %d", seed).isEqualTo(text(tree.path("model")));
    assertThat(facts.stream())
        .as("stream, seed %d", seed)
        .isEqualTo(tree.path("stream").asBoolean());
    assertThat(facts.cohort().user()).as("user, seed %d", seed).isEqualTo(text(tree.path("user")));
    assertThat(facts.cohort().metadataUserId())
        .as("metadata, seed %d", seed)
        .isEqualTo(text(tree.path("metadata").path("user_id")));
    if (facts.model() != null) {
      ByteBuf spliced = ModelSplice.put(body, facts, "neu\"\\\n");
      JsonNode after = tree(bytes(spliced));
      assertThat(after.path("model").asText()).isEqualTo("neu\"\\\n");
      ((ObjectNode) after).set("model", tree.path("model"));
      assertThat(after).as("rest, seed %d", seed).isEqualTo(tree);
      spliced.release();
    }
  }

  /** What Jackson takes and we do not, by our own rules. */
  private static boolean refusable(JsonNode tree, byte[] bytes) {
    String text = new String(bytes, UTF_8).replace("\\u006d", "m").replace("\\u0073", "s");
    boolean twice =
        text.split("\"model\"", -1).length > 2 || text.split("\"stream\"", -1).length > 2;
    JsonNode model = tree.path("model");
    JsonNode stream = tree.path("stream");
    boolean badModel =
        !model.isMissingNode()
            && (!model.isTextual()
                || model.textValue().isEmpty()
                || model.textValue().length() > BodyScanner.MAX_MODEL_CHARS
                || model
                    .textValue()
                    .chars()
                    .anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c)));
    boolean badStream = !stream.isMissingNode() && !stream.isNull() && !stream.isBoolean();
    return twice || badModel || badStream;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  /** The document, or a missing node. */
  private static JsonNode tree(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode tree = JACKSON.readTree(text);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (CharacterCodingException | JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Changes, drops, doubles or cuts a byte or two. */
  private static byte[] damaged(byte[] document, Random random) {
    ByteBuf damaged = Unpooled.buffer(document.length + 2).writeBytes(document);
    for (int i = 1 + random.nextInt(2); i > 0 && damaged.isReadable(); i--) {
      int at = random.nextInt(damaged.readableBytes());
      switch (random.nextInt(4)) {
        case 0 ->
            damaged.setByte(
                at, "{}[]\",:\\0-+eEu\u0000tn \n\u00ff\u0080".charAt(random.nextInt(21)));
        case 1 -> damaged.writerIndex(at);
        case 2 ->
            damaged =
                Unpooled.copiedBuffer(
                    damaged.slice(0, at), damaged.slice(at + 1, damaged.readableBytes() - at - 1));
        default ->
            damaged =
                Unpooled.copiedBuffer(
                    damaged.slice(0, at),
                    damaged.slice(random.nextInt(damaged.readableBytes()), 1),
                    damaged.slice(at, damaged.readableBytes() - at));
      }
    }
    return bytes(damaged);
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.getBytes(buffer.readerIndex(), bytes);
    return bytes;
  }

  /** With or without an array behind it, and not at index 0. */
  private static ByteBuf buffer(byte[] bytes, Random random) {
    ByteBuf buffer =
        random.nextBoolean() ? UnpooledByteBufAllocator.DEFAULT.directBuffer() : Unpooled.buffer();
    int before = random.nextInt(9);
    return buffer.writeZero(before).writeBytes(bytes).skipBytes(before);
  }
}
