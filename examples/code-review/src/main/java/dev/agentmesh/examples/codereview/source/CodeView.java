package dev.agentmesh.examples.codereview.source;

import dev.agentmesh.examples.codereview.source.Language.Syntax;
import java.util.List;

/**
 * A file seen twice, line for line and column for column: once with comments blanked out, once with the contents of
 * strings blanked out as well. A rule that looks for calls reads the second, so that prose about {@code eval} is no call.
 * A light scanner, no parser: where a file is not valid it may take code for text until the next line or quote.
 *
 * @param withStrings lines without comments
 * @param codeOnly lines without comments and without what stands between quotes; the quotes stay
 */
public record CodeView(List<String> withStrings, List<String> codeOnly) {
    public CodeView {
        withStrings = List.copyOf(withStrings);
        codeOnly = List.copyOf(codeOnly);
    }

    public static CodeView of(SourceText source) {
        return source.language().syntax() == Syntax.NONE
                ? new CodeView(source.lines(), source.lines())
                : new CodeScanner(source).scan();
    }
}
