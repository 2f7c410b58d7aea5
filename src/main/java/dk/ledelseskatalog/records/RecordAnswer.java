package dk.ledelseskatalog.records;

import dk.ledelseskatalog.identity.PersonalAnswer;
import dk.ledelseskatalog.jsonapi.Document;
import dk.ledelseskatalog.jsonapi.ErrorDocument;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.Languages;
import dk.ledelseskatalog.jsonapi.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Answers a request for a list of records, in the form and for the part of it asked for. */
public final class RecordAnswer {
  private static final int BUFFER = 16 * 1024;

  private static final Logger LOG = System.getLogger(RecordAnswer.class.getName());

  private static final ErrorObject BROKEN_OFF =
      ErrorObject.of(
          503,
          "export-broken-off",
          "Listen er ikke hel: den brød af her. Hent den igen om lidt.",
          "The list is not complete: it broke off here. Fetch it again shortly.");

  private RecordAnswer() {}

  /**
   * @param parameters of the request; only those of {@link RecordFeed#PARAMETERS} are read here,
   *     the others are filters
   * @throws dk.ledelseskatalog.jsonapi.JsonApiException 400 naming the parameter that is wrong
   */
  public static <T> Response of(
      HttpServletRequest request,
      RecordFormat format,
      QueryParameters parameters,
      RecordFeed feed,
      RecordListing<T> listing) {
    RecordWindow window = feed.window(parameters, format);
    if (window instanceof RecordWindow.Numbered numbered) {
      return document(listing.numbered().apply(numbered.page()));
    }
    RecordWindow.After after = (RecordWindow.After) window;
    return format == RecordFormat.JSON_API
        ? document(feed.page(after, listing, parameters))
        : export(
            feed.export(after, listing, parameters),
            format,
            listing.name(),
            listing.form(),
            request);
  }

  /**
   * Answers with the whole of a list that has an order of its own.
   *
   * @param format NDJSON or CSV
   * @param name what a browser is to call it as a file, without an extension
   * @param all its records, by places of that order, from 1
   * @param next the address to go on from later, if anything can come
   */
  public static <T> Response whole(
      HttpServletRequest request,
      RecordFormat format,
      String name,
      RecordForm<T> form,
      RecordFeed.Source<T> all,
      Optional<String> next) {
    return export(RecordFeed.whole(all, next), format, name, form, request);
  }

  private static Response document(Document document) {
    return PersonalAnswer.of(200, document).build();
  }

  private static <T> Response export(
      RecordFeed.Export<T> export,
      RecordFormat format,
      String name,
      RecordForm<T> form,
      HttpServletRequest request) {
    Response.ResponseBuilder answer =
        PersonalAnswer.of(200)
            .header(HttpHeaders.CONTENT_TYPE, format.contentType())
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + format.fileName(name) + "\"");
    export
        .next()
        .ifPresent(next -> answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\""));
    if (!request.getMethod().equals(HttpMethod.HEAD)) {
      String language = Languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
      answer.entity((StreamingOutput) out -> write(export, format, form, language, out));
    }
    return answer.build();
  }

  private static <T> void write(
      RecordFeed.Export<T> export,
      RecordFormat format,
      RecordForm<T> form,
      String language,
      OutputStream client)
      throws IOException {
    OutputStream out = new BufferedOutputStream(client, BUFFER);
    try {
      if (format == RecordFormat.CSV) {
        out.write(csv(form.columns()));
        export.read(record -> out.write(csv(form.row().apply(record))));
      } else {
        export.read(record -> writeLine(form.resource().apply(record).toBytes(), out));
      }
    } catch (RuntimeException e) {
      // The answer began with 200, and the container would end it as if it were whole.
      LOG.log(Level.WARNING, "An export broke off", e);
      if (format == RecordFormat.CSV) {
        out.write(csv(List.of(BROKEN_OFF.detail(language))));
      } else {
        writeLine(ErrorDocument.toBytes(List.of(BROKEN_OFF), language), out);
      }
    }
    out.flush();
  }

  private static byte[] csv(List<String> values) {
    return Csv.line(values).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeLine(byte[] json, OutputStream out) throws IOException {
    out.write(json);
    out.write('\n');
  }
}
