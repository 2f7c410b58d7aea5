package dk.ledelseskatalog.contentmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueFilesTest {
  private static final Path FOLDER = Path.of("content-model");

  @Test
  void theCatalogueIsReadInTheOrderInWhichPeopleReadIt() throws Exception {
    List<String> types =
        new CatalogueFiles(FOLDER, ContentModel.read(FOLDER))
            .read().stream().map(entry -> entry.id().type()).distinct().toList();

    assertThat(types)
        .containsExactly(
            "catalogues",
            "pages",
            "themes",
            "principles",
            "inspirations",
            "reflections",
            "initiatives");
  }
}
