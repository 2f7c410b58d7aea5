package dk.ledelseskatalog.search;

import java.util.List;

/**
 * A text of an entry and its words, in the language it is written in.
 *
 * @param attribute the attribute it stands in
 */
record AnalysedEntryText(String attribute, String text, List<AnalysedText.Word> words) {}
