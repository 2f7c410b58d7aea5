package dk.ledelseskatalog.delivery;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rendered documents of one release, bounded in bytes. Thread-safe; reading takes no lock.
 *
 * <p>Evicts by SIEVE (Zhang et al., NSDI 2024): a hand walks from the oldest document to the
 * newest, spares those that were asked for again since it last came by, and drops the first that
 * was not. A flood of made-up queries, each asked once, drops only itself.
 */
final class RepresentationCache {
  private final ConcurrentHashMap<String, Node> nodes = new ConcurrentHashMap<>();
  private final long capacity;
  private long weight;
  private @Nullable Node newest;
  private @Nullable Node oldest;
  private @Nullable Node hand;

  /**
   * @param capacity in bytes
   */
  RepresentationCache(long capacity) {
    this.capacity = capacity;
  }

  @Nullable Representation get(String key) {
    Node node = nodes.get(key);
    if (node == null) {
      return null;
    }
    if (!node.askedAgain) {
      node.askedAgain = true;
    }
    return node.representation;
  }

  /** Keeps a document, unless it alone would take more than an eighth of the room. */
  synchronized void put(String key, Representation representation) {
    Node node = new Node(key, representation);
    if (node.weight() > capacity / 8 || nodes.putIfAbsent(key, node) != null) {
      return;
    }
    weight += node.weight();
    node.older = newest;
    if (newest != null) {
      newest.newer = node;
    }
    newest = node;
    if (oldest == null) {
      oldest = node;
    }
    while (weight > capacity) {
      evict();
    }
  }

  /** How many bytes the documents take, at most. */
  synchronized long weight() {
    return weight;
  }

  private void evict() {
    Node candidate = hand == null ? oldest : hand;
    while (candidate != null && candidate.askedAgain) {
      candidate.askedAgain = false;
      candidate = candidate.newer == null ? oldest : candidate.newer;
    }
    if (candidate != null) {
      hand = candidate.newer;
      unlink(candidate);
      nodes.remove(candidate.key);
      weight -= candidate.weight();
    }
  }

  private void unlink(Node node) {
    if (node.newer == null) {
      newest = node.older;
    } else {
      node.newer.older = node.older;
    }
    if (node.older == null) {
      oldest = node.newer;
    } else {
      node.older.newer = node.newer;
    }
  }

  private static final class Node {
    private final String key;
    private final Representation representation;
    private volatile boolean askedAgain;
    private @Nullable Node newer;
    private @Nullable Node older;

    Node(String key, Representation representation) {
      this.key = key;
      this.representation = representation;
    }

    long weight() {
      return representation.weight() + 2L * key.length() + 100;
    }
  }
}
