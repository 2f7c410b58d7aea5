package dk.ledelseskatalog.masterclass;

import static dk.ledelseskatalog.masterclass.MasterclassService.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.ledelseskatalog.jsonapi.ErrorObject;
import dk.ledelseskatalog.jsonapi.JsonApiException;
import dk.ledelseskatalog.masterclass.AttendanceList.Row;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttendanceListTest {
  private static final List<Row> TWO =
      List.of(
          new Row(2, "K7RWM4", EnrolmentStatus.ATTENDED),
          new Row(3, "AC3D4E", EnrolmentStatus.NO_SHOW));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enrolment,status\nK7RWM4,attended\nAC3D4E,no-show",
        "enrolment,status\r\nK7RWM4,attended\r\nAC3D4E,no-show\r\n",
        "enrolment;status\rK7RWM4;attended\rAC3D4E;no-show\r",
        "\uFEFFEnrolment ; STATUS\n K7RWM4 ; attended\nAC3D4E;no-show\n\n\n",
        "\"status\",\"enrolment\"\n\"attended\",\"K7RWM4\"\n\"no-show\",AC3D4E\n",
      })
  void whatSpreadsheetsWriteIsRead(String csv) {
    assertThat(AttendanceList.read(body(csv)).rows()).isEqualTo(TWO);
  }

  @Test
  void aFieldMayHoldQuotationMarksAndLineEndsAndLinesAreCountedThrough() {
    assertThat(Csv.parse("a,b\n\"x\"\"y\",\"1\r\n2\n3\"\nc,\n"))
        .containsExactly(
            new Csv.Line(1, List.of("a", "b")),
            new Csv.Line(2, List.of("x\"y", "1\r\n2\n3")),
            new Csv.Line(5, List.of("c", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "enrolment",
        "status\nattended",
        "enrolment,status,name\nK7RWM4,attended,Anne",
        "id,status\nK7RWM4,attended",
        "K7RWM4,attended"
      })
  void otherColumnsAreRefused(String csv) {
    assertThat(errors(csv).get(0).code()).isEqualTo("wrong-columns");
  }

  @Test
  void everyBadLineIsToldWithItsNumberAndNotItsWords() {
    List<ErrorObject> errors =
        errors("enrolment,status\nK7RWM4,hemmelig\nK7RWM4\nAC3D4E,attended\nAC3D4E,waiting,x");

    assertThat(errors)
        .extracting(ErrorObject::code)
        .containsExactly("invalid-status", "invalid-row", "invalid-row");
    assertThat(errors)
        .extracting(error -> error.meta().path("line").asInt())
        .containsExactly(2, 3, 5);
    assertThat(errors.toString()).doesNotContain("hemmelig").doesNotContain("K7RWM4");
  }

  @Test
  void atMostAHundredFaultsAreToldAtOnce() {
    assertThat(errors("enrolment,status\n" + "K7RWM4,nej\n".repeat(5000))).hasSize(100);
  }

  @Test
  void tenThousandRowsAreReadAndOneMoreIsNot() {
    String ten = "enrolment,status\n" + "K7RWM4,attended\n".repeat(10_000);

    assertThat(AttendanceList.read(body(ten)).rows()).hasSize(10_000);
    assertThat(errors(ten + "K7RWM4,attended\n").get(0).code()).isEqualTo("too-many-rows");
  }

  @Test
  void aQuotationThatDoesNotEndIsToldWithItsLine() {
    ErrorObject error = errors("enrolment,status\nK7RWM4,\"attended\n").get(0);

    assertThat(error.code()).isEqualTo("malformed-csv");
    assertThat(error.meta().path("line").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsNotUtf8OrTooLargeIsRefused() {
    byte[] latin = {'e', (byte) 0xe6, '\n'};
    assertThat(
            catchThrowableOfType(
                    JsonApiException.class,
                    () -> AttendanceList.read(new ByteArrayInputStream(latin)))
                .errors()
                .get(0)
                .code())
        .isEqualTo("malformed-csv");
    assertThat(errors("x".repeat(1_048_577)).get(0).status()).isEqualTo(413);
  }

  private static List<ErrorObject> errors(String csv) {
    return catchThrowableOfType(JsonApiException.class, () -> AttendanceList.read(body(csv)))
        .errors();
  }
}
