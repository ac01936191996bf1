package io.crossfade.core.config.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Checks what holds for every node wherever it stands: no tags, no loops, no key twice, and no
 * growth by aliases. Each node is visited once, however often it is used.
 */
final class NodeBounds {
  private static final long MAX_NODES = 200_000;
  private static final List<Tag> PLAIN = List.of(Tag.STR, Tag.SEQ, Tag.MAP);

  private final Problems problems;
  private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();
  private final Deque<Node> path = new ArrayDeque<>();
  private boolean endless;

  private NodeBounds(Problems problems) {
    this.problems = problems;
  }

  /** Whether the tree may be walked at all; other findings are among the problems. */
  static boolean hold(Node root, Problems problems) {
    NodeBounds bounds = new NodeBounds(problems);
    long size = bounds.size(root);
    if (size > MAX_NODES && !bounds.endless) {
      problems.error(
          Place.of(root),
          "the file grows past %,d values through its aliases".formatted(MAX_NODES),
          "write the values out, or use fewer");
    }
    return size <= MAX_NODES;
  }

  /** Values below and including the node, each use of an alias counted. */
  private long size(Node node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known;
    }
    if (path.contains(node)) {
      problems.error(Place.of(node), "this value contains itself", "remove the alias inside it");
      endless = true;
      return MAX_NODES + 1;
    }
    path.push(node);
    checkTag(node);
    checkKeys(node);
    long size = 1 + children(node).mapToLong(this::size).reduce(0, NodeBounds::add);
    path.pop();
    sizes.put(node, size);
    return size;
  }

  private static long add(long a, long b) {
    return Math.min(a + b, 2 * MAX_NODES);
  }

  private static Stream<Node> children(Node node) {
    return switch (node) {
      case SequenceNode list -> list.getValue().stream();
      case MappingNode map ->
          map.getValue().stream().flatMap(t -> Stream.of(t.getKeyNode(), t.getValueNode()));
      default -> Stream.empty();
    };
  }

  private void checkTag(Node node) {
    if (!PLAIN.contains(node.getTag())) {
      problems.error(Place.of(node), "tags are not supported", "write the value without its tag");
    }
  }

  private void checkKeys(Node node) {
    if (!(node instanceof MappingNode map)) {
      return;
    }
    Map<String, Place> seen = new HashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        checkKey(key, seen.putIfAbsent(key.getValue(), Place.of(key)));
      } else {
        problems.error(Place.of(tuple.getKeyNode()), "a key must be a word", "write `name: value`");
      }
    }
  }

  private void checkKey(ScalarNode key, @Nullable Place first) {
    if (first != null) {
      problems.error(
          Place.of(key),
          "key '%s' stands twice, first on line %d"
              .formatted(YamlNode.shown(key.getValue()), first.line()),
          "keep one of the two");
    }
  }
}
