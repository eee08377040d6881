package dev.agentmesh.language.definition;

import java.util.Random;

/** A text with a few wounds; the same for the same seed. */
final class Damage {
    private static final String SIGNS = "{}[]:,#&*!|>'\"%@`$\\-? \n\t";

    private Damage() {}

    static String of(String source, Random random) {
        var text = new StringBuilder(source);
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            int length = Math.min(text.length() - at, 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, at + length);
                case 1 -> text.insert(at, text.substring(at, at + length));
                case 2 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 3 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                default -> text.insert(at, source, 0, Math.min(source.length(), 40));
            }
        }
        return text.toString();
    }
}
