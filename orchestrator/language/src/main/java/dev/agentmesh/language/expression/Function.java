package dev.agentmesh.language.expression;

/**
 * One function of the language.
 *
 * @param form how it is called
 * @param least arguments it needs, the receiver counted
 * @param most arguments it takes, the receiver counted
 */
record Function(String name, Form form, int least, int most, Body body) {
    enum Form {
        /** {@code f(x)}. */
        GLOBAL,
        /** {@code x.f()}. */
        MEMBER,
        /** Either. */
        BOTH
    }

    /** What it does; a receiver is the first argument. */
    interface Body {
        Object apply(Arguments arguments, Meter meter) throws Fault;
    }

    boolean takes(int arguments, boolean asMember) {
        return arguments >= least && arguments <= most && form != (asMember ? Form.GLOBAL : Form.MEMBER);
    }

    String usage() {
        int shown = form == Form.MEMBER ? least - 1 : least;
        int limit = form == Form.MEMBER ? most - 1 : most;
        String count = shown == limit ? String.valueOf(shown) : shown + " to " + limit;
        return (form == Form.MEMBER ? "x." : "") + name + "() takes " + count
                + (limit == 1 ? " argument" : " arguments");
    }
}
