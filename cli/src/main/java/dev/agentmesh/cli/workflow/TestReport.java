package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.text.EventText;
import dev.agentmesh.inprocess.LoggedFact;
import dev.agentmesh.inprocess.VirtualMesh;
import dev.agentmesh.inprocess.scenario.CaseResult;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of the cases of one file.
 *
 * @param workflow name and version
 */
record TestReport(String file, String workflow, List<CaseResult> results) {
    TestReport {
        results = List.copyOf(results);
    }

    String text(boolean events) {
        var text = new StringBuilder(file).append("  ").append(workflow);
        for (CaseResult result : results) {
            text.append('\n')
                    .append(result.passed() ? "  ✓ " : "  ✗ ")
                    .append(Printable.shortened(result.name(), 100))
                    .append("  ")
                    .append(Screen.duration(result.took()));
            if (!result.passed()) {
                text.append("  line ").append(result.line());
                result.mismatches()
                        .forEach(mismatch -> text.append("\n      ").append(Printable.line(mismatch.toString())));
            }
            if (!result.passed() && events) {
                result.run().log().forEach(fact -> text.append("\n      ").append(line(fact)));
            }
        }
        return text.toString();
    }

    private static String line(LoggedFact fact) {
        return "+" + Screen.duration(Duration.between(VirtualMesh.START, fact.at())) + "  "
                + Printable.line(EventText.of(fact.event()));
    }

    static ObjectNode json(List<TestReport> reports) {
        return Json.listing("files", reports.stream().map(TestReport::json).toList());
    }

    private ObjectNode json() {
        ObjectNode json = Json.object().put("file", file).put("workflow", workflow);
        ArrayNode cases = json.putArray("cases");
        for (CaseResult result : results) {
            ObjectNode each = cases.addObject()
                    .put("name", result.name())
                    .put("line", result.line())
                    .put("passed", result.passed())
                    .put("status", result.run().status().name().toLowerCase(Locale.ROOT))
                    .put("tookMillis", result.took().toMillis());
            ArrayNode mismatches = each.putArray("mismatches");
            for (Mismatch mismatch : result.mismatches()) {
                mismatches
                        .addObject()
                        .put("what", mismatch.what())
                        .put("expected", mismatch.expected())
                        .put("found", mismatch.found());
            }
        }
        return json;
    }

    /** The XML that build servers read. Times are those of the runs' own clocks. */
    static String junit(List<TestReport> reports) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                + reports.stream().map(TestReport::suite).collect(Collectors.joining("\n"))
                + "\n</testsuites>";
    }

    private String suite() {
        long failed = results.stream().filter(result -> !result.passed()).count();
        var xml = new StringBuilder("  <testsuite name=\"" + escaped(file) + "\" tests=\"" + results.size()
                + "\" failures=\"" + failed + "\" errors=\"0\" skipped=\"0\">\n");
        for (CaseResult result : results) {
            xml.append("    <testcase classname=\"" + escaped(workflow) + "\" name=\"" + escaped(result.name())
                    + "\" time=\""
                    + String.format(Locale.ROOT, "%.3f", result.took().toMillis() / 1000.0) + "\"");
            if (result.passed()) {
                xml.append("/>\n");
            } else {
                String all =
                        result.mismatches().stream().map(Mismatch::toString).collect(Collectors.joining("\n"));
                xml.append(">\n      <failure message=\""
                        + escaped(result.mismatches().getFirst().toString()) + "\">" + escaped(all)
                        + "</failure>\n    </testcase>\n");
            }
        }
        return xml.append("  </testsuite>").toString();
    }

    /** What XML cannot hold at all is left out. */
    private static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                default -> {
                    if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && Character.getType(c) != Character.SURROGATE) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
