package dk.ledelseskatalog.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void valuesAreSeparatedByCommasAndLinesEndAsTheStandardSays() {
    assertThat(Csv.line(List.of("id", "", "æøå"))).isEqualTo("id,,æøå\r\n");
  }

  @Test
  void whatWouldBreakALineIsQuoted() {
    assertThat(Csv.line(List.of("a,b", "say \"hej\"", "two\nlines", "a\rb")))
        .isEqualTo("\"a,b\",\"say \"\"hej\"\"\",\"two\nlines\",\"a\rb\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://evil\",\"x\")"})
  void whatASpreadsheetWouldTakeForAFormulaIsText(String value) {
    assertThat(Csv.line(List.of(value)).replaceFirst("^\"", "")).startsWith("'" + value.charAt(0));
  }
}
