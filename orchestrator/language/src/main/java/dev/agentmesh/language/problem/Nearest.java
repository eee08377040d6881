package dev.agentmesh.language.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean ...?". */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The candidate that {@code word} most likely was meant to be; the earlier one where two are as near. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = score(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best != null && bestDistance <= tolerated(word, best) ? Optional.of(best) : Optional.empty();
    }

    /** A third of the word, and one more where both start alike. */
    private static int tolerated(String word, String candidate) {
        int third = Math.max(1, word.length() / 3);
        return word.regionMatches(true, 0, candidate, 0, 3) ? third + 1 : third;
    }

    private static boolean isMixedUp(String word, String candidate) {
        return word.length() >= 3
                && word.length() == candidate.length()
                && java.util.Arrays.equals(
                        word.chars().sorted().toArray(),
                        candidate.chars().sorted().toArray());
    }

    private static int score(String word, String candidate) {
        if (word.length() >= 3
                && candidate.length() <= LONGEST
                && (candidate.startsWith(word) || word.startsWith(candidate) && candidate.length() >= 3)) {
            return 1;
        }
        if (isMixedUp(word, candidate)) {
            return 1;
        }
        return distance(word, candidate);
    }

    /** Damerau-Levenshtein with adjacent swaps: insert, delete, replace and swap cost 1. */
    private static int distance(String a, String b) {
        if (b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        var costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                costs[i][j] = cost(a, b, i, j, costs);
            }
        }
        return costs[a.length()][b.length()];
    }

    private static int cost(String a, String b, int i, int j, int[][] costs) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(costs[i - 1][j], costs[i][j - 1]) + 1, costs[i - 1][j - 1] + same);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
    }
}
