package dev.agentmesh.examples.codereview.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.source.SourceText.Ending;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTextTest {
    @Test
    void lines_end_where_git_says_so() {
        SourceText text = SourceText.of("a", Language.TEXT, "one\r\ntwo\rstill two\nthree");
        assertThat(text.lines()).containsExactly("one", "two\rstill two", "three");
        assertThat(text.endings()).containsExactly(Ending.CRLF, Ending.LF, Ending.NONE);
        assertThat(text.normalized()).isEqualTo("one\ntwo still two\nthree");
    }

    @Test
    void an_empty_file_has_no_lines() {
        assertThat(SourceText.of("a", Language.TEXT, new byte[0]).lines()).isEmpty();
    }

    @Test
    void bytes_that_are_not_utf_8_are_read_all_the_same() {
        SourceText text = SourceText.of("a", Language.TEXT, "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(text.lines()).containsExactly("caf\u00e9");
        assertThat(text.utf8()).isFalse();
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_text() {
        byte[] bytes = "\uFEFFclass A {}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(SourceText.of("A.java", Language.JAVA, bytes).lines()).containsExactly("class A {}");
    }

    @ParameterizedTest
    @CsvSource({
        "src/A.java, '', JAVA",
        "a/b.TSX, '', TYPESCRIPT",
        "run, '#!/usr/bin/env python3', PYTHON",
        "bin/deploy, '#!/bin/bash -e', SHELL",
        "bin/tool, '#!/usr/bin/fish', TEXT",
        "Dockerfile.dev, 'FROM x', DOCKERFILE",
        ".env.local, '', PROPERTIES",
        "Makefile, '', MAKEFILE",
        "java, '', TEXT",
        "notes, 'hello', TEXT"
    })
    void a_language_is_told_by_name_then_by_interpreter(String path, String firstLine, Language language) {
        assertThat(Language.detect(path, firstLine)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "src/test/java/A.java, true",
        "src/main/java/ATest.java, true",
        "tests/unit/a.py, true",
        "pkg/test_a.py, true",
        "src/a.spec.ts, true",
        "src/main/java/Contest.java, false",
        "src/latest/a.py, false",
        "src/protest.js, false"
    })
    void test_material_is_told_by_its_place_or_name(String path, boolean test) {
        assertThat(SourceText.of(path, Language.TEXT, "").isTest()).isEqualTo(test);
    }
}
