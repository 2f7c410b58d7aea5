package dk.ledelseskatalog.contentmodel;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when files of the content model are not valid; carries every fault that was found. */
public final class InvalidContentException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  public InvalidContentException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
