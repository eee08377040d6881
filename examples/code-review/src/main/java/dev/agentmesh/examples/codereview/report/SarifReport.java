package dev.agentmesh.examples.codereview.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.examples.codereview.finding.Rule;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.git.NotReviewed;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The review for tools: SARIF 2.1.0, one run, paths relative to the root of the repository. */
final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String ROOT = "SRCROOT";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Review review;
    private final RuleCatalogue catalogue;
    private final List<String> rules;

    private SarifReport(Review review, RuleCatalogue catalogue) {
        this.review = review;
        this.catalogue = catalogue;
        rules = review.issues().stream()
                .flatMap(issue -> Stream.concat(
                        Stream.of(issue.rule()), issue.sources().stream().map(Issue.Source::rule)))
                .distinct()
                .sorted()
                .toList();
    }

    static String of(Review review, RuleCatalogue catalogue) {
        ObjectNode log = JSON.objectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        log.putArray("runs").add(new SarifReport(review, catalogue).run());
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try {
            return JsonMapper.builder().build().writer(printer).writeValueAsString(log) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values can always be written", e);
        }
    }

    private ObjectNode run() {
        ObjectNode run = JSON.objectNode();
        run.set("tool", tool());
        run.set(
                "automationDetails",
                JSON.objectNode()
                        .put("id", "agentmesh/code-review/" + review.diff().name()));
        run.put("columnKind", "utf16CodeUnits");
        run.set(
                "originalUriBaseIds",
                JSON.objectNode().set(ROOT, JSON.objectNode().set("description", text("The root of the repository."))));
        run.putArray("versionControlProvenance").add(provenance());
        run.putArray("invocations").add(invocation());
        ArrayNode results = run.putArray("results");
        review.issues().forEach(issue -> results.add(result(issue)));
        ObjectNode properties = run.putObject("properties");
        properties.put("partial", review.isPartial());
        properties.put("findingsOmitted", review.omitted());
        properties.put("findingsOutsideTheChange", review.nearby().total());
        properties.put("range", review.diff().range()).put("base", review.diff().base());
        return run;
    }

    private ObjectNode tool() {
        ObjectNode driver = JSON.objectNode();
        driver.put("name", "Agent Mesh code review");
        ArrayNode described = driver.putArray("rules");
        rules.forEach(rule -> described.add(rule(rule)));
        ArrayNode notifications = driver.putArray("notifications");
        notifications.add(descriptor("agent-failed", "An agent gave no analysis of a file."));
        notifications.add(descriptor("not-reviewed", "Changed files that were not analyzed."));
        notifications.add(descriptor("analyzed-in-part", "An analyzer could not do all of its work on a file."));
        return JSON.objectNode().set("driver", driver);
    }

    private static ObjectNode descriptor(String id, String description) {
        ObjectNode descriptor = JSON.objectNode().put("id", id);
        descriptor.set("shortDescription", text(description));
        return descriptor;
    }

    private ObjectNode rule(String id) {
        ObjectNode json = JSON.objectNode().put("id", id);
        catalogue.find(id).ifPresent(rule -> {
            json.put("name", rule.name());
            json.set("shortDescription", text(rule.title()));
            json.set("fullDescription", text(rule.title() + ". " + rule.help()));
            json.set("help", text(rule.help()));
            if (!rule.uri().isEmpty()) {
                json.put("helpUri", rule.uri());
            }
            json.putObject("defaultConfiguration").put("level", level(rule.severity()));
            ObjectNode properties = json.putObject("properties");
            ArrayNode tags = properties.putArray("tags").add(rule.tool()).add(rule.kind());
            if (isSecurity(rule)) {
                tags.add("security");
                properties.put("security-severity", score(rule.severity()));
            }
        });
        return json;
    }

    private static boolean isSecurity(Rule rule) {
        return rule.uri().contains("cwe.mitre.org") && rule.severity().isWorseThan(Severity.info)
                || rule.uri().contains("rules_java_security");
    }

    private ObjectNode result(Issue issue) {
        ObjectNode result = JSON.objectNode();
        result.put("ruleId", issue.rule()).put("ruleIndex", rules.indexOf(issue.rule()));
        result.put("level", level(issue.severity()));
        result.set("message", text(issue.message()));
        ObjectNode region = JSON.objectNode().put("startLine", issue.line()).put("endLine", issue.endLine());
        if (!issue.code().isEmpty()) {
            region.set("snippet", text(issue.code()));
        }
        ObjectNode physical = JSON.objectNode();
        physical.set("artifactLocation", artifact(issue.path()));
        physical.set("region", region);
        result.putArray("locations").add(JSON.objectNode().set("physicalLocation", physical));
        result.putObject("partialFingerprints").put("meshLine/v1", issue.fingerprint());
        ObjectNode properties = result.putObject("properties");
        properties.put("severity", issue.severity().name());
        ArrayNode sources = properties.putArray("sources");
        issue.sources()
                .forEach(source -> sources.add(JSON.objectNode()
                        .put("agent", source.agent())
                        .put("rule", source.rule())
                        .put("severity", source.severity().name())));
        return result;
    }

    private ObjectNode provenance() {
        DiffReport diff = review.diff();
        ObjectNode provenance = JSON.objectNode();
        provenance.put("repositoryUri", repositoryUri(diff)).put("revisionId", diff.head());
        provenance.set("mappedTo", JSON.objectNode().put("uriBaseId", ROOT));
        return provenance;
    }

    /** The remote as a URI; git's short form for ssh is none. Without a remote the folder has to do. */
    private static String repositoryUri(DiffReport diff) {
        String origin = diff.origin().replaceFirst("^([\\w.-]+@)?([\\w.-]+):(?!//)(.+)$", "ssh://$1$2/$3");
        try {
            if (!origin.isBlank() && URI.create(origin).isAbsolute()) {
                return origin;
            }
        } catch (IllegalArgumentException ignored) {
            // A path or something of the user's own; the folder is known for certain.
        }
        return Path.of(diff.repository()).toUri().toString();
    }

    private ObjectNode invocation() {
        ObjectNode invocation = JSON.objectNode();
        invocation.put("executionSuccessful", review.incomplete().isEmpty());
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        for (Incomplete file : review.incomplete()) {
            for (Incomplete.Missing missing : file.missing()) {
                String text = "Agent " + missing.agent() + " failed with "
                        + missing.failure().code() + ": " + missing.failure().message();
                notifications.add(notification("agent-failed", "error", text, List.of(file.path())));
            }
        }
        for (NotReviewed group : review.diff().notReviewed()) {
            String text = group.text() + ": " + group.count() + (group.count() == 1 ? " file" : " files");
            notifications.add(notification("not-reviewed", group.gap() ? "warning" : "note", text, group.paths()));
        }
        for (Review.Remark remark : review.remarks()) {
            String text = remark.tool() + ": " + remark.message();
            notifications.add(notification("analyzed-in-part", "note", text, List.of(remark.path())));
        }
        return invocation;
    }

    private static ObjectNode notification(String id, String level, String message, List<String> paths) {
        ObjectNode notification = JSON.objectNode();
        notification.set("descriptor", JSON.objectNode().put("id", id));
        notification.put("level", level);
        notification.set("message", text(message));
        ArrayNode locations = notification.putArray("locations");
        paths.forEach(path -> locations.add(
                JSON.objectNode().set("physicalLocation", JSON.objectNode().set("artifactLocation", artifact(path)))));
        return notification;
    }

    private static ObjectNode artifact(String path) {
        return JSON.objectNode().put("uri", RelativeUri.of(path)).put("uriBaseId", ROOT);
    }

    private static ObjectNode text(String text) {
        return JSON.objectNode().put("text", text);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case critical, high -> "error";
            case medium -> "warning";
            case low, info -> "note";
        };
    }

    /** What code scanning services sort security rules by: 9 and above critical, 7 high, 4 medium. */
    private static String score(Severity severity) {
        return switch (severity) {
            case critical -> "9.5";
            case high -> "8.0";
            case medium -> "5.5";
            case low, info -> "3.0";
        };
    }
}
