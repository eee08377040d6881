package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Grow;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code parallel} and {@code map}, and the words they share: {@code join} and {@code late}. */
final class LaneReader {
    private static final int DEFAULT_WIDTH = 10;
    private static final int WIDEST = 1_000;
    private static final int MOST_BRANCHES = 1_000;
    private static final int MOST_ITEMS = 65_536;
    private static final int MOST_LANES = 1_000_000;

    /** Lanes at once that nested maps may ask for. */
    private static final long MOST_AT_ONCE = 10_000;

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,6})%");
    private static final Pattern COUNT = Pattern.compile("-?\\d{1,9}");

    private final Reading reading;
    private final ExpressionReader expressions;
    private final StepReader steps;

    LaneReader(Reading reading, ExpressionReader expressions, StepReader steps) {
        this.reading = reading;
        this.expressions = expressions;
        this.steps = steps;
    }

    Optional<Verb> parallel(YamlNode node, Scope scope, StepReader.Frame frame) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"parallel\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("branches", "join", "late")), Set.of(), "parallel");
        Optional<YamlNode> written = fields.get().value("branches");
        if (written.isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"parallel\" needs \"branches\"",
                    "branches:\n  a: { agent: one }\n  b: { agent: two }");
            return Optional.empty();
        }
        Optional<YamlNode.Fields> branches = reading.fields(written.get(), "\"branches\"");
        var read = new LinkedHashMap<String, List<Step>>();
        var scopes = new ArrayList<Scope>();
        for (YamlNode.Field branch : branches.map(YamlNode.Fields::fields).orElse(List.of())) {
            Scope inner = scope.inner();
            scopes.add(inner);
            reading.name(branch.key(), "a branch's name", StepRegister.ID, StepRegister.ID_RULE);
            if (branch.name().matches("catch[0-9]+")) {
                reading.problems()
                        .at(branch.key().span(), Codes.BAD_NAME, "a branch cannot be named \"" + branch.name() + "\"")
                        .cause("in a step's path that is the lane of its catch")
                        .fix("choose another name");
            }
            read.put(branch.name(), branch(branch, inner, frame));
        }
        scopes.forEach(scope::adopt);
        if (branches.isPresent() && read.isEmpty()) {
            reading.missing(written.get().span(), "\"branches\" needs at least one branch", "a: { agent: one }");
        }
        if (read.size() > MOST_BRANCHES) {
            reading.range(
                    written.get(),
                    "\"branches\" has " + read.size() + " branches; at most " + MOST_BRANCHES + " can run");
        }
        Join join = fields.get()
                .value("join")
                .flatMap(j -> join(j, Math.max(1, read.size()), "branches"))
                .orElse(new Join.All());
        return branches.map(_ -> new Verb.Parallel(read, join, late(fields.get())));
    }

    /** A branch: one step, a list, or {@code { do: [...] }}. */
    private List<Step> branch(YamlNode.Field branch, Scope scope, StepReader.Frame frame) {
        String what = "branch \"" + branch.name() + "\"";
        if (!(branch.value() instanceof YamlNode.Fields fields)) {
            return steps.sequence(branch.value(), what, scope, frame);
        }
        Optional<YamlNode> todo = fields.value("do");
        return todo.isPresent() && fields.fields().size() == 1
                ? steps.sequence(todo.get(), what, scope, frame)
                : steps.sequence(new YamlNode.Items(fields.span(), List.of(fields)), what, scope, frame);
    }

    Optional<Verb> map(YamlNode node, Scope scope, StepReader.Frame frame, String id, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"map\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(
                fields, new TreeSet<>(Set.of("over", "as", "width", "join", "late", "grow", "do")), Set.of(), "map");
        Optional<YamlNode> over = fields.value("over");
        Optional<YamlNode> todo = fields.value("do");
        if (over.isEmpty() || todo.isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"map\" needs \"over\" and \"do\"",
                    "map:\n  over: input.items\n  do:\n    - agent: my-agent");
            return Optional.empty();
        }
        Optional<ExpressionReader.TypedExpression> list = expressions.typed(over.get(), "over", "list", scope, user);
        String as = fields.value("as").flatMap(this::itemName).orElse("item");
        int width = fields.value("width")
                .map(w -> reading.whole(w, "\"width\"", 1, WIDEST).orElse(DEFAULT_WIDTH))
                .orElse(DEFAULT_WIDTH);
        long lanes = frame.lanes() * width;
        if (lanes > MOST_AT_ONCE) {
            reading.problems()
                    .at(
                            fields.value("width").orElse(node).span(),
                            Codes.FAN_OUT,
                            "nested maps may run " + lanes + " lanes at once; the limit is " + MOST_AT_ONCE)
                    .cause("the widths around a step multiply")
                    .fix("make a width smaller, or flatten the maps into one");
        }
        List<Step> sequence = steps.sequence(
                todo.get(),
                "\"do\"",
                item(scope.inner(), as, fields, list),
                new StepReader.Frame(Optional.of(id), Math.min(lanes, MOST_AT_ONCE), frame.turns()));
        Join join =
                fields.value("join").flatMap(j -> join(j, MOST_LANES, "items")).orElse(new Join.All());
        Scope item = item(scope, as, fields, list).with("output", steps.output(sequence));
        Optional<Grow> grow = fields.value("grow").flatMap(g -> grow(g, item, user));
        return list.map(items -> new Verb.MapEach(items.expression(), as, width, join, late(fields), grow, sequence));
    }

    /** What the steps of an item see of it; items that are added later may be of another shape. */
    private static Scope item(
            Scope scope, String as, YamlNode.Fields map, Optional<ExpressionReader.TypedExpression> list) {
        Shape item = map.field("grow").isPresent()
                ? Shape.ANY
                : list.map(items -> items.shape().item()).orElse(Shape.ANY);
        return scope.with(as, item).with("index", Shape.of(Kind.INT));
    }

    private Optional<Grow> grow(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"grow\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("from", "max")), Set.of(), "grow");
        Optional<YamlNode> from = fields.get().value("from");
        Optional<YamlNode> max = fields.get().value("max");
        if (from.isEmpty() || max.isEmpty()) {
            reading.missing(
                    node.span(), "\"grow\" needs \"from\" and \"max\"", "grow: { from: output.references, max: 100 }");
            return Optional.empty();
        }
        int most = reading.whole(max.get(), "\"max\"", 1, MOST_ITEMS).orElse(1);
        return expressions.bare(from.get(), "from", "list", scope, user).map(list -> new Grow(list, most));
    }

    private Optional<String> itemName(YamlNode node) {
        return reading.textScalar(node, "\"as\"")
                .filter(name -> variableName(name, "an item's name"))
                .map(YamlNode.Scalar::value);
    }

    boolean variableName(YamlNode.Scalar key, String what) {
        if (VerbReader.isName(key.value())) {
            return true;
        }
        String fix = VerbReader.VARIABLE.matcher(key.value()).matches()
                ? "choose another name: the language has this one already"
                : "a letter or _ first, then letters, digits and _, at most 64: it is read in expressions";
        reading.problems()
                .at(key.span(), Codes.BAD_NAME, what + " cannot be \"" + Reading.shortened(key.value()) + "\"")
                .fix(fix);
        return false;
    }

    private Optional<Join> join(YamlNode node, int most, String lanes) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            reading.wrong(node, "\"join\"", "all, settled, first, a number or a percentage");
            return Optional.empty();
        }
        String text = scalar.value();
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return percent(scalar, Integer.parseInt(percent.group(1)));
        }
        if (COUNT.matcher(text).matches()) {
            return count(scalar, Integer.parseInt(text), most, lanes);
        }
        return switch (text) {
            case "all" -> Optional.of(new Join.All());
            case "settled" -> Optional.of(new Join.Settled());
            case "first" -> Optional.of(new Join.First());
            default -> {
                reading.problems()
                        .at(node.span(), Codes.WRONG_SHAPE, "\"join\" cannot be \"" + Reading.shortened(text) + "\"")
                        .suggest(Nearest.to(text, List.of("all", "settled", "first")))
                        .fix("write all, settled, first, a number like 2 or a percentage like 80%");
                yield Optional.empty();
            }
        };
    }

    private Optional<Join> percent(YamlNode.Scalar scalar, int percent) {
        if (percent < 1 || percent > 100) {
            reading.range(scalar, "\"join\" must be from 1% to 100% but is " + scalar.value());
            return Optional.empty();
        }
        return Optional.of(new Join.Percent(percent));
    }

    private Optional<Join> count(YamlNode.Scalar scalar, int count, int most, String lanes) {
        if (count < 1 || count > most) {
            reading.range(
                    scalar, "\"join\" must be from 1 to " + most + ", the number of " + lanes + ", but is " + count);
            return Optional.empty();
        }
        return Optional.of(new Join.Count(count));
    }

    private Late late(YamlNode.Fields fields) {
        Optional<YamlNode> node = fields.value("late");
        Optional<String> word = node.flatMap(n -> reading.text(n, "\"late\""));
        if (word.isEmpty() || word.get().equals("cancel")) {
            return Late.CANCEL;
        }
        if (!word.get().equals("keep")) {
            reading.problems()
                    .at(
                            node.orElse(fields).span(),
                            Codes.WRONG_SHAPE,
                            "\"late\" cannot be \"" + Reading.shortened(word.get()) + "\"")
                    .suggest(Nearest.to(word.get(), List.of("cancel", "keep")))
                    .fix("write cancel or keep");
        }
        return Late.KEEP;
    }
}
