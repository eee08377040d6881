package dev.agentmesh.language.expression;

/** Finds one text in another in linear time: the library's search is quadratic on texts made to make it so. */
final class TextSearch {
    /** Up to this length the library's search cannot do harm, and it is faster. */
    private static final int SHORT = 32;

    private TextSearch() {}

    /** The first place at or after {@code from}, or -1. Costs what it reads. */
    static int indexOf(String text, String wanted, int from, Meter meter) throws Fault {
        int found = wanted.length() <= SHORT ? text.indexOf(wanted, from) : knuthMorrisPratt(text, wanted, from);
        meter.chargeCharacters((long) (found < 0 ? text.length() : found) - from + wanted.length());
        return found;
    }

    /** The last place at or before {@code from}, or -1. */
    static int lastIndexOf(String text, String wanted, int from, Meter meter) throws Fault {
        int end = (int) Math.min((long) from + wanted.length(), text.length());
        String turned = new StringBuilder(text.substring(0, end)).reverse().toString();
        int found = indexOf(turned, new StringBuilder(wanted).reverse().toString(), 0, meter);
        return found < 0 ? -1 : end - found - wanted.length();
    }

    private static int knuthMorrisPratt(String text, String wanted, int from) {
        int[] fallback = fallback(wanted);
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != wanted.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (text.charAt(i) == wanted.charAt(matched)) {
                matched++;
            }
            if (matched == wanted.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    private static int[] fallback(String wanted) {
        var fallback = new int[wanted.length()];
        int matched = 0;
        for (int i = 1; i < wanted.length(); i++) {
            while (matched > 0 && wanted.charAt(i) != wanted.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            if (wanted.charAt(i) == wanted.charAt(matched)) {
                matched++;
            }
            fallback[i] = matched;
        }
        return fallback;
    }
}
