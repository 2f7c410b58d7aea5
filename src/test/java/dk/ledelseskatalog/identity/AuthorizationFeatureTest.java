package dk.ledelseskatalog.identity;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthorizationFeatureTest {
  private static final Person LEADER = new Person("i", "s", Set.of(Roles.LEADER));
  private static final ServiceClient CLIENT =
      new ServiceClient("0a1b2c3d4e5f", Set.of(Scope.LEARNING_RECORDS));
  private static final Person EDITOR = new Person("i", "s", Set.of(Roles.EDITOR));

  @Test
  void everyResourceMethodSaysWhoMayCallIt() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dk.ledelseskatalog");

    List<String> silent =
        ours.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> !method.getModifiers().contains(ABSTRACT))
            .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
            .filter(method -> !method.isAnnotatedWith(PermitAll.class))
            .filter(method -> !method.isAnnotatedWith(RolesAllowed.class))
            .map(method -> method.getFullName())
            .toList();

    assertThat(silent).as("resource methods nobody can call").isEmpty();
  }

  @Test
  void anOpenMethodIsOpen() {
    assertThat(statusOf("open", null, "GET")).isEqualTo(200);
    assertThat(statusOf("open", LEADER, "GET")).isEqualTo(200);
  }

  @Test
  void aMethodForARoleAsksWhoItIsAndThenForTheRole() {
    assertThat(statusOf("forLeaders", null, "GET")).isEqualTo(401);
    assertThat(statusOf("forLeaders", EDITOR, "GET")).isEqualTo(403);
    assertThat(statusOf("forLeaders", LEADER, "GET")).isEqualTo(200);
  }

  @Test
  void aClientGetsWhereItsScopeOpensAndNowhereElse() {
    assertThat(statusOf("open", CLIENT, "GET")).isEqualTo(200);
    assertThat(statusOf("forPlatforms", CLIENT, "GET")).isEqualTo(200);
    assertThat(statusOf("forAuditors", CLIENT, "GET")).isEqualTo(403);
    assertThat(statusOf("forLeaders", CLIENT, "GET")).isEqualTo(403);
    assertThat(statusOf("silent", CLIENT, "GET")).isEqualTo(403);
  }

  @Test
  void aScopeLetsNoPersonIn() {
    assertThat(statusOf("forPlatforms", EDITOR, "GET")).isEqualTo(403);
    assertThat(statusOf("forPlatforms", null, "GET")).isEqualTo(401);
  }

  @Test
  void aRoleThatAScopeSeesLikeOpensNothing() {
    assertThat(CLIENT.has(Roles.PLATFORM)).isTrue();
    assertThat(statusOf("forPlatformsOnly", CLIENT, "GET")).isEqualTo(403);
  }

  @Test
  void noScopeSeesLikeAnAdministratorOrAPerson() {
    for (Scope scope : Scope.values()) {
      ServiceClient client = new ServiceClient("0a1b2c3d4e5f", Set.of(scope));
      assertThat(Roles.ALL.stream().filter(client::has)).isSubsetOf(List.of(Roles.PLATFORM));
    }
  }

  @Test
  void aMethodThatSaysNothingIsRefusedToEverybody() {
    assertThat(statusOf("silent", null, "GET")).isEqualTo(403);
    assertThat(statusOf("silent", LEADER, "GET")).isEqualTo(403);
    assertThat(statusOf("silent", LEADER, "OPTIONS")).isEqualTo(403);
    assertThat(statusOf("closed", LEADER, "GET")).isEqualTo(403);
  }

  @Test
  void theRuntimesOwnAnswerToOptionsIsOpenAndNothingElseOfIt() throws Exception {
    Method runtimes = String.class.getMethod("length");

    assertThat(statusOf(String.class, runtimes, null, "OPTIONS")).isEqualTo(200);
    assertThat(statusOf(String.class, runtimes, null, "GET")).isEqualTo(403);
  }

  /** Its annotation on the class counts for nothing. */
  @PermitAll
  @SuppressWarnings("unused") // called by nobody: only the annotations are looked at
  interface Resource {
    @PermitAll
    void open();

    @RolesAllowed(Roles.LEADER)
    void forLeaders();

    @RolesAllowed(Roles.PLATFORM)
    @ScopeAllowed(Scope.LEARNING_RECORDS)
    void forPlatforms();

    @RolesAllowed(Roles.PLATFORM)
    void forPlatformsOnly();

    @RolesAllowed(Roles.ADMINISTRATOR)
    @ScopeAllowed(Scope.AUDIT_LOG)
    void forAuditors();

    void silent();

    @DenyAll
    void closed();
  }

  private static int statusOf(String name, @Nullable Caller person, String verb) {
    try {
      return statusOf(Resource.class, Resource.class.getMethod(name), person, verb);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static int statusOf(Class<?> type, Method method, @Nullable Caller person, String verb) {
    AtomicReference<@Nullable ContainerRequestFilter> filter = new AtomicReference<>();
    new AuthorizationFeature()
        .configure(
            new ResourceInfo() {
              @Override
              public Method getResourceMethod() {
                return method;
              }

              @Override
              public Class<?> getResourceClass() {
                return type;
              }
            },
            answering(
                FeatureContext.class,
                (called, arguments) -> {
                  filter.set((ContainerRequestFilter) arguments[0]);
                  return null;
                }));
    ContainerRequestFilter registered = filter.get();
    if (registered == null) {
      return 200;
    }
    SecurityContext security = answering(SecurityContext.class, (called, arguments) -> person);
    ContainerRequestContext request =
        answering(
            ContainerRequestContext.class,
            (called, arguments) -> called.equals("getMethod") ? verb : security);
    JsonApiException thrown =
        catchThrowableOfType(JsonApiException.class, () -> registered.filter(request));
    return thrown == null ? 200 : thrown.errors().get(0).status();
  }

  private interface Answer {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T answering(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
