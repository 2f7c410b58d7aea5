package dk.ledelseskatalog.search;

import dk.ledelseskatalog.search.WordViews.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tartarus.snowball.ext.DanishStemmer;

/** Danish words: Snowball stems, and what the spelling dictionary says of their make. */
final class DanishWords implements WordAnalysis {
  /**
   * Asked of a query only; the index keeps every word. Lucene's list holds "mod", one of the three
   * core values, so this one is ours. Never here: mod, selv, under, over, op, ud, alle.
   */
  private static final Set<String> STOP_WORDS =
      Set.of(
          "af", "at", "da", "de", "dem", "den", "der", "deres", "det", "dig", "din", "dine", "dit",
          "du", "eller", "en", "er", "et", "for", "fra", "før", "ham", "han", "hans", "har", "hos",
          "hun", "hvad", "hvem", "hver", "hvilke", "hvilken", "hvilket", "hvis", "hvor", "hvordan",
          "hvorfor", "i", "ikke", "jeg", "jer", "jeres", "kan", "man", "med", "meget", "men", "mig",
          "min", "mine", "mit", "når", "og", "også", "om", "os", "på", "sig", "sin", "sine", "sit",
          "skal", "som", "til", "var", "vi", "vil", "vores", "være", "så", "noget", "nogle",
          "nogen", "blive", "blandt", "både", "bør", "denne", "dette", "disse", "dog", "efter",
          "fordi", "gennem", "gør", "gøre", "hende", "her", "kunne", "mellem", "mens", "måtte",
          "nu", "hvornår", "samt", "sige", "skulle", "uden", "ved", "ville", "bliver", "end",
          "have", "må", "få", "får", "evt", "fx", "bl", "a");

  /**
   * What joins other words. It has no inflection, so it meets itself alone: "bag" is no "bager".
   */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "bag", "foran", "hvornår", "ind", "inden", "siden", "under", "ud", "over", "op", "ned");

  /**
   * Words that say little beside others: a query is about the others. Here in their base forms; a
   * noun of the same letters is not meant.
   */
  private static final Set<String> LIGHT_WORDS =
      Set.of(
          "anden",
          "andre",
          "bedst",
          "blive",
          "bruge",
          "finde",
          "fortælle",
          "få",
          "give",
          "god",
          "gøre",
          "gå",
          "holde",
          "komme",
          "lave",
          "lidt",
          "lille",
          "mange",
          "meget",
          "mere",
          "mest",
          "måde",
          "skabe",
          "skulle",
          "slags",
          "starte",
          "stor",
          "sætte",
          "tage",
          "ting",
          "vigtig",
          "vide",
          "vise",
          "virke",
          "ønske");

  /** Last parts of compounds that say how something is, not what: "beslutningskraft". */
  private static final Set<String> VAGUE_HEADS =
      Set.of(
          "adfærd",
          "basere",
          "baseret",
          "dygtig",
          "evne",
          "fokus",
          "fokusere",
          "givning",
          "kompetence",
          "kraft",
          "kultur",
          "lyst",
          "metode",
          "model",
          "mæssig",
          "mønster",
          "orientere",
          "orienteret",
          "parat",
          "parathed",
          "proces",
          "praksis",
          "redskab",
          "rettet",
          "rolle",
          "spørgsmål",
          "stil",
          "strategi",
          "tager",
          "tagning",
          "teori",
          "tilgang",
          "træning",
          "vane",
          "vilje",
          "værktøj",
          "øvelse");

  /** Adverbs that make another verb of the one they stand by. */
  private static final Set<String> PARTICLES =
      Set.of(
          "af", "efter", "for", "foran", "fra", "frem", "hen", "igennem", "ind", "med", "ned", "om",
          "op", "over", "på", "sammen", "til", "tilbage", "ud", "under");

  /** Those that still belong to the verb when other words stand between. */
  private static final Set<String> FAR_PARTICLES =
      Set.of("frem", "ind", "ned", "op", "sammen", "tilbage", "ud");

  /** Plurals that change their vowel; compounds of them do the same. */
  private static final Map<String, String> IRREGULAR_PLURALS =
      Map.ofEntries(
          Map.entry("børn", "barn"),
          Map.entry("mænd", "mand"),
          Map.entry("fødder", "fod"),
          Map.entry("hænder", "hånd"),
          Map.entry("tænder", "tand"),
          Map.entry("bøger", "bog"),
          Map.entry("rødder", "rod"),
          Map.entry("nætter", "nat"),
          Map.entry("stænder", "stand"),
          Map.entry("kræfter", "kraft"),
          Map.entry("bønder", "bonde"),
          Map.entry("brødre", "bror"),
          Map.entry("fædre", "far"),
          Map.entry("forældre", "forælder"),
          Map.entry("mødre", "mor"),
          Map.entry("døtre", "datter"),
          Map.entry("køer", "ko"),
          Map.entry("tæer", "tå"),
          Map.entry("øjne", "øje"),
          Map.entry("kolleger", "kollega"));

  /** Ends the stem of a word that meets nothing but itself. */
  private static final String ITSELF = "!";

  private final SpellingDictionary dictionary;
  private final CompoundSplitter splitter;
  private final Derivations derivations;

  DanishWords(SpellingDictionary dictionary) {
    this.dictionary = dictionary;
    this.splitter = new CompoundSplitter(dictionary);
    this.derivations = new Derivations(dictionary);
  }

  @Override
  public WordViews analyse(String surface) {
    if (isAlone(surface)) {
      return new WordViews(surface, List.of(surface + ITSELF), List.of(), List.of());
    }
    Set<String> stems = new LinkedHashSet<>();
    Set<String> lemmas = new LinkedHashSet<>();
    addStems(surface, stems, lemmas);
    List<Part> parts = new ArrayList<>();
    addParts(splitter.split(surface), true, true, parts);
    Set<String> roots = roots(lemmas);
    if (roots.isEmpty() && parts.isEmpty()) {
      roots.add(stem(surface));
    }
    return new WordViews(surface, List.copyOf(stems), List.copyOf(roots), parts);
  }

  @Override
  public List<String> stems(String surface) {
    if (isAlone(surface)) {
      return List.of(surface + ITSELF);
    }
    Set<String> stems = new LinkedHashSet<>();
    addStems(surface, stems, new LinkedHashSet<>());
    return List.copyOf(stems);
  }

  private static boolean isAlone(String surface) {
    return STOP_WORDS.contains(surface) || FUNCTION_WORDS.contains(surface);
  }

  private void addStems(String surface, Set<String> stems, Set<String> lemmas) {
    stems.add(stem(surface));
    dictionary.irregular(surface).ifPresent(base -> stems.add(stem(base)));
    for (String lemma : dictionary.lemmas(surface)) {
      lemmas.add(lemma);
      singular(lemma, stems, lemmas);
    }
  }

  private void singular(String lemma, Set<String> stems, Set<String> lemmas) {
    IRREGULAR_PLURALS.forEach(
        (plural, singular) -> {
          if (lemma.endsWith(plural)) {
            String base = lemma.substring(0, lemma.length() - plural.length()) + singular;
            if (dictionary.isBase(base)) {
              stems.add(stem(base));
              lemmas.add(base);
            }
          }
        });
  }

  private void addParts(
      List<CompoundSplitter.Part> split, boolean head, boolean outermost, List<Part> parts) {
    for (int number = 0; number < split.size(); number++) {
      boolean last = head && number == split.size() - 1;
      Set<String> bases = new LinkedHashSet<>();
      Set<String> stems = new LinkedHashSet<>();
      for (String base : split.get(number).bases()) {
        bases.add(base);
        stems.add(stem(base));
        singular(base, stems, bases);
      }
      parts.add(
          new Part(
              List.copyOf(stems),
              List.copyOf(roots(bases)),
              last,
              outermost,
              last && VAGUE_HEADS.stream().anyMatch(bases::contains)));
      for (String base : split.get(number).bases()) {
        addParts(splitter.split(base), last, false, parts);
      }
    }
  }

  private Set<String> roots(Collection<String> lemmas) {
    Set<String> roots = new LinkedHashSet<>();
    lemmas.forEach(lemma -> roots.add(derivations.root(lemma)));
    return roots;
  }

  static String stem(String word) {
    DanishStemmer stemmer = new DanishStemmer();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  @Override
  public boolean isStopWord(String surface) {
    return STOP_WORDS.contains(surface);
  }

  @Override
  public boolean isLight(String surface) {
    return dictionary.lemmas(surface).stream().anyMatch(LIGHT_WORDS::contains);
  }

  @Override
  public Standing standing(String surface) {
    if (dictionary.knows(surface)) {
      return Standing.LISTED;
    }
    return splitter.split(surface).isEmpty() ? Standing.UNKNOWN : Standing.COMPOSED;
  }

  @Override
  public List<String> phrasalRoots(String verb, String particle, boolean adjacent) {
    if (!(adjacent ? PARTICLES : FAR_PARTICLES).contains(particle)) {
      return List.of();
    }
    List<String> roots = new ArrayList<>();
    for (String lemma : dictionary.lemmas(verb)) {
      if (dictionary.isVerb(lemma)) {
        derivations.phrasal(particle, lemma).ifPresent(roots::add);
      }
    }
    return roots;
  }
}
