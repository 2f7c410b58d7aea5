package dk.ledelseskatalog.identity;

import dk.ledelseskatalog.jsonapi.ErrorDocument;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.Languages;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bearer token of each request. A request without one is anonymous; one with a token that
 * is not believed, or whose person is shut out, ends here. Keeps no session.
 */
@ApplicationScoped
public class BearerAuthenticationMechanism implements HttpAuthenticationMechanism {
  private static final String AUTHORIZATION = "Authorization";
  private static final String SCHEME = "bearer ";

  private static final int UNAVAILABLE = 503;
  private static final int UNAUTHORIZED = 401;
  private static final Duration DATABASE_COMES_BACK = Duration.ofSeconds(2);

  private final @Nullable TokenValidator validator;
  private final @Nullable Admission admission;

  /** For the container's proxy only. */
  protected BearerAuthenticationMechanism() {
    this.validator = null;
    this.admission = null;
  }

  @Inject
  public BearerAuthenticationMechanism(TokenValidator validator, Admission admission) {
    this.validator = validator;
    this.admission = admission;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    List<String> headers = Collections.list(request.getHeaders(AUTHORIZATION));
    if (headers.isEmpty()) {
      return context.doNothing();
    }
    Verdict verdict = judge(headers);
    if (verdict instanceof Verdict.Accepted accepted) {
      Caller caller = accepted.caller();
      // A client has no roles that the container could know of.
      Set<String> roles = caller instanceof Person person ? person.roles() : Set.of();
      return context.notifyContainerAboutLogin(caller, roles);
    }
    refuse(request, response, ((Verdict.Refused) verdict).reason());
    return AuthenticationStatus.SEND_FAILURE;
  }

  private Verdict judge(List<String> headers) {
    if (validator == null || admission == null) {
      throw new IllegalStateException("Only the proxy is made without a validator");
    }
    String header = headers.get(0);
    if (headers.size() > 1
        || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        || header.substring(SCHEME.length()).isBlank()) {
      return new Verdict.Refused(Refusal.NOT_A_BEARER_TOKEN);
    }
    String token = header.substring(SCHEME.length()).strip();
    return token.startsWith(Admission.API_TOKEN)
        ? admission.judge(token)
        : admitted(validator.validate(token), admission);
  }

  private static Verdict admitted(TokenValidator.Outcome outcome, Admission admission) {
    if (outcome instanceof TokenValidator.Outcome.Refused refused) {
      return new Verdict.Refused(refused.reason());
    }
    TokenValidator.Outcome.Accepted accepted = (TokenValidator.Outcome.Accepted) outcome;
    return admission
        .refusalOf(accepted.person(), accepted.issued())
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Accepted(accepted.person()));
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Refusal reason)
      throws AuthenticationException {
    int status = reason.status();
    String code = reason.code();
    ErrorObject error =
        status == UNAUTHORIZED
            ? ErrorObject.of(status, code, Source.header(AUTHORIZATION), reason.da(), reason.en())
            : ErrorObject.of(status, code, reason.da(), reason.en());
    String language = Languages.preferred(request.getHeader("Accept-Language"));
    byte[] body = ErrorDocument.toBytes(List.of(error), language);
    // Written here and not by sendError(), for which the container makes a page of HTML.
    response.setStatus(status);
    if (status == UNAVAILABLE) {
      Duration wait =
          reason == Refusal.DATABASE_UNAVAILABLE ? DATABASE_COMES_BACK : IssuerKeys.BETWEEN_FETCHES;
      response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
    } else if (status == UNAUTHORIZED) {
      // RFC 6750, 3.
      response.setHeader(
          "WWW-Authenticate",
          "Bearer realm=\"ledelseskatalog\", error=\"invalid_token\", error_description=\""
              + reason.en()
              + "\"");
    }
    response.setContentType(MediaTypes.JSON_API);
    response.setHeader("Content-Language", language);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept-Language, Authorization");
    try {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.flushBuffer();
    } catch (IOException e) {
      throw new AuthenticationException("The refusal could not be sent", e);
    }
  }
}
