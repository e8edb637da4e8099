package com.betterfleet.oscp.examples.vectordepot.day;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.http.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets wear masks in the journal: each its own, always the same. */
class MasksTest {
    private final Masks masks = new Masks();

    @Test
    void aSecretAlwaysWearsTheSameMaskAndNoOther() {
        assertThat(masks.hide("a")).isEqualTo("***1");
        assertThat(masks.hide("b")).isEqualTo("***2");
        assertThat(masks.hide("a")).isEqualTo("***1");
        assertThat(masks.reveal("***2")).isEqualTo("b");
    }

    @Test
    void aMaskThatNobodyWearsGetsASecretOfItsOwn() {
        String made = masks.reveal("***1");
        assertThat(made).isNotEmpty();
        assertThat(masks.hide(made)).isEqualTo("***1");
        assertThat(masks.hide("next")).isEqualTo("***2");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer opaque-1, Bearer ***1",
        "authorization, Basic bWU6c2VjcmV0, Basic me:***1",
        "Authorization, Basic !!, Basic ***1",
        "Authorization, Token t, Token ***1",
        "apikey, key, ***1",
        "X-Access-Token, key, ***1",
        "fp-id, F1, F1"
    })
    void aHeaderKeepsEverythingButItsSecretAndGetsItBack(String name, String value, String hidden) {
        Header masked = masks.hide(new Header(name, value));
        assertThat(masked).isEqualTo(new Header(name, hidden));
        assertThat(masks.reveal(masked)).isEqualTo(new Header(name, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\":\"t$1\",\"expires_in\":300} | {\"access_token\":\"***1\",\"expires_in\":300}",
                "client_id=me&client_secret=s&scope=x         | client_id=me&client_secret=***1&scope=x",
                "{\"group_id\":\"AKL01\"}                     | {\"group_id\":\"AKL01\"}"
            })
    void aBodyKeepsEverythingButItsSecretAndGetsItBack(String body, String hidden) {
        assertThat(masks.hideBody(body)).isEqualTo(hidden);
        assertThat(masks.revealBody(hidden)).isEqualTo(body);
    }
}
