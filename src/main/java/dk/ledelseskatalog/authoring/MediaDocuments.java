package dk.ledelseskatalog.authoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.Link;
import dk.ledelseskatalog.jsonapi.Linkage;
import dk.ledelseskatalog.jsonapi.Page;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import dk.ledelseskatalog.jsonapi.RelationshipObject;
import dk.ledelseskatalog.jsonapi.ResourceIdentifier;
import dk.ledelseskatalog.jsonapi.ResourceObject;
import dk.ledelseskatalog.media.Dimensions;
import dk.ledelseskatalog.media.Media;
import dk.ledelseskatalog.media.MediaAddress;
import dk.ledelseskatalog.media.Variant;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what editors see of files as JSON:API. */
final class MediaDocuments {
  private final String site;
  private final String media;

  /**
   * @param publicUrl the service's address, without a slash at its end
   */
  MediaDocuments(URI publicUrl) {
    this.site = publicUrl.toString();
    this.media = publicUrl + "/api/editor/" + MediaDesk.TYPE;
  }

  String address(Media file) {
    return media + "/" + file.sha256();
  }

  Document one(Media file) {
    return Document.of(resource(file));
  }

  Document list(Drafts.Slice<Media> slice, Page page, QueryParameters parameters) {
    return Document.of(
        slice.elements().stream().map(this::resource).toList(),
        page.links(media, parameters, slice.total()),
        object().put("total", slice.total()));
  }

  private ResourceObject resource(Media file) {
    MediaAddress address = MediaAddress.of(file.sha256(), file.format());
    ObjectNode attributes = object();
    // As entries write it.
    attributes.put("url", address.path());
    attributes.put("mediaType", file.format().mediaType());
    attributes.put("size", file.size());
    attributes.put("width", file.dimensions().map(Dimensions::width).orElse(null));
    attributes.put("height", file.dimensions().map(Dimensions::height).orElse(null));
    attributes.put("originalName", file.description().originalName());
    attributes
        .putObject("alt")
        .put("da", file.description().altDa().orElse(null))
        .put("en", file.description().altEn().orElse(null));
    attributes.put("credit", file.description().credit().orElse(null));
    attributes.put("published", file.published());
    attributes.put("uploadedAt", file.uploadedAt().toString());
    attributes.put("uploadedBy", file.uploadedBy());
    ArrayNode variants = attributes.putArray("variants");
    file.dimensions()
        .ifPresent(
            size ->
                Variant.of(size)
                    .forEach(
                        variant ->
                            variants
                                .addObject()
                                .put("url", address.as(variant).path())
                                .put("mediaType", variant.format().mediaType())
                                .put("width", variant.width())
                                .put("height", size.scaledTo(variant.width()).height())));
    Map<String, Link> links = new LinkedHashMap<>();
    links.put("self", Link.to(address(file)));
    links.put("usedBy", Link.to(address(file) + "/used-by"));
    links.put("file", Link.to(site + address.path()));
    return new ResourceObject(
        new ResourceIdentifier(MediaDesk.TYPE, file.sha256()),
        attributes,
        Map.of(),
        links,
        object().put("etag", file.tag()));
  }

  Document uses(String sha256, List<MediaUses.Use> uses) {
    return Document.of(
        uses.stream().map(this::resource).toList(),
        Map.of("self", Link.to(media + "/" + sha256 + "/used-by")),
        object().put("total", uses.size()));
  }

  private ResourceObject resource(MediaUses.Use use) {
    ObjectNode attributes = object();
    attributes.put("published", use.published());
    attributes.put("draft", use.draft());
    return new ResourceObject(
        new ResourceIdentifier("uses", use.by().type() + "." + use.by().id()),
        attributes,
        Map.of(
            "entry",
            new RelationshipObject(
                Map.of("related", Link.to(site + "/api/editor/" + use.by())),
                Optional.of(
                    new Linkage.One(new ResourceIdentifier(use.by().type(), use.by().id()))),
                object())),
        Map.of(),
        object());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
