package dk.ledelseskatalog.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers that are known at the container's door, before it begins what it does for every
 * request: authentication, scopes, invocation contexts. That is four fifths of what a request
 * costs; ADR 0022 has the figures.
 *
 * <p>The door is a valve of the virtual server, which Payara has no public type for. Where it is
 * not found, such as in another version of Payara, the same answers are given by the filter that
 * stands behind it, only slower.
 */
final class Entrance implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Entrance.class.getName());

  private static final int INVOKE_NEXT = 1;
  private static final int END_PIPELINE = 2;

  private final Object pipeline;
  private final Object valve;
  private final Class<?> valveType;

  private Entrance(Object pipeline, Object valve, Class<?> valveType) {
    this.pipeline = pipeline;
    this.valve = valve;
    this.valveType = valveType;
  }

  /**
   * Opens the door.
   *
   * @param known what gives the whole answer to a request of this application, if it is known
   */
  static Optional<Entrance> open(
      ServletContext application, Function<HttpServletRequest, Optional<FilterChain>> known) {
    try {
      Object container = field(field(application, "context"), "context");
      Object host = call(container, "getParent");
      Object pipeline = call(host, "getPipeline");
      ClassLoader loader = container.getClass().getClassLoader();
      Class<?> valveType = Class.forName("org.glassfish.web.valve.GlassFishValve", true, loader);
      Object valve =
          Proxy.newProxyInstance(
              loader,
              new Class<?>[] {valveType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "invoke" ->
                        answer(
                            (HttpServletRequest) arguments[0],
                            (HttpServletResponse) arguments[1],
                            known);
                    case "getInfo", "toString" -> "ledelseskatalog";
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> null;
                  });
      pipeline.getClass().getMethod("addValve", valveType).invoke(pipeline, valve);
      return Optional.of(new Entrance(pipeline, valve, valveType));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.WARNING, "The container's door was not found; reads are slower", e);
      return Optional.empty();
    }
  }

  private static int answer(
      HttpServletRequest request,
      HttpServletResponse response,
      Function<HttpServletRequest, Optional<FilterChain>> known)
      throws IOException, ServletException {
    Optional<FilterChain> answer = known.apply(request);
    if (answer.isEmpty()) {
      return INVOKE_NEXT;
    }
    answer.get().doFilter(request, response);
    return END_PIPELINE;
  }

  @Override
  public void close() {
    try {
      pipeline.getClass().getMethod("removeValve", valveType).invoke(pipeline, valve);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "The container's door stays open", e);
    }
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return present(field.get(owner), name);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  private static Object call(Object owner, String method) throws ReflectiveOperationException {
    return present(owner.getClass().getMethod(method).invoke(owner), method);
  }

  private static Object present(@Nullable Object value, String name) throws NoSuchFieldException {
    if (value == null) {
      throw new NoSuchFieldException(name);
    }
    return value;
  }
}
