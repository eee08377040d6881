package dev.agentmesh.host.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A shape with the definitions its references point to. */
public record Schema(Shape root, SequencedMap<String, Shape.Fields> definitions) {
    public Schema {
        definitions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(definitions));
    }

    /** The shape behind a reference, or the shape itself. */
    Shape resolve(Shape shape) {
        if (shape instanceof Shape.Reference(String definition)) {
            Shape target = definitions.get(definition);
            if (target == null) {
                throw new IllegalStateException("schema has no definition " + definition);
            }
            return target;
        }
        return shape;
    }

    /** What a person calls the root: a record's name, or the kind of value. */
    public String title() {
        return titleOf(root);
    }

    private static String titleOf(Shape shape) {
        return switch (shape) {
            case Shape.Reference(String definition) -> definition;
            case Shape.Fields fields -> fields.name();
            case Shape.Wrappable wrappable -> titleOf(wrappable.value());
            case Shape.Nullable nullable -> titleOf(nullable.value());
            case Shape.Anything _ -> "any value";
            case Shape.Nothing _ -> "nothing";
            case Shape.Truth _ -> "boolean";
            case Shape.Text _, Shape.Choice _ -> "string";
            case Shape.Whole _ -> "integer";
            case Shape.Decimal _ -> "number";
            case Shape.Array _ -> "array";
            case Shape.Dictionary _ -> "object";
        };
    }
}
