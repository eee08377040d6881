package dev.agentmesh.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.launcher.LauncherTree.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    private static final String PASSED =
            "<testsuite tests=\"2\"><testcase classname=\"a.B\" name=\"one\"/><testcase classname=\"a.B\" name=\"two\"/></testsuite>";
    private static final String MIXED = """
            <testsuite tests="4"><properties><property name="x" value="y"/></properties>
            <testcase classname="a.C" name="good"><system-out>&lt;failure&gt; is only text</system-out></testcase>
            <testcase classname="a.C" name="bad"><failure message="expected 1&#10;but was 2" type="X">trace</failure></testcase>
            <testcase classname="a.C" name="worse"><error message="boom"/></testcase>
            <testcase classname="a.C" name="later"><skipped message="no Docker engine answers"/></testcase></testsuite>""";

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void plant() throws Exception {
        tree = new LauncherTree(folder);
        tree.jdk("new", "25");
    }

    @Test
    void all_passed_is_exit_code_zero_and_one_line() throws Exception {
        reporting(0, "topics/target/surefire-reports/TEST-a.B.xml", PASSED);
        Ran ran = tree.mesh("test");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo("2 passed, 0 failed, 0 skipped\n");
        assertThat(ran.err()).contains("testing 1/2  Agent Mesh: topics");
        assertThat(tree.calls())
                .singleElement()
                .asString()
                .contains("--fail-at-end")
                .endsWith(" verify");
    }

    @Test
    void failed_and_skipped_ones_are_named_with_their_reasons() throws Exception {
        reporting(1, "topics/target/failsafe-reports/TEST-a.C.xml", MIXED);
        Ran ran = tree.mesh("test");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                        skipped a.C.later: no Docker engine answers
                        failed  a.C.bad: expected 1
                        failed  a.C.worse: boom
                        1 passed, 2 failed, 1 skipped
                        """);
    }

    @Test
    void a_failed_test_fails_although_the_build_went_on() throws Exception {
        reporting(0, "topics/target/surefire-reports/TEST-a.C.xml", MIXED);
        assertThat(tree.mesh("test").exit()).isEqualTo(1);
    }

    @Test
    void modules_that_were_not_tried_are_named() throws Exception {
        tree.maven(tree.building() + """
                echo '[INFO] Agent Mesh: topics ................................. FAILURE [  3 s]'
                echo '[INFO] Agent Mesh: event log .............................. SKIPPED'
                exit 1""");
        assertThat(tree.mesh("test").err())
                .contains("not run Agent Mesh: event log\n")
                .doesNotContain("not run Agent Mesh: topics");
    }

    @Test
    void a_gate_that_failed_fails_although_all_tests_passed() throws Exception {
        reporting(1, "topics/target/surefire-reports/TEST-a.B.xml", PASSED);
        Ran ran = tree.mesh("test");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("MESH-1010");
        assertThat(ran.lastLine()).isEqualTo("2 passed, 0 failed, 0 skipped");
    }

    @Test
    void reports_of_an_earlier_run_do_not_count() throws Exception {
        Path stale = tree.root.resolve("old/target/surefire-reports/TEST-a.C.xml");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, MIXED);
        reporting(0, "topics/target/surefire-reports/TEST-a.B.xml", PASSED);
        assertThat(tree.mesh("test").lastLine()).isEqualTo("2 passed, 0 failed, 0 skipped");
        assertThat(stale).doesNotExist();
    }

    @Test
    void nothing_run_is_no_success() throws Exception {
        tree.workingMaven();
        Ran ran = tree.mesh("test");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.lastLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void only_skipped_is_no_success() throws Exception {
        reporting(
                0,
                "topics/target/surefire-reports/TEST-a.B.xml",
                "<testsuite><testcase classname=\"a.B\" name=\"x\"><skipped/></testcase></testsuite>");
        Ran ran = tree.mesh("test");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("skipped a.B.x: no reason given\n0 passed, 0 failed, 1 skipped\n");
    }

    @Test
    void a_report_that_ends_early_is_a_failure() throws Exception {
        reporting(1, "topics/target/surefire-reports/TEST-a.B.xml", PASSED.substring(0, 60));
        Ran ran = tree.mesh("test");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.lastLine()).endsWith("1 failed, 0 skipped");
        assertThat(ran.out()).contains("TEST-a.B.xml (the report is not complete");
    }

    @Test
    void the_last_line_comes_whatever_goes_wrong() throws Exception {
        Ran noMaven = tree.mesh("test", "--only", "everything");
        assertThat(noMaven.exit()).isEqualTo(2);
        assertThat(noMaven.err()).contains("MESH-7010");
        assertThat(noMaven.out()).isEqualTo("0 passed, 0 failed, 0 skipped\n");
        Ran noModule = tree.mesh("test", "nowhere");
        assertThat(noModule.exit()).isEqualTo(2);
        assertThat(noModule.err()).contains("there is no module nowhere");
        assertThat(noModule.lastLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void a_kind_and_modules_are_passed_on() throws Exception {
        Files.createDirectories(tree.root.resolve("orchestrator/core"));
        Files.writeString(tree.root.resolve("orchestrator/core/pom.xml"), "<project/>");
        reporting(0, "topics/target/surefire-reports/TEST-a.B.xml", PASSED);
        tree.mesh("test", "core", "cli/", "--only", "unit");
        assertThat(tree.calls().getLast()).contains("-DskipITs -pl orchestrator/core,cli -am verify");
        tree.mesh("test", "--only=integration");
        assertThat(tree.calls().getLast()).contains("-Dsurefire.failIfNoSpecifiedTests=false verify");
    }

    @Test
    void a_tested_tree_needs_no_further_build_and_a_failed_one_does() throws Exception {
        reporting(0, "topics/target/surefire-reports/TEST-a.B.xml", PASSED);
        tree.mesh("test");
        tree.mesh("version");
        assertThat(tree.calls()).hasSize(1);
        reporting(1, "topics/target/surefire-reports/TEST-a.C.xml", MIXED);
        tree.mesh("test");
        tree.workingMaven();
        tree.mesh("version");
        assertThat(tree.calls()).hasSize(3);
    }

    private void reporting(int exit, String report, String content) throws Exception {
        Path prepared = Files.writeString(folder.resolve("report-" + content.hashCode() + ".xml"), content);
        tree.maven(tree.building() + "mkdir -p \"$(dirname " + report + ")\" && cp '" + prepared + "' " + report
                + "\nexit " + exit);
    }
}
