package dk.ledelseskatalog.contentmodel;

/**
 * One thing that is wrong with a file of the content model, and what to change.
 *
 * @param file the file, relative to the content-model folder, such as {@code
 *     catalogue/themes/tillid.json}
 * @param pointer where in the file (RFC 6901); empty for the whole of it
 * @param message a sentence in both languages that says what to change
 */
public record Fault(String file, String pointer, LocalizedText message) {
  @Override
  public String toString() {
    return file + (pointer.isEmpty() ? "" : "#" + pointer) + ": " + message.da();
  }
}
