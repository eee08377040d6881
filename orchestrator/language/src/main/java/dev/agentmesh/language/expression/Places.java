package dev.agentmesh.language.expression;

import java.util.Map;

/** Where the parts of an expression stand, in code points. CEL's parser gives the sign of a part; we want its name. */
final class Places {
    private final int[] text;
    private final Map<Long, Integer> positions;

    Places(String text, Map<Long, Integer> positions) {
        this.text = text.codePoints().toArray();
        this.positions = positions;
    }

    int of(long id) {
        return positions.getOrDefault(id, 0);
    }

    /** Where the field of a selection starts: behind its dot, or inside the quotes of its index. */
    int field(long id, String name) {
        return find(name, of(id), Math.min(text.length, of(id) + 40));
    }

    /** Where the name of a call starts, which CEL places at its bracket. */
    int function(long id, String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        int start = of(id) - 1;
        while (start > 0 && Character.isWhitespace(text[start])) {
            start--;
        }
        return Math.max(0, start - last.length() + 1);
    }

    private int find(String name, int from, int to) {
        int[] wanted = name.codePoints().toArray();
        for (int i = from;
                i + wanted.length <= Math.max(to, from + wanted.length) && i + wanted.length <= text.length;
                i++) {
            if (java.util.Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return from;
    }
}
