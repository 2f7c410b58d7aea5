package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.http.RefusedTargetException;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.ErrorObject.Source;
import dk.ledelseskatalog.jsonapi.JsonApiException;

/** Says to an administrator why nothing is sent to an address. */
final class UrlFault {
  private UrlFault() {}

  static JsonApiException of(RefusedTargetException refused) {
    return switch (refused.reason()) {
      case NOT_A_URL ->
          fault(
              "url-malformed",
              "url skal være en hel adresse som https://intranet.example.dk/krog, højst 2000 tegn.",
              "url must be a whole address such as https://intranet.example.dk/hook, at most 2000"
                  + " characters.");
      case NOT_HTTPS ->
          fault(
              "url-not-https",
              "url skal begynde med https; http går kun til værter, driften har tilladt ved navn"
                  + " (LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS).",
              "url must begin with https; http is only for hosts that the operator allows by name"
                  + " (LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS).");
      case USER_INFO ->
          fault(
              "url-with-user",
              "url må ikke have brugernavn eller adgangskode; modtageren kender os på signaturen.",
              "url must not have a user name or password; the receiver knows us by the signature.");
      case FRAGMENT ->
          fault(
              "url-with-fragment",
              "url må ikke have noget efter #; det sendes aldrig.",
              "url must not have anything behind #; it is never sent.");
      case NOT_A_HOST ->
          fault(
              "url-without-host",
              "url skal have et værtsnavn af bogstaverne a-z, tal og bindestreger; skriv æ, ø og å som"
                  + " xn--.",
              "url must have a host name of the letters a to z, digits and hyphens; write others as"
                  + " xn--.");
      case TRAILING_DOT ->
          fault(
              "url-trailing-dot",
              "Værtsnavnet i url må ikke ende på et punktum.",
              "The host name in url must not end in a dot.");
      case SPELLING ->
          fault(
              "url-spelling",
              "En IP-adresse i url skal skrives som fire tal, fx 93.184.215.14.",
              "An IP address in url must be written as four numbers, such as 93.184.215.14.");
      case NOT_A_PORT ->
          fault(
              "url-port",
              "Porten i url skal være fra 1 til 65535.",
              "The port in url must be from 1 to 65535.");
      case NOT_PUBLIC ->
          fault(
              "url-not-public",
              "url fører til en maskine, der ikke står på det åbne net; driften kan tillade værten ved"
                  + " navn (LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS).",
              "url leads to a machine that is not in the public network; the operator can allow the"
                  + " host by name (LEDELSESKATALOG_WEBHOOK_ALLOWED_HOSTS).");
    };
  }

  private static JsonApiException fault(String code, String da, String en) {
    return new JsonApiException(
        ErrorObject.of(422, code, Source.pointer("/data/attributes/url"), da, en));
  }
}
