package dk.ledelseskatalog.xapi;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The permanent names under the public URL. They carry no language and no release. */
final class Iris {
  private final String publicUrl;

  Iris(URI publicUrl) {
    String text = publicUrl.toString();
    if (publicUrl.getScheme() == null || publicUrl.getHost() == null || text.endsWith("/")) {
      throw new IllegalArgumentException(
          "The public URL needs a scheme and a host and no slash at its end: " + text);
    }
    this.publicUrl = text;
  }

  String publicUrl() {
    return publicUrl;
  }

  URI profile() {
    return URI.create(publicUrl + "/xapi/profile");
  }

  URI activity(ActivityType type, String id) {
    return URI.create(publicUrl + "/xapi/activities/" + type.type() + "/" + id);
  }

  URI activityType(ActivityType type) {
    return URI.create(profile() + "/activity-types/" + type.name().toLowerCase(Locale.ROOT));
  }

  URI verb(String name) {
    return URI.create(profile() + "/verbs/" + name);
  }

  StatementObject.Defined define(Activity activity) {
    return new StatementObject.Defined(
        activity(activity.kind(), activity.id()),
        activityType(activity.kind()),
        Optional.of(activity.name()),
        activity.description());
  }
}
