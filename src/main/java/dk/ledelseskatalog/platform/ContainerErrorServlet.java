package dk.ledelseskatalog.platform;

import dk.ledelseskatalog.jsonapi.ErrorDocument;
import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.Languages;
import dk.ledelseskatalog.jsonapi.MediaTypes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Answers in the container's stead when it would send its own HTML page. */
public final class ContainerErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(ContainerErrorServlet.class.getName());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      LOG.log(Level.ERROR, "A request failed outside JAX-RS", failure);
    }
    ErrorObject error = Errors.ofStatus(status instanceof Integer code ? code : 404);
    byte[] body =
        ErrorDocument.toBytes(
            List.of(error), Languages.preferred(request.getHeader("Accept-Language")));
    response.setStatus(error.status());
    response.setHeader("Cache-Control", "no-store");
    response.addHeader("Vary", "Accept, Accept-Language");
    if (error.status() == 503) {
      response.setHeader("Retry-After", "2");
    }
    response.setContentType(MediaTypes.JSON_API);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
