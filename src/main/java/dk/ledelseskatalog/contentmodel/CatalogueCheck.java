package dk.ledelseskatalog.contentmodel;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Run by the build: says everything that is wrong with a content-model folder. */
public final class CatalogueCheck {
  private CatalogueCheck() {}

  /**
   * Prints every fault and ends with 1 if there is one.
   *
   * @param arguments the content-model folder
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Set<Fault> faults = faults(folder);
    for (Fault fault : faults) {
      String place = fault.pointer().isEmpty() ? "" : "#" + fault.pointer();
      System.err.println(folder.resolve(fault.file()) + place);
      System.err.println("  da: " + fault.message().da());
      System.err.println("  en: " + fault.message().in("en"));
    }
    if (!faults.isEmpty()) {
      System.exit(1);
    }
  }

  /** Every fault of the types, or else of the catalogue and of the examples. */
  static Set<Fault> faults(Path folder) {
    Set<Fault> faults = new LinkedHashSet<>();
    try {
      CatalogueFiles files = new CatalogueFiles(folder, ContentModel.read(folder));
      // By itself first: the catalogue must not lean on examples that are not there in earnest.
      faults.addAll(faultsOf(files::read));
      faults.addAll(faultsOf(files::readWithExamples));
    } catch (InvalidContentException e) {
      faults.addAll(e.faults());
    }
    return faults;
  }

  private static List<Fault> faultsOf(Reading reading) {
    try {
      reading.read();
      return List.of();
    } catch (InvalidContentException e) {
      return e.faults();
    }
  }

  private interface Reading {
    List<EntryDocument> read() throws InvalidContentException;
  }
}
