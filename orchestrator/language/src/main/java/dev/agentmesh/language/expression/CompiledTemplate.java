package dev.agentmesh.language.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template ready to be rendered; shared between threads. */
final class CompiledTemplate {
    /** One place of the template. */
    private sealed interface Part {
        record Fixed(Object value) implements Part {}

        record Whole(CompiledExpression expression) implements Part {}

        record Mixed(List<Piece> pieces) implements Part {}

        record Items(List<Part> parts) implements Part {}

        record Fields(Map<String, Part> parts) implements Part {}
    }

    private sealed interface Piece {
        record Literal(String text) implements Piece {}

        record Inserted(CompiledExpression expression) implements Piece {}
    }

    private final Part root;

    private CompiledTemplate(Part root) {
        this.root = root;
    }

    static CompiledTemplate compile(String json) throws Fault, SyntaxFault {
        return new CompiledTemplate(part(JsonReader.read(json)));
    }

    private static Part part(Object value) throws SyntaxFault {
        return switch (value) {
            case String text -> text(text);
            case List<?> list -> items(list);
            case Map<?, ?> map -> fields(map);
            default -> new Part.Fixed(value);
        };
    }

    private static Part items(List<?> list) throws SyntaxFault {
        var parts = new ArrayList<Part>();
        for (Object item : list) {
            parts.add(part(item));
        }
        return new Part.Items(parts);
    }

    private static Part fields(Map<?, ?> map) throws SyntaxFault {
        var parts = new LinkedHashMap<String, Part>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            parts.put((String) entry.getKey(), part(entry.getValue()));
        }
        return new Part.Fields(parts);
    }

    private static Part text(String text) throws SyntaxFault {
        List<Segment> segments = TemplateScanner.scan(text);
        if (segments.size() == 1 && segments.getFirst() instanceof Segment.Code(String expression, int _)) {
            return new Part.Whole(ExpressionCompiler.compile(expression));
        }
        var pieces = new ArrayList<Piece>();
        var plain = new StringBuilder();
        boolean fixed = true;
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Text(String literal) -> {
                    plain.append(literal);
                    pieces.add(new Piece.Literal(literal));
                }
                case Segment.Code(String expression, int _) -> {
                    fixed = false;
                    pieces.add(new Piece.Inserted(ExpressionCompiler.compile(expression)));
                }
            }
        }
        return fixed ? new Part.Fixed(plain.toString()) : new Part.Mixed(pieces);
    }

    byte[] render(Frame frame) throws Fault, PlacedFault {
        var writer = new JsonWriter(frame.meter);
        render(root, frame, writer);
        return writer.bytes();
    }

    private static void render(Part part, Frame frame, JsonWriter writer) throws Fault, PlacedFault {
        switch (part) {
            case Part.Fixed(Object value) -> writer.value(value);
            case Part.Whole(CompiledExpression expression) -> whole(expression, frame, writer);
            case Part.Mixed(List<Piece> pieces) -> writer.text(mixed(pieces, frame));
            case Part.Items(List<Part> parts) -> {
                writer.open('[');
                String comma = "";
                for (Part item : parts) {
                    writer.raw(comma);
                    comma = ",";
                    render(item, frame, writer);
                }
                writer.close(']');
            }
            case Part.Fields(Map<String, Part> parts) -> {
                writer.open('{');
                String comma = "";
                for (Map.Entry<String, Part> field : parts.entrySet()) {
                    writer.raw(comma);
                    comma = ",";
                    writer.text(field.getKey());
                    writer.raw(":");
                    render(field.getValue(), frame, writer);
                }
                writer.close('}');
            }
        }
    }

    private static void whole(CompiledExpression expression, Frame frame, JsonWriter writer) throws PlacedFault {
        try {
            writer.value(expression.eval(frame));
        } catch (Fault fault) {
            throw new PlacedFault(expression.text(), fault);
        }
    }

    private static String mixed(List<Piece> pieces, Frame frame) throws Fault, PlacedFault {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal(String literal) -> text.append(literal);
                case Piece.Inserted(CompiledExpression expression) -> text.append(inserted(expression, frame));
            }
            frame.meter.charge(1);
            if (text.length() > JsonWriter.MAX_BYTES) {
                throw new Fault(
                        ExpressionCodes.RESULT_SIZE, "its result is larger than " + JsonWriter.MAX_BYTES + " bytes");
            }
        }
        return text.toString();
    }

    /** A value inside text: texts as they are, everything else as JSON. */
    private static String inserted(CompiledExpression expression, Frame frame) throws PlacedFault {
        try {
            Object value = expression.eval(frame);
            if (value instanceof List<?> || value instanceof Map<?, ?> || value instanceof Selectable) {
                return new String(JsonWriter.write(value, frame.meter), java.nio.charset.StandardCharsets.UTF_8);
            }
            return value == JsonNull.NULL ? "null" : (String) Conversions.toText(value);
        } catch (Fault fault) {
            throw new PlacedFault(expression.text(), fault);
        }
    }
}
