package dk.ledelseskatalog.jsonapi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language a request asks texts in. */
public final class ContentLanguage {
  /** The parameter that outranks the {@code Accept-Language} header. */
  public static final String PARAMETER = "contentLanguage";

  private ContentLanguage() {}

  /**
   * The language a request asks for, {@code da} or {@code en}.
   *
   * @param acceptLanguage the header; null if there was none
   * @throws JsonApiException 400 if the parameter names another language
   */
  public static String of(QueryParameters query, @Nullable String acceptLanguage) {
    Optional<String> explicit = query.value(PARAMETER);
    if (explicit.isEmpty()) {
      return Languages.preferred(acceptLanguage);
    }
    if (!List.of("da", "en").contains(explicit.get())) {
      throw QueryParameters.invalid(
          "invalid-language",
          PARAMETER,
          "\"" + PARAMETER + "\" skal være da eller en.",
          "\"" + PARAMETER + "\" must be da or en.");
    }
    return explicit.get();
  }
}
