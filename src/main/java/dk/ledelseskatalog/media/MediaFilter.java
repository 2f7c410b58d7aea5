package dk.ledelseskatalog.media;

import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which files are looked for.
 *
 * @param format empty for any
 * @param text that stands somewhere in what is said about them; empty for any
 */
public record MediaFilter(Optional<MediaFormat> format, Optional<String> text) {
  /** All of them. */
  public static final MediaFilter ALL = new MediaFilter(Optional.empty(), Optional.empty());

  String condition() {
    List<String> conditions = new ArrayList<>();
    format.ifPresent(some -> conditions.add("m.mediaType = :mediaType"));
    text.ifPresent(
        some ->
            conditions.add(
                "(lower(m.original) like :text escape '!' or lower(m.altDa) like :text escape '!'"
                    + " or lower(m.altEn) like :text escape '!'"
                    + " or lower(m.credit) like :text escape '!')"));
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  <T> TypedQuery<T> apply(TypedQuery<T> query) {
    format.ifPresent(some -> query.setParameter("mediaType", some.mediaType()));
    text.ifPresent(
        some ->
            query.setParameter(
                "text", "%" + some.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%"));
    return query;
  }
}
