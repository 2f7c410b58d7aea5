package dk.ledelseskatalog.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The words of a text with their views. A verb whose particle follows further on ("bakker hinanden
 * op") has the root of both as well ("opbakke").
 *
 * @param words in the order of their positions
 */
record AnalysedText(List<Word> words) {
  /** How many words may stand between a verb and its particle. */
  private static final int REACH = 3;

  /** One word of the text. */
  record Word(Token token, WordViews views) {}

  static AnalysedText of(String text, WordAnalysis analysis, Function<String, WordViews> views) {
    List<Token> tokens = new ArrayList<>(Tokens.of(text));
    tokens.sort((one, other) -> one.position() - other.position());
    List<Word> words = new ArrayList<>(tokens.size());
    for (int number = 0; number < tokens.size(); number++) {
      Token token = tokens.get(number);
      List<String> following = new ArrayList<>();
      int last = Math.min(tokens.size() - 1, number + 1 + REACH);
      for (int next = number + 1; next <= last && !token.whole(); next++) {
        if (endsClause(text, tokens.get(next - 1).end(), tokens.get(next).start())) {
          break;
        }
        following.add(tokens.get(next).surface());
      }
      words.add(new Word(token, withParticle(views.apply(token.surface()), following, analysis)));
    }
    return new AnalysedText(words);
  }

  /** The words that somebody typed, which stand in one clause. */
  static List<WordViews> of(
      List<String> typed, WordAnalysis analysis, Function<String, WordViews> views) {
    List<WordViews> words = new ArrayList<>();
    for (int number = 0; number < typed.size(); number++) {
      List<String> following =
          typed.subList(number + 1, Math.min(typed.size(), number + 2 + REACH));
      words.add(withParticle(views.apply(typed.get(number)), following, analysis));
    }
    return words;
  }

  private static WordViews withParticle(
      WordViews word, List<String> following, WordAnalysis analysis) {
    Set<String> roots = new LinkedHashSet<>(word.roots());
    for (int next = 0; next < following.size(); next++) {
      roots.addAll(analysis.phrasalRoots(word.surface(), following.get(next), next == 0));
    }
    return roots.size() == word.roots().size()
        ? word
        : new WordViews(word.surface(), word.stems(), List.copyOf(roots), word.parts());
  }

  private static boolean endsClause(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (".,;:!?–()".indexOf(text.charAt(at)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
