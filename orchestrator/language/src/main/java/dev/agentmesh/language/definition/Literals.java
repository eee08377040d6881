package dev.agentmesh.language.definition;

import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.Optional;

/** What values are that are written without quotes. */
final class Literals {
    private Literals() {}

    /** Empty for a text, whatever stands in it. */
    static Optional<Shape> shape(YamlNode.Scalar plain) {
        return switch (PlainScalar.of(plain.value()).kind()) {
            case TEXT -> Optional.empty();
            case NOTHING -> Optional.of(Shape.of(Kind.NULL));
            case BOOL -> Optional.of(Shape.of(Kind.BOOL));
            case WHOLE -> Optional.of(Shape.of(Kind.INT));
            case FRACTION -> Optional.of(Shape.of(Kind.DOUBLE));
            case AMBIGUOUS, DATE -> Optional.of(Shape.ANY);
        };
    }
}
