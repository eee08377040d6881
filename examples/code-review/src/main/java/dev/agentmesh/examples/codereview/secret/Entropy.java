package dev.agentmesh.examples.codereview.secret;

import java.util.HashMap;
import java.util.Map;

/** Shannon entropy: how surprising the characters of a text are, in bits per character. */
final class Entropy {
    private Entropy() {}

    static double bitsPerCharacter(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.codePoints().forEach(c -> counts.merge(c, 1, Integer::sum));
        double length = text.codePointCount(0, text.length());
        double bits = 0;
        for (int count : counts.values()) {
            double share = count / length;
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
