package dev.agentmesh.language.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.agentmesh.language.pattern.LinearPattern;

/** A schema's {@code pattern}s in RE2: a definition must not be able to make checking an input take for ever. */
final class Re2Patterns implements RegularExpressionFactory {
    @Override
    public RegularExpression getRegularExpression(String source) {
        return LinearPattern.compile(source)::isFoundIn;
    }
}
