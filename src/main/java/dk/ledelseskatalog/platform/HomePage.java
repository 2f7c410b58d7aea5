package dk.ledelseskatalog.platform;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The page at {@code /}: the file, and where it can be embedded from, which must be said in full
 * (oEmbed 1.0, 4) and so depends on what the world calls this service.
 */
final class HomePage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final byte[] page;
  private final String tag;

  /**
   * @param file the page as it is written
   * @param head elements to put at the end of its head
   */
  HomePage(String file, String head) {
    this.page = file.replace("</head>", head + "</head>").getBytes(StandardCharsets.UTF_8);
    CRC32C checksum = new CRC32C();
    checksum.update(page);
    this.tag = '"' + Long.toHexString(checksum.getValue()) + '"';
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "no-cache");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
