package dk.ledelseskatalog.contentmodel;

import com.fasterxml.jackson.databind.JsonNode;
import dk.ledelseskatalog.spelling.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One keyword of a JSON Schema that a document does not satisfy, told as what to change.
 *
 * @param keyword the keyword, such as {@code maxLength}
 * @param location where in the document the keyword was applied
 * @param property the member a keyword about members speaks of
 * @param value what stands at the location
 * @param schema the schema object that holds the keyword
 * @param message what the library says, for keywords nobody has given a sentence
 */
record Violation(
    String keyword,
    String location,
    Optional<String> property,
    JsonNode value,
    JsonNode schema,
    String message) {

  /** Where to look: a member that may not be there is pointed at itself. */
  String pointer() {
    return keyword.equals("additionalProperties")
        ? location + "/" + escape(property.orElse(""))
        : location;
  }

  /** The allowed name that an unknown member is probably a misspelling of. */
  Optional<String> meant() {
    return keyword.equals("additionalProperties")
        ? property.flatMap(name -> NearestName.to(name, free()))
        : Optional.empty();
  }

  boolean missingOneOf(Set<String> names) {
    return keyword.equals("required") && property.filter(names::contains).isPresent();
  }

  LocalizedText sentence() {
    String rule = schema.path(keyword).asText();
    return switch (keyword) {
      case "required" ->
          text("Tilføj '" + property.orElse("") + "'.", "Add '" + property.orElse("") + "'.");
      case "additionalProperties" -> unknownMember();
      case "type" -> wrongType();
      case "const" ->
          text(
              "Skriv " + schema.path("const") + " her i stedet for " + written() + ".",
              "Write " + schema.path("const") + " here instead of " + written() + ".");
      case "enum" -> notOneOf();
      case "pattern", "format" -> malformed(rule);
      case "minLength" ->
          text("Skriv mindst " + rule + " tegn.", "Write at least " + rule + " characters.");
      case "maxLength" ->
          text(
              "Forkort teksten til højst " + rule + " tegn.",
              "Shorten the text to at most " + rule + " characters.");
      case "minimum" ->
          text(
              "Skriv et tal, der er mindst " + rule + ", i stedet for " + written() + ".",
              "Write a number of at least " + rule + " instead of " + written() + ".");
      case "maximum" ->
          text(
              "Skriv et tal, der er højst " + rule + ", i stedet for " + written() + ".",
              "Write a number of at most " + rule + " instead of " + written() + ".");
      case "exclusiveMinimum" ->
          text(
              "Skriv et tal større end " + rule + " i stedet for " + written() + ".",
              "Write a number above " + rule + " instead of " + written() + ".");
      case "exclusiveMaximum" ->
          text(
              "Skriv et tal mindre end " + rule + " i stedet for " + written() + ".",
              "Write a number below " + rule + " instead of " + written() + ".");
      case "multipleOf" ->
          text(
              "Skriv et tal, som " + rule + " går op i, i stedet for " + written() + ".",
              "Write a multiple of " + rule + " instead of " + written() + ".");
      case "minItems" ->
          text(
              "Skriv mindst " + rule + " punkt(er) i listen, eller fjern den helt.",
              "Put at least " + rule + " item(s) into the list, or remove it altogether.");
      case "maxItems" ->
          text(
              "Lad højst " + rule + " punkt(er) stå i listen.",
              "Leave at most " + rule + " item(s) in the list.");
      case "uniqueItems" ->
          text(
              "Fjern gentagelsen; hvert punkt må kun stå én gang i listen.",
              "Remove the repetition; each item may stand in the list only once.");
      default ->
          text(
              "Ret værdien, så den opfylder skemaets regel '" + keyword + "': " + message,
              "Change the value to satisfy the schema's rule '" + keyword + "': " + message);
    };
  }

  private LocalizedText unknownMember() {
    String name = property.orElse("");
    Optional<String> meant = meant();
    if (meant.isPresent()) {
      return text(
          "Omdøb '" + name + "' til '" + meant.get() + "'.",
          "Rename '" + name + "' to '" + meant.get() + "'.");
    }
    String allowed = String.join(", ", members());
    return allowed.isEmpty()
        ? text("Fjern '" + name + "'.", "Remove '" + name + "'.")
        : text(
            "Fjern '" + name + "'; her kan stå: " + allowed + ".",
            "Remove '" + name + "'; allowed here: " + allowed + ".");
  }

  private LocalizedText wrongType() {
    if (members().contains("da")) {
      boolean list = schema.at("/properties/da/type").asText().equals("array");
      String shape = list ? "{\"da\": [\"…\"]}" : "{\"da\": \"…\"}";
      return text(
          "Skriv teksten som " + shape + " i stedet for " + written() + ".",
          "Write the text as " + shape + " instead of " + written() + ".");
    }
    LocalizedText expected = expected(schema.path("type"));
    return text(
        "Skriv " + expected.da() + " i stedet for " + written() + ".",
        "Write " + expected.in("en") + " instead of " + written() + ".");
  }

  private LocalizedText notOneOf() {
    List<String> allowed = new ArrayList<>();
    schema.path("enum").forEach(each -> allowed.add(each.asText()));
    String list = String.join(", ", allowed);
    String meant = value.isTextual() ? NearestName.to(value.textValue(), allowed).orElse("") : "";
    return text(
        "Skriv en af værdierne "
            + list
            + " i stedet for "
            + written()
            + (meant.isEmpty() ? "." : "; mente du '" + meant + "'?"),
        "Write one of "
            + list
            + " instead of "
            + written()
            + (meant.isEmpty() ? "." : "; did you mean '" + meant + "'?"));
  }

  private LocalizedText malformed(String rule) {
    JsonNode hint = schema.path("x-hint");
    if (hint.isObject()) {
      return text(
          hint.path("da").asText() + "; her står " + written() + ".",
          hint.path("en").asText() + "; it says " + written() + ".");
    }
    return text(
        "Ret " + written() + ", så den passer til '" + rule + "'.",
        "Change " + written() + " so that it matches '" + rule + "'.");
  }

  private List<String> members() {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Allowed members that the document does not have yet: a name in use is not what was meant. */
  private List<String> free() {
    return members().stream().filter(name -> !value.has(name)).toList();
  }

  private String written() {
    String json = value.toString();
    return json.length() <= 80 ? json : json.substring(0, 80) + "…";
  }

  /** What the {@code type} keyword asks for: one name or a list of them. */
  private static LocalizedText expected(JsonNode type) {
    if (!type.isArray()) {
      return name(type.asText());
    }
    List<LocalizedText> names = new ArrayList<>();
    type.forEach(each -> names.add(name(each.asText())));
    return text(
        names.stream().map(LocalizedText::da).collect(Collectors.joining(" eller ")),
        names.stream().map(name -> name.in("en")).collect(Collectors.joining(" or ")));
  }

  private static LocalizedText name(String type) {
    return switch (type) {
      case "string" -> text("en tekst i anførselstegn", "a text in quotation marks");
      case "integer" -> text("et helt tal", "a whole number");
      case "number" -> text("et tal", "a number");
      case "boolean" -> text("true eller false", "true or false");
      case "array" -> text("en liste [ … ]", "a list [ … ]");
      case "object" -> text("et objekt { … }", "an object { … }");
      default -> text(type, type);
    };
  }

  private static LocalizedText text(String da, String en) {
    return new LocalizedText(da, en);
  }

  private static String escape(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
