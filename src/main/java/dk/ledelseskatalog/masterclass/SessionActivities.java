package dk.ledelseskatalog.masterclass;

import dk.ledelseskatalog.catalogue.Catalogue;
import dk.ledelseskatalog.delivery.ActivitySource;
import java.util.Optional;

/** What the activity IRIs of sessions lead to: their definition, and the masterclass's page. */
public final class SessionActivities implements ActivitySource {
  private final Sessions sessions;
  private final Catalogue catalogue;

  SessionActivities(Sessions sessions, Catalogue catalogue) {
    this.sessions = sessions;
    this.catalogue = catalogue;
  }

  @Override
  public Optional<Shown> find(String type, String id) {
    if (!type.equals(Session.TYPE)) {
      return Optional.empty();
    }
    return sessions
        .find(id)
        .map(SessionView::session)
        .flatMap(
            session -> {
              try (Catalogue.Lease lease = catalogue.acquire()) {
                return Masterclass.find(lease.snapshot(), session.masterclass())
                    .map(
                        masterclass ->
                            new Shown(masterclass.session(session), session.masterclass()));
              }
            });
  }
}
