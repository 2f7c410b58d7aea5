package dk.ledelseskatalog.archive;

import dk.ledelseskatalog.contentmodel.Fault;
import dk.ledelseskatalog.contentmodel.LocalizedText;
import java.io.IOException;
import java.util.List;

/** A file that is refused, with every reason. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 300;

  private final transient List<Fault> faults;

  public ArchiveException(List<Fault> faults) {
    super(faults.get(0).toString());
    this.faults = List.copyOf(faults);
  }

  /**
   * @param part the name of the part that is wrong, as somebody wrote it; empty for the whole file
   */
  public ArchiveException(String part, String da, String en) {
    this(List.of(new Fault(shown(part), "", new LocalizedText(da, en))));
  }

  private static String shown(String part) {
    return part.substring(0, Math.min(part.length(), LONGEST_NAME)).replaceAll("\\p{Cntrl}", "?");
  }

  /** At least one. */
  public List<Fault> faults() {
    return faults;
  }
}
