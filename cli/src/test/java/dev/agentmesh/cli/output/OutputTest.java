package dev.agentmesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.cli.input.Durations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OutputTest {
    @Test
    void columns_are_as_wide_as_their_widest_cell_and_lines_end_without_blanks() {
        var table = new Table("A", "LONG", "C").row("1", "", "x").row("22", "yy", "");
        assertThat(printed(table, 0)).isEqualTo("A   LONG  C\n1   –     x\n22  yy    –\n");
    }

    @Test
    void the_last_column_is_cut_to_the_terminal() {
        var table = new Table("A", "TEXT").row("1", "0123456789abcdef");
        assertThat(printed(table, 13)).isEqualTo("A  TEXT\n1  012345678…\n");
        assertThat(printed(table, 0)).contains("0123456789abcdef");
    }

    @Test
    void text_of_others_cannot_steer_a_terminal() {
        assertThat(Printable.line("a\u001b[31m\u202eb\nc\td\u0000")).isEqualTo("a\\u001b[31m\\u202eb c d\\u0000");
        assertThat(Printable.lines("a\r\n\tb\u0007")).isEqualTo("a\n\tb\\u0007");
        assertThat(Printable.shortened("häßlich", 4)).isEqualTo("häß…");
    }

    @Test
    void times_are_relative_on_terminals_and_iso_elsewhere() {
        var then = TestShell.NOW.minusSeconds(14);
        assertThat(new Screen(new TestShell().onTerminal().shell()).time(then)).isEqualTo("14.0s ago");
        assertThat(new Screen(new TestShell().shell()).time(then)).isEqualTo("2026-05-04T09:59:46Z");
    }

    @ParameterizedTest
    @CsvSource({"340, 340ms", "12400, 12.4s", "185000, 3m 05s", "7800000, 2h 10m", "356400000, 4d 3h", "0, 0ms"})
    void durations_have_the_units_that_matter(long millis, String shown) {
        assertThat(Screen.duration(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "30s, 30000", "5m, 300000", "1h30m, 5400000", "7d, 604800000"})
    void durations_are_read_as_people_write_them(String text, long millis) {
        assertThat(new Durations().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-3s", "5 m", "1e3s", "99999999999s"})
    void what_is_no_duration_is_refused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Durations().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not a duration");
    }

    @Test
    void a_text_that_is_no_json_is_a_string() {
        assertThat(Json.value("{\"a\":1}").path("a").asInt()).isEqualTo(1);
        assertThat(Json.value("oops").asText()).isEqualTo("oops");
    }

    private static String printed(Table table, int width) {
        var bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), width);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
