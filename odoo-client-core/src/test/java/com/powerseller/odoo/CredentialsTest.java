package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc123\n", " abc123", "abc 123", "abcé123", "abc\u0000123"})
    void aKeyThatNoHeaderCanCarryIsRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> Credentials.apiKey("admin", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line break")
                .hasMessageNotContaining("123");
    }

    @Test
    void emptyOnesAreRefused() {
        assertThatThrownBy(() -> Credentials.apiKey(" ", "k")).hasMessage("the login is empty");
        assertThatThrownBy(() -> Credentials.apiKey("a", "")).hasMessage("the API key is empty");
        assertThatThrownBy(() -> Credentials.password("a", "")).hasMessage("the password is empty");
    }

    @Test
    void aPasswordMayHoldAnything() {
        assertThat(Credentials.password("admin", "p ä\nß").secret()).isEqualTo("p ä\nß");
    }

    @Test
    void showsWhoAndNotTheSecret() {
        assertThat(Credentials.apiKey("admin", "abc123")).hasToString("API key of admin");
        assertThat(Credentials.password("admin", "abc123")).hasToString("password of admin");
        assertThat(Credentials.apiKey("abc123")).hasToString("API key");
    }
}
