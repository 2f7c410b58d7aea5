package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.catalogue.Snapshot;
import dk.ledelseskatalog.contentmodel.ContentType;
import dk.ledelseskatalog.jsonapi.ContentLanguage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A snapshot and all that delivery derives from it, so that both are forgotten together.
 * Thread-safe.
 */
final class ReleaseView {
  private final Snapshot snapshot;
  private final EntryAttributes attributes;
  private final RepresentationCache cache;
  private final Map<List<String>, Criteria> criteria = new ConcurrentHashMap<>();
  private final Map<List<String>, Set<String>> listParameters = new ConcurrentHashMap<>();
  private final Map<List<String>, Set<String>> entryParameters = new ConcurrentHashMap<>();

  /**
   * @param cache shared only with views whose paths are others
   * @param addresses where its files are found
   */
  ReleaseView(Snapshot snapshot, RepresentationCache cache, Addresses addresses) {
    this.snapshot = snapshot;
    this.attributes = new EntryAttributes(addresses);
    this.cache = cache;
  }

  /**
   * What answers a request, from memory or rendered now.
   *
   * @param path decides, with the query and the language, everything the renderer does
   */
  Representation represent(
      ReadRequest request,
      String path,
      Addresses addresses,
      CachePolicy.Freshness freshness,
      Set<String> parameters,
      ReleaseReader.Renderer renderer) {
    QueryParameters query = QueryParameters.parse(request.query(), parameters);
    String language = ContentLanguage.of(query, request.acceptLanguage());
    String key = language + query.appendTo(path);
    Representation representation = cache.get(key);
    if (representation == null) {
      Reading reading = new Reading(this, addresses, query, language);
      byte[] bytes = renderer.render(reading).describedBy(addresses.description()).toBytes();
      representation = new Representation(bytes, reading.contentLanguage(), freshness);
      cache.put(key, representation);
    }
    return representation;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  EntryAttributes attributes() {
    return attributes;
  }

  RepresentationCache cache() {
    return cache;
  }

  List<ContentType> types(Collection<String> names) {
    return names.stream().flatMap(name -> snapshot.model().type(name).stream()).toList();
  }

  Criteria criteria(List<String> types) {
    return criteria.computeIfAbsent(types, names -> new Criteria(types(names)));
  }

  /** What may be asked of a list of entries of these types. */
  Set<String> listParameters(List<String> types) {
    return listParameters.computeIfAbsent(
        types,
        names -> {
          Set<String> list = new LinkedHashSet<>(List.of(Page.NUMBER, Page.SIZE));
          list.addAll(criteria(names).parameters());
          list.addAll(entryParameters());
          return list;
        });
  }

  /** What may be asked wherever entries are shown, and what is given besides. */
  Set<String> entryParameters(String... besides) {
    return entryParameters.computeIfAbsent(
        Arrays.asList(besides),
        names -> {
          Set<String> entry = new LinkedHashSet<>(names);
          entry.add(IncludePaths.PARAMETER);
          entry.add(ContentLanguage.PARAMETER);
          snapshot.model().types().forEach(type -> entry.add(FieldSets.parameter(type)));
          return entry;
        });
  }
}
