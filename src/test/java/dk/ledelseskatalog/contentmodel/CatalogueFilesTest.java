package dk.ledelseskatalog.contentmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueFilesTest {
  private static final String ID_HINT_DA =
      "Brug kun små bogstaver a–z, cifre og enkelte bindestreger, men ikke today, som er dagens"
          + " refleksion; skriv æ, ø og å som ae, oe og aa";
  private static final String ID_HINT_EN =
      "Use small letters a–z, digits and single hyphens only, but not today, which is the"
          + " reflection of the day; write æ, ø and å as ae, oe and aa";
  private static final String MOD = "catalogue/themes/mod.json";
  private static final String REFLECTION = "catalogue/reflections/paa-fast-grund.json";

  private ContentModelFolder folder;

  @BeforeEach
  void copyTheContentModel(@TempDir Path temporary) throws IOException {
    folder = new ContentModelFolder(temporary);
  }

  @Test
  void theCatalogueIsReadInTheOrderInWhichPeopleReadIt() throws Exception {
    List<EntryDocument> entries = files().read();

    assertThat(entries.stream().map(entry -> entry.id().type()).distinct())
        .containsExactly(
            "catalogues",
            "pages",
            "themes",
            "principles",
            "inspirations",
            "reflections",
            "initiatives",
            "synonyms");
    assertThat(entries.stream().map(EntryDocument::id).filter(id -> id.type().equals("themes")))
        .extracting(EntryId::id)
        .containsExactly("det-personlige-lederskab", "mod", "tillid", "helhed");
  }

  @Test
  void examplesAreReadOnRequestOnlyAndSayWhatTheyAre() throws Exception {
    List<EntryDocument> catalogue = files().read();
    List<EntryDocument> both = files().readWithExamples();

    assertThat(both).containsAll(catalogue);
    assertThat(both.stream().filter(entry -> !catalogue.contains(entry)))
        .hasSize(7)
        .allSatisfy(
            example -> {
              ContentType type = folder.model().type(example.id().type()).orElseThrow();
              assertThat(example.attributes().path(type.titleAttribute()).toString())
                  .contains("\"Eksempel: ");
              assertThat(example.id().id()).startsWith("eksempel-");
            });
  }

  @Test
  void theProjectsOwnFilesHaveNoFaults() {
    assertThat(CatalogueCheck.faults(ContentModelFolder.ORIGINAL)).isEmpty();
  }

  @Test
  void aMisspeltMemberIsToldWithItsRightName() throws Exception {
    folder.change(MOD, "/attributes", attributes -> rename(attributes, "title", "titel"));

    assertFaults(
        tuple(
            MOD, "/attributes/titel", "Omdøb 'titel' til 'title'.", "Rename 'titel' to 'title'."));
  }

  @Test
  void anUnknownMemberIsToldWithWhatMayStandThere() throws Exception {
    folder.change(MOD, "/attributes", attributes -> attributes.put("colour", "red"));

    assertFaults(
        tuple(
            MOD,
            "/attributes/colour",
            "Fjern 'colour'; her kan stå: title, tagline, inspirationHeading, order.",
            "Remove 'colour'; allowed here: title, tagline, inspirationHeading, order."));
  }

  @Test
  void aMemberWithASlashIsPointedAtAsRfc6901Says() throws Exception {
    folder.change(MOD, "/attributes", attributes -> attributes.put("a/b~c", 1));

    assertThat(folder.faults()).extracting(Fault::pointer).containsExactly("/attributes/a~1b~0c");
  }

  @Test
  void aMissingMemberIsToldWhereItIsMissing() throws Exception {
    folder.change(MOD, "/attributes", attributes -> attributes.remove("order"));

    assertFaults(tuple(MOD, "/attributes", "Tilføj 'order'.", "Add 'order'."));
  }

  @Test
  void aTextWithoutLanguageIsToldHowToWriteOne() throws Exception {
    folder.change(MOD, "/attributes", attributes -> attributes.put("title", "Mod"));

    assertFaults(
        tuple(
            MOD,
            "/attributes/title",
            "Skriv teksten som {\"da\": \"…\"} i stedet for \"Mod\".",
            "Write the text as {\"da\": \"…\"} instead of \"Mod\"."));
  }

  @Test
  void aListWithoutLanguageIsToldHowToWriteOne() throws Exception {
    folder.change(
        REFLECTION, "/attributes", attributes -> attributes.putArray("questions").add("Hvem?"));

    assertFaults(
        tuple(
            REFLECTION,
            "/attributes/questions",
            "Skriv teksten som {\"da\": [\"…\"]} i stedet for [\"Hvem?\"].",
            "Write the text as {\"da\": [\"…\"]} instead of [\"Hvem?\"]."));
  }

  @Test
  void aNumberInQuotationMarksIsToldAsAType() throws Exception {
    folder.change(MOD, "/attributes", attributes -> attributes.put("order", "20"));

    assertFaults(
        tuple(
            MOD,
            "/attributes/order",
            "Skriv et helt tal i stedet for \"20\".",
            "Write a whole number instead of \"20\"."));
  }

  @Test
  void aNumberOutOfBoundsIsToldWithTheBound() throws Exception {
    folder.change(REFLECTION, "/attributes", attributes -> attributes.put("minutes", 0));

    assertFaults(
        tuple(
            REFLECTION,
            "/attributes/minutes",
            "Skriv et tal, der er mindst 1, i stedet for 0.",
            "Write a number of at least 1 instead of 0."));
  }

  @Test
  void aValueOutsideItsSetIsToldWithTheSetAndTheNearest() throws Exception {
    folder.change(REFLECTION, "/attributes", attributes -> attributes.put("audience", "teams"));

    assertFaults(
        tuple(
            REFLECTION,
            "/attributes/audience",
            "Skriv en af værdierne individual, team i stedet for \"teams\"; mente du 'team'?",
            "Write one of individual, team instead of \"teams\"; did you mean 'team'?"));
  }

  @Test
  void anEmptyTextIsRefused() throws Exception {
    folder.change(MOD, "/attributes/title", title -> title.put("en", " "));

    assertFaults(
        tuple(
            MOD,
            "/attributes/title/en",
            "Skriv en tekst, eller fjern feltet helt; her står \" \".",
            "Write a text, or remove the member altogether; it says \" \"."));
  }

  @Test
  void anEmptyOrRepeatingListIsRefused() throws Exception {
    folder.change(
        REFLECTION,
        "/attributes/questions",
        questions -> {
          questions.putArray("da").add("Hvem?").add("Hvem?");
          questions.putArray("en");
        });

    assertFaults(
        tuple(
            REFLECTION,
            "/attributes/questions/da",
            "Fjern gentagelsen; hvert punkt må kun stå én gang i listen.",
            "Remove the repetition; each item may stand in the list only once."),
        tuple(
            REFLECTION,
            "/attributes/questions/en",
            "Skriv mindst 1 punkt(er) i listen, eller fjern den helt.",
            "Put at least 1 item(s) into the list, or remove it altogether."));
  }

  @Test
  void anIdWithDanishLettersIsToldHowToWriteThem() throws Exception {
    folder.write(
        "catalogue/initiatives/lederportrætter.json",
        """
        {"type": "initiatives", "id": "lederportrætter",
         "attributes": {"title": {"da": "Lederportrætter"}, "order": 1},
         "relationships": {"catalogue": {"type": "catalogues", "id": "mod-tillid-og-helhed"}}}
        """);

    assertFaults(
        tuple(
            "catalogue/initiatives/lederportrætter.json",
            "/id",
            ID_HINT_DA + "; her står \"lederportrætter\".",
            ID_HINT_EN + "; it says \"lederportrætter\"."));
  }

  @Test
  void anIdWhoseAddressIsTakenIsRefused() throws Exception {
    folder.write(
        "catalogue/initiatives/today.json",
        """
        {"type": "initiatives", "id": "today",
         "attributes": {"title": {"da": "I dag"}, "order": 1},
         "relationships": {"catalogue": {"type": "catalogues", "id": "mod-tillid-og-helhed"}}}
        """);

    assertFaults(
        tuple(
            "catalogue/initiatives/today.json",
            "/id",
            ID_HINT_DA + "; her står \"today\".",
            ID_HINT_EN + "; it says \"today\"."));
  }

  @Test
  void everyFaultIsToldAtOnce() throws Exception {
    folder.change(MOD, "/attributes", attributes -> attributes.put("order", -1).put("x", 1));
    folder.change(REFLECTION, "/attributes", attributes -> attributes.remove("audience"));

    assertThat(folder.faults())
        .extracting(Fault::file, Fault::pointer)
        .containsExactlyInAnyOrder(
            tuple(MOD, "/attributes/order"),
            tuple(MOD, "/attributes/x"),
            tuple(REFLECTION, "/attributes"));
  }

  @Test
  void aRelationshipToNowhereIsToldWithTheNearestEntry() throws Exception {
    String inspirations = inspirations();
    folder.change(
        REFLECTION, "/relationships/passages/0", passage -> passage.put("id", "feedback"));
    folder.change(REFLECTION, "/relationships/theme", theme -> theme.put("id", "tilid"));

    assertFaults(
        tuple(
            REFLECTION,
            "/relationships/theme/id",
            "Der er ingen post themes/tilid; mente du 'tillid'?",
            "There is no entry themes/tilid; did you mean 'tillid'?"),
        tuple(
            REFLECTION,
            "/relationships/passages/0/id",
            "Der er ingen post inspirations/feedback; skriv en af: " + inspirations + ".",
            "There is no entry inspirations/feedback; write one of: " + inspirations + "."));
  }

  @Test
  void aRelationshipToAnotherTypeIsRefused() throws Exception {
    folder.change(
        REFLECTION,
        "/relationships/theme",
        theme -> theme.put("type", "pages").put("id", "i-praksis"));

    assertFaults(
        tuple(
            REFLECTION,
            "/relationships/theme/type",
            "'theme' kan ikke pege på 'pages'; skriv en af: themes.",
            "'theme' cannot point to 'pages'; write one of: themes."));
  }

  @Test
  void theCatalogueDoesNotLeanOnExamples() throws Exception {
    folder.write(
        "examples/themes/eksempel.json",
        """
        {"type": "themes", "id": "eksempel",
         "attributes": {"title": {"da": "Eksempel: Et tema"}, "order": 90},
         "relationships": {"catalogue": {"type": "catalogues", "id": "mod-tillid-og-helhed"}}}
        """);
    folder.change(REFLECTION, "/relationships/theme", theme -> theme.put("id", "eksempel"));

    assertThat(folder.faults())
        .extracting(Fault::file, Fault::pointer)
        .containsExactly(tuple(REFLECTION, "/relationships/theme/id"));
  }

  @Test
  void aFileThatIsNotJsonIsToldWithItsLine() throws Exception {
    folder.write(MOD, "{\"type\": \"themes\",\n \"id\" \"mod\"}");

    assertThat(folder.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.file()).isEqualTo(MOD);
              assertThat(fault.message().da()).startsWith("Ret linje 2, tegn 7; her er filen ikke");
              assertThat(fault.message().in("en")).startsWith("Correct line 2, column 7; the file");
            });
  }

  @Test
  void aMemberThatStandsTwiceInOneObjectIsRefused() throws Exception {
    folder.write(MOD, "{\"type\": \"themes\", \"id\": \"mod\", \"id\": \"mod\"}");

    assertThat(folder.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message().da()).contains("Duplicate field 'id'"));
  }

  @Test
  void aFileThatIsNoObjectIsRefused() throws Exception {
    folder.write(MOD, "[]");

    assertFaults(
        tuple(
            MOD,
            "",
            "Filen skal indeholde ét JSON-objekt: begynd med { og slut med }.",
            "The file must hold one JSON object: begin with { and end with }."));
  }

  @Test
  void theFileIsNamedAfterTheId() throws Exception {
    folder.change(REFLECTION, "", entry -> entry.put("id", "fast-grund"));

    assertFaults(
        tuple(
            REFLECTION,
            "/id",
            "Skriv 'paa-fast-grund', eller omdøb filen til 'fast-grund'.",
            "Write 'paa-fast-grund', or rename the file to 'fast-grund'."));
  }

  @Test
  void theFolderIsNamedAfterTheType() throws Exception {
    folder.change(
        REFLECTION,
        "",
        entry -> {
          entry.put("type", "reflection");
          ((ObjectNode) entry.path("attributes")).put("order", true);
        });

    assertFaults(
        tuple(
            REFLECTION,
            "/type",
            "Skriv 'reflections', eller omdøb mappen til 'reflection'.",
            "Write 'reflections', or rename the folder to 'reflection'."),
        tuple(
            REFLECTION,
            "/attributes/order",
            "Skriv et helt tal i stedet for true.",
            "Write a whole number instead of true."));
  }

  @Test
  void aFolderWithoutATypeIsToldWithTheNearestType() throws Exception {
    folder.write("catalogue/theme/x.json", "{\"type\": \"theme\", \"id\": \"x\"}");

    assertFaults(
        tuple(
            "catalogue/theme/x.json",
            "/type",
            "Der er ingen indholdstype 'theme'; mente du 'themes'?",
            "There is no content type 'theme'; did you mean 'themes'?"));
  }

  @Test
  void twoEntriesCannotHaveOneName() throws Exception {
    folder.write("examples/themes/mod.json", Files.readString(folder.path().resolve(MOD)));

    assertFaults(
        tuple(
            "examples/themes/mod.json",
            "/id",
            "Giv posten et andet id; " + MOD + " hedder også themes/mod.",
            "Give the entry another id; " + MOD + " is themes/mod too."));
  }

  @Test
  void aFileInTheWrongPlaceIsNotOverlooked() throws Exception {
    folder.write("catalogue/themes/mere/mod.json", "{}");
    folder.write("catalogue/themes/mod.jsn", "{}");
    folder.write("catalogue/.DS_Store", "");

    assertFaults(
        tuple(
            "catalogue/themes/mere/mod.json",
            "",
            "Flyt eller omdøb filen til catalogue/<type>/<id>.json.",
            "Move or rename the file to catalogue/<type>/<id>.json."),
        tuple(
            "catalogue/themes/mod.jsn",
            "",
            "Flyt eller omdøb filen til catalogue/<type>/<id>.json.",
            "Move or rename the file to catalogue/<type>/<id>.json."));
  }

  @Test
  void aMissingCatalogueIsNotTakenForAnEmptyOne(@TempDir Path empty) throws Exception {
    CatalogueFiles files = new CatalogueFiles(empty, folder.model());

    assertThat(catchThrowable(files::read))
        .isInstanceOf(InvalidContentException.class)
        .hasMessageContaining("den findes ikke");
  }

  private CatalogueFiles files() throws InvalidContentException {
    return new CatalogueFiles(folder.path(), folder.model());
  }

  private void assertFaults(Tuple... expected) {
    assertThat(folder.faults())
        .extracting(
            Fault::file,
            Fault::pointer,
            fault -> fault.message().da(),
            fault -> fault.message().in("en"))
        .containsExactlyInAnyOrder(expected);
  }

  private String inspirations() throws Exception {
    return String.join(
        ", ",
        files().read().stream()
            .map(EntryDocument::id)
            .filter(id -> id.type().equals("inspirations"))
            .map(EntryId::id)
            .sorted()
            .toList());
  }

  private static void rename(ObjectNode object, String from, String to) {
    object.set(to, object.remove(from));
  }
}
