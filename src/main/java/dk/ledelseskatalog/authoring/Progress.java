package dk.ledelseskatalog.authoring;

/** Is told how far something long has come. */
@FunctionalInterface
public interface Progress {
  /** Nobody asks. */
  Progress UNSEEN = (done, total) -> {};

  void at(int done, int total);
}
