package dk.ledelseskatalog.audit;

/** Why data of a person are used: the purposes that need no words of an operator. */
public final class Purpose {
  /** To keep the record of what somebody learned. */
  public static final String LEARNING_RECORD = "learning-record";

  /** To hold a masterclass or a dialogue: places, attendance. */
  public static final String PARTICIPATION = "participation";

  /** To put a wrong record right. */
  public static final String CORRECTION = "correction";

  /** To hand the records to the learning platform. */
  public static final String LEARNING_PLATFORM = "learning-platform";

  /** To answer somebody who asks what is held on them (GDPR, article 15). */
  public static final String ACCESS_REQUEST = "access-request";

  /** To erase somebody at their own or their employer's request (GDPR, article 17). */
  public static final String ERASURE_REQUEST = "erasure-request";

  /** To write and publish the catalogue. */
  public static final String EDITING = "editing";

  /** To look after the service and its deliveries. */
  public static final String OPERATION = "operation";

  /** To let in whom the service is for, and nobody else. */
  public static final String ACCESS_CONTROL = "access-control";

  /** To keep nothing longer than its time. */
  public static final String RETENTION = "retention";

  private Purpose() {}
}
