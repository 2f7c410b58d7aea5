package dk.ledelseskatalog.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores an instant as milliseconds since 1970: the same on every database and in every time zone,
 * and exactly the precision a statement's timestamp has.
 */
@Converter(autoApply = true)
public final class InstantConverter
    implements AttributeConverter<@Nullable Instant, @Nullable Long> {
  @Override
  public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable Long milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
  }
}
