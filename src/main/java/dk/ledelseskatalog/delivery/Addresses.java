package dk.ledelseskatalog.delivery;

import dk.ledelseskatalog.contentmodel.EntryId;
import dk.ledelseskatalog.media.MediaAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where things are found; absolute, so that an answer can be passed on. */
final class Addresses {
  private final String site;
  private final String api;

  private final String previewing;

  private Addresses(String site, String api, String previewing) {
    this.site = site;
    this.api = api;
    this.previewing = previewing;
  }

  /**
   * @param publicUrl what the world calls this service, without the {@code /api}
   */
  Addresses(URI publicUrl) {
    this(
        publicUrl.toString().replaceFirst("/+$", ""),
        publicUrl.toString().replaceFirst("/+$", "") + "/api",
        "");
  }

  /** The page at {@code /}. */
  String home() {
    return site + "/";
  }

  /** What describes every answer. */
  String description() {
    return site + "/openapi";
  }

  /** The same entries as a release had them: every link stays within it. */
  Addresses in(int release) {
    return new Addresses(site, site + "/api/releases/" + release, "");
  }

  /** The entries as a preview shows them: every link stays within it. */
  Addresses preview(String token) {
    return new Addresses(
        site,
        site + "/api/previews/" + token,
        "?" + MediaAddress.PREVIEW + "=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  /** Where a file is found; in a preview also one that readers do not see yet. */
  String media(MediaAddress file) {
    return site + file.path() + previewing;
  }

  /** Where a file is found whose address an entry has, if it is one of ours. */
  String picture(String url) {
    return MediaAddress.namesIn(url).isEmpty() || !url.startsWith("/")
        ? url
        : site + url + previewing;
  }

  /** The address of a path below the API, such as {@code /themes}; empty for the index. */
  String of(String path) {
    return api + path;
  }

  String of(EntryId id) {
    return api + '/' + id.type() + '/' + id.id();
  }

  String related(EntryId id, String relationship) {
    return of(id) + '/' + relationship;
  }

  String relationship(EntryId id, String relationship) {
    return of(id) + "/relationships/" + relationship;
  }

  /** The page that shows people an entry. */
  String page(EntryId id) {
    return site + "/entries/" + id.type() + '/' + id.id();
  }

  /** Where the page at {@code /} shows an entry among others: its section there has this name. */
  String section(EntryId id) {
    return site + "/#" + id.type() + "-" + id.id();
  }
}
