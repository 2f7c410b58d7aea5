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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bearer token of each request. A request without one is anonymous; one with a token that
 * is not believed ends here. Keeps no session.
 */
@ApplicationScoped
public class BearerAuthenticationMechanism implements HttpAuthenticationMechanism {
  private static final String AUTHORIZATION = "Authorization";
  private static final String SCHEME = "bearer ";

  private final @Nullable TokenValidator validator;

  /** For the container's proxy only. */
  protected BearerAuthenticationMechanism() {
    this.validator = null;
  }

  @Inject
  public BearerAuthenticationMechanism(TokenValidator validator) {
    this.validator = validator;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    List<String> headers = Collections.list(request.getHeaders(AUTHORIZATION));
    if (headers.isEmpty()) {
      return context.doNothing();
    }
    TokenValidator.Outcome outcome = judge(headers);
    if (outcome instanceof TokenValidator.Outcome.Accepted accepted) {
      return context.notifyContainerAboutLogin(accepted.person(), accepted.person().roles());
    }
    refuse(request, response, ((TokenValidator.Outcome.Refused) outcome).reason());
    return AuthenticationStatus.SEND_FAILURE;
  }

  private TokenValidator.Outcome judge(List<String> headers) {
    if (validator == null) {
      throw new IllegalStateException("Only the proxy is made without a validator");
    }
    String header = headers.get(0);
    if (headers.size() > 1
        || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        || header.substring(SCHEME.length()).isBlank()) {
      return new TokenValidator.Outcome.Refused(Refusal.NOT_A_BEARER_TOKEN);
    }
    return validator.validate(header.substring(SCHEME.length()).strip());
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Refusal reason)
      throws AuthenticationException {
    boolean ourFault = reason == Refusal.KEYS_UNAVAILABLE;
    int status = ourFault ? 503 : 401;
    String code = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    ErrorObject error =
        ourFault
            ? ErrorObject.of(status, code, reason.da(), reason.en())
            : ErrorObject.of(status, code, Source.header(AUTHORIZATION), reason.da(), reason.en());
    String language = Languages.preferred(request.getHeader("Accept-Language"));
    byte[] body = ErrorDocument.toBytes(List.of(error), language);
    // Written here and not by sendError(), for which the container makes a page of HTML.
    response.setStatus(status);
    if (ourFault) {
      response.setHeader("Retry-After", Long.toString(IssuerKeys.BETWEEN_FETCHES.toSeconds()));
    } else {
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
