package dk.ledelseskatalog.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.catalogue.MinutesRange;
import dk.ledelseskatalog.catalogue.PublishedEntry;
import dk.ledelseskatalog.catalogue.SearchQuery;
import dk.ledelseskatalog.catalogue.SearchResult;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Echo;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.jsonapi.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers searches and suggestions. */
final class SearchDocuments {
  static final String QUERY = "filter[q]";
  static final String VERBATIM = "filter[verbatim]";
  private static final String TYPE = "type";
  private static final String MINUTES = "filter[minutes]";
  private static final String EXPLAIN = "meta[explain]";
  private static final List<String> FILTERS = List.of(TYPE, "theme", "audience");
  private static final List<String> FACETS = List.of(TYPE, "theme", "audience", "minutes");

  /** A whole number, or two around two dots of which one may be left out. */
  private static final Pattern RANGE =
      Pattern.compile("(?<only>[0-9]{1,4})|(?<from>[0-9]{0,4})\\.\\.(?<to>[0-9]{0,4})");

  /** Longest query text, in characters as a reader counts them. */
  static final int MAX_CHARACTERS = 256;

  /** Most words of a query: each costs a walk through every view of the text. */
  static final int MAX_TERMS = 16;

  private static final int PAGE_SIZE = 20;
  private static final int SUGGESTIONS = 8;
  private static final String SEARCH_PATH = "/search";
  private static final String SUGGESTIONS_PATH = "/suggestions";

  private final Representations representations;

  private final FrequentSearches frequent;

  SearchDocuments(Representations representations, FrequentSearches frequent) {
    this.representations = representations;
    this.frequent = frequent;
  }

  /** Entries of every type, best first; in catalogue order if nothing was typed. */
  Answer search(ReadRequest request) {
    return representations.answer(
        request,
        SEARCH_PATH,
        view ->
            view.entryParameters(
                QUERY,
                filter(TYPE),
                filter("theme"),
                filter("audience"),
                MINUTES,
                EXPLAIN,
                VERBATIM,
                Page.NUMBER,
                Page.SIZE),
        SearchDocuments::renderSearch);
  }

  /** Words that complete what was typed. */
  Answer suggestions(ReadRequest request) {
    return representations.answer(
        request.once(),
        // What is frequent changes within a release, and the answer with it.
        SUGGESTIONS_PATH + '#' + frequent.in("da").hashCode() + '.' + frequent.in("en").hashCode(),
        view -> Set.of(QUERY, Page.SIZE, ContentLanguage.PARAMETER),
        this::renderSuggestions);
  }

  private static Document renderSearch(Reading reading) {
    QueryParameters query = reading.query();
    Page page = Page.of(query, PAGE_SIZE);
    String text = text(query);
    SearchResult result =
        reading
            .snapshot()
            .searchIndex()
            .search(
                new SearchQuery(
                    text,
                    reading.language(),
                    filters(reading),
                    minutes(query),
                    page.offset(),
                    page.size(),
                    flag(query, VERBATIM)));
    boolean explain = flag(query, EXPLAIN);
    Map<EntryId, SearchResult.Hit> hits = new LinkedHashMap<>();
    List<PublishedEntry> entries = new ArrayList<>();
    for (SearchResult.Hit hit : result.hits()) {
      reading
          .snapshot()
          .entry(hit.id())
          .ifPresent(
              entry -> {
                hits.put(hit.id(), hit);
                entries.add(entry);
              });
    }
    Optional<IncludePaths> paths = reading.includePaths(reading.snapshot().model().types());
    paths.ifPresent(some -> reading.includes().followFrom(entries, some));
    List<ResourceObject> resources = new ArrayList<>();
    for (PublishedEntry entry : entries) {
      ResourceObject resource = reading.resource(entry);
      SearchResult.Hit hit = hits.get(entry.id());
      if (hit != null) {
        ObjectNode meta = resource.meta().deepCopy();
        ObjectNode search = describe(hit);
        if (explain) {
          explain(hit, search.putObject("explain"));
        }
        meta.set("search", search);
        resources.add(resource.withMeta(meta));
      }
    }
    return new Document(
        new Document.Data.Many(resources),
        paths.map(asked -> reading.resources(reading.includes().entries())),
        page.links(reading.addresses().of(SEARCH_PATH), query, result.total()),
        explain ? explain(result, meta(reading, text, result)) : meta(reading, text, result));
  }

  /** How each typed word was read. */
  private static ObjectNode explain(SearchResult result, ObjectNode meta) {
    ArrayNode words = meta.putObject("explain").putArray("words");
    for (SearchResult.Word word : result.words()) {
      words
          .addObject()
          .put("typed", word.typed())
          .put("sought", word.sought())
          .put("as", word.as().orElse("typed"));
    }
    return meta;
  }

  /** Which words of an entry matched on which rung. */
  private static void explain(SearchResult.Hit hit, ObjectNode explanation) {
    explanation.put("weight", hit.weight());
    ArrayNode matches = explanation.putArray("matches");
    for (SearchResult.Match match : hit.matches()) {
      matches
          .addObject()
          .put("attribute", match.attribute())
          .put("word", match.word())
          .put("rung", match.rung());
    }
  }

  private Document renderSuggestions(Reading reading) {
    QueryParameters query = reading.query();
    int limit = Page.of(query, SUGGESTIONS).size();
    String text = text(query);
    List<ResourceObject> resources = new ArrayList<>();
    if (!text.isEmpty()) {
      Set<String> words =
          new LinkedHashSet<>(
              reading
                  .snapshot()
                  .searchIndex()
                  .suggest(text, reading.language(), frequent.in(reading.language()), limit));
      for (String word : words) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.put("search", searchFor(reading, word));
        resources.add(
            new ResourceObject(
                new ResourceIdentifier("suggestions", word),
                JsonNodeFactory.instance.objectNode().put("text", word),
                Map.of(),
                Map.of(),
                meta));
      }
    }
    return Document.of(
        resources,
        Map.of("self", Link.to(query.appendTo(reading.addresses().of(SUGGESTIONS_PATH)))),
        reading.meta());
  }

  private static ObjectNode describe(SearchResult.Hit hit) {
    ObjectNode search = JsonNodeFactory.instance.objectNode();
    search.put("score", hit.score()).put("rung", hit.rung());
    ObjectNode highlights = search.putObject("highlights");
    hit.highlights()
        .forEach((attribute, fragments) -> fragments.forEach(highlights.withArray(attribute)::add));
    return search;
  }

  private static ObjectNode meta(Reading reading, String text, SearchResult result) {
    ObjectNode meta = reading.meta().put("total", result.total());
    ObjectNode facets = meta.putObject("facets");
    for (String facet : FACETS) {
      Map<String, Integer> counts = result.facets().get(facet);
      if (counts != null) {
        ArrayNode values = facets.putArray(facet);
        counts.forEach(
            (value, count) -> {
              ObjectNode node = values.addObject().put("value", value).put("count", count);
              label(reading, facet, value).ifPresent(label -> node.put("label", label));
            });
      }
    }
    result
        .correction()
        .ifPresent(
            corrected -> {
              ObjectNode correction = meta.putObject("correction");
              correction.put("typed", text).put("shown", corrected);
              correction.put(
                  "text",
                  reading.language().equals("en")
                      ? "Showing results for " + corrected
                      : "Viser resultater for " + corrected);
              correction.put(
                  "verbatim",
                  reading
                      .query()
                      .without(Page.NUMBER)
                      .with(VERBATIM, "true")
                      .appendTo(reading.addresses().of(SEARCH_PATH)));
            });
    if (!result.suggestions().isEmpty()) {
      ArrayNode suggestions = meta.putArray("suggestions");
      for (String word : result.suggestions()) {
        suggestions.addObject().put("text", word).put("search", searchFor(reading, word));
      }
    }
    return meta;
  }

  private static Optional<String> label(Reading reading, String facet, String value) {
    if (facet.equals(TYPE)) {
      return reading
          .snapshot()
          .model()
          .type(value)
          .map(type -> type.plural().in(reading.language()));
    }
    return facet.equals("theme")
        ? reading.snapshot().entry(new EntryId("themes", value)).map(entry -> title(reading, entry))
        : Optional.empty();
  }

  private static String title(Reading reading, PublishedEntry entry) {
    return reading
        .view()
        .attributes()
        .of(entry, reading.language())
        .json()
        .path(entry.type().titleAttribute())
        .asText();
  }

  private static String searchFor(Reading reading, String word) {
    QueryParameters query = QueryParameters.parse(null, List.of()).with(QUERY, word);
    Optional<String> language = reading.query().value(ContentLanguage.PARAMETER);
    return (language.isPresent() ? query.with(ContentLanguage.PARAMETER, language.get()) : query)
        .appendTo(reading.addresses().of(SEARCH_PATH));
  }

  private static String text(QueryParameters query) {
    String text = query.value(QUERY).orElse("").strip();
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      throw QueryParameters.invalid(
          "query-too-long",
          QUERY,
          "Søgeteksten er for lang; højst " + MAX_CHARACTERS + " tegn.",
          "The search text is too long; at most " + MAX_CHARACTERS + " characters.");
    }
    if (!text.isEmpty() && text.split("\\s+").length > MAX_TERMS) {
      throw QueryParameters.invalid(
          "query-too-many-terms",
          QUERY,
          "Søgeteksten har for mange ord; højst " + MAX_TERMS + ".",
          "The search text has too many words; at most " + MAX_TERMS + ".");
    }
    return text;
  }

  private static Map<String, List<String>> filters(Reading reading) {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (String facet : FILTERS) {
      List<String> values = reading.query().list(filter(facet));
      if (!values.isEmpty()) {
        filters.put(facet, values);
      }
    }
    List<String> types =
        reading.snapshot().model().types().stream()
            .filter(type -> type.steers().isEmpty())
            .map(ContentType::name)
            .toList();
    for (String type : filters.getOrDefault(TYPE, List.of())) {
      if (!types.contains(type)) {
        Suggestion suggestion = Suggestion.nearest(type, types);
        throw QueryParameters.invalid(
            "invalid-filter",
            filter(TYPE),
            "Der kan ikke søges i en indholdstype \"" + Echo.name(type) + "\"." + suggestion.da(),
            "There is no content type \"" + Echo.name(type) + "\" to search." + suggestion.en());
      }
    }
    return filters;
  }

  private static Optional<MinutesRange> minutes(QueryParameters query) {
    Optional<String> value = query.value(MINUTES).filter(given -> !given.isEmpty());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Matcher range = RANGE.matcher(value.get());
    if (!range.matches() || value.get().equals("..")) {
      throw notMinutes();
    }
    int only = number(range.group("only"), -1);
    int from = only >= 0 ? only : number(range.group("from"), 0);
    int to = only >= 0 ? only : number(range.group("to"), Integer.MAX_VALUE);
    if (to < from) {
      throw notMinutes();
    }
    return Optional.of(new MinutesRange(from, to));
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  private static JsonApiException notMinutes() {
    return QueryParameters.invalid(
        "invalid-filter",
        MINUTES,
        "\"" + MINUTES + "\" er minutter: 10, ..10, 5..15 eller 30.., med det mindste tal først.",
        "\"" + MINUTES + "\" is in minutes: 10, ..10, 5..15 or 30.., the smaller number first.");
  }

  private static boolean flag(QueryParameters query, String name) {
    return switch (query.value(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw QueryParameters.invalid(
              "invalid-filter",
              name,
              "\"" + name + "\" skal være true eller false.",
              "\"" + name + "\" must be true or false.");
    };
  }

  private static String filter(String facet) {
    return "filter[" + facet + "]";
  }
}
