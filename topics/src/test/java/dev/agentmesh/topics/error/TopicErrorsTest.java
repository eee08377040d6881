package dev.agentmesh.topics.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicErrorsTest {
    @Test
    void every_code_has_one_meaning_and_says_what_to_do() {
        assertThat(codes()).extracting(ErrorCode::code).doesNotHaveDuplicates();
        assertThat(codes()).allSatisfy(error -> {
            assertThat(error.meaning()).isNotBlank().hasSizeLessThan(80);
            assertThat(error.cause()).isNotBlank();
            assertThat(error.fix()).isNotBlank();
        });
    }

    @Test
    void every_code_is_provoked_by_a_test() throws IOException {
        String tests = sources(Path.of("src", "test", "java"));

        assertThat(codes())
                .extracting(ErrorCode::code)
                .allSatisfy(code -> assertThat(tests).contains(code));
    }

    @Test
    void what_is_no_code_is_refused() {
        assertThatThrownBy(() -> new ErrorCode("MESH-1", "", "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ErrorCode> codes() {
        return Arrays.stream(TopicErrors.class.getFields())
                .map(TopicErrorsTest::value)
                .toList();
    }

    private static ErrorCode value(Field field) {
        try {
            return (ErrorCode) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TopicErrorsTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
