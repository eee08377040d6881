package dev.agentmesh.language.picture;

import java.util.List;

/** What a step looks like. */
public sealed interface Shape {
    /** The step it is drawn for. */
    String id();

    /** What it says, first its name. */
    List<String> text();

    Kind kind();

    /** One thing that is done. */
    record Box(String id, List<String> text, Kind kind) implements Shape {
        public Box {
            text = List.copyOf(text);
        }
    }

    /** Steps around which something is said: lanes side by side, each a sequence from top to bottom. */
    record Frame(String id, List<String> text, Kind kind, List<Lane> lanes, List<Link> links) implements Shape {
        public Frame {
            text = List.copyOf(text);
            lanes = List.copyOf(lanes);
            links = List.copyOf(links);
        }

        static Frame of(String id, String text, Kind kind, List<Lane> lanes) {
            return new Frame(id, List.of(text), kind, lanes, List.of());
        }
    }

    /**
     * A sequence inside a frame.
     *
     * @param label empty for none
     */
    record Lane(String label, List<Shape> steps) {
        public Lane {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A way from one lane of a frame to another, where the order from top to bottom is not all there is.
     *
     * @param label when it is taken, empty for always
     */
    record Link(String from, String to, String label) {}

    /** What colours tell apart. */
    enum Kind {
        /** An agent works. */
        AGENT,
        /** The engine does it by itself. */
        ENGINE,
        /** Somebody or something outside is waited for. */
        WAIT,
        /** The run ends here. */
        END,
        /** A frame around steps. */
        FRAME,
        /** What runs instead when a step fails. */
        CATCH
    }
}
