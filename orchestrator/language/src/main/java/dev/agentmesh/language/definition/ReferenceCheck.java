package dev.agentmesh.language.definition;

import dev.agentmesh.language.expression.ExpressionCheck;
import dev.agentmesh.language.expression.NameShapes;
import dev.agentmesh.language.expression.Reference;
import dev.agentmesh.language.expression.Reference.Member;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.type.Fields;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether the names in an expression can be there when it runs. */
final class ReferenceCheck {
    /** From a place in the expression to a place in the file. */
    interface Places {
        Span of(int start, int length);
    }

    private static final List<String> RUN = List.of("id", "title", "workflow", "version", "startedAt");
    /** The fields of names that stand in some places only. */
    private static final Map<String, List<String>> LOCALS = Map.of(
            "error", List.of("kind", "code", "message", "step"),
            "loop", List.of("index"),
            "graph", List.of("visits"),
            "chat", List.of("turns", "last", "speaker", "topic"),
            "debate", List.of("round", "answers"));
    /** Where a name that is not here could be read. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "error",
            "catch",
            "index",
            "map",
            "loop",
            "loop",
            "graph",
            "graph",
            "chat",
            "chat",
            "debate",
            "debate",
            "output",
            "a graph's edges and a vote");

    private static final Set<String> LATER_RUN = Set.of("cost", "budget");
    private static final Set<String> LATER_STEP = Set.of("cost", "tokens");

    private final Reading reading;
    private final StepRegister register;
    private Shape input = Shape.ANY;

    ReferenceCheck(Reading reading, StepRegister register) {
        this.reading = reading;
        this.register = register;
    }

    /** From here on fields of {@code input} are looked up in this shape. */
    void inputIs(Shape shape) {
        input = shape;
    }

    Shape input() {
        return input;
    }

    /** What is known of the names where an expression stands. */
    NameShapes shapes(Scope scope) {
        return name -> scope.local(name).orElseGet(() -> switch (name) {
            case "input" -> input;
            case "steps" ->
                Shape.map(new Members(id -> scope.step(id).map(OutputShapes::of).orElse(Shape.ANY)));
            case "vars" -> Shape.map(new Members(key -> scope.variable(key).orElse(Shape.ANY)));
            default -> Shape.ANY;
        });
    }

    private record Members(Function<String, Shape> of) implements Fields {
        @Override
        public Shape member(String name) {
            return of.apply(name);
        }
    }

    void check(List<Reference> references, Scope scope, String user, Places places) {
        boolean dashed = references.stream()
                .filter(reference ->
                        reference.name().equals("steps") && !reference.path().isEmpty())
                .anyMatch(reference -> isCutAtDash(reference, scope));
        for (Reference reference : references) {
            check(reference, scope, user, places, dashed);
        }
    }

    private boolean isCutAtDash(Reference steps, Scope scope) {
        String id = steps.path().getFirst().name();
        return scope.step(id).isEmpty() && register.isBeforeDash(id);
    }

    private void check(Reference reference, Scope scope, String user, Places places, boolean dashed) {
        if (!scope.names().contains(reference.name())) {
            if (!dashed) {
                unknownName(reference, scope, places);
            }
            return;
        }
        Optional<Shape> local = scope.local(reference.name());
        if (local.isPresent()) {
            Optional.ofNullable(LOCALS.get(reference.name()))
                    .ifPresentOrElse(
                            fields -> field(reference.path(), 0, reference.name(), fields, Set.of(), places),
                            () -> schemaField(
                                    reference.path(), 0, "\"" + reference.name() + "\"", local.get(), places));
            return;
        }
        switch (reference.name()) {
            case "steps" -> step(reference, scope, user, places);
            case "vars" -> variable(reference, scope, user, places);
            case "board" -> board(reference, places);
            case "run" -> field(reference.path(), 0, "run", RUN, LATER_RUN, places);
            case "input" -> schemaField(reference.path(), 0, "the input", input, places);
            default -> throw new IllegalStateException("Expected a name of the language but found " + reference.name());
        }
    }

    private void unknownName(Reference reference, Scope scope, Places places) {
        Span span = places.of(
                reference.start(),
                reference.name().codePointCount(0, reference.name().length()));
        Set<String> names = scope.names();
        String why = ELSEWHERE.containsKey(reference.name())
                ? "\"" + reference.name() + "\" can be read inside " + ELSEWHERE.get(reference.name()) + " only"
                : "names here: " + String.join(", ", names);
        problems()
                .at(span, Codes.UNKNOWN_NAME, "there is no name \"" + reference.name() + "\" here")
                .suggest(Nearest.to(reference.name(), names))
                .cause(why)
                .fix("use one of the names, or put the text in quotes");
    }

    private void step(Reference reference, Scope scope, String user, Places places) {
        if (reference.path().isEmpty()) {
            problems()
                    .at(places.of(reference.start(), 5), Codes.NO_SUCH_FIELD, "\"steps\" cannot be used as a whole")
                    .cause("a step is named: steps.ID, or steps[\"ID\"] with the id written out")
                    .fix("write steps.ID.output");
            return;
        }
        Member id = reference.path().getFirst();
        Optional<Scope.Known> known = scope.step(id.name());
        if (known.isEmpty()) {
            Span place = places.of(id.start(), id.length());
            register.use(new Scope.Unseen(id.name(), place, user, later -> fields(reference, later, places)));
            return;
        }
        fields(reference, known.get(), places);
    }

    private void fields(Reference reference, Scope.Known known, Places places) {
        Member id = reference.path().getFirst();
        field(reference.path(), 1, StepRegister.reference(id.name()), ExpressionCheck.stepFields(), LATER_STEP, places);
        boolean output =
                reference.path().size() > 2 && reference.path().get(1).name().equals("output");
        if (output) {
            schemaField(reference.path(), 2, "the output of \"" + id.name() + "\"", known.output(), places);
        }
    }

    private void variable(Reference reference, Scope scope, String user, Places places) {
        if (reference.path().isEmpty()) {
            return;
        }
        Member name = reference.path().getFirst();
        Optional<Shape> known = scope.variable(name.name());
        known.ifPresent(shape -> schemaField(reference.path(), 1, "vars." + name.name(), shape, places));
        if (known.isEmpty()) {
            problems()
                    .at(
                            places.of(name.start(), name.length()),
                            Codes.UNKNOWN_NAME,
                            user + " uses vars." + name.name() + ", which no earlier step sets")
                    .cause("a \"set\" step before this one must name it")
                    .fix("add it:\n- set: { " + name.name() + ": ... }");
        }
    }

    /** Which keys there will be only the agents know. */
    private void board(Reference reference, Places places) {
        if (reference.path().size() < 2) {
            problems()
                    .at(
                            places.of(reference.start(), "board".length()),
                            Codes.NO_SUCH_FIELD,
                            "the board cannot be used as a whole, nor can a section of it")
                    .cause("a value of the board is named by its section and its key")
                    .fix("write board.metadata.KEY; a section of an agent with a dash is board[\"my-agent\"].KEY");
        }
    }

    private void field(
            List<Member> path, int index, String owner, List<String> known, Set<String> later, Places places) {
        if (path.size() <= index || known.contains(path.get(index).name())) {
            return;
        }
        Member member = path.get(index);
        Span span = places.of(member.start(), member.length());
        if (later.contains(member.name())) {
            reading.notYet(span, owner + "." + member.name());
            return;
        }
        problems()
                .at(span, Codes.NO_SUCH_FIELD, "field \"" + member.name() + "\" does not exist in " + owner)
                .suggest(Nearest.to(member.name(), known))
                .cause(owner + " has: " + String.join(", ", known))
                .fix("use one of these");
    }

    private void schemaField(List<Member> path, int index, String owner, Shape of, Places places) {
        Shape shape = of;
        for (Member member : path.subList(Math.min(index, path.size()), path.size())) {
            Optional<List<String>> known =
                    shape.canBe(Kind.MAP) ? shape.fields().lacking(member.name()) : Optional.empty();
            if (known.isPresent()) {
                lacking(member, owner, known.get(), places);
                return;
            }
            shape = shape.fields().member(member.name());
        }
    }

    private void lacking(Member member, String owner, List<String> known, Places places) {
        problems()
                .at(
                        places.of(member.start(), member.length()),
                        Codes.NO_SUCH_FIELD,
                        "field \"" + member.name() + "\" does not exist in " + owner)
                .suggest(Nearest.to(member.name(), known))
                .cause(known.isEmpty() ? "it has no fields" : "its schema has: " + String.join(", ", known))
                .fix("use one of these, or add the field to the schema");
    }

    private Problems problems() {
        return reading.problems();
    }
}
