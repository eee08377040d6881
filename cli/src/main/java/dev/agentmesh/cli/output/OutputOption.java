package dev.agentmesh.cli.output;

import dev.agentmesh.cli.error.CliException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code -o}, refused with the list of what the command can do and never silently ignored. */
public final class OutputOption {
    private final List<Format> supported;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to print the result: ${COMPLETION-CANDIDATES}.",
            completionCandidates = AllFormats.class)
    private String asked = "";

    /** The first is what is printed when nothing is asked for. */
    public OutputOption(Format... supported) {
        this.supported = List.of(supported);
    }

    public Format format() {
        if (asked.isEmpty()) {
            return supported.getFirst();
        }
        return supported.stream()
                .filter(format -> format.word().equals(asked))
                .findFirst()
                .orElseThrow(() -> CliException.usage(
                        command.qualifiedName() + " cannot print " + Printable.shortened(asked, 20) + "; it can print "
                                + words(),
                        command.qualifiedName() + " -o " + supported.getLast().word()));
    }

    private String words() {
        return supported.stream().map(Format::word).collect(Collectors.joining(", "));
    }

    /** For the help page and for Tab. */
    static final class AllFormats implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Arrays.stream(Format.values()).map(Format::word).iterator();
        }
    }
}
