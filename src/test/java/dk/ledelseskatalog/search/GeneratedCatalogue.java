package dk.ledelseskatalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes catalogues of any size to measure with, and what people type to search them.
 *
 * <p>Words are as frequent as in real texts (Zipf's law): those of the real catalogue come first,
 * as often as it has them, then words of the spelling dictionary in their inflections, and some
 * compounds nobody has listed. The same size gives the same files.
 */
final class GeneratedCatalogue {
  private static final Path CONTENT_MODEL = Path.of("content-model");
  private static final long SEED = 20_261_124;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> THEMES =
      List.of("det-personlige-lederskab", "mod", "tillid", "helhed");

  private static final int WORDS = 40_000;
  private static final double COMPOUNDS = .03;

  /** Flags of the dictionary: what stands between a word and the next, and what may come last. */
  private static final Map<String, String> LINKS = Map.of("29", "s", "30", "e", "31", "");

  private static final String LAST = "39";

  private final Random random = new Random(SEED);

  /** Each with its inflections, most frequent first. */
  private final List<List<String>> words = new ArrayList<>();

  /** How often one of the words up to a number is drawn. */
  private final double[] weights;

  private final List<String> firstParts = new ArrayList<>();
  private final List<String> lastParts = new ArrayList<>();

  GeneratedCatalogue() {
    try {
      addRealWords();
      addListedWords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    weights = new double[words.size()];
    double sum = 0;
    for (int rank = 0; rank < weights.length; rank++) {
      sum += 1 / Math.pow(rank + 2.7, 1.15);
      weights[rank] = sum;
    }
  }

  private void addRealWords() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode entry : realEntries()) {
      for (JsonNode attribute : entry.path("attributes")) {
        String text =
            attribute.path("da").isArray()
                ? String.join(" ", texts(attribute.path("da")))
                : attribute.path("da").asText();
        Tokens.of(text).forEach(token -> counts.merge(token.surface(), 1, Integer::sum));
      }
    }
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(word -> words.add(List.of(word.getKey())));
  }

  private static List<JsonNode> realEntries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CONTENT_MODEL.resolve("catalogue"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        JsonNode entry = JSON.readTree(file.toFile());
        if (!entry.path("type").asText().equals("synonyms")) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void addListedWords() throws IOException {
    Map<String, List<SuffixRule>> rules = suffixRules();
    List<String> lines = lines("/dictionary/index.dic");
    Collections.shuffle(lines, random);
    for (String line : lines) {
      int slash = line.indexOf('/');
      String word = slash < 0 ? line : line.substring(0, slash);
      if (slash < 3 || !word.chars().allMatch(Character::isLowerCase)) {
        continue;
      }
      Set<String> forms = new LinkedHashSet<>(List.of(word));
      for (String flag : line.substring(slash + 1).split("[ ,]", -1)) {
        for (SuffixRule rule : rules.getOrDefault(flag, List.of())) {
          if (rule.fits(word)) {
            forms.add(word.substring(0, word.length() - rule.strip().length()) + rule.add());
          }
        }
        if (LINKS.containsKey(flag)) {
          firstParts.add(word + LINKS.get(flag));
        } else if (flag.equals(LAST)) {
          lastParts.add(word);
        }
      }
      words.add(List.copyOf(forms));
      if (words.size() == WORDS) {
        return;
      }
    }
  }

  private static Map<String, List<SuffixRule>> suffixRules() throws IOException {
    Map<String, List<SuffixRule>> rules = new HashMap<>();
    for (String line : lines("/dictionary/index.aff")) {
      String[] fields = line.split("\\s+", -1);
      if (fields.length >= 5 && fields[0].equals("SFX") && !fields[3].contains("-")) {
        String strip = fields[2].equals("0") ? "" : fields[2];
        String add = fields[3].split("/", 2)[0];
        // What only stands inside a compound is no form of the word.
        if (!add.equals("0") && !fields[3].contains("36")) {
          rules
              .computeIfAbsent(fields[1], flag -> new ArrayList<>())
              .add(
                  new SuffixRule(
                      Integer.parseInt(fields[1]),
                      strip,
                      add,
                      SuffixRule.condition(fields[4]),
                      Lexicon.Flags.NONE));
        }
      }
    }
    return rules;
  }

  private static List<String> lines(String resource) throws IOException {
    try (var stream = GeneratedCatalogue.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException(resource + " is not on the class path");
      }
      return new ArrayList<>(
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private String word() {
    if (random.nextDouble() < COMPOUNDS) {
      return skewed(firstParts) + skewed(lastParts);
    }
    double at = random.nextDouble() * weights[weights.length - 1];
    int found = Arrays.binarySearch(weights, at);
    List<String> forms = words.get(Math.min(weights.length - 1, found < 0 ? -found - 1 : found));
    return forms.get((int) (forms.size() * Math.pow(random.nextDouble(), 3)));
  }

  /** One of the first far more often than one of the last. */
  private String skewed(List<String> all) {
    return all.get((int) (Math.pow(all.size(), random.nextDouble()) - 1));
  }

  private String sentence(int shortest, int longest, String end) {
    int length = shortest + random.nextInt(longest - shortest + 1);
    StringBuilder sentence = new StringBuilder();
    for (int number = 0; number < length; number++) {
      String word = word();
      if (number == 0) {
        sentence.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      } else {
        sentence.append(random.nextInt(9) == 0 ? ", " : " ").append(word);
      }
    }
    return sentence.append(end).toString();
  }

  private String paragraph(int shortest, int longest) {
    List<String> sentences = new ArrayList<>();
    int count = shortest + random.nextInt(longest - shortest + 1);
    for (int number = 0; number < count; number++) {
      sentences.add(sentence(8, 18, "."));
    }
    return String.join(" ", sentences);
  }

  /** The next entry as a file has it: inspirations mostly, principles, and reflections. */
  ObjectNode entry(int number) {
    double kind = random.nextDouble();
    String type = kind < .6 ? "inspirations" : kind < .85 ? "principles" : "reflections";
    ObjectNode entry = JSON.createObjectNode();
    entry.put("type", type).put("id", "maalt-" + number);
    ObjectNode attributes = entry.putObject("attributes");
    switch (type) {
      case "principles" -> attributes.putObject("text").put("da", paragraph(1, 2));
      case "reflections" -> {
        attributes.putObject("title").put("da", sentence(3, 7, "?"));
        ArrayNode questions = attributes.putObject("questions").putArray("da");
        questions.add(sentence(6, 14, "?")).add(sentence(6, 14, "? (2)"));
        attributes.putObject("guidance").put("da", paragraph(1, 2));
        attributes.put("minutes", 5 + 5 * random.nextInt(12));
        attributes.put("audience", random.nextBoolean() ? "individual" : "team");
      }
      default -> {
        attributes.putObject("title").put("da", sentence(2, 6, ""));
        attributes.putObject("text").put("da", paragraph(2, 5));
        Set<String> keywords = new LinkedHashSet<>();
        for (int keyword = 0; keyword < 3; keyword++) {
          keywords.add(word() + ' ' + word());
        }
        keywords.forEach(attributes.putObject("keywords").putArray("da")::add);
      }
    }
    attributes.put("order", 1_000 + number);
    entry
        .putObject("relationships")
        .putObject("theme")
        .put("type", "themes")
        .put("id", THEMES.get(random.nextInt(THEMES.size())));
    return entry;
  }

  /**
   * What people might type, no two alike: one to four of the words, some misspelt, some without æ,
   * ø and å.
   *
   * @param entries what is searched
   */
  List<String> queries(List<? extends JsonNode> entries, int count) {
    List<String> vocabulary = new ArrayList<>();
    for (JsonNode entry : entries) {
      for (JsonNode attribute : entry.path("attributes")) {
        Tokens.of(attribute.path("da").toString()).stream()
            .map(Token::surface)
            .filter(word -> word.length() > 3)
            .forEach(vocabulary::add);
      }
    }
    Set<String> queries = new LinkedHashSet<>();
    while (queries.size() < count) {
      double kind = random.nextDouble();
      int length = kind < .3 ? 1 : kind < .7 ? 2 : kind < .9 ? 3 : 4;
      List<String> typed = new ArrayList<>();
      for (int number = 0; number < length; number++) {
        typed.add(typed(vocabulary.get(random.nextInt(vocabulary.size()))));
      }
      queries.add(String.join(" ", typed));
    }
    return List.copyOf(queries);
  }

  private String typed(String word) {
    double how = random.nextDouble();
    int at = 1 + random.nextInt(word.length() - 1);
    if (how < .05) {
      return word.substring(0, at) + word.substring(at + 1);
    }
    if (how < .1) {
      return word.substring(0, at) + word.charAt(at) + word.substring(at);
    }
    return how < .2 ? word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa") : word;
  }

  /** Beginnings of queries, no two alike, as they stand while somebody types. */
  private static Set<String> beginnings(List<String> queries) {
    Set<String> beginnings = new LinkedHashSet<>();
    for (String query : queries) {
      for (int length = 1; length <= query.length(); length++) {
        beginnings.add(query.substring(0, length).strip());
      }
    }
    return beginnings;
  }

  /**
   * Writes {@code content-model}, to be used as such, {@code queries} and {@code beginnings}, each
   * of them a line, encoded.
   *
   * @param arguments the folder, how many entries, how many queries
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    Path model = folder.resolve("content-model");
    copy(CONTENT_MODEL, model);
    List<JsonNode> entries = new ArrayList<>(realEntries());
    GeneratedCatalogue generated = new GeneratedCatalogue();
    for (int number = entries.size(); number < size; number++) {
      ObjectNode entry = generated.entry(number);
      Path file =
          model
              .resolve("catalogue")
              .resolve(entry.path("type").asText())
              .resolve(entry.path("id").asText() + ".json");
      Files.writeString(file, entry.toString());
      // A sample is enough for the queries.
      if (number < 20_000) {
        entries.add(entry);
      }
    }
    List<String> queries = generated.queries(entries, Integer.parseInt(arguments[2]));
    write(folder.resolve("queries"), queries);
    List<String> beginnings = new ArrayList<>(beginnings(queries));
    Collections.shuffle(beginnings, generated.random);
    write(folder.resolve("beginnings"), beginnings);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String line : lines) {
        out.write(URLEncoder.encode(line, StandardCharsets.UTF_8));
        out.newLine();
      }
    }
  }
}
