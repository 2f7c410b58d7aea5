package dk.ledelseskatalog.webhooks;

import dk.ledelseskatalog.relay.Holding;
import dk.ledelseskatalog.relay.Lease;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who delivers, as all nodes see it: one row. */
@Entity
@Table(name = "webhook_sender")
class Sender implements Lease.Row {
  static final String NAME = "webhooks";

  @Id
  @Column(name = "name")
  private String name;

  @Embedded private Holding holding;

  @SuppressWarnings("NullAway.Init")
  protected Sender() {}

  @Override
  public Holding holding() {
    return holding;
  }
}
