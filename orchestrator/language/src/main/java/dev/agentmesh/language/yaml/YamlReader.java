package dev.agentmesh.language.yaml;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.problem.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one document. No aliases, no tags, nothing that could make a small file large or run code. */
public final class YamlReader {
    /** UTF-8 bytes of a file. */
    public static final int MAX_BYTES = 1_048_576;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(MAX_BYTES + 1)
            .build();

    private YamlReader() {}

    /** The document's tree; nothing where it cannot be read, and then the problems say why. */
    public static Optional<YamlNode> read(Problems problems) {
        SourceText source = problems.source();
        var tree = new TreeBuilder(problems);
        try {
            for (Event event : new Parse(SETTINGS).parseString(source.text())) {
                if (!tree.take(event)) {
                    return Optional.empty();
                }
            }
        } catch (MarkedYamlEngineException e) {
            int offset =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getIndex).orElse(0);
            int context = e.getContextMark().map(Mark::getIndex).orElse(offset);
            SyntaxTraps.report(
                    problems, Math.min(offset, source.length()), Math.min(context, source.length()), e.getProblem());
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.at(new Span(0, 1), Codes.NOT_YAML, "the file is not valid YAML")
                    .cause(firstLine(e))
                    .fix("write it as plain UTF-8 text");
            return Optional.empty();
        }
        return tree.root();
    }

    /** Where the text stops being YAML, or nothing. */
    static Optional<Integer> firstError(String text) {
        try {
            for (Event _ : new Parse(SETTINGS).parseString(text)) {
                // Only whether it parses is asked.
            }
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            return Optional.of(e.getProblemMark().map(Mark::getIndex).orElse(0));
        } catch (YamlEngineException _) {
            return Optional.of(0);
        }
    }

    private static String firstLine(YamlEngineException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
