package dev.agentmesh.language.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {
    @Test
    void never_holds_more_than_it_may() {
        var cache = new BoundedCache<Integer>(100);

        for (int i = 0; i < 10_000; i++) {
            cache.put("k" + i, i);
            assertThat(cache.size()).isLessThanOrEqualTo(100);
        }

        assertThat(cache.find("k9999")).contains(9_999);
        assertThat(cache.find("k0")).isEmpty();
    }

    @Test
    void what_is_used_stays() {
        var cache = new BoundedCache<Integer>(100);
        cache.put("used", 1);

        for (int i = 0; i < 10_000; i++) {
            cache.put("k" + i, i);
            assertThat(cache.find("used")).contains(1);
        }
    }
}
