package dk.ledelseskatalog.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands out tokens of the {@link DemoIssuer}; where there is none, there is nothing here. */
@Path("/token")
@Dependent
public final class DemoTokenResource {
  private final Optional<DemoIssuer> issuer;

  @Inject
  public DemoTokenResource(Optional<DemoIssuer> issuer) {
    this.issuer = issuer;
  }

  @POST
  @PermitAll
  public Response issue(@QueryParam("person") @Nullable String person) {
    return Response.ok(token(person), MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @OPTIONS
  @PermitAll
  public Response options() {
    return PersonalAnswer.options("POST, OPTIONS");
  }

  byte[] token(@Nullable String person) {
    DemoIssuer demo =
        issuer.orElseThrow(
            () ->
                new JsonApiException(
                    ErrorObject.of(
                        404,
                        "no-demo-issuer",
                        "Demo-udstederen er slået fra, fordi tjenesten har en rigtig udsteder; log"
                            + " ind dér.",
                        "The demo issuer is off because this service has a real issuer; sign in"
                            + " there.")));
    String token =
        demo.issue(person == null ? "" : person)
            .orElseThrow(
                () ->
                    new JsonApiException(
                        ErrorObject.of(
                            400,
                            "unknown-demo-person",
                            Source.parameter("person"),
                            "Vælg person blandt leder, leder-2 … leder-999, redaktoer, facilitator,"
                                + " administrator og platform.",
                            "Choose person among leder, leder-2 … leder-999, redaktoer,"
                                + " facilitator, administrator and platform.")));
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", token)
        .put("token_type", "Bearer")
        .put("expires_in", DemoIssuer.VALIDITY.toSeconds())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
