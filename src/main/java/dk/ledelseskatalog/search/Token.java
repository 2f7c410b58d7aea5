package dk.ledelseskatalog.search;

/**
 * One word of a text.
 *
 * @param surface the word as it is compared: lower case, accents folded, æ, ø and å kept
 * @param start where it begins in the text
 * @param end where it ends in the text, exclusive
 * @param position its number among the words of the text
 * @param whole whether it is a hyphenated word written as one ("lusamtale" for "LU-samtale"), which
 *     stands at the position of its first part, beside the parts
 */
record Token(String surface, int start, int end, int position, boolean whole) {}
