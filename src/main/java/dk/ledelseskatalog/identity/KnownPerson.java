package dk.ledelseskatalog.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;

/**
 * The one row that ties a person to their pseudonym. Where it is destroyed, nobody can tell any
 * more whose completions those were.
 */
@Entity
@Table(name = "person")
public class KnownPerson {
  @Id
  @Column(name = "pseudonym")
  private String pseudonym = "";

  @Column(name = "issuer")
  private String issuer = "";

  @Column(name = "subject")
  private String subject = "";

  protected KnownPerson() {}

  String pseudonym() {
    return pseudonym;
  }

  /** Without roles, which are not kept. */
  Person person() {
    return new Person(issuer, subject, Set.of());
  }

  @Override
  public String toString() {
    return pseudonym;
  }
}
