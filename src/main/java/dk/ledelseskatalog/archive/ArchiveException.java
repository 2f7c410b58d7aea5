package dk.ledelseskatalog.archive;

import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import java.io.IOException;
import java.util.List;

/** A file that is refused, with every reason. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  public ArchiveException(List<Fault> faults) {
    super(faults.get(0).toString());
    this.faults = List.copyOf(faults);
  }

  /**
   * @param part the name of the part that is wrong; empty for the whole file
   */
  public ArchiveException(String part, String da, String en) {
    this(List.of(new Fault(part, "", new LocalizedText(da, en))));
  }

  /** At least one. */
  public List<Fault> faults() {
    return faults;
  }
}
